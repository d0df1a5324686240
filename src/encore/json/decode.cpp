// SPDX-License-Identifier: MIT
//
// The generic decoder: walks an object's members once to find its fields (the last of two
// equal keys wins, as in JSON.parse), then reads the fields in table order, so that issues
// come in the same order however the document is written. Null is absent for every field
// that is not required. A value that fails leaves its record at the default.
#include "encore/json/decode.hpp"

#include <cmath>
#include <cstring>

#include "encore/base/issue_codes.hpp"
#include "encore/base/parts.hpp"
#include "encore/json/cross.hpp"
#include "encore/json/nearest.hpp"
#include "encore/json/private_fields.hpp"
#include "encore/json/report.hpp"
#include "encore/json/shape.hpp"
#include "encore/json/text_rules.hpp"
#include "encore/sheet/limits.hpp"

namespace encore {

namespace {

class Decoder {
 public:
  Decoder(const Tree& tree, Arena& arena, Report& report) : tree_(tree), arena_(arena), report_(report) {}

  /// Reads the object at `at` into `record`; a null record only checks.
  void object(NodeIndex at, ShapeId id, void* record, const Frame* where) {
    if (!tree_[at].is(NodeKind::object)) {
      report_.add(code::type, where);
      return;
    }
    const Shape& known = shape(id);
    NodeIndex nodes[kMaxFields];
    const std::size_t count = known.fields.size();
    for (std::size_t i = 0; i < count; ++i) nodes[i] = kNoNode;
    std::size_t guess = 0;
    for (NodeIndex child = Tree::first(at); child < tree_[at].end; child = tree_.next(child)) {
      if (const Field* field = find_field(known, tree_[child].key, guess)) {
        guess = static_cast<std::size_t>(field - known.fields.data());
        nodes[guess++] = child;
      } else if (report_.notes()) {
        const Frame here = at_key(where, tree_[child].key);
        report_.note(code::unknown_key, &here, nearest_name(known, tree_[child].key));
      }
    }
    for (std::size_t i = 0; i < count; ++i) {
      const Field& field = known.fields[i];
      if (nodes[i] == kNoNode) {
        if (field.required()) report_.add(code::required, where, field.name);
      } else if (field.required() || !tree_[nodes[i]].is(NodeKind::null)) {
        member(field, nodes[i], record, where);
      }
    }
    for (const Condition& condition : known.conditions) {
      const NodeIndex word = nodes[condition.word_field];
      const Field& word_field = known.fields[condition.word_field];
      if (word == kNoNode || !tree_[word].is(NodeKind::string)) continue;
      if (tree_[word].text != words_of(word_field)[condition.word]) continue;
      const Field& needed = known.fields[condition.needed];
      if (nodes[condition.needed] == kNoNode) {
        report_.add(code::required, where, needed.name);
      } else if (tree_[nodes[condition.needed]].is(NodeKind::null)) {
        member(needed, nodes[condition.needed], record, where);
      }
    }
  }

 private:
  // Where a field's value is stored; nothing is, where the record is null.
  template <typename T>
  static void store(void* place, const T& value) {
    if (place != nullptr) *static_cast<T*>(place) = value;
  }

  void member(const Field& field, NodeIndex at, void* record, const Frame* parent) {
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
      case FieldType::boolean:
        if (!node.is(NodeKind::boolean)) {
          report_.add(code::type, &where);
        } else {
          store(place, node.boolean);
        }
        return;
      case FieldType::integer:
      case FieldType::optional_integer: integer(field, at, place, &where); return;
      case FieldType::fraction: {
        double value = 1;
        if (fraction(at, value, &where)) store(place, value);
        return;
      }
      case FieldType::fractions: fractions(at, place, &where); return;
      case FieldType::word: word(field, at, place, &where); return;
      case FieldType::object: object(at, ShapeId{field.detail}, place, &where); return;
      case FieldType::records: records(field, at, place, &where); return;
      case FieldType::rule: kFullBuild ? store(place, at) : report_.needs_full_build(); return;
      case FieldType::options: options(at, place, &where); return;
      case FieldType::name_space: name_space(at, place, &where); return;
      case FieldType::variations: variations(at, place, &where); return;
    }
  }

  Text text(NodeIndex at, TextRule rule, const Frame* where) {
    const Node& node = tree_[at];
    if (!node.is(NodeKind::string)) {
      report_.add(code::type, where);
      return {};
    }
    if (rule == TextRule::any) return node.text;
    if (rule == TextRule::id) {
      if (!node.text.empty() && node.text.size() <= kMaxIdLength) return node.text;  // bytes bound code points
      const std::int64_t length = length_of(node.text);
      if (length < 1) report_.add(code::min_length, where, 1, length);
      if (length > static_cast<std::int64_t>(kMaxIdLength)) {
        report_.add(code::max_length, where, static_cast<std::int64_t>(kMaxIdLength), length);
      }
    } else if (!matches(rule, node.text)) {
      report_.add(code::pattern, where, expectation(rule));
      return {};
    }
    return node.text;
  }

  void texts(NodeIndex at, TextRule rule, void* place, const Frame* where) {
    if (!array(at, where)) return;
    const std::span<Text> values = arena_.array<Text>(tree_[at].count);
    std::size_t i = 0;
    for (NodeIndex child = Tree::first(at); child < tree_[at].end; child = tree_.next(child), ++i) {
      const Frame here = at_index(where, i);
      values[i] = text(child, rule, &here);
    }
    store(place, Texts(values));
  }

  void instant(const Field& field, NodeIndex at, void* place, const Frame* where) {
    if (!tree_[at].is(NodeKind::string)) {
      report_.add(code::type, where);
      return;
    }
    Instant value = 0;
    switch (read_time(tree_[at].text, value)) {
      case TimeFault::pattern: report_.add(code::pattern, where, "date-time"); return;
      case TimeFault::impossible: report_.add(code::impossible_date, where); return;
      case TimeFault::none: break;
    }
    if (field.type == FieldType::instant) {
      store(place, value);
    } else {
      store(place, std::optional<Instant>(value));
    }
  }

  // An integral number in any spelling (2500, 2500.0, 25e2). Bounds are judged even where it is not integral,
  // as a schema validator does.
  void integer(const Field& field, NodeIndex at, void* place, const Frame* where) {
    const Node& node = tree_[at];
    const Bounds range = bounds(Range{field.detail});
    std::int64_t value = 0;
    if (node.is(NodeKind::integer)) {
      value = node.integer;
    } else if (kFullBuild && node.is(NodeKind::number)) {
      if (node.number != std::floor(node.number)) report_.add(code::type, where);
      constexpr double kEdge = 9e18;  // beyond every bound, and within 64 bits
      value = node.number >= kEdge    ? std::numeric_limits<std::int64_t>::max()
              : node.number <= -kEdge ? std::numeric_limits<std::int64_t>::min()
                                      : static_cast<std::int64_t>(node.number);
      if (node.number != std::floor(node.number)) {
        if (node.number < static_cast<double>(range.min)) report_.add(code::minimum, where, range.min, value);
        if (node.number > static_cast<double>(range.max)) report_.add(code::maximum, where, range.max, value);
        return;
      }
    } else {
      report_.add(code::type, where);
      return;
    }
    if (value < range.min) return report_.add(code::minimum, where, range.min, value);
    if (value > range.max) return report_.add(code::maximum, where, range.max, value);
    if (field.type == FieldType::integer) {
      store(place, value);
    } else {
      store(place, std::optional<std::int64_t>(value));
    }
  }

  bool fraction(NodeIndex at, double& value, const Frame* where) {
    if (!kFullBuild) return false;  // experiments alone have them
    const Node& node = tree_[at];
    if (!node.is(NodeKind::integer) && !node.is(NodeKind::number)) {
      report_.add(code::type, where);
      return false;
    }
    value = node.is(NodeKind::integer) ? static_cast<double>(node.integer) : node.number;
    const auto whole = static_cast<std::int64_t>(value < -1e15 ? -1e15 : value > 1e15 ? 1e15 : value);
    if (value < 0) report_.add(code::minimum, where, 0, whole);
    if (value > 1) report_.add(code::maximum, where, 1, whole);
    return value >= 0 && value <= 1;
  }

  void fractions(NodeIndex at, void* place, const Frame* where) {
    if (!kFullBuild || !array(at, where)) return;
    const std::span<double> values = arena_.array<double>(tree_[at].count);
    std::size_t i = 0;
    for (NodeIndex child = Tree::first(at); child < tree_[at].end; child = tree_.next(child), ++i) {
      const Frame here = at_index(where, i);
      fraction(child, values[i], &here);
    }
    store(place, std::span<const double>(values));
  }

  void word(const Field& field, NodeIndex at, void* place, const Frame* where) {
    const std::span<const std::string_view> known = words_of(field);
    if (tree_[at].is(NodeKind::string)) {
      for (std::size_t i = 0; i < known.size(); ++i) {
        if (known[i] != tree_[at].text) continue;
        // Every vocabulary is an enum of one byte, its words in the enum's order.
        store(place, static_cast<std::uint8_t>(i));
        return;
      }
      report_.add(code::enumeration, where, kFullBuild ? nearest_word(known, tree_[at].text) : Text{});
      return;
    }
    report_.add(code::enumeration, where);
  }

  void records(const Field& field, NodeIndex at, void* place, const Frame* where) {
    if (!array(at, where)) return;
    const ShapeId id{field.detail};
    const std::size_t count = tree_[at].count;
    if (!kFullBuild && id == ShapeId::experiment) return count > 0 ? report_.needs_full_build() : void();
    const Bounds allowed = bounds(field.items);
    const auto actual = static_cast<std::int64_t>(count);
    if (actual < allowed.min) report_.add(code::min_items, where, allowed.min, actual);
    if (actual > allowed.max) report_.add(code::max_items, where, allowed.max, actual);

    const Shape& known = shape(id);
    char* record = place == nullptr || count == 0 ? nullptr : static_cast<char*>(known.make(arena_, count, place));
    std::size_t i = 0;
    for (NodeIndex child = Tree::first(at); child < tree_[at].end; child = tree_.next(child), ++i) {
      const Frame here = at_index(where, i);
      if (id == ShapeId::candidate || id == ShapeId::experiment) {
        report_.scope = id == ShapeId::candidate ? Scope::candidate : Scope::experiment;
        report_.item_failed = false;
        object(child, id, record, &here);
        if (id == ShapeId::candidate) {
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

  bool array(NodeIndex at, const Frame* where) {
    if (tree_[at].is(NodeKind::array)) return true;
    report_.add(code::type, where);
    return false;
  }

  const Tree& tree_;
  Arena& arena_;
  Report& report_;
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
  const NodeIndex published = tree.find(0, "published");
  sheet.published.given = published != kNoNode && tree[published].is(NodeKind::object);
  if (tree[0].is(NodeKind::object)) check_across(tree, sheet, arena, report);
  return kFullBuild ? !report.sheet_failed : report.clean();
}

}  // namespace encore
