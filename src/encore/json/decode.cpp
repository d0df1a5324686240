// SPDX-License-Identifier: MIT
//
// The generic decoder: walks an object's members once to find its fields (the last of two
// equal keys wins, as in JSON.parse), then reads the fields in table order, so that issues
// come in the same order however the document is written. Null is absent for every field
// that is not required. A value that fails leaves its record at the default.
#include "encore/json/decode.hpp"

#include "encore/base/issue_codes.hpp"
#include "encore/base/members.hpp"
#include "encore/base/parts.hpp"
#include "encore/json/cross.hpp"
#include "encore/json/nearest.hpp"
#include "encore/json/private_fields.hpp"
#include "encore/json/report.hpp"
#include "encore/json/shape.hpp"
#include "encore/json/value_reader.hpp"
#include "encore/sheet/limits.hpp"

namespace encore {

namespace {

class Decoder : private ValueReader {
 public:
  using ValueReader::ValueReader;

  /// Reads the object at `at` into `record`; a null record only checks.
  void object(NodeIndex at, ShapeId id, void* record, const Frame* where) {
    if (!tree_[at].is(NodeKind::object)) {
      report_.add(code::type, where);
      return;
    }
    const Shape known = shape(id);
    NodeIndex nodes[kMaxFields];
    for (NodeIndex& node : nodes) node = kNoNode;
    FieldIterator guess = known.fields.begin();
    for (NodeIndex child = Tree::first(at); child < tree_[at].end; child = tree_.next(child)) {
      const FieldIterator field = known.fields.find(tree_[child].key, guess);
      if (field != known.fields.end()) {
        nodes[field.after(known.fields.begin())] = child;
        guess = field;
        ++guess;
      } else if (!kFullBuild) {
        if (id == ShapeId::policy) report_.needs_full_build();  // it may be private
      } else if (report_.notes()) {
        const Frame here = at_key(where, tree_[child].key);
        report_.note(code::unknown_key, &here, nearest_name(known, tree_[child].key));
      }
    }
    const NodeIndex* node = nodes;
    for (const Field field : known.fields) {
      const NodeIndex value = *node++;
      if (value == kNoNode) {
        if (field.required()) report_.add(code::required, where, field.name);
      } else if (field.required() || !tree_[value].is(NodeKind::null)) {
        member(field, value, record, where);
      }
    }
    for (const Condition& condition : known.conditions) {
      const NodeIndex word = nodes[condition.word_field];
      const Field word_field = known.fields[condition.word_field];
      if (word == kNoNode || !tree_[word].is(NodeKind::string)) continue;
      if (tree_[word].text != words_of(word_field)[condition.word]) continue;
      const Field needed = known.fields[condition.needed];
      if (nodes[condition.needed] == kNoNode) {
        report_.add(code::required, where, needed.name);
      } else if (tree_[nodes[condition.needed]].is(NodeKind::null)) {
        member(needed, nodes[condition.needed], record, where);
      }
    }
  }

 private:
  void member(const Field& field, NodeIndex at, void* record, const Frame* parent) {
    if (!kFullBuild && (field.is_private() || field.has(Flag::full_build_only))) {
      // A list that may be empty says nothing where it is.
      const bool nothing = field.type == FieldType::records && field.items != Items::some &&
                           tree_[at].is(NodeKind::array) && tree_[at].count == 0;
      return nothing ? void() : report_.needs_full_build();
    }
    const Frame where = at_key(parent, field.name);
    if (field.is_private() && report_.page()) {
      const Scope scope = report_.scope;
      report_.scope = Scope::sheet;  // a secret in a page's source is the whole sheet's fault
      report_.add(code::private_field, &where);
      report_.scope = scope;
    }
    void* place = record == nullptr || field.display_only() ? nullptr : static_cast<char*>(record) + field.offset;
    const Node& node = tree_[at];
    switch (field.type) {
      case FieldType::version: {
        const bool one = node.is(NodeKind::integer) ? node.integer == 1 : node.is(NodeKind::number) && node.number == 1;
        if (!one) report_.add(code::constant, &where);
        return;
      }
      case FieldType::text: store(place, text(at, TextRule{field.detail}, &where)); return;
      case FieldType::texts: texts(at, TextRule{field.detail}, place, &where); return;
      case FieldType::instant:
      case FieldType::optional_instant: instant(field, at, place, &where); return;
      case FieldType::day_or_instant: day_or_instant(at, &where); return;
      case FieldType::boolean:
        if (!node.is(NodeKind::boolean)) {
          report_.add(code::type, &where);
        } else {
          store(place, node.boolean);
        }
        return;
      case FieldType::integer:
      case FieldType::optional_integer: integer(field, at, place, &where); return;
      case FieldType::integer_or_learned:
        if (kFullBuild && node.is(NodeKind::string)) {
          learned(at, place, &where);
        } else {
          Field number = field;
          number.type = FieldType::integer;
          integer(number, at, place, &where);
        }
        return;
      case FieldType::decimal: decimal(field, at, place, &where); return;
      case FieldType::fraction: {
        double value = 1;
        if (fraction(at, value, &where)) store(place, value);
        return;
      }
      case FieldType::fractions: fractions(at, place, &where); return;
      case FieldType::word: word(field, at, place, &where); return;
      case FieldType::object: object(at, ShapeId{field.detail}, place, &where); return;
      case FieldType::amount_or_object: amount_or_object(field, at, place, &where); return;
      case FieldType::records: records(field, at, place, &where); return;
      case FieldType::rule: kFullBuild ? store(place, at) : report_.needs_full_build(); return;
      case FieldType::options: options(at, place, &where); return;
      case FieldType::times_by_key:
      case FieldType::counts_by_key: by_key(field.type, at, place, &where); return;
      case FieldType::name_space: name_space(at, place, &where); return;
      case FieldType::variations: variations(at, place, &where); return;
    }
  }

  void records(const Field& field, NodeIndex at, void* place, const Frame* where) {
    if (!array(at, where)) return;
    const ShapeId id{field.detail};
    const std::size_t count = tree_[at].count;
    const Bounds allowed = bounds(field.items);
    const auto actual = static_cast<std::int64_t>(count);
    if (actual < allowed.min) report_.add(code::min_items, where, allowed.min, actual);
    if (actual > allowed.max) report_.add(code::max_items, where, allowed.max, actual);

    const Shape known = shape(id);
    char* record = place == nullptr || count == 0 ? nullptr : static_cast<char*>(known.make(arena_, count, place));
    std::size_t i = 0;
    for (NodeIndex child = Tree::first(at); child < tree_[at].end; child = tree_.next(child), ++i) {
      const Frame here = at_index(where, i);
      const bool item_of_sheet = id == ShapeId::line || id == ShapeId::candidate || id == ShapeId::experiment;
      if (item_of_sheet && record != nullptr) {
        report_.scope = id == ShapeId::line        ? Scope::line
                        : id == ShapeId::candidate ? Scope::candidate
                                                   : Scope::experiment;
        report_.item_failed = false;
        object(child, id, record, &here);
        if (id == ShapeId::line) {
          auto& line = *static_cast<OrderLine*>(static_cast<void*>(record));
          line.node = child;
          line.valid = !report_.item_failed;
        } else if (id == ShapeId::candidate) {
          item(*static_cast<Candidate*>(static_cast<void*>(record)), child, i);
        } else {
          auto& experiment = *static_cast<Experiment*>(static_cast<void*>(record));
          experiment.node = child;
          experiment.valid = !report_.item_failed;
        }
        report_.scope = Scope::sheet;
      } else {
        object(child, id, record, &here);
      }
      if (record != nullptr) record += known.record_size;
    }
  }

  void item(Candidate& candidate, NodeIndex at, std::size_t position) {
    candidate.node = at;
    candidate.position = static_cast<std::uint32_t>(position);
    candidate.valid = !report_.item_failed;
    const NodeIndex evidence = tree_.find(at, "evidence");
    candidate.has_evidence = evidence != kNoNode && tree_[evidence].is(NodeKind::object);
  }

  void options(NodeIndex at, void* place, const Frame* where) {
    if (!tree_[at].is(NodeKind::object)) {
      report_.add(code::type, where);
      return;
    }
    for (NodeIndex child = Tree::first(at); child < tree_[at].end; child = tree_.next(child)) {
      const bool fine = tree_[child].is(NodeKind::string) || tree_[child].is(NodeKind::null);
      if (fine || tree_.find(at, tree_[child].key) != child) continue;
      const Frame here = at_key(where, tree_[child].key);
      report_.add(code::type, &here);
    }
    store(place, at);
  }

  void learned(NodeIndex at, void* place, const Frame* where) {
    if (tree_[at].text != "learned") return report_.add(code::pattern, where, "learned");
    store(place, kLearned);
  }

  void amount_or_object(const Field& field, NodeIndex at, void* place, const Frame* where) {
    if (kFullBuild && tree_[at].is(NodeKind::object)) return object(at, ShapeId{field.detail}, place, where);
    Field amount = field;
    amount.type = FieldType::optional_integer;
    amount.detail = static_cast<std::uint8_t>(Range::money);
    integer(amount, at, place, where);
  }

  void by_key(FieldType type, NodeIndex at, void* place, const Frame* where) {
    if (!kFullBuild) return;  // private facts alone have them
    if (!tree_[at].is(NodeKind::object)) {
      report_.add(code::type, where);
      return;
    }
    const bool times = type == FieldType::times_by_key;
    Field each;
    each.type = times ? FieldType::instant : FieldType::integer;
    each.detail = times ? 0 : static_cast<std::uint8_t>(Range::count);
    for (NodeIndex child = Tree::first(at); child < tree_[at].end; child = tree_.next(child)) {
      if (tree_[child].is(NodeKind::null) || tree_.find(at, tree_[child].key) != child) continue;
      const Frame here = at_key(where, tree_[child].key);
      times ? instant(each, child, nullptr, &here) : integer(each, child, nullptr, &here);
    }
    store(place, at);
  }

  void name_space(NodeIndex at, void* place, const Frame* where) {
    if (!kFullBuild || !array(at, where)) return;
    constexpr std::int64_t kParts = 3;
    const std::int64_t count = tree_[at].count;
    if (count < kParts) report_.add(code::min_items, where, kParts, count);
    if (count > kParts) report_.add(code::max_items, where, kParts, count);
    Namespace value;
    std::size_t i = 0;
    for (NodeIndex child = Tree::first(at); child < tree_[at].end && i < 3; child = tree_.next(child), ++i) {
      const Frame here = at_index(where, i);
      if (i == 0) {
        value.name = text(child, TextRule::any, &here);
      } else {
        fraction(child, i == 1 ? value.from : value.to, &here);
      }
    }
    value.given = true;
    store(place, value);
  }

  void variations(NodeIndex at, void* place, const Frame* where) {
    if (!kFullBuild || !array(at, where)) return;
    constexpr std::int64_t kArms = 2;
    if (tree_[at].count < kArms) report_.add(code::min_items, where, kArms, tree_[at].count);
    const std::span<NodeIndex> values = arena_.array<NodeIndex>(tree_[at].count);
    std::size_t i = 0;
    for (NodeIndex child = Tree::first(at); child < tree_[at].end; child = tree_.next(child), ++i) {
      const Frame here = at_index(where, i);
      values[i] = child;
      if (!tree_[child].is(NodeKind::object)) {
        report_.add(code::type, &here);
      } else if (report_.page()) {
        report_.scope = Scope::sheet;
        report_private_fields(tree_, child, &here, report_);
        report_.scope = Scope::experiment;
      }
    }
    store(place, std::span<const NodeIndex>(values));
  }
};

}  // namespace

bool size_allowed(std::size_t bytes, bool page, Issue& issue) {
  const std::size_t limit = page ? kMaxPageBytes : kMaxHeadlessBytes;
  if (bytes <= limit) return true;
  if (!kFullBuild) return false;
  issue = Issue{};
  issue.code = code::size;
  issue.limit = static_cast<std::int64_t>(limit);
  issue.actual = static_cast<std::int64_t>(bytes);
  issue.has_limit = true;
  issue.has_actual = true;
  return false;
}

namespace {
bool has_member(const Tree& tree, std::string_view object, std::string_view key) {
  const NodeIndex at = tree.find(0, object);
  return at != kNoNode && node_at(tree, at, key) != kNoNode;
}
}  // namespace

bool decode(const Tree& tree, const DecodeOptions& options, Arena& arena, Sheet& sheet, Issues& issues) {
  static constexpr Sheet kFresh{};
  sheet = kFresh;
  sheet.tree = &tree;
  if (Issue too_large; !size_allowed(options.bytes, options.page, too_large)) {
    if (kFullBuild) issues.push_back(too_large);
    return false;
  }
  Report report(options, issues);
  Decoder(tree, arena, report).object(0, ShapeId::sheet, &sheet, nullptr);
  sheet.policy.discounts_apart = has_member(tree, "policy", "discount_rounding");
  // An objection to profiling (GDPR art. 21): nothing is known of the customer but what was refused.
  if (kFullBuild && !sheet.customer.profiling) {
    const std::span<const Declined> declined = sheet.customer.declined;
    sheet.customer = kFresh.customer;
    sheet.customer.declined = declined;
    sheet.customer.profiling = false;
  }
  const NodeIndex published = tree.find(0, "published");
  sheet.published.given = published != kNoNode && tree[published].is(NodeKind::object);
  if (tree[0].is(NodeKind::object)) check_across(tree, sheet, arena, report);
  return kFullBuild ? !report.sheet_failed : report.clean();
}

}  // namespace encore
