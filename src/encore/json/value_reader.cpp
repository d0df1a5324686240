// SPDX-License-Identifier: MIT
//
// Bounds are judged even where a number is not integral, as a schema validator does.
#include "encore/json/value_reader.hpp"

#include <cmath>
#include <limits>

#include "encore/base/issue_codes.hpp"
#include "encore/json/nearest.hpp"
#include "encore/json/text_rules.hpp"
#include "encore/sheet/instant.hpp"
#include "encore/sheet/limits.hpp"

namespace encore {

Text ValueReader::text(NodeIndex at, TextRule rule, const Frame* where) {
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

void ValueReader::texts(NodeIndex at, TextRule rule, void* place, const Frame* where) {
  if (!array(at, where)) return;
  const std::span<Text> values = arena_.array<Text>(tree_[at].count);
  std::size_t i = 0;
  for (NodeIndex child = Tree::first(at); child < tree_[at].end; child = tree_.next(child), ++i) {
    const Frame here = at_index(where, i);
    values[i] = text(child, rule, &here);
  }
  store(place, Texts(values));
}

void ValueReader::instant(const Field& field, NodeIndex at, void* place, const Frame* where) {
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

void ValueReader::day_or_instant(NodeIndex at, const Frame* where) {
  if (!tree_[at].is(NodeKind::string)) {
    report_.add(code::type, where);
    return;
  }
  if (!kFullBuild) {  // a plain day is read by the full build
    if (!parse_instant(tree_[at].text)) report_.needs_full_build();
    return;
  }
  switch (check_day_or_time(tree_[at].text)) {
    case TimeFault::pattern: report_.add(code::pattern, where, "date or date-time"); return;
    case TimeFault::impossible: report_.add(code::impossible_date, where); return;
    case TimeFault::none: return;
  }
}

// A number, or its text, with at most six decimals. A number of up to fifteen digits is found again exactly from
// the nearest double: the candidate in millionths is the number if dividing it gives the same double.
void ValueReader::decimal(const Field& field, NodeIndex at, void* place, const Frame* where) {
  const Node& node = tree_[at];
  const Bounds range = bounds(Range{field.detail});
  const bool above_zero = Range{field.detail} == Range::measure;
  std::int64_t millionths = 0;
  if (!kFullBuild && !node.is(NodeKind::integer)) return report_.needs_full_build();
  if (kFullBuild && node.is(NodeKind::string)) {
    const std::size_t digits = above_zero ? 9 : 6;
    if (!read_decimal(node.text, digits, millionths) || (above_zero && millionths == 0)) {
      return report_.add(code::pattern, where, "decimal");
    }
    return store(place, Decimal::of_millionths(millionths));
  }
  if (!node.is(NodeKind::integer) && !(kFullBuild && node.is(NodeKind::number))) {
    report_.add(code::type, where);
    return;
  }
  if (!kFullBuild) {
    if (node.integer < range.min || node.integer > range.max) return report_.needs_full_build();
    return store(place, Decimal(node.integer));
  }
  const double value = node.is(NodeKind::integer) ? static_cast<double>(node.integer) : node.number;
  constexpr double kEdge = 9e18;
  const std::int64_t whole = value >= kEdge    ? std::numeric_limits<std::int64_t>::max()
                             : value <= -kEdge ? std::numeric_limits<std::int64_t>::min()
                                               : static_cast<std::int64_t>(value);
  if (above_zero && value <= 0) return report_.add(code::exclusive_minimum, where, range.min, whole);
  if (value < static_cast<double>(range.min)) return report_.add(code::minimum, where, range.min, whole);
  if (value > static_cast<double>(range.max)) return report_.add(code::maximum, where, range.max, whole);
  if (node.is(NodeKind::integer)) return store(place, Decimal(node.integer));
  constexpr double kOne = Decimal::kOne;
  millionths = static_cast<std::int64_t>(std::floor(value * kOne + 0.5));
  if (static_cast<double>(millionths) / kOne != value) {
    constexpr std::int64_t kMostDecimals = 6;
    report_.add(code::decimals, where, kMostDecimals, kMostDecimals + 1);
    return;
  }
  store(place, Decimal::of_millionths(millionths));
}

// An integral number in any spelling (2500, 2500.0, 25e2). Bounds are judged even where it is not integral,
// as a schema validator does.
void ValueReader::integer(const Field& field, NodeIndex at, void* place, const Frame* where) {
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

bool ValueReader::fraction(NodeIndex at, double& value, const Frame* where) {
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

void ValueReader::fractions(NodeIndex at, void* place, const Frame* where) {
  if (!kFullBuild || !array(at, where)) return;
  const std::span<double> values = arena_.array<double>(tree_[at].count);
  std::size_t i = 0;
  for (NodeIndex child = Tree::first(at); child < tree_[at].end; child = tree_.next(child), ++i) {
    const Frame here = at_index(where, i);
    fraction(child, values[i], &here);
  }
  store(place, std::span<const double>(values));
}

void ValueReader::word(const Field& field, NodeIndex at, void* place, const Frame* where) {
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

bool ValueReader::array(NodeIndex at, const Frame* where) {
  if (tree_[at].is(NodeKind::array)) return true;
  report_.add(code::type, where);
  return false;
}

}  // namespace encore
