// SPDX-License-Identifier: MIT
//
// Every shape of the offer sheet, version 1, and what its fields may hold: the decoder's
// side of the published schema. The fields themselves stand in sheet_fields.hpp and
// candidate_fields.hpp.
#include "encore/json/shape.hpp"

#include <cstddef>
#include <cstring>

#include "encore/base/parts.hpp"
#include "encore/json/candidate_fields.hpp"
#include "encore/json/sheet_fields.hpp"
#include "encore/sheet/limits.hpp"

namespace encore {

/// Never defined: calling it ends the compiler's evaluation, and its name is the diagnostic.
void a_display_only_shape_has_a_member();

namespace {

using namespace fields;

template <typename T>
void* make(Arena& arena, std::size_t count, void* span_field) {
  const std::span<T> records = arena.array<T>(count);
  *static_cast<std::span<const T>*>(span_field) = records;
  return records.data();
}

/// A shape as its table says it; exists while compiling only.
struct Source {
  std::span<const Field> fields;
  std::span<const Condition> conditions;
  std::size_t record_size = 0;
  void* (*make)(Arena& arena, std::size_t count, void* span_field) = nullptr;
};
using SourceRow = EnumArray<ShapeId, Source>::Row;

template <typename Fields>
consteval std::span<const Condition> conditions_of() {
  if constexpr (requires { Fields::kConditions; }) {
    return Fields::kConditions;
  } else {
    return {};
  }
}

// Of a record that stands inside another one.
template <typename Fields>
consteval SourceRow nested() {
  static_assert(std::size(Fields::kFields) <= kMaxFields);
  return {ShapeOf<typename Fields::Record>::kId, {Fields::kFields, conditions_of<Fields>(), 0, nullptr}};
}

// Of records in a list, which the decoder makes.
template <typename Fields>
consteval SourceRow listed() {
  using Record = typename Fields::Record;
  SourceRow row = nested<Fields>();
  row.value.record_size = sizeof(Record);
  row.value.make = make<Record>;
  return row;
}

// Of what only the page reads.
template <typename Fields>
consteval SourceRow display_only(ShapeId id) {
  for (const Field& field : Fields::kFields) {
    if (!field.display_only()) a_display_only_shape_has_a_member();
  }
  return {id, {Fields::kFields, {}, 0, nullptr}};
}

constexpr EnumArray<ShapeId, Source> kSources = {{
    nested<SheetFields>(),
    nested<OrderFields>(),
    listed<LineFields>(),
    listed<FeeFields>(),
    nested<PaymentFields>(),
    nested<FulfilmentFields>(),
    nested<CustomerFields>(),
    listed<DeclinedFields>(),
    nested<CustomerLoyaltyFields>(),
    nested<VisitorFields>(),
    nested<SellerFields>(),
    nested<PolicyFields>(),
    nested<PriceCapFields>(),
    nested<PriceBandFields>(),
    nested<PriorFields>(),
    nested<ExploreFields>(),
    listed<CandidateFields>(),
    nested<ProductFields>(),
    listed<VariantFields>(),
    nested<UnitPriceMeasureFields>(),
    listed<ComponentFields>(),
    nested<QuantityFields>(),
    nested<DiscountFields>(),
    listed<TierFields>(),
    nested<SubscriptionFields>(),
    nested<IntervalFields>(),
    nested<ReplacesFields>(),
    nested<CoversFields>(),
    nested<GiftFields>(),
    nested<ShippingFields>(),
    listed<TaxFields>(),
    nested<AvailabilityFields>(),
    nested<EvidenceFields>(),
    nested<RefundsFields>(),
    nested<CountsFields>(),
    nested<CopyFields>(),
    display_only<ProofFields>(ShapeId::proof),
    display_only<RatingFields>(ShapeId::rating),
    display_only<ReviewFields>(ShapeId::review),
    display_only<VerificationFields>(ShapeId::verification),
    nested<LoyaltyFields>(),
    display_only<DeliveryFields>(ShapeId::delivery),
    display_only<ReturnsFields>(ShapeId::returns),
    nested<ConsentFields>(),
    nested<AcceptFields>(),
    listed<ExperimentFields>(),
    nested<EndpointsFields>(),
    nested<PublishedFields>(),
    nested<LearnedModelFields>(),
}};

// A condition names its fields by their places, which must be the same in both builds.
consteval bool conditions_come_first() {
  for (const Source& source : kSources) {
    for (const Condition& condition : source.conditions) {
      for (std::size_t i = 0; i < condition.needed || i < condition.word_field; ++i) {
        if (source.fields[i].unread_on_page()) return false;
      }
    }
  }
  return true;
}
static_assert(conditions_come_first());

// A list of records can be decoded only where its shape makes them.
consteval bool lists_can_be_made() {
  for (const Source& source : kSources) {
    for (const Field& field : source.fields) {
      const bool stored_list = field.type == FieldType::records && !field.display_only();
      if (stored_list && kSources[ShapeId{field.detail}].record_size == 0) return false;
    }
  }
  return true;
}
static_assert(lists_can_be_made());

// What the page build does not know at all: what it decides alike without, and the private fields of a policy, for of a
// policy it falls back on any key that it does not know.
constexpr bool omitted(ShapeId id, const Field& field, bool full) {
  return !full && (field.unread_on_page() || (id == ShapeId::policy && field.is_private()));
}

// Which shapes a build reads: for a private field and for one that is the full build's, the page build reads nothing.
struct Reached {
  bool shapes[kEnumCount<ShapeId>] = {};

  constexpr explicit Reached(bool full) { reach(ShapeId::sheet, full); }

  constexpr void reach(ShapeId id, bool full) {
    if (shapes[static_cast<std::size_t>(id)]) return;
    shapes[static_cast<std::size_t>(id)] = true;
    for (const Field& field : kSources[id].fields) {
      const bool nests = field.type == FieldType::object || field.type == FieldType::records ||
                         (full && field.type == FieldType::amount_or_object);
      const bool read = full || (!field.is_private() && !field.has(Flag::full_build_only) && !field.unread_on_page());
      if (nests && read) reach(ShapeId{field.detail}, full);
    }
  }
};

struct Sizes {
  std::size_t fields = 0;
  std::size_t conditions = 0;
  std::size_t names = 0;
};

constexpr Sizes sizes_of(bool full) {
  const Reached reached(full);
  Sizes sizes;
  for (std::size_t i = 0; i < kSources.size(); ++i) {
    if (!reached.shapes[i]) continue;
    const Source& source = kSources[static_cast<ShapeId>(i)];
    sizes.conditions += source.conditions.size();
    for (const Field& field : source.fields) {
      if (omitted(static_cast<ShapeId>(i), field, full)) continue;
      ++sizes.fields;
      sizes.names += field.name.size();
    }
  }
  return sizes;
}

/// A shape, by its places in the columns.
struct StoredShape {
  std::uint16_t first_field = 0;
  std::uint16_t first_name = 0;
  std::uint8_t field_count = 0;
  std::uint8_t first_condition = 0;
  std::uint8_t condition_count = 0;
  std::uint16_t record_size = 0;
  void* (*make)(Arena& arena, std::size_t count, void* span_field) = nullptr;
};

/// What a build holds of all shapes.
template <bool full>
struct Columns {
  static constexpr Sizes kSizes = sizes_of(full);

  StoredShape shapes[kEnumCount<ShapeId>] = {};
  Condition conditions[kSizes.conditions] = {};
  std::uint16_t offsets[kSizes.fields] = {};
  std::uint8_t name_sizes[kSizes.fields] = {};
  FieldType types[kSizes.fields] = {};
  std::uint8_t details[kSizes.fields] = {};
  std::uint8_t flags[kSizes.fields] = {};
  Items items[kSizes.fields] = {};
  char names[kSizes.names] = {};

  constexpr Columns() {
    const Reached reached(full);
    Sizes used;
    for (std::size_t i = 0; i < kSources.size(); ++i) {
      if (!reached.shapes[i]) continue;
      const Source& source = kSources[static_cast<ShapeId>(i)];
      std::size_t count = 0;
      for (const Field& field : source.fields) {
        if (!omitted(static_cast<ShapeId>(i), field, full)) ++count;
      }
      shapes[i] = {static_cast<std::uint16_t>(used.fields),
                   static_cast<std::uint16_t>(used.names),
                   static_cast<std::uint8_t>(count),
                   static_cast<std::uint8_t>(used.conditions),
                   static_cast<std::uint8_t>(source.conditions.size()),
                   static_cast<std::uint16_t>(source.record_size),
                   source.make};
      for (const Field& field : source.fields) {
        if (!omitted(static_cast<ShapeId>(i), field, full)) store(field, used);
      }
      for (const Condition& condition : source.conditions) conditions[used.conditions++] = condition;
    }
  }

 private:
  constexpr void store(const Field& field, Sizes& used) {
    offsets[used.fields] = field.offset;
    name_sizes[used.fields] = static_cast<std::uint8_t>(field.name.size());
    types[used.fields] = field.type;
    details[used.fields] = field.detail;
    flags[used.fields] = field.flags;
    items[used.fields] = field.items;
    ++used.fields;
    for (const char letter : field.name) names[used.names++] = letter;
  }
};
static_assert(sizes_of(true).names <= 0xFFFF && sizes_of(true).conditions <= 0xFF);

constexpr Columns<true> kFullColumns;
constexpr Columns<false> kPageColumns;

template <bool full>
Shape shape_in(const Columns<full>& columns, ShapeId id) {
  const StoredShape& known = columns.shapes[static_cast<std::size_t>(id)];
  return {{known.first_field, known.field_count, columns.names + known.first_name},
          {columns.conditions + known.first_condition, known.condition_count},
          known.record_size,
          known.make};
}

template <bool full>
Field field_in(const Columns<full>& columns, std::uint16_t at, std::string_view name) {
  return {name, columns.offsets[at], columns.types[at], columns.details[at], columns.flags[at], columns.items[at]};
}

// Bounds without a reason of their own are those of sheet/limits.hpp.
constexpr EnumArray<Range, Bounds> kRanges = {{
    {Range::money, {0, kMaxMinor}},
    {Range::amount, {-kMaxMinor, kMaxMinor}},  // may be negative (oversold stock, priority, a loss)
    {Range::bps, {0, 10'000}},                 // a share
    {Range::wide_bps, {0, 1'000'000}},         // up to a hundred times the order
    {Range::temperature, {1, 1'000'000}},
    {Range::count, {0, 1'000'000'000}},  // keeps 2^24 x count within 64 bits
    {Range::positive_count, {1, 1'000'000'000}},
    {Range::quantity, {1, kMaxQuantity}},
    {Range::line_quantity, {0, kMaxQuantity}},  // 0: cancelled
    {Range::measure, {0, 1'000'000'000}},       // above 0, in any case
    {Range::offers, {1, 2}},
    {Range::hash_version, {1, 2}},
    {Range::steps, {1, 10}},           // an upper limit on follow-up offers
    {Range::seconds, {0, 86'400}},     // a day
    {Range::minutes, {1, 5'256'000}},  // ten years
    {Range::days, {0, 36'500}},        // a hundred years
    {Range::zone, {-840, 840}},        // UTC-14 to UTC+14
    {Range::pool, {1, 1'000}},
    {Range::step, {1, 1'000'000}},  // of cash
    {Range::cycles, {1, 1'200}},
    {Range::months, {0, 1'200}},       // a hundred years
    {Range::take_rate, {0, 999'999}},  // p below 1, for certainty has no odds
    {Range::rate, {0, 10'000'000}},    // ten times the price
    {Range::index, {0, 1'000}},
}};

}  // namespace

std::string_view FieldIterator::name() const {
  return {name_, (kFullBuild ? kFullColumns.name_sizes : kPageColumns.name_sizes)[at_]};
}

Field FieldIterator::operator*() const {
  return kFullBuild ? field_in(kFullColumns, at_, name()) : field_in(kPageColumns, at_, name());
}

FieldIterator& FieldIterator::operator++() {
  name_ += name().size();
  ++at_;
  return *this;
}

Field FieldList::operator[](std::size_t index) const {
  FieldIterator at = begin();
  while (index-- > 0) ++at;
  return *at;
}

FieldIterator FieldList::find(std::string_view name, FieldIterator guess) const {
  for (std::size_t tried = 0; tried < count_; ++tried, ++guess) {
    if (guess == end()) guess = begin();
    const std::string_view known = guess.name();
    if (known.size() == name.size() && std::memcmp(known.data(), name.data(), name.size()) == 0) return guess;
  }
  return end();
}

Shape shape(ShapeId id) {
  return kFullBuild ? shape_in(kFullColumns, id) : shape_in(kPageColumns, id);
}

Bounds bounds(Range range) {
  return kRanges[range];
}

Bounds bounds(Items items) {
  switch (items) {
    case Items::some: return {1, kMaxMinor};
    case Items::taxes: return {0, static_cast<std::int64_t>(kMaxTaxes)};
    case Items::lines: return {0, kMaxOrderLines};
    case Items::candidates: return {0, kMaxCandidates};
    case Items::experiments: return {0, kMaxExperiments};
    case Items::any: break;
  }
  return {0, kMaxMinor};
}

std::span<const std::string_view> words_of(const Field& field) {
  return Vocabularies::kWords[field.detail];
}

std::string_view expectation(TextRule rule) {
  switch (rule) {
    case TextRule::any: break;
    case TextRule::id: return "id";
    case TextRule::currency: return "currency";
    case TextRule::country: return "country";
    case TextRule::locale: return "locale";
    case TextRule::url: return "url";
    case TextRule::host: return "host";
    case TextRule::digits: return "digits";
    case TextRule::model_row: return "model_row";
    case TextRule::region: return "region";
    case TextRule::rate: return "rate";
  }
  return "";
}

}  // namespace encore
