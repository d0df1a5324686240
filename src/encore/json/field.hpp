// SPDX-License-Identifier: MIT
//
// How one line of a field table is written.
//
//   MEMBER(quantity, Range::quantity, kRequired)    a member of the record, under its own name
//   NAMED("default", initial, Range::quantity)      a member under another name on the wire
//   DISPLAY_ONLY("summary", TextRule::any)          a field that only the page reads
//
// The type of a MEMBER follows from the member itself, and so do its words (from its enum)
// and its shape (from its record): a table cannot say anything else than sheet.hpp. What a
// member's type leaves open is named: the rule of a text, the range of a number, kTime
// where 64 bits are a time. A DISPLAY_ONLY field names its type and is stored nowhere.
// Conditions name their fields and their word, and are resolved by the compiler. What must
// not compile is kept in tests/core/refused. Included by the tables only.
#pragma once

#include <cstddef>
#include <limits>
#include <type_traits>

#include "encore/json/shape.hpp"
#include "encore/json/vocabularies.hpp"

namespace encore::fields {

// Options of a field, in any order after its name. Text rules, ranges and Items are others.
inline constexpr Flag kRequired = Flag::required;
inline constexpr Flag kPrivate = Flag::is_private;
inline constexpr Flag kFullBuildOnly = Flag::full_build_only;  // the page falls back to the full module
inline constexpr Flag kUnreadOnPage = Flag::unread_on_page;    // the page decides alike without it
struct Time {};
struct AnyValue {};
struct TextsByKey {};
struct TimesByKey {};
struct CountsByKey {};
struct OrLearned {};
struct Boolean {};
struct DayOrTime {};
struct Version {};
template <typename Enum>
struct WordsOf {};
struct ListOf {
  ShapeId shape;
};
inline constexpr Time kTime;                // of an integer: milliseconds, written as RFC 3339
inline constexpr AnyValue kAnyValue;        // of a node: any JSON value, read later
inline constexpr TextsByKey kTextsByKey;    // of a node: an object of texts, read later
inline constexpr TimesByKey kTimesByKey;    // of a node: an object of times, read later
inline constexpr CountsByKey kCountsByKey;  // of a node: an object of counts, read later
inline constexpr OrLearned kOrLearned;      // of an integer: the word "learned" too, stored as kLearned
inline constexpr Boolean kBoolean;          // display only
inline constexpr DayOrTime kDayOrTime;      // display only: a plain date, or a time
inline constexpr Version kVersion;          // display only: the number 1
template <typename Enum>
inline constexpr WordsOf<Enum> kWordsOf;  // display only

template <typename Wanted, typename... Options>
inline constexpr bool kHas = (std::is_same_v<Wanted, Options> || ...);

/// The member type behind a pointer to member, and the record it belongs to.
template <auto member>
struct MemberOf;
template <typename Owner, typename Member, Member Owner::*member>
struct MemberOf<member> {
  using Type = Member;
};

template <typename Member>
struct Unwrapped {
  using Type = Member;
  static constexpr bool kOptional = false;
  static constexpr bool kList = false;
};
template <typename Member>
struct Unwrapped<std::optional<Member>> {
  using Type = Member;
  static constexpr bool kOptional = true;
  static constexpr bool kList = false;
};
template <typename Member>
struct Unwrapped<std::span<const Member>> {
  using Type = Member;
  static constexpr bool kOptional = false;
  static constexpr bool kList = true;
};

/// The field type that reads a member, which must not need more than its options say.
template <typename Member, typename... Options>
consteval FieldType type_of() {
  using Inner = typename Unwrapped<Member>::Type;
  constexpr bool kOptional = Unwrapped<Member>::kOptional;
  constexpr bool kList = Unwrapped<Member>::kList;
  if constexpr (std::is_same_v<Inner, Text> && !kOptional) {
    static_assert(kHas<TextRule, Options...>, "a member that is a text needs a TextRule");
    return kList ? FieldType::texts : FieldType::text;
  } else if constexpr (std::is_same_v<Inner, std::int64_t> && !kList) {
    if constexpr (kHas<Time, Options...>) return kOptional ? FieldType::optional_instant : FieldType::instant;
    static_assert(kHas<Time, Options...> != kHas<Range, Options...>,
                  "a member that is a number needs a Range or kTime");
    if constexpr (kHas<OrLearned, Options...>) return FieldType::integer_or_learned;
    return kOptional ? FieldType::optional_integer : FieldType::integer;
  } else if constexpr (std::is_same_v<Member, Decimal>) {
    static_assert(kHas<Range, Options...>, "a member that is a number needs a Range or kTime");
    return FieldType::decimal;
  } else if constexpr (std::is_same_v<Member, bool>) {
    return FieldType::boolean;
  } else if constexpr (std::is_same_v<Inner, double> && !kOptional) {
    return kList ? FieldType::fractions : FieldType::fraction;
  } else if constexpr (std::is_enum_v<Member>) {
    static_assert(sizeof(Member) == 1, "the decoder stores a word in one byte");
    return FieldType::word;
  } else if constexpr (std::is_same_v<Member, NodeIndex>) {
    static_assert(kHas<AnyValue, Options...> + kHas<TextsByKey, Options...> + kHas<TimesByKey, Options...> +
                          kHas<CountsByKey, Options...> ==
                      1,
                  "a member that is a node needs kAnyValue, kTextsByKey, kTimesByKey or kCountsByKey");
    if constexpr (kHas<TimesByKey, Options...>) return FieldType::times_by_key;
    if constexpr (kHas<CountsByKey, Options...>) return FieldType::counts_by_key;
    return kHas<AnyValue, Options...> ? FieldType::rule : FieldType::options;
  } else if constexpr (std::is_same_v<Inner, NodeIndex> && kList) {
    return FieldType::variations;
  } else if constexpr (std::is_same_v<Member, Namespace>) {
    return FieldType::name_space;
  } else if constexpr (std::is_same_v<Member, PriceCap>) {
    return FieldType::amount_or_object;
  } else {
    static_assert(std::is_class_v<Inner> && !kOptional, "no field type reads a member of this type");
    return kList ? FieldType::records : FieldType::object;
  }
}

/// What the field's type reads its values by, where the member's own type says it.
template <typename Member>
consteval std::uint8_t detail_of(FieldType type) {
  using Inner = typename Unwrapped<Member>::Type;
  if constexpr (std::is_enum_v<Member>) return vocabulary_of<Member>();
  if constexpr (std::is_class_v<Inner> && !std::is_same_v<Inner, Text> && !std::is_same_v<Inner, Namespace> &&
                !std::is_same_v<Inner, Decimal>) {
    if (type == FieldType::object || type == FieldType::records || type == FieldType::amount_or_object)
      return static_cast<std::uint8_t>(ShapeOf<Inner>::kId);
  }
  return 0;
}

constexpr void apply(Field& field, TextRule rule) {
  field.detail = static_cast<std::uint8_t>(rule);
}
constexpr void apply(Field& field, Range range) {
  field.detail = static_cast<std::uint8_t>(range);
}
constexpr void apply(Field& field, Flag flag) {
  field.flags = static_cast<std::uint8_t>(field.flags | static_cast<std::uint8_t>(flag));
}
constexpr void apply(Field& field, Items items) {
  field.items = items;
}
constexpr void apply(Field&, Time) {}
constexpr void apply(Field&, AnyValue) {}
constexpr void apply(Field&, TextsByKey) {}
constexpr void apply(Field&, TimesByKey) {}
constexpr void apply(Field&, CountsByKey) {}
constexpr void apply(Field&, OrLearned) {}

template <auto member, typename... Options>
consteval Field member_field(std::string_view name, std::size_t offset, Options... options) {
  using Member = typename MemberOf<member>::Type;
  constexpr FieldType kType = type_of<Member, Options...>();
  Field field{name, static_cast<std::uint16_t>(offset), kType, detail_of<Member>(kType), 0, Items::any};
  (apply(field, options), ...);
  return field;
}

// The type of a display-only field is its first option.
constexpr FieldType display_type(Version) {
  return FieldType::version;
}
constexpr FieldType display_type(TextRule) {
  return FieldType::text;
}
constexpr FieldType display_type(Range) {
  return FieldType::integer;
}
constexpr FieldType display_type(Time) {
  return FieldType::instant;
}
constexpr FieldType display_type(Boolean) {
  return FieldType::boolean;
}
constexpr FieldType display_type(DayOrTime) {
  return FieldType::day_or_instant;
}
constexpr FieldType display_type(ShapeId) {
  return FieldType::object;
}
constexpr FieldType display_type(ListOf) {
  return FieldType::records;
}
template <typename Enum>
constexpr FieldType display_type(WordsOf<Enum>) {
  return FieldType::word;
}

constexpr void apply(Field&, Version) {}
constexpr void apply(Field&, Boolean) {}
constexpr void apply(Field&, DayOrTime) {}
constexpr void apply(Field& field, ShapeId shape) {
  field.detail = static_cast<std::uint8_t>(shape);
}
constexpr void apply(Field& field, ListOf list) {
  apply(field, list.shape);
}
template <typename Enum>
constexpr void apply(Field& field, WordsOf<Enum>) {
  field.detail = vocabulary_of<Enum>();
}

template <typename What, typename... Flags>
consteval Field display_field(std::string_view name, What what, Flags... flags) {
  Field field{name, 0, display_type(what), 0, 0, Items::any};
  apply(field, what);
  (apply(field, flags), ...);
  apply(field, Flag::display_only);
  return field;
}

/// Never defined: calling one ends the compiler's evaluation, and its name is the diagnostic.
void the_condition_names_a_field_that_the_table_lacks();
void the_condition_names_a_word_of_another_enum();

template <std::size_t count>
constexpr std::uint8_t position_of(const Field (&fields)[count], std::string_view name) {
  for (std::size_t at = 0; at < count; ++at) {
    if (fields[at].name == name) return static_cast<std::uint8_t>(at);
  }
  the_condition_names_a_field_that_the_table_lacks();
  return 0;
}

/// Where field `word_field` says `word`, field `needed` is required.
template <std::size_t count, typename Enum>
consteval Condition requires_if(const Field (&fields)[count], std::string_view word_field, Enum word,
                                std::string_view needed) {
  const std::uint8_t at = position_of(fields, word_field);
  if (fields[at].type != FieldType::word || fields[at].detail != vocabulary_of<Enum>()) {
    the_condition_names_a_word_of_another_enum();
  }
  return {at, static_cast<std::uint8_t>(word), position_of(fields, needed)};
}

#define MEMBER(name, ...) member_field<&Record::name>(#name, offsetof(Record, name) __VA_OPT__(, ) __VA_ARGS__)
#define NAMED(wire, name, ...) member_field<&Record::name>(wire, offsetof(Record, name) __VA_OPT__(, ) __VA_ARGS__)
#define DISPLAY_ONLY(wire, ...) display_field(wire, __VA_ARGS__)

}  // namespace encore::fields
