// SPDX-License-Identifier: MIT
//
// A JavaScript value as rules see it, with the conversions of ECMA-262 that JsonLogic
// leans on: truth, ToNumber, ToString, loose and strict equality, order. Containers are
// either nodes of a tree (looked at in place) or lists made during evaluation. Identity,
// which `===` and `in` compare for containers, is the place they stand.
//
// Left out on purpose: prototypes. Only own keys exist, plus `length` of strings and arrays.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "encore/base/tree.hpp"
#include "encore/rules/memory.hpp"

namespace encore {

struct RuleMember;

struct RuleValue {
  enum class Type : std::uint8_t { undefined, null, boolean, number, string, array, object };

  Type type = Type::undefined;
  bool boolean = false;
  std::uint8_t depth = 0;    // how deep a made container nests; bounds recursion over it
  std::uint32_t count = 0;   // of a made list
  NodeIndex node = kNoNode;  // a container in `tree`
  const Tree* tree = nullptr;
  double number = 0;
  std::string_view text;
  const RuleValue* items = nullptr;     // a made array
  const RuleMember* members = nullptr;  // a made object

  bool is(Type other) const { return type == other; }
  bool is_container() const { return type >= Type::array; }

  static RuleValue null() { return of(Type::null); }
  static RuleValue of(Type type) {
    RuleValue value;
    value.type = type;
    return value;
  }
  static RuleValue of(bool boolean) {
    RuleValue value = of(Type::boolean);
    value.boolean = boolean;
    return value;
  }
  static RuleValue of(double number) {
    RuleValue value = of(Type::number);
    value.number = number;
    return value;
  }
  static RuleValue of(std::string_view text) {
    RuleValue value = of(Type::string);
    value.text = text;
    return value;
  }
  static RuleValue of(const char* text) { return of(std::string_view(text)); }
  /// The value of a node; containers stay where they are.
  static RuleValue of(const Tree& tree, NodeIndex node);
  static RuleValue array(std::span<const RuleValue> items);
  static RuleValue object(std::span<const RuleMember> members);
};

struct RuleMember {
  std::string_view key;
  RuleValue value;
};

/// Every container made while evaluating nests at most this deep, trees included, so that
/// printing and joining never exhaust a small stack.
inline constexpr std::uint8_t kMaxValueDepth = 128;

/// Elements of an array; for one in a tree, gathered into `memory`.
std::span<const RuleValue> elements(const RuleValue& array, RuleMemory& memory);

/// The own property `key`; undefined where there is none.
RuleValue property(const RuleValue& of, std::string_view key, RuleMemory& memory);

/// JsonLogic's truth: JavaScript's, but an empty array is false.
bool truthy(const RuleValue& value);

double to_number(const RuleValue& value, RuleMemory& memory);
double parse_float(const RuleValue& value, RuleMemory& memory);

/// ToString; arrays join with commas, null and undefined inside them vanish.
std::string_view to_text(const RuleValue& value, RuleMemory& memory);

bool strict_equal(const RuleValue& left, const RuleValue& right);
bool loose_equal(const RuleValue& left, const RuleValue& right, RuleMemory& memory);

enum class Comparison : std::uint8_t { less, equal, greater, unordered };
Comparison compare(const RuleValue& left, const RuleValue& right, RuleMemory& memory);

/// Appends JSON.stringify(value); undefined, NaN and the infinities print as null.
void append_value(std::string& to, const RuleValue& value, RuleMemory& memory);

}  // namespace encore
