// SPDX-License-Identifier: MIT
//
// The language in which shapes.cpp says what a sheet looks like: a shape is a table of
// fields, a field a name, a type, a place in a record and its bounds. One small decoder
// reads the tables, so a new field is one line. Offsets point into the standard-layout
// records of sheet/sheet.hpp; shapes that only the page reads have no record at all.
//
// The published schema says the same in its own language. Where a table allows what the
// schema refuses, or the other way round, the mutation test finds it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "encore/base/arena.hpp"

namespace encore {

enum class FieldType : std::uint8_t {
  version,           // the number 1; not stored
  text,              // Text; detail: TextRule
  texts,             // Texts; detail: TextRule of each
  instant,           // Instant
  optional_instant,  // std::optional<Instant>
  boolean,           // bool
  integer,           // std::int64_t; detail: Range
  optional_integer,  // std::optional<std::int64_t>; detail: Range
  fraction,          // double from 0 to 1
  fractions,         // std::span<const double>, each from 0 to 1
  word,              // an enum of one byte; detail: Vocabulary
  object,            // a record inside the record; detail: ShapeId
  records,           // a span of records; detail: ShapeId; items: Items
  rule,              // NodeIndex: any JSON value
  options,           // NodeIndex: an object of texts
  name_space,        // Namespace: [name, from, to]
  variations,        // std::span<const NodeIndex>: objects
};

enum class TextRule : std::uint8_t { any, id, currency, country, locale, url, host, digits };

enum class Range : std::uint8_t {
  money,
  amount,
  bps,
  wide_bps,
  temperature,
  count,
  positive_count,
  quantity,
  returned,
  offers,
  hash_version,
  steps,
  seconds,
  minutes,
  days,
  zone,
  pool,
  step,
  cycles,
  months,
  take_rate,
  rate,
  index
};

enum class Vocabulary : std::uint8_t {
  surface,
  order_status,
  payment_kind,
  second_offer,
  objective,
  rounding,
  rounding_scope,
  leftover,
  ceiling_action,
  skip_purchased,
  relevance,
  reference_price,
  consumer_law,
  explore_method,
  candidate_kind,
  discount_type,
  discount_per,
  interval_unit,
  deadline_cause,
  accept_mode,
  layout
};

enum class Items : std::uint8_t { any, some, lines, candidates, experiments };

enum class ShapeId : std::uint8_t {
  sheet,
  order,
  line,
  payment,
  fulfilment,
  customer,
  declined,
  customer_loyalty,
  visitor,
  policy,
  price_band,
  prior,
  explore,
  candidate,
  product,
  variant,
  unit_price_measure,
  component,
  quantity,
  discount,
  tier,
  subscription,
  interval,
  replaces,
  covers,
  gift,
  shipping,
  tax,
  availability,
  evidence,
  counts,
  copy,
  proof,
  rating,
  review,
  verification,
  loyalty,
  delivery,
  returns,
  consent,
  accept,
  experiment,
  endpoints,
  published
};

/// Flags of a field.
inline constexpr std::uint8_t kRequired = 1;
inline constexpr std::uint8_t kPrivate = 2;

struct Field {
  std::string_view name;
  std::uint16_t offset = 0;
  FieldType type = FieldType::text;
  std::uint8_t detail = 0;
  std::uint8_t flags = 0;
  Items items = Items::any;

  bool required() const { return (flags & kRequired) != 0; }
  bool is_private() const { return (flags & kPrivate) != 0; }
};

/// Where field `word_field` says word number `word`, field `needed` is required.
struct Condition {
  std::uint8_t word_field = 0;
  std::uint8_t word = 0;
  std::uint8_t needed = 0;
};

struct Shape {
  std::span<const Field> fields;
  std::span<const Condition> conditions;
  std::size_t record_size = 0;
  /// Makes `count` records, points the span at `span_field` to them, and returns the first.
  void* (*make)(Arena& arena, std::size_t count, void* span_field) = nullptr;
};

struct Bounds {
  std::int64_t min = 0;
  std::int64_t max = 0;
};

/// No shape has more fields.
inline constexpr std::size_t kMaxFields = 40;

const Shape& shape(ShapeId id);
Bounds bounds(Range range);
Bounds bounds(Items items);
std::span<const std::string_view> words(Vocabulary vocabulary);

/// The field of that name, or null; tries `guess` first, where documents in table order have it.
const Field* find_field(const Shape& shape, std::string_view name, std::size_t guess);

/// What a text rule expects, in a word, for an issue's subject.
std::string_view expectation(TextRule rule);

}  // namespace encore
