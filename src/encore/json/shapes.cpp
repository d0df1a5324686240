// SPDX-License-Identifier: MIT
//
// Every shape of the offer sheet, version 1, and what its fields may hold: the decoder's
// side of the published schema. The fields themselves stand in sheet_fields.hpp and
// candidate_fields.hpp.
#include "encore/json/shape.hpp"

#include <cstddef>
#include <cstring>

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

using ShapeRow = EnumArray<ShapeId, Shape>::Row;

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
consteval ShapeRow nested() {
  static_assert(std::size(Fields::kFields) <= kMaxFields);
  return {ShapeOf<typename Fields::Record>::kId, {Fields::kFields, conditions_of<Fields>(), 0, nullptr}};
}

// Of records in a list, which the decoder makes.
template <typename Fields>
consteval ShapeRow listed() {
  using Record = typename Fields::Record;
  ShapeRow row = nested<Fields>();
  row.value.record_size = sizeof(Record);
  row.value.make = make<Record>;
  return row;
}

// Of what only the page reads.
template <typename Fields>
consteval ShapeRow display_only(ShapeId id) {
  for (const Field& field : Fields::kFields) {
    if (!field.display_only()) a_display_only_shape_has_a_member();
  }
  return {id, {Fields::kFields, {}, 0, nullptr}};
}

constexpr EnumArray<ShapeId, Shape> kShapes = {{
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
    nested<PolicyFields>(),
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

// A list of records can be decoded only where its shape makes them.
consteval bool lists_can_be_made() {
  for (const Shape& shape : kShapes) {
    for (const Field& field : shape.fields) {
      const bool stored_list = field.type == FieldType::records && !field.display_only();
      if (stored_list && kShapes[ShapeId{field.detail}].record_size == 0) return false;
    }
  }
  return true;
}
static_assert(lists_can_be_made());

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

const Shape& shape(ShapeId id) {
  return kShapes[id];
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

const Field* find_field(const Shape& shape, std::string_view name, std::size_t guess) {
  const std::size_t count = shape.fields.size();
  for (std::size_t i = 0; i < count; ++i, ++guess) {
    if (guess >= count) guess = 0;
    const std::string_view known = shape.fields[guess].name;
    if (known.size() == name.size() && std::memcmp(known.data(), name.data(), name.size()) == 0)
      return &shape.fields[guess];
  }
  return nullptr;
}

std::string_view expectation(TextRule rule) {
  constexpr std::string_view kNames[] = {"",    "id",   "currency", "country",  "locale",
                                         "url", "host", "digits",   "model_row"};
  return kNames[static_cast<std::size_t>(rule)];
}

}  // namespace encore
