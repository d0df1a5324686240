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

namespace {

using namespace fields;

template <typename T>
void* make(Arena& arena, std::size_t count, void* span_field) {
  const std::span<T> records = arena.array<T>(count);
  *static_cast<std::span<const T>*>(span_field) = records;
  return records.data();
}

template <typename Fields>
constexpr Shape nested() {
  return {Fields::kFields, {}, 0, nullptr};
}
template <typename Fields>
constexpr Shape nested_if() {
  return {Fields::kFields, Fields::kConditions, 0, nullptr};
}
template <typename Fields>
constexpr Shape listed() {
  return {Fields::kFields, {}, sizeof(typename Fields::Record), make<typename Fields::Record>};
}

// In the order of ShapeId.
constexpr Shape kShapes[] = {
    nested<SheetFields>(),
    nested<OrderFields>(),
    listed<LineFields>(),
    nested<PaymentFields>(),
    nested<FulfilmentFields>(),
    nested<CustomerFields>(),
    listed<DeclinedFields>(),
    nested<CustomerLoyaltyFields>(),
    nested<VisitorFields>(),
    nested<PolicyFields>(),
    nested<PriceBandFields>(),
    nested<PriorFields>(),
    nested_if<ExploreFields>(),
    {CandidateFields::kFields, CandidateFields::kConditions, sizeof(Candidate), make<Candidate>},
    nested<ProductFields>(),
    listed<VariantFields>(),
    nested<UnitPriceMeasureFields>(),
    listed<ComponentFields>(),
    nested<QuantityFields>(),
    nested_if<DiscountFields>(),
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
    nested<ProofFields>(),
    nested<RatingFields>(),
    nested<ReviewFields>(),
    nested<VerificationFields>(),
    nested<LoyaltyFields>(),
    nested<DeliveryFields>(),
    nested<ReturnsFields>(),
    nested<ConsentFields>(),
    nested<AcceptFields>(),
    listed<ExperimentFields>(),
    nested<EndpointsFields>(),
    nested<PublishedFields>(),
};
static_assert(std::size(kShapes) == static_cast<std::size_t>(ShapeId::published) + 1);
static_assert(std::size(CandidateFields::kFields) <= kMaxFields && std::size(PolicyFields::kFields) <= kMaxFields);

// In the order of Range. Bounds without a reason of their own are those of sheet/limits.hpp.
constexpr Bounds kRanges[] = {
    {0, kMaxMinor},           // money
    {-kMaxMinor, kMaxMinor},  // amount: may be negative (oversold stock, priority, a loss)
    {0, 10'000},              // bps: a share
    {0, 1'000'000},           // wide_bps: up to a hundred times the order
    {1, 1'000'000},           // temperature
    {0, 1'000'000'000},       // count: keeps 2^24 x count within 64 bits
    {1, 1'000'000'000},       // positive_count
    {1, kMaxQuantity},        // quantity
    {0, kMaxQuantity},        // returned
    {1, 2},                   // offers
    {1, 2},                   // hash_version
    {1, 10},                  // steps: an upper limit on follow-up offers
    {0, 86'400},              // seconds: a day
    {1, 5'256'000},           // minutes: ten years
    {0, 36'500},              // days: a hundred years
    {-840, 840},              // zone: UTC-14 to UTC+14
    {1, 1'000},               // pool
    {1, 1'000'000},           // step of cash
    {1, 1'200},               // cycles
    {0, 1'200},               // months: a hundred years
    {0, 999'999},             // take_rate: p below 1, for certainty has no odds
    {0, 10'000'000},          // rate: ten times the price
    {0, 1'000},               // index
};
static_assert(std::size(kRanges) == static_cast<std::size_t>(Range::index) + 1);

constexpr std::span<const std::string_view> kVocabularies[] = {
    kSurfaces,       kOrderStatuses,  kPaymentKinds,  kSecondOffers,  kObjectives,      kRoundings,    kRoundingScopes,
    kLeftovers,      kCeilingActions, kSkipPurchased, kRelevances,    kReferencePrices, kConsumerLaws, kExploreMethods,
    kCandidateKinds, kDiscountTypes,  kDiscountPers,  kIntervalUnits, kDeadlineCauses,  kAcceptModes,  kLayouts,
};
static_assert(std::size(kVocabularies) == static_cast<std::size_t>(Vocabulary::layout) + 1);

}  // namespace

const Shape& shape(ShapeId id) {
  return kShapes[static_cast<std::size_t>(id)];
}

Bounds bounds(Range range) {
  return kRanges[static_cast<std::size_t>(range)];
}

Bounds bounds(Items items) {
  switch (items) {
    case Items::some: return {1, kMaxMinor};
    case Items::lines: return {0, kMaxOrderLines};
    case Items::candidates: return {0, kMaxCandidates};
    case Items::experiments: return {0, kMaxExperiments};
    case Items::any: break;
  }
  return {0, kMaxMinor};
}

std::span<const std::string_view> words(Vocabulary vocabulary) {
  return kVocabularies[static_cast<std::size_t>(vocabulary)];
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
  constexpr std::string_view kNames[] = {"", "id", "currency", "country", "locale", "url", "host", "digits"};
  return kNames[static_cast<std::size_t>(rule)];
}

}  // namespace encore
