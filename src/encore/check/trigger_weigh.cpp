// SPDX-License-Identifier: MIT
//
// A rule's truth is an expression of `and`, `or`, `!` and `if` over atoms. An atom that compares
// one field with constants has one answer for all values between two neighbouring constants, so
// a value of each such range (and each constant, and null) stands for all; its answers come from
// the evaluator itself. Any other atom is a coin of its own, the same coin wherever it is
// written alike. Then all combinations are tried: what is never true among them never is. Fields
// are taken to be independent, which can only hide a mistake.
#include <algorithm>
#include <cmath>
#include <vector>

#include "encore/base/members.hpp"
#include "encore/check/alike.hpp"
#include "encore/check/trigger.hpp"
#include "encore/rules/evaluate.hpp"
#include "encore/rules/numeric_text.hpp"
#include "encore/rules/rule.hpp"

namespace encore {

namespace {

using Kind = TriggerField::Kind;
using Type = RuleValue::Type;

constexpr std::size_t kMostCombinations = 4'096;
constexpr std::size_t kMostClauses = 64;
constexpr std::size_t kMostConstants = 64;

enum class Gate : std::uint8_t { constant, atom, all, any, inverse, choice };

struct Clause {
  Gate gate = Gate::constant;
  bool value = false;    // of a constant
  bool reported = true;  // whether it would be worth a word if it decided nothing
  NodeIndex node = kNoNode;
  std::size_t variable = 0;        // of an atom
  std::vector<bool> truths;        // of an atom, by the variable's values
  std::vector<std::size_t> parts;  // of the others
};

/// What an atom depends on: a field, or a coin.
struct Variable {
  Text path;  // "": a coin
  NodeIndex node = kNoNode;
  std::vector<RuleValue> values;
  std::size_t count = 2;
};

bool is_scalar(const Node& node) {
  return node.kind < NodeKind::array;
}

class Scales {
 public:
  Scales(const Tree& tree, Arena& arena) : tree_(tree), arena_(arena) {}

  std::size_t read(NodeIndex at) {
    const std::size_t index = clauses_.size();
    clauses_.emplace_back();
    clauses_[index].node = at;
    const NodeIndex member = rule_operation(tree_, at);
    if (member == kNoNode) {
      clauses_[index].value = truthy(RuleValue::of(tree_, at));
      if (tree_[at].is(NodeKind::array) && tree_[at].count > 0) clauses_[index].value = true;
      clauses_[index].reported = false;
      return index;
    }
    const std::string_view name = tree_[member].key;
    const std::vector<NodeIndex> operands = rule_operands(tree_, member);
    if ((name == "and" || name == "or") && !operands.empty()) {
      gate(index, name == "and" ? Gate::all : Gate::any, operands);
    } else if ((name == "!" || name == "!!") && !operands.empty()) {
      gate(index, name == "!" ? Gate::inverse : Gate::all, {operands.data(), 1});
    } else if (name == "if" || name == "?:") {
      gate(index, Gate::choice, operands);
    } else {
      atom(index);
    }
    return index;
  }

  /// False where there are too many combinations to try.
  bool settle() {
    if (clauses_.size() > kMostClauses) return false;
    for (Variable& variable : variables_) {
      if (!variable.path.empty()) find_values(variable);
    }
    combinations_ = 1;
    for (const Variable& variable : variables_) {
      combinations_ *= variable.count;
      if (combinations_ > kMostCombinations) return false;
    }
    for (Clause& clause : clauses_) {
      if (clause.gate == Gate::atom) find_truths(clause);
    }
    return true;
  }

  /// The root's truth for each combination; `fixed` (none: past the end) has the value `to`.
  std::vector<bool> truths(std::size_t of, std::size_t fixed, bool to) const {
    std::vector<bool> all;
    std::vector<std::size_t> chosen(variables_.size(), 0);
    for (std::size_t i = 0; i < combinations_; ++i) {
      all.push_back(truth(of, chosen, fixed, to));
      for (std::size_t v = 0; v < chosen.size(); ++v) {
        if (++chosen[v] < variables_[v].count) break;
        chosen[v] = 0;
      }
    }
    return all;
  }

  const std::vector<Clause>& clauses() const { return clauses_; }

 private:
  void gate(std::size_t index, Gate gate, std::span<const NodeIndex> operands) {
    clauses_[index].gate = gate;
    for (const NodeIndex operand : operands) {
      const std::size_t part = read(operand);
      clauses_[index].parts.push_back(part);
    }
  }

  void atom(std::size_t index) {
    Clause& clause = clauses_[index];
    clause.gate = Gate::atom;
    const Text path = compared(clause.node);
    clause.reported = !path.empty() && !defensive(clause.node);
    for (std::size_t i = 0; i < variables_.size(); ++i) {
      const Variable& known = variables_[i];
      const bool same = path.empty() ? known.path.empty() && alike(tree_, known.node, clause.node) : known.path == path;
      if (!same) continue;
      clause.variable = i;
      return;
    }
    clause.variable = variables_.size();
    variables_.push_back({path, clause.node, {}, 2});
  }

  // A test that a value is there says something even where it always is.
  bool defensive(NodeIndex at) const {
    const NodeIndex member = rule_operation(tree_, at);
    if (tree_[member].key == "var") return true;
    for (const NodeIndex operand : rule_operands(tree_, member)) {
      if (tree_[operand].is(NodeKind::null)) return true;
    }
    return false;
  }

  // The one field that the operation compares with constants; "" where it does something else.
  Text compared(NodeIndex at) const {
    const NodeIndex member = rule_operation(tree_, at);
    const std::string_view name = tree_[member].key;
    if (name == "var") return weighable(at, false);
    const bool ordered = name == "<" || name == "<=" || name == ">" || name == ">=";
    const bool equal = name == "==" || name == "===" || name == "!=" || name == "!==";
    const std::vector<NodeIndex> operands = rule_operands(tree_, member);
    if (name == "in") {
      if (operands.size() != 2 || !tree_[operands[1]].is(NodeKind::array)) return {};
      for (NodeIndex item = Tree::first(operands[1]); item < tree_[operands[1]].end; item = tree_.next(item)) {
        if (!is_scalar(tree_[item])) return {};
      }
      return weighable(operands[0], false);
    }
    if (!ordered && !equal) return {};
    Text path;
    for (const NodeIndex operand : operands) {
      if (is_scalar(tree_[operand])) continue;
      const Text found = weighable(operand, ordered);
      if (found.empty() || (!path.empty() && path != found)) return {};
      path = found;
    }
    return path;
  }

  // The path of a plain `var` whose values are known by ranges or sets. Texts in order are not.
  Text weighable(NodeIndex at, bool ordered) const {
    const Text path = rule_path(tree_, at);
    if (path.empty()) return {};
    const NodeIndex member = rule_operation(tree_, at);
    if (tree_[member].is(NodeKind::array) && tree_[member].count > 1) return {};
    const TriggerField field = trigger_field(path, {});
    const bool known =
        field.is(Kind::number) || field.is(Kind::boolean) || field.is(Kind::word) || (field.is(Kind::text) && !ordered);
    return known && !(field.is(Kind::word) && ordered) ? path : Text{};
  }

  void find_values(Variable& variable) {
    std::vector<NodeIndex> constants;
    for (const Clause& clause : clauses_) {
      if (clause.gate != Gate::atom || variables_[clause.variable].path != variable.path) continue;
      for (NodeIndex at = clause.node; at < tree_[clause.node].end; ++at) {
        if (is_scalar(tree_[at]) && constants.size() < kMostConstants) constants.push_back(at);
      }
    }
    const TriggerField field = trigger_field(variable.path, {});
    std::vector<RuleValue>& values = variable.values;
    if (field.is(Kind::number)) numbers(field, constants, values);
    if (field.is(Kind::boolean)) values = {RuleValue::of(true), RuleValue::of(false)};
    if (field.is(Kind::word)) {
      for (const std::string_view word : field.words) values.push_back(RuleValue::of(word));
    }
    if (field.is(Kind::text)) texts(constants, values);
    if (field.optional) values.push_back(RuleValue::null());
    variable.count = values.size();
  }

  void numbers(const TriggerField& field, const std::vector<NodeIndex>& constants, std::vector<RuleValue>& values) {
    const auto least = static_cast<double>(field.min);
    const auto most = static_cast<double>(field.max);
    std::vector<double> marks = {least, 0, 1, most};
    RuleMemory memory(arena_);
    for (const NodeIndex at : constants) {
      const double mark = to_number(RuleValue::of(tree_, at), memory);
      if (std::isfinite(mark)) marks.push_back(mark);
    }
    std::vector<double> all;
    for (const double mark : marks) {
      for (const double near : {std::floor(mark), std::ceil(mark), std::floor(mark) - 1, std::ceil(mark) + 1}) {
        all.push_back(near);
      }
      if (!field.whole) all.push_back(mark);
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    if (!field.whole) {
      const std::size_t size = all.size();
      for (std::size_t i = 1; i < size; ++i) all.push_back(all[i - 1] + (all[i] - all[i - 1]) / 2);
    }
    for (const double value : all) {
      if (value >= least && value <= most) values.push_back(RuleValue::of(value));
    }
  }

  void texts(const std::vector<NodeIndex>& constants, std::vector<RuleValue>& values) {
    RuleMemory memory(arena_);
    values.push_back(RuleValue::of(""));
    values.push_back(RuleValue::of("\x01 something else"));
    values.push_back(RuleValue::of("0"));
    values.push_back(RuleValue::of("1"));
    for (const NodeIndex at : constants) {
      const RuleValue text = RuleValue::of(arena_.text(to_text(RuleValue::of(tree_, at), memory)));
      bool known = false;
      for (const RuleValue& value : values) known = known || value.text == text.text;
      if (!known) values.push_back(text);
    }
  }

  void find_truths(Clause& clause) {
    const Variable& variable = variables_[clause.variable];
    if (variable.path.empty()) {
      clause.truths = {true, false};
      return;
    }
    for (const RuleValue& value : variable.values) {
      Evaluation run{tree_, RuleMemory(arena_)};
      const RuleValue answer = evaluate(run, clause.node, nested(variable.path, value));
      clause.truths.push_back(!run.failed() && truthy(answer));
    }
  }

  // The data in which `path` has `value`, and nothing else is.
  RuleValue nested(Text path, const RuleValue& value) {
    const std::size_t dot = path.find('.');
    const RuleValue inner = dot == Text::npos ? value : nested(path.substr(dot + 1), value);
    const std::span<RuleMember> member = arena_.array<RuleMember>(1);
    member[0] = {path.substr(0, dot), inner};
    return RuleValue::object(member);
  }

  bool truth(std::size_t of, const std::vector<std::size_t>& chosen, std::size_t fixed, bool to) const {
    if (of == fixed) return to;
    const Clause& clause = clauses_[of];
    const auto part = [&](std::size_t which) { return truth(clause.parts[which], chosen, fixed, to); };
    switch (clause.gate) {
      case Gate::constant: return clause.value;
      case Gate::atom: return clause.truths[chosen[clause.variable]];
      case Gate::inverse: return !part(0);
      case Gate::all:
      case Gate::any:
        for (std::size_t i = 0; i < clause.parts.size(); ++i) {
          if (part(i) != (clause.gate == Gate::all)) return clause.gate != Gate::all;
        }
        return clause.gate == Gate::all;
      case Gate::choice:
        for (std::size_t i = 0; i + 1 < clause.parts.size(); i += 2) {
          if (part(i)) return part(i + 1);
        }
        return clause.parts.size() % 2 == 1 && part(clause.parts.size() - 1);
    }
    return false;
  }

  const Tree& tree_;
  Arena& arena_;
  std::vector<Clause> clauses_;
  std::vector<Variable> variables_;
  std::size_t combinations_ = 1;
};

bool holds(const std::vector<bool>& truths, bool value) {
  return std::find(truths.begin(), truths.end(), !value) == truths.end();
}

}  // namespace

void weigh_trigger(const Tree& tree, NodeIndex rule, std::string path, Arena& arena, TriggerFindings& findings) {
  constexpr std::size_t kNone = kMostClauses + 1;
  Scales scales(tree, arena);
  scales.read(rule);
  if (!scales.settle()) return;
  const auto add = [&](WarningCode code, NodeIndex at) -> Warning& {
    return warn(findings.warnings, code, Scope::candidate, path + pointer_within(tree, rule, at));
  };
  const std::vector<bool> whole = scales.truths(0, kNone, false);
  if (holds(whole, false)) {
    add(warning::trigger_never, rule);
    return;
  }
  if (holds(whole, true)) {
    add(warning::trigger_always, rule);
    return;
  }
  for (std::size_t i = scales.clauses().size(); --i > 0;) {
    if (!scales.clauses()[i].reported) continue;
    for (const bool value : {true, false}) {
      if (scales.truths(0, i, value) != whole) continue;
      const std::vector<bool> alone = scales.truths(i, kNone, false);
      const NodeIndex at = scales.clauses()[i].node;
      add(warning::clause_without_effect, at)
          .about(holds(alone, true)    ? "always"
                 : holds(alone, false) ? "never"
                                       : "implied");
      return;
    }
  }
}

}  // namespace encore
