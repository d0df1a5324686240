// SPDX-License-Identifier: MIT
//
// A rule read from its root: operators there are none of, paths that name nothing, comparisons
// that can have one answer only because of what is compared.
#include "encore/base/members.hpp"
#include "encore/check/trigger.hpp"
#include "encore/json/nearest.hpp"
#include "encore/rules/evaluate.hpp"
#include "encore/rules/numeric_text.hpp"
#include "encore/rules/rule.hpp"

namespace encore {

namespace {

using Kind = TriggerField::Kind;
using Of = TriggerScope::Of;

constexpr std::string_view kOperators[] = {
    "var",          "==", "===", "!=", "!==", "!",   "!!",   ">",    ">=",     "<",      "<=",
    "in",           "+",  "-",   "*",  "/",   "%",   "min",  "max",  "cat",    "substr", "merge",
    "if",           "?:", "and", "or", "map", "all", "some", "none", "filter", "reduce", "missing",
    "missing_some", "log"};

bool among(std::string_view name, std::initializer_list<std::string_view> names) {
  for (const std::string_view one : names) {
    if (one == name) return true;
  }
  return false;
}

bool is_comparison(std::string_view name) {
  return among(name, {"==", "===", "!=", "!==", "<", "<=", ">", ">="});
}

bool is_over_items(std::string_view name) {
  return among(name, {"map", "filter", "all", "some", "none", "reduce"});
}

bool is_number(const Node& node) {
  return node.is(NodeKind::integer) || node.is(NodeKind::number);
}

bool is_numeric(std::string_view text) {
  const double value = text_to_number(text);
  return value == value;
}

class Walk {
 public:
  Walk(const Tree& tree, NodeIndex rule, std::string path, TriggerFindings& findings)
      : tree_(tree), rule_(rule), path_(std::move(path)), findings_(findings) {}

  void visit(NodeIndex at, const TriggerScope& scope) {
    const NodeIndex member = rule_operation(tree_, at);
    if (member == kNoNode) {
      if (!tree_[at].is(NodeKind::array)) return;  // a value
      for (NodeIndex item = Tree::first(at); item < tree_[at].end; item = tree_.next(item)) visit(item, scope);
      return;
    }
    const std::string_view name = tree_[member].key;
    const std::vector<NodeIndex> operands = rule_operands(tree_, member);
    if (nearest_word(kOperators, name) != name) {
      std::string subject = std::string(name).append(" ").append(nearest_word(kOperators, name));
      for (const std::string_view one : kOperators) subject.append(" ").append(one);
      add(warning::trigger_operator, at).about(subject);
      findings_.faulty = true;
      return;
    }
    if (name == "var") {
      if (!operands.empty()) path(operands[0], scope);
      for (std::size_t i = 1; i < operands.size(); ++i) visit(operands[i], scope);
      return;
    }
    if (name == "missing" || name == "missing_some") return keys(operands, name == "missing_some", scope);
    if (is_comparison(name)) comparison(at, name, operands, scope);
    if (name == "in") membership(at, operands, scope);
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const bool inner = i == 1 && is_over_items(name);
      visit(operands[i], inner ? inside(name, operands[0], scope) : scope);
    }
  }

 private:
  Warning& add(WarningCode code, NodeIndex at) {
    findings_.suspect = true;
    return warn(findings_.warnings, code, Scope::candidate, path_ + pointer_within(tree_, rule_, at));
  }

  void path(NodeIndex at, const TriggerScope& scope) {
    if (!tree_[at].is(NodeKind::string)) return visit(at, scope);
    const TriggerField field = trigger_field(tree_[at].text, scope);
    if (!field.is(Kind::none)) return;
    add(scope.of == Of::data ? warning::trigger_field : warning::item_field, at)
        .about(std::string(tree_[at].text) + " " + field.nearest);
  }

  void keys(const std::vector<NodeIndex>& operands, bool counted, const TriggerScope& scope) {
    for (std::size_t i = counted ? 1 : 0; i < operands.size(); ++i) {
      const NodeIndex at = operands[i];
      if (tree_[at].is(NodeKind::string)) path(at, scope);
      if (!tree_[at].is(NodeKind::array)) continue;
      for (NodeIndex key = Tree::first(at); key < tree_[at].end; key = tree_.next(key)) {
        if (tree_[key].is(NodeKind::string)) path(key, scope);
      }
    }
  }

  // What `at` reads, where it is a plain `var`.
  TriggerField read(NodeIndex at, const TriggerScope& scope) const {
    TriggerField field;
    field.kind = Kind::any;
    const Text path = rule_path(tree_, at);
    return path.empty() ? field : trigger_field(path, scope);
  }

  TriggerScope inside(std::string_view name, NodeIndex list, const TriggerScope& scope) const {
    if (name == "reduce") return {Of::reduction, ShapeId::sheet};
    const NodeIndex member = rule_operation(tree_, list);
    if (member != kNoNode && tree_[member].key == "filter") {
      const std::vector<NodeIndex> operands = rule_operands(tree_, member);
      return operands.empty() ? TriggerScope{Of::unknown, ShapeId::sheet} : inside("filter", operands[0], scope);
    }
    const TriggerField field = read(list, scope);
    if (field.is(Kind::records)) return {Of::records, field.shape};
    if (field.is(Kind::texts) || field.is(Kind::numbers)) return {Of::values, ShapeId::sheet};
    return {Of::unknown, ShapeId::sheet};
  }

  void comparison(NodeIndex at, std::string_view name, const std::vector<NodeIndex>& operands,
                  const TriggerScope& scope) {
    for (const NodeIndex one : operands) {
      const TriggerField field = read(one, scope);
      for (const NodeIndex other : operands) {
        if (other != one && compare(at, name, field, tree_[other])) return;
      }
    }
  }

  // Reports a comparison of `field` with `value` that depends on neither; true where it did.
  bool compare(NodeIndex at, std::string_view name, const TriggerField& field, const Node& value) {
    const bool text = value.is(NodeKind::string);
    const bool strict = name == "===" || name == "!==";
    const bool ordered = among(name, {"<", "<=", ">", ">="});
    std::string_view wanted;
    switch (field.kind) {
      case Kind::number:
        if (text && (strict || !is_numeric(value.text))) wanted = "number";
        if (value.is(NodeKind::boolean)) wanted = "number";
        break;
      case Kind::boolean:
        if ((text && !value.text.empty() && value.text != "1" && value.text != "0") || (strict && is_number(value))) {
          wanted = "boolean";
        }
        break;
      case Kind::text:
      case Kind::word:
        if ((is_number(value) && (strict || ordered || field.is(Kind::word))) || value.is(NodeKind::boolean)) {
          wanted = "text";
        } else if (text && field.is(Kind::word) && !ordered && nearest_word(field.words, value.text) != value.text) {
          add(warning::trigger_word, at).about(said(value.text, field));
          return true;
        }
        break;
      case Kind::texts:
      case Kind::numbers:
      case Kind::records:
        if (text || is_number(value)) wanted = "list";
        break;
      case Kind::record:
        if (text || is_number(value) || value.is(NodeKind::boolean)) wanted = "object";
        break;
      default: return false;
    }
    if (wanted.empty()) return false;
    add(warning::trigger_types, at).about(wanted);
    return true;
  }

  static std::string said(Text met, const TriggerField& field) {
    std::string all(met);
    const std::string_view nearest = nearest_word(field.words, met);
    all.append(" ").append(nearest);
    for (const std::string_view known : field.words) all.append(" ").append(known);
    return all;
  }

  void membership(NodeIndex at, const std::vector<NodeIndex>& operands, const TriggerScope& scope) {
    if (operands.size() < 2) return;
    const TriggerField needle = read(operands[0], scope);
    const TriggerField haystack = read(operands[1], scope);
    const Node& list = tree_[operands[1]];
    const bool listed = needle.is(Kind::texts) || needle.is(Kind::numbers) || needle.is(Kind::records);
    if (listed && (list.is(NodeKind::string) || list.is(NodeKind::array))) {
      add(warning::trigger_types, at).about("list_first");
    } else if (haystack.is(Kind::number) || haystack.is(Kind::boolean) || haystack.is(Kind::record)) {
      add(warning::trigger_types, at).about("in");
    } else if (haystack.is(Kind::texts) && is_number(tree_[operands[0]])) {
      add(warning::trigger_types, at).about("text");
    } else if (list.is(NodeKind::array) && needle.is(Kind::word)) {
      for (NodeIndex item = Tree::first(operands[1]); item < list.end; item = tree_.next(item)) {
        const Node& value = tree_[item];
        if (!value.is(NodeKind::string) || nearest_word(needle.words, value.text) == value.text) continue;
        add(warning::trigger_word, item).about(said(value.text, needle));
      }
    } else if (list.is(NodeKind::array) && (needle.is(Kind::number) || needle.is(Kind::text))) {
      for (NodeIndex item = Tree::first(operands[1]); item < list.end; item = tree_.next(item)) {
        const bool fits = needle.is(Kind::number) ? !tree_[item].is(NodeKind::string) : !is_number(tree_[item]);
        if (fits) continue;
        add(warning::trigger_types, item).about(needle.is(Kind::number) ? "number" : "text");
        return;
      }
    }
  }

  const Tree& tree_;
  NodeIndex rule_;
  std::string path_;
  TriggerFindings& findings_;
};

}  // namespace

NodeIndex rule_operation(const Tree& tree, NodeIndex at) {
  return tree[at].is(NodeKind::object) ? operation_of(tree, at) : kNoNode;
}

std::vector<NodeIndex> rule_operands(const Tree& tree, NodeIndex member) {
  std::vector<NodeIndex> operands;
  if (!tree[member].is(NodeKind::array)) {
    operands.push_back(member);
    return operands;
  }
  for (NodeIndex at = Tree::first(member); at < tree[member].end; at = tree.next(at)) operands.push_back(at);
  return operands;
}

Text rule_path(const Tree& tree, NodeIndex at) {
  const NodeIndex member = rule_operation(tree, at);
  if (member == kNoNode || tree[member].key != "var") return {};
  if (tree[member].is(NodeKind::string)) return tree[member].text;
  if (!tree[member].is(NodeKind::array) || tree[member].count == 0) return {};
  const Node& first = tree[Tree::first(member)];
  return first.is(NodeKind::string) ? first.text : Text{};
}

void walk_trigger(const Tree& tree, NodeIndex rule, std::string path, TriggerFindings& findings) {
  Walk(tree, rule, std::move(path), findings).visit(rule, {});
}

}  // namespace encore
