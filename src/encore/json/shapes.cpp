// SPDX-License-Identifier: MIT
//
// Every field of the offer sheet, version 1: the decoder's side of the published schema,
// in the same order. A line reads: member of the record (its name on the wire), type,
// detail (range, vocabulary, text rule or shape), flags. Defaults are the records' own.
#include <cstddef>

#include "encore/json/shape.hpp"
#include "encore/sheet/limits.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

namespace {

using enum FieldType;

template <typename Detail>
constexpr Field field(std::string_view name, std::size_t offset, FieldType type, Detail detail, std::uint8_t flags = 0,
                      Items items = Items::any) {
  return {name, static_cast<std::uint16_t>(offset), type, static_cast<std::uint8_t>(detail), flags, items};
}

// A member under its own name, under another name, and a field nobody but the page reads.
#define MEMBER(name, ...) field(#name, offsetof(Record, name), __VA_ARGS__)
#define NAMED(wire, name, ...) field(wire, offsetof(Record, name), __VA_ARGS__)
#define SHOWN(wire, ...) field(wire, 0, __VA_ARGS__)

struct SheetFields {
  using Record = Sheet;
  static constexpr Field kFields[] = {
      SHOWN("version", version, 0, kRequired),
      MEMBER(id, text, TextRule::id, kRequired),
      MEMBER(issued_at, instant, 0, kRequired),
      MEMBER(locale, text, TextRule::locale, kRequired),
      MEMBER(currency, text, TextRule::currency, kRequired),
      MEMBER(surface, word, Vocabulary::surface, kRequired),
      MEMBER(order, object, ShapeId::order, kRequired),
      MEMBER(customer, object, ShapeId::customer),
      MEMBER(visitor, object, ShapeId::visitor),
      MEMBER(policy, object, ShapeId::policy),
      MEMBER(candidates, records, ShapeId::candidate, kRequired, Items::candidates),
      MEMBER(experiments, records, ShapeId::experiment, 0, Items::experiments),
      MEMBER(endpoints, object, ShapeId::endpoints),
      MEMBER(published, object, ShapeId::published),
  };
};

struct OrderFields {
  using Record = Order;
  static constexpr Field kFields[] = {
      MEMBER(id, text, TextRule::id, kRequired),
      MEMBER(number, text, TextRule::any),
      MEMBER(placed_at, optional_instant, 0),  // required but on cart and checkout: see cross.cpp
      MEMBER(status, word, Vocabulary::order_status, kRequired),
      MEMBER(currency, text, TextRule::currency),
      MEMBER(lines, records, ShapeId::line, kRequired, Items::lines),
      MEMBER(subtotal, integer, Range::money, kRequired),
      MEMBER(discount, integer, Range::money),
      MEMBER(shipping, integer, Range::money),
      MEMBER(tax, integer, Range::money),
      MEMBER(total, integer, Range::money, kRequired),
      MEMBER(tax_included, boolean, 0),
      MEMBER(billing_country, text, TextRule::country),
      MEMBER(shipping_country, text, TextRule::country),
      MEMBER(coupons, texts, TextRule::any),
      MEMBER(channel, text, TextRule::any),
      MEMBER(payment, object, ShapeId::payment),
      MEMBER(fulfilment, object, ShapeId::fulfilment),
      MEMBER(refunded, integer, Range::money),
  };
};

struct LineFields {
  using Record = OrderLine;
  static constexpr Field kFields[] = {
      MEMBER(id, text, TextRule::id, kRequired),
      MEMBER(product_id, text, TextRule::id, kRequired),
      MEMBER(variant_id, text, TextRule::id),
      MEMBER(title, text, TextRule::any, kRequired),
      MEMBER(quantity, integer, Range::quantity, kRequired),
      MEMBER(unit_price, integer, Range::money, kRequired),
      MEMBER(paid, optional_integer, Range::money),
      MEMBER(tax, integer, Range::money),
      MEMBER(family, text, TextRule::any),
      MEMBER(categories, texts, TextRule::any),
      MEMBER(tags, texts, TextRule::any),
      MEMBER(returned_quantity, integer, Range::returned),
      MEMBER(interval_days, optional_integer, Range::days),
      MEMBER(unit_cost, optional_integer, Range::money, kPrivate),
  };
};

struct PaymentFields {
  using Record = Payment;
  static constexpr Field kFields[] = {
      MEMBER(kind, word, Vocabulary::payment_kind),
      MEMBER(one_click, boolean, 0),
      MEMBER(label, text, TextRule::any),
  };
};

struct FulfilmentFields {
  using Record = Fulfilment;
  static constexpr Field kFields[] = {
      MEMBER(hold_until, optional_instant, 0),
      MEMBER(released, boolean, 0),
      MEMBER(ships_at, optional_instant, 0),
  };
};

struct CustomerFields {
  using Record = Customer;
  static constexpr Field kFields[] = {
      MEMBER(id, text, TextRule::id),
      MEMBER(orders_count, optional_integer, Range::count),
      MEMBER(segments, texts, TextRule::any),
      MEMBER(country, text, TextRule::country),
      MEMBER(first_name, text, TextRule::any),
      MEMBER(purchased_product_ids, texts, TextRule::any, kPrivate),
      MEMBER(declined, records, ShapeId::declined),
      MEMBER(loyalty, object, ShapeId::customer_loyalty),
  };
};

struct DeclinedFields {
  using Record = Declined;
  static constexpr Field kFields[] = {
      MEMBER(candidate_id, text, TextRule::id, kRequired),
      MEMBER(at, optional_instant, 0),
  };
};

struct CustomerLoyaltyFields {
  using Record = CustomerLoyalty;
  static constexpr Field kFields[] = {
      MEMBER(points, integer, Range::money),
      MEMBER(tier, text, TextRule::any),
      MEMBER(next_tier, text, TextRule::any),
      MEMBER(money_to_next_tier, optional_integer, Range::money),
  };
};

struct VisitorFields {
  using Record = Visitor;
  static constexpr Field kFields[] = {MEMBER(id, text, TextRule::id)};
};

struct PolicyFields {
  using Record = Policy;
  static constexpr Field kFields[] = {
      MEMBER(id, text, TextRule::id, kRequired),
      MEMBER(max_offers, integer, Range::offers),
      MEMBER(second_offer, word, Vocabulary::second_offer),
      MEMBER(dilution_bps, integer, Range::bps),
      MEMBER(objective, word, Vocabulary::objective),
      MEMBER(rounding, word, Vocabulary::rounding),
      MEMBER(rounding_scope, word, Vocabulary::rounding_scope),
      MEMBER(leftover, word, Vocabulary::leftover),
      MEMBER(price_ending, text, TextRule::digits),
      MEMBER(cash_step, optional_integer, Range::step),
      MEMBER(discount_ceiling_bps, integer, Range::bps, kPrivate),
      MEMBER(ceiling_action, word, Vocabulary::ceiling_action),
      MEMBER(margin_floor_bps, integer, Range::bps, kPrivate),
      MEMBER(default_margin_bps, integer, Range::bps, kPrivate),
      MEMBER(refund_rate_ceiling_bps, integer, Range::bps, kPrivate),
      MEMBER(giveaway_budget, optional_integer, Range::money, kPrivate),
      MEMBER(price_cap, optional_integer, Range::money),
      MEMBER(price_band_bps, object, ShapeId::price_band),
      MEMBER(min_order_total, integer, Range::money),
      MEMBER(skip_purchased, word, Vocabulary::skip_purchased),
      MEMBER(min_relevance, word, Vocabulary::relevance),
      MEMBER(reference_price, word, Vocabulary::reference_price),
      MEMBER(consumer_law, word, Vocabulary::consumer_law),
      MEMBER(remember_decline_days, integer, Range::days),
      MEMBER(max_steps, integer, Range::steps),
      MEMBER(undo_seconds, integer, Range::seconds),
      MEMBER(token_minutes, integer, Range::minutes),
      MEMBER(holdout_bps, integer, Range::bps),
      MEMBER(prior, object, ShapeId::prior, kPrivate),
      MEMBER(explore, object, ShapeId::explore),
      MEMBER(allowed_hosts, texts, TextRule::host),
      MEMBER(personalised_price, boolean, 0),
      MEMBER(utc_offset_minutes, integer, Range::zone),
  };
};

struct PriceBandFields {
  using Record = PriceBand;
  static constexpr Field kFields[] = {
      MEMBER(min, integer, Range::wide_bps),
      MEMBER(max, optional_integer, Range::wide_bps),
  };
};

struct PriorFields {
  using Record = Prior;
  static constexpr Field kFields[] = {
      MEMBER(accepts, integer, Range::count),
      MEMBER(shows, integer, Range::positive_count),
  };
};

struct ExploreFields {
  using Record = Explore;
  static constexpr Field kFields[] = {
      MEMBER(method, word, Vocabulary::explore_method, kRequired),
      MEMBER(temperature_bps, integer, Range::temperature),
      MEMBER(pool, integer, Range::pool),
  };
  static constexpr Condition kConditions[] = {{0, static_cast<std::uint8_t>(ExploreMethod::softmax), 1}};
};

struct CandidateFields {
  using Record = Candidate;
  static constexpr Field kFields[] = {
      MEMBER(id, text, TextRule::id, kRequired),
      MEMBER(kind, word, Vocabulary::candidate_kind, kRequired),
      MEMBER(product, object, ShapeId::product, kRequired),
      MEMBER(components, records, ShapeId::component, 0, Items::some),
      MEMBER(subscription, object, ShapeId::subscription),
      MEMBER(replaces, object, ShapeId::replaces),
      MEMBER(covers, object, ShapeId::covers),
      MEMBER(quantity, object, ShapeId::quantity),
      MEMBER(discount, object, ShapeId::discount),
      MEMBER(gift, object, ShapeId::gift),
      MEMBER(interval_hint_days, optional_integer, Range::days),
      MEMBER(shipping, object, ShapeId::shipping),
      MEMBER(taxes, records, ShapeId::tax),
      MEMBER(pairs_with, texts, TextRule::any),
      MEMBER(affinity_bps, optional_integer, Range::bps),
      MEMBER(trigger, rule, 0),
      MEMBER(availability, object, ShapeId::availability),
      MEMBER(evidence, object, ShapeId::evidence, kPrivate),
      MEMBER(odds_ppm, optional_integer, Range::odds),
      MEMBER(worth, optional_integer, Range::amount),
      MEMBER(priority, integer, Range::amount),
      MEMBER(value_minor, integer, Range::money),
      MEMBER(copy, object, ShapeId::copy),
      SHOWN("proof", object, ShapeId::proof),
      NAMED("loyalty", loyalty_points, object, ShapeId::loyalty),
      SHOWN("delivery", object, ShapeId::delivery),
      SHOWN("returns", object, ShapeId::returns),
      MEMBER(consent, object, ShapeId::consent),
      MEMBER(on_decline, text, TextRule::id),
      MEMBER(on_accept, text, TextRule::id),
      MEMBER(funnel_only, boolean, 0),
      MEMBER(accept, object, ShapeId::accept),
      SHOWN("layout", word, Vocabulary::layout),
  };
  static constexpr Condition kConditions[] = {
      {1, static_cast<std::uint8_t>(CandidateKind::bundle), 3},
      {1, static_cast<std::uint8_t>(CandidateKind::subscription), 4},
      {1, static_cast<std::uint8_t>(CandidateKind::upgrade), 5},
      {1, static_cast<std::uint8_t>(CandidateKind::protection), 6},
  };
};

struct ProductFields {
  using Record = Product;
  static constexpr Field kFields[] = {
      MEMBER(id, text, TextRule::id, kRequired),
      MEMBER(title, text, TextRule::any, kRequired),
      MEMBER(image, text, TextRule::url),
      MEMBER(image_alt, text, TextRule::any),
      MEMBER(url, text, TextRule::url),
      MEMBER(family, text, TextRule::any),
      MEMBER(categories, texts, TextRule::any),
      MEMBER(tags, texts, TextRule::any),
      MEMBER(variants, records, ShapeId::variant, kRequired, Items::some),
  };
};

struct VariantFields {
  using Record = Variant;
  static constexpr Field kFields[] = {
      MEMBER(id, text, TextRule::id, kRequired),
      MEMBER(title, text, TextRule::any),
      MEMBER(price, integer, Range::money, kRequired),
      MEMBER(compare_at, optional_integer, Range::money),
      MEMBER(lowest_30d, optional_integer, Range::money),
      MEMBER(stock, optional_integer, Range::amount),
      MEMBER(options, options, 0),
      MEMBER(unit_price_measure, object, ShapeId::unit_price_measure),
      MEMBER(image, text, TextRule::url),
      MEMBER(unit_cost, optional_integer, Range::money, kPrivate),
  };
};

struct UnitPriceMeasureFields {
  using Record = UnitPriceMeasure;
  static constexpr Field kFields[] = {
      MEMBER(value, integer, Range::positive_count, kRequired),
      MEMBER(unit, text, TextRule::id, kRequired),
      MEMBER(reference, integer, Range::positive_count),
  };
};

struct ComponentFields {
  using Record = Component;
  static constexpr Field kFields[] = {
      MEMBER(product, object, ShapeId::product, kRequired),
      MEMBER(variant_id, text, TextRule::id),
      MEMBER(quantity, integer, Range::quantity),
  };
};

struct QuantityFields {
  using Record = QuantityRange;
  static constexpr Field kFields[] = {
      NAMED("default", initial, integer, Range::quantity),
      MEMBER(min, integer, Range::quantity),
      MEMBER(max, integer, Range::quantity),
  };
};

struct DiscountFields {
  using Record = Discount;
  static constexpr Field kFields[] = {
      MEMBER(type, word, Vocabulary::discount_type, kRequired),
      MEMBER(bps, integer, Range::bps),
      MEMBER(value, integer, Range::money),
      MEMBER(per, word, Vocabulary::discount_per),
      MEMBER(tiers, records, ShapeId::tier, 0, Items::some),
      MEMBER(at_most_bps, optional_integer, Range::bps),
  };
  static constexpr Condition kConditions[] = {
      {0, static_cast<std::uint8_t>(DiscountType::percent), 1},
      {0, static_cast<std::uint8_t>(DiscountType::amount), 2},
      {0, static_cast<std::uint8_t>(DiscountType::fixed_price), 2},
      {0, static_cast<std::uint8_t>(DiscountType::tiered), 4},
  };
};

struct TierFields {
  using Record = Tier;
  static constexpr Field kFields[] = {
      MEMBER(min_quantity, integer, Range::quantity, kRequired),
      MEMBER(bps, optional_integer, Range::bps),
      MEMBER(value, optional_integer, Range::money),
      MEMBER(fixed_price, optional_integer, Range::money),
  };
};

struct SubscriptionFields {
  using Record = Subscription;
  static constexpr Field kFields[] = {
      MEMBER(interval, object, ShapeId::interval, kRequired),
      MEMBER(trial_days, integer, Range::days),
      MEMBER(first_price, optional_integer, Range::money),
      MEMBER(recurring_price, optional_integer, Range::money),
      MEMBER(recurring_bps, integer, Range::bps),
      MEMBER(min_cycles, integer, Range::cycles),
      MEMBER(expected_cycles, optional_integer, Range::cycles, kPrivate),
  };
};

struct IntervalFields {
  using Record = Interval;
  static constexpr Field kFields[] = {
      MEMBER(unit, word, Vocabulary::interval_unit, kRequired),
      MEMBER(count, integer, Range::cycles, kRequired),
  };
};

struct ReplacesFields {
  using Record = Replaces;
  static constexpr Field kFields[] = {
      MEMBER(line_id, text, TextRule::id, kRequired),
      MEMBER(quantity, integer, Range::quantity),
  };
};

struct CoversFields {
  using Record = Covers;
  static constexpr Field kFields[] = {
      MEMBER(line_id, text, TextRule::id, kRequired),
      MEMBER(bps, optional_integer, Range::bps),
      MEMBER(term_months, integer, Range::months),
  };
};

struct GiftFields {
  using Record = Gift;
  static constexpr Field kFields[] = {MEMBER(threshold, optional_integer, Range::money)};
};

struct ShippingFields {
  using Record = Shipping;
  static constexpr Field kFields[] = {
      MEMBER(amount, integer, Range::money),
      MEMBER(taxable, boolean, 0),
      MEMBER(free_from, optional_integer, Range::money),
  };
};

struct TaxFields {
  using Record = Tax;
  static constexpr Field kFields[] = {
      MEMBER(title, text, TextRule::any, kRequired),
      MEMBER(rate_ppm, integer, Range::rate, kRequired),
  };
};

struct AvailabilityFields {
  using Record = Availability;
  static constexpr Field kFields[] = {
      MEMBER(from, optional_instant, 0),
      MEMBER(until, optional_instant, 0),
      MEMBER(minutes_after_order, optional_integer, Range::minutes),
      MEMBER(countdown, boolean, 0),
      MEMBER(cause, word, Vocabulary::deadline_cause),
      MEMBER(extendable, boolean, 0),
  };
};

struct EvidenceFields {
  using Record = Evidence;
  static constexpr Field kFields[] = {
      MEMBER(shows, integer, Range::count),
      MEMBER(accepts, integer, Range::count),
      MEMBER(solo, object, ShapeId::counts),
      MEMBER(paired, object, ShapeId::counts),
      MEMBER(refund_rate_bps, optional_integer, Range::bps),
  };
};

struct CountsFields {
  using Record = Counts;
  static constexpr Field kFields[] = {
      MEMBER(shows, integer, Range::count),
      MEMBER(accepts, integer, Range::count),
  };
};

struct CopyFields {
  using Record = Copy;
  static constexpr Field kFields[] = {
      MEMBER(headline, text, TextRule::any),
      MEMBER(body, text, TextRule::any),
      MEMBER(accept, text, TextRule::any),
      MEMBER(decline, text, TextRule::any),
      MEMBER(badge, text, TextRule::any),
  };
};

// What the page alone reads has no record: its shape is checked and its text left in the document.
struct ProofFields {
  static constexpr Field kFields[] = {
      SHOWN("rating", object, ShapeId::rating),
      SHOWN("reviews", records, ShapeId::review),
      SHOWN("summary", text, TextRule::any),
      SHOWN("verification", object, ShapeId::verification),
  };
};

struct RatingFields {
  static constexpr Field kFields[] = {
      SHOWN("value_bps", integer, Range::bps, kRequired),
      SHOWN("count", integer, Range::count, kRequired),
  };
};

struct ReviewFields {
  static constexpr Field kFields[] = {
      SHOWN("rating_bps", integer, Range::bps, kRequired),
      SHOWN("text", text, TextRule::any, kRequired),
      SHOWN("author", text, TextRule::any),
      SHOWN("image", text, TextRule::url),
  };
};

struct VerificationFields {
  static constexpr Field kFields[] = {
      SHOWN("text", text, TextRule::any, kRequired),
      SHOWN("url", text, TextRule::url),
  };
};

struct DeliveryFields {
  static constexpr Field kFields[] = {
      SHOWN("ships_with_order", boolean, 0),
      SHOWN("earliest", optional_instant, 0),
      SHOWN("latest", optional_instant, 0),
  };
};

struct ReturnsFields {
  static constexpr Field kFields[] = {
      SHOWN("text", text, TextRule::any, kRequired),
      SHOWN("url", text, TextRule::url),
  };
};

// The candidate keeps one number of it, so the record is that number.
struct LoyaltyFields {
  static constexpr Field kFields[] = {SHOWN("points", integer, Range::money)};
};

struct ConsentFields {
  using Record = Consent;
  static constexpr Field kFields[] = {
      MEMBER(text, text, TextRule::any, kRequired),
      MEMBER(url, text, TextRule::url),
      MEMBER(required, boolean, 0),
  };
};

struct AcceptFields {
  using Record = Accept;
  static constexpr Field kFields[] = {
      MEMBER(mode, word, Vocabulary::accept_mode, kRequired),
      MEMBER(token, text, TextRule::any),
      MEMBER(key, text, TextRule::id),
      MEMBER(url, text, TextRule::url),
  };
};

struct ExperimentFields {
  using Record = Experiment;
  static constexpr Field kFields[] = {
      MEMBER(key, text, TextRule::id, kRequired),
      MEMBER(seed, text, TextRule::any),
      MEMBER(hash_version, integer, Range::hash_version),
      MEMBER(holdout, optional_integer, Range::index),
      MEMBER(hash_attribute, text, TextRule::any),
      MEMBER(coverage, fraction, 0),
      MEMBER(weights, fractions, 0),
      NAMED("namespace", name_space, name_space, 0),
      MEMBER(variations, variations, 0, kRequired),
  };
};

struct EndpointsFields {
  using Record = Endpoints;
  static constexpr Field kFields[] = {
      MEMBER(accept, text, TextRule::url), MEMBER(status, text, TextRule::url), MEMBER(undo, text, TextRule::url),
      MEMBER(extend, text, TextRule::url), MEMBER(quote, text, TextRule::url),  MEMBER(next, text, TextRule::url),
      MEMBER(time, text, TextRule::url),   MEMBER(events, text, TextRule::url),
  };
};

struct PublishedFields {
  using Record = Published;
  static constexpr Field kFields[] = {
      MEMBER(at, optional_instant, 0),
      MEMBER(policy_digest, text, TextRule::any),
  };
};

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
    {1, 10},                  // steps: nobody is asked more often
    {0, 86'400},              // seconds: a day
    {1, 5'256'000},           // minutes: ten years
    {0, 36'500},              // days: a hundred years
    {-840, 840},              // zone: UTC-14 to UTC+14
    {1, 1'000},               // pool
    {1, 1'000'000},           // step of cash
    {1, 1'200},               // cycles
    {0, 1'200},               // months: a hundred years
    {0, 999'999},             // odds: certainty has no odds
    {0, 10'000'000},          // rate: ten times the price
    {0, 1'000},               // index
};
static_assert(std::size(kRanges) == static_cast<std::size_t>(Range::index) + 1);

constexpr std::span<const std::string_view> kVocabularies[] = {
    kSurfaces,       kOrderStatuses, kPaymentKinds,    kSecondOffers,  kObjectives,     kRoundings,    kRoundingScopes,
    kLeftovers,      kCeilingActions, kSkipPurchased,  kRelevances,    kReferencePrices, kConsumerLaws, kExploreMethods,
    kCandidateKinds, kDiscountTypes, kDiscountPers,    kIntervalUnits, kDeadlineCauses, kAcceptModes,  kLayouts,
};
static_assert(std::size(kVocabularies) == static_cast<std::size_t>(Vocabulary::layout) + 1);

}  // namespace

const Shape& shape(ShapeId id) { return kShapes[static_cast<std::size_t>(id)]; }

Bounds bounds(Range range) { return kRanges[static_cast<std::size_t>(range)]; }

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
    if (shape.fields[guess].name == name) return &shape.fields[guess];
  }
  return nullptr;
}

std::string_view expectation(TextRule rule) {
  constexpr std::string_view kNames[] = {"", "id", "currency", "country", "locale", "url", "host", "digits"};
  return kNames[static_cast<std::size_t>(rule)];
}

}  // namespace encore
