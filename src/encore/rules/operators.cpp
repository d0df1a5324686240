// SPDX-License-Identifier: MIT
//
// The operators that take evaluated arguments, as json-logic-js defines them through
// JavaScript's own: a missing argument is undefined, numbers come by ToNumber for - / %,
// by parseFloat for + and *.
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "encore/rules/evaluate.hpp"
#include "encore/rules/numeric_text.hpp"
#include "encore/rules/utf16.hpp"

namespace encore {

namespace {

using Type = RuleValue::Type;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Call {
  Evaluation& run;
  NodeIndex at;
  const Arguments& arguments;
  const RuleValue& data;

  RuleMemory& memory() const { return run.memory; }
  double number(std::size_t which) const { return to_number(arguments[which], run.memory); }
};

RuleValue look_up(const Call& call, const RuleValue& path, const RuleValue& otherwise) {
  const RuleValue not_found = otherwise.is(Type::undefined) ? RuleValue::null() : otherwise;
  if (path.type <= Type::null || (path.is(Type::string) && path.text.empty())) return call.data;
  std::string_view rest = to_text(path, call.memory());
  RuleValue found = call.data;
  for (;;) {
    if (found.type <= Type::null) return not_found;
    const std::size_t dot = rest.find('.');
    found = property(found, rest.substr(0, dot), call.memory());
    if (found.is(Type::undefined)) return not_found;
    if (dot == std::string_view::npos) return found;
    rest.remove_prefix(dot + 1);
  }
}

std::vector<RuleValue> missing_keys(const Call& call, std::span<const RuleValue> keys) {
  if (!keys.empty() && keys[0].is(Type::array)) keys = elements(keys[0], call.memory());
  std::vector<RuleValue> missing;
  for (const RuleValue& key : keys) {
    RuleValue found;
    if (key.is(Type::array)) {  // [path, default], as `var` itself takes them
      const Arguments pair{elements(key, call.memory())};
      found = look_up(call, pair[0], pair[1]);
    } else {
      found = look_up(call, key, {});
    }
    if (found.is(Type::null) || (found.is(Type::string) && found.text.empty())) {
      missing.push_back(key);
    }
  }
  return missing;
}

RuleValue missing(const Call& call) {
  return make_array(call.run, call.at, missing_keys(call, call.arguments.values));
}

RuleValue missing_some(const Call& call) {
  const RuleValue options = call.arguments[1];
  if (options.type <= Type::null) return call.run.fail(RuleFault::wrong_arguments, call.at);
  const std::span<const RuleValue> keys =
      options.is(Type::array) ? elements(options, call.memory()) : std::span(&options, 1);
  const std::vector<RuleValue> missing = missing_keys(call, keys);
  const double size = to_number(property(options, "length", call.memory()), call.memory());
  const RuleValue present = RuleValue::of(size - static_cast<double>(missing.size()));
  const Comparison compared = compare(present, call.arguments[0], call.memory());
  if (compared == Comparison::greater || compared == Comparison::equal) return make_array(call.run, call.at, {});
  return make_array(call.run, call.at, missing);
}

bool less(const Call& call, std::size_t left, std::size_t right, bool or_equal) {
  const Comparison compared = compare(call.arguments[left], call.arguments[right], call.memory());
  return compared == Comparison::less || (or_equal && compared == Comparison::equal);
}

bool between(const Call& call, bool or_equal) {
  if (!less(call, 0, 1, or_equal)) return false;
  return call.arguments[2].is(Type::undefined) || less(call, 1, 2, or_equal);
}

RuleValue add(const Call& call) {
  double sum = 0;
  for (const RuleValue& value : call.arguments.values) {
    sum = (sum + 0.0) + parse_float(value, call.memory());
  }
  return RuleValue::of(sum);
}

RuleValue multiply(const Call& call) {
  if (call.arguments.size() == 0) return call.run.fail(RuleFault::wrong_arguments, call.at);
  if (call.arguments.size() == 1) return call.arguments[0];  // a reduction over one value
  double product = parse_float(call.arguments[0], call.memory());
  for (std::size_t i = 1; i < call.arguments.size(); ++i) {
    product = (product + 0.0) * parse_float(call.arguments[i], call.memory());
  }
  return RuleValue::of(product);
}

RuleValue extreme(const Call& call, bool highest) {
  double best = highest ? -kInfinity : kInfinity;
  bool not_a_number = false;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const double value = call.number(i);
    if (std::isnan(value)) not_a_number = true;
    const bool zeros = value == 0 && best == 0;  // +0 counts as higher than -0
    const bool better = zeros ? std::signbit(best) == highest && std::signbit(value) != highest
                              : (highest ? value > best : value < best);
    if (better) best = value;
  }
  return RuleValue::of(not_a_number ? std::numeric_limits<double>::quiet_NaN() : best);
}

RuleValue concatenate(const Call& call) {
  std::string text;
  for (const RuleValue& value : call.arguments.values) {
    if (value.type > Type::null) text.append(to_text(value, call.memory()));
    if (call.memory().exhausted()) return call.run.fail(RuleFault::too_costly, call.at);
  }
  return RuleValue::of(call.memory().text(text));
}

RuleValue contains(const Call& call) {
  const RuleValue in = call.arguments[1];
  if (in.is(Type::string)) {
    if (in.text.empty()) return RuleValue::of(false);
    const std::string_view what = to_text(call.arguments[0], call.memory());
    return RuleValue::of(in.text.find(what) != std::string_view::npos);
  }
  for (const RuleValue& item : elements(in, call.memory())) {
    if (strict_equal(item, call.arguments[0])) return RuleValue::of(true);
  }
  return RuleValue::of(false);
}

/// ToIntegerOrInfinity, then kept within [low, high].
std::size_t clamp_integer(double value, double low, double high) {
  if (std::isnan(value)) value = 0;
  value = std::trunc(value);
  return static_cast<std::size_t>(value < low ? low : value > high ? high : value);
}

struct Slice {
  std::size_t from = 0;
  std::size_t to = 0;
};

/// String.prototype.substr over `size` units; an absent length reaches the end.
Slice substr(std::size_t size, double start, double length) {
  const auto units = static_cast<double>(size);
  Slice slice;
  slice.from = start < 0 ? clamp_integer(std::trunc(start) + units, 0, units) : clamp_integer(start, 0, units);
  slice.to = slice.from + clamp_integer(length, 0, static_cast<double>(size - slice.from));
  return slice;
}

RuleValue slice(const Call& call) {
  const std::string_view source = to_text(call.arguments[0], call.memory());
  const std::size_t size = utf16_length(source);
  const RuleValue end = call.arguments[2];
  Slice taken;
  if (compare(end, RuleValue::of(0.0), call.memory()) == Comparison::less) {
    // A negative length leaves that many units off the end. json-logic-js computes
    // `length + end`, which joins texts when `end` is one.
    taken = substr(size, call.number(1), kInfinity);
    const auto rest = static_cast<double>(taken.to - taken.from);
    double length = 0;
    if (end.is(Type::string) || end.is_container()) {
      std::string joined(to_text(RuleValue::of(rest), call.memory()));
      joined.append(to_text(end, call.memory()));
      length = text_to_number(joined);
    } else {
      length = rest + to_number(end, call.memory());
    }
    taken.to = taken.from + clamp_integer(length, 0, rest);
  } else {
    taken = substr(size, call.number(1), end.is(Type::undefined) ? kInfinity : call.number(2));
  }
  std::string text;
  append_utf16_slice(text, source, taken.from, taken.to);
  return RuleValue::of(call.memory().text(text));
}

RuleValue merge(const Call& call) {
  std::vector<RuleValue> merged;
  for (const RuleValue& value : call.arguments.values) {
    if (value.is(Type::array)) {
      for (const RuleValue& item : elements(value, call.memory())) merged.push_back(item);
    } else {
      merged.push_back(value);
    }
  }
  return make_array(call.run, call.at, merged);
}

RuleValue subtract(const Call& call) {
  if (call.arguments[1].is(Type::undefined)) return RuleValue::of(-call.number(0));
  return RuleValue::of(call.number(0) - call.number(1));
}

}  // namespace

RuleValue operate(Evaluation& run, NodeIndex at, std::string_view name, const Arguments& arguments,
                  const RuleValue& data) {
  const Call call{run, at, arguments, data};
  const RuleValue a = arguments[0];
  const RuleValue b = arguments[1];
  if (name == "var") return look_up(call, a, b);
  if (name == "==") return RuleValue::of(loose_equal(a, b, run.memory));
  if (name == "===") return RuleValue::of(strict_equal(a, b));
  if (name == "!=") return RuleValue::of(!loose_equal(a, b, run.memory));
  if (name == "!==") return RuleValue::of(!strict_equal(a, b));
  if (name == "!") return RuleValue::of(!truthy(a));
  if (name == "!!") return RuleValue::of(truthy(a));
  if (name == ">") return RuleValue::of(less(call, 1, 0, false));
  if (name == ">=") return RuleValue::of(less(call, 1, 0, true));
  if (name == "<") return RuleValue::of(between(call, false));
  if (name == "<=") return RuleValue::of(between(call, true));
  if (name == "in") return contains(call);
  if (name == "+") return add(call);
  if (name == "-") return subtract(call);
  if (name == "*") return multiply(call);
  if (name == "/") return RuleValue::of(call.number(0) / call.number(1));
  if (name == "%") return RuleValue::of(std::fmod(call.number(0), call.number(1)));
  if (name == "min") return extreme(call, false);
  if (name == "max") return extreme(call, true);
  if (name == "cat") return concatenate(call);
  if (name == "substr") return slice(call);
  if (name == "merge") return merge(call);
  if (name == "missing") return missing(call);
  if (name == "missing_some") return missing_some(call);
  if (name == "log") return a;
  return run.fail(RuleFault::unknown_operator, at);
}

}  // namespace encore
