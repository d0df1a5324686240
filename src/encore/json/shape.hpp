// SPDX-License-Identifier: MIT
//
// What the field tables are made of: a shape is a table of fields; a field is a name, a
// type, a place in a record and its bounds. One small decoder reads the tables, so a new
// field is one line (field.hpp says how it is written). Offsets point into the
// standard-layout records of sheet/sheet.hpp. Fields that only the page reads are stored
// nowhere.
//
// The published schema says the same in its own language. Where a table allows what the
// schema refuses, or the other way round, the mutation test finds it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "encore/base/arena.hpp"
#include "encore/base/enum_array.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

enum class FieldType : std::uint8_t {
  version,             // the number 1; not stored
  text,                // Text; detail: TextRule
  texts,               // Texts; detail: TextRule of each
  instant,             // Instant
  optional_instant,    // std::optional<Instant>
  day_or_instant,      // a plain date or a time; not stored
  boolean,             // bool
  integer,             // std::int64_t; detail: Range
  optional_integer,    // std::optional<std::int64_t>; detail: Range
  integer_or_learned,  // std::int64_t: an integer, or "learned" as kLearned; detail: Range
  decimal,             // Decimal: a number or its text, at most six decimals; detail: Range
  fraction,            // double from 0 to 1
  fractions,           // std::span<const double>, each from 0 to 1
  word,                // an enum of one byte; detail: its list of words (words_of)
  object,              // a record inside the record; detail: ShapeId
  amount_or_object,    // a record whose first member a plain amount is, too; detail: ShapeId
  records,             // a span of records; detail: ShapeId; items: Items
  rule,                // NodeIndex: any JSON value
  options,             // NodeIndex: an object of texts
  times_by_key,        // NodeIndex: an object of times
  counts_by_key,       // NodeIndex: an object of counts
  name_space,          // Namespace: [name, from, to]
  variations,          // std::span<const NodeIndex>: objects
};

enum class TextRule : std::uint8_t { any, id, currency, country, locale, url, host, digits, model_row, region, rate };

enum class Range : std::uint8_t {
  money,
  amount,
  bps,
  wide_bps,
  temperature,
  count,
  positive_count,
  quantity,
  line_quantity,
  measure,
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
  index  // stays last
};
template <>
inline constexpr std::size_t kEnumCount<Range> = static_cast<std::size_t>(Range::index) + 1;

enum class Items : std::uint8_t { any, some, lines, taxes, candidates, experiments };

enum class ShapeId : std::uint8_t {
  sheet,
  order,
  line,
  fee,
  payment,
  fulfilment,
  customer,
  declined,
  customer_loyalty,
  visitor,
  seller,
  policy,
  price_cap,
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
  refunds,
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
  published,
  learned_model  // stays last
};
template <>
inline constexpr std::size_t kEnumCount<ShapeId> = static_cast<std::size_t>(ShapeId::learned_model) + 1;

/// The shape that fills a record. A record without one cannot stand in a table.
template <typename Record>
struct ShapeOf;
template <ShapeId shape>
struct FilledBy {
  static constexpr ShapeId kId = shape;
};
template <>
struct ShapeOf<Sheet> : FilledBy<ShapeId::sheet> {};
template <>
struct ShapeOf<Order> : FilledBy<ShapeId::order> {};
template <>
struct ShapeOf<OrderLine> : FilledBy<ShapeId::line> {};
template <>
struct ShapeOf<Fee> : FilledBy<ShapeId::fee> {};
template <>
struct ShapeOf<Payment> : FilledBy<ShapeId::payment> {};
template <>
struct ShapeOf<Fulfilment> : FilledBy<ShapeId::fulfilment> {};
template <>
struct ShapeOf<Customer> : FilledBy<ShapeId::customer> {};
template <>
struct ShapeOf<Declined> : FilledBy<ShapeId::declined> {};
template <>
struct ShapeOf<CustomerLoyalty> : FilledBy<ShapeId::customer_loyalty> {};
template <>
struct ShapeOf<Visitor> : FilledBy<ShapeId::visitor> {};
template <>
struct ShapeOf<Seller> : FilledBy<ShapeId::seller> {};
template <>
struct ShapeOf<Policy> : FilledBy<ShapeId::policy> {};
template <>
struct ShapeOf<PriceCap> : FilledBy<ShapeId::price_cap> {};
template <>
struct ShapeOf<PriceBand> : FilledBy<ShapeId::price_band> {};
template <>
struct ShapeOf<Prior> : FilledBy<ShapeId::prior> {};
template <>
struct ShapeOf<Explore> : FilledBy<ShapeId::explore> {};
template <>
struct ShapeOf<Candidate> : FilledBy<ShapeId::candidate> {};
template <>
struct ShapeOf<Product> : FilledBy<ShapeId::product> {};
template <>
struct ShapeOf<Variant> : FilledBy<ShapeId::variant> {};
template <>
struct ShapeOf<UnitPriceMeasure> : FilledBy<ShapeId::unit_price_measure> {};
template <>
struct ShapeOf<Component> : FilledBy<ShapeId::component> {};
template <>
struct ShapeOf<QuantityRange> : FilledBy<ShapeId::quantity> {};
template <>
struct ShapeOf<Discount> : FilledBy<ShapeId::discount> {};
template <>
struct ShapeOf<Tier> : FilledBy<ShapeId::tier> {};
template <>
struct ShapeOf<Subscription> : FilledBy<ShapeId::subscription> {};
template <>
struct ShapeOf<Interval> : FilledBy<ShapeId::interval> {};
template <>
struct ShapeOf<Replaces> : FilledBy<ShapeId::replaces> {};
template <>
struct ShapeOf<Covers> : FilledBy<ShapeId::covers> {};
template <>
struct ShapeOf<Gift> : FilledBy<ShapeId::gift> {};
template <>
struct ShapeOf<Shipping> : FilledBy<ShapeId::shipping> {};
template <>
struct ShapeOf<Tax> : FilledBy<ShapeId::tax> {};
template <>
struct ShapeOf<Availability> : FilledBy<ShapeId::availability> {};
template <>
struct ShapeOf<Evidence> : FilledBy<ShapeId::evidence> {};
template <>
struct ShapeOf<Refunds> : FilledBy<ShapeId::refunds> {};
template <>
struct ShapeOf<Counts> : FilledBy<ShapeId::counts> {};
template <>
struct ShapeOf<Copy> : FilledBy<ShapeId::copy> {};
template <>
struct ShapeOf<Loyalty> : FilledBy<ShapeId::loyalty> {};
template <>
struct ShapeOf<Consent> : FilledBy<ShapeId::consent> {};
template <>
struct ShapeOf<Accept> : FilledBy<ShapeId::accept> {};
template <>
struct ShapeOf<Experiment> : FilledBy<ShapeId::experiment> {};
template <>
struct ShapeOf<Endpoints> : FilledBy<ShapeId::endpoints> {};
template <>
struct ShapeOf<Published> : FilledBy<ShapeId::published> {};
template <>
struct ShapeOf<LearnedModel> : FilledBy<ShapeId::learned_model> {};

enum class Flag : std::uint8_t {
  required = 1,
  is_private = 2,
  display_only = 4,
  full_build_only = 8,
  unread_on_page = 16
};

struct Field {
  std::string_view name;
  std::uint16_t offset = 0;
  FieldType type = FieldType::text;
  std::uint8_t detail = 0;
  std::uint8_t flags = 0;
  Items items = Items::any;

  constexpr bool has(Flag flag) const { return (flags & static_cast<std::uint8_t>(flag)) != 0; }
  constexpr bool required() const { return has(Flag::required); }
  constexpr bool is_private() const { return has(Flag::is_private); }
  /// Only the page reads it: its shape is checked and nothing is stored.
  constexpr bool display_only() const { return has(Flag::display_only); }
  /// The page build has no such field: to it the name is an unknown key.
  constexpr bool unread_on_page() const { return has(Flag::unread_on_page); }
};

/// Where a field stands among all fields of a build. The program holds fields by column, not by row, and one text of
/// all names: half as large after compression, where each byte is downloaded with every thank-you page.
class FieldIterator {
 public:
  FieldIterator(std::uint16_t at, const char* name) : name_(name), at_(at) {}

  Field operator*() const;
  std::string_view name() const;
  FieldIterator& operator++();
  bool operator==(const FieldIterator& other) const { return at_ == other.at_; }
  /// How many fields after `first`, of the same shape, it stands.
  std::size_t after(const FieldIterator& first) const { return std::size_t{at_} - first.at_; }

 private:
  const char* name_;
  std::uint16_t at_;
};

/// The fields of one shape, in the order of the published schema.
class FieldList {
 public:
  FieldList(std::uint16_t first, std::uint8_t count, const char* names) : names_(names), first_(first), count_(count) {}

  FieldIterator begin() const { return {first_, names_}; }
  FieldIterator end() const { return {static_cast<std::uint16_t>(first_ + count_), nullptr}; }
  std::size_t size() const { return count_; }
  /// Requires: `index` is below size().
  Field operator[](std::size_t index) const;
  /// The field of that name, or end(); tries `guess` first, where documents in table order have it.
  FieldIterator find(std::string_view name, FieldIterator guess) const;
  FieldIterator find(std::string_view name) const { return find(name, begin()); }

 private:
  const char* names_;
  std::uint16_t first_;
  std::uint8_t count_;
};

/// Where field `word_field` says word number `word`, field `needed` is required. Made by
/// requires_if (field.hpp), from names.
struct Condition {
  std::uint8_t word_field = 0;
  std::uint8_t word = 0;
  std::uint8_t needed = 0;
};

/// The page build holds no fields of a shape that it never reads.
struct Shape {
  FieldList fields;
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
inline constexpr std::size_t kMaxFields = 48;

/// Points into the tables, which are constant.
Shape shape(ShapeId id);
Bounds bounds(Range range);
Bounds bounds(Items items);
/// The words of a field of type `word`.
std::span<const std::string_view> words_of(const Field& field);

/// What a text rule expects, in a word, for an issue's subject.
std::string_view expectation(TextRule rule);

}  // namespace encore
