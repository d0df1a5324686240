// SPDX-License-Identifier: MIT
//
// The fields of a candidate and of everything in it, in the order of the published schema.
// Defaults are the records' own.
#pragma once

#include "encore/json/field.hpp"

namespace encore::fields {

struct CandidateFields {
  using Record = Candidate;
  static constexpr Field kFields[] = {
      MEMBER(id, TextRule::id, kRequired),
      MEMBER(kind, kRequired),
      MEMBER(product, kRequired),
      MEMBER(components, Items::some, kFullBuildOnly),
      MEMBER(subscription, kFullBuildOnly),
      MEMBER(replaces),
      MEMBER(covers),
      MEMBER(quantity),
      MEMBER(discount),
      MEMBER(gift),
      MEMBER(interval_hint_days, Range::days),
      MEMBER(shipping),
      MEMBER(taxes, Items::taxes),
      MEMBER(deposit, Range::money, kFullBuildOnly),
      MEMBER(fees, kFullBuildOnly),
      MEMBER(pairs_with, TextRule::any),
      MEMBER(affinity_bps, Range::bps),
      MEMBER(trigger, kAnyValue),
      MEMBER(availability),
      MEMBER(evidence, kPrivate),
      MEMBER(refunds, kPrivate),
      MEMBER(take_rate_ppm, Range::take_rate),
      MEMBER(worth, Range::amount),
      MEMBER(priority, Range::amount),
      MEMBER(value_minor, Range::money),
      MEMBER(copy),
      DISPLAY_ONLY("proof", ShapeId::proof),
      MEMBER(loyalty),
      DISPLAY_ONLY("delivery", ShapeId::delivery),
      DISPLAY_ONLY("returns", ShapeId::returns),
      MEMBER(consent),
      MEMBER(withdrawal, kFullBuildOnly),
      MEMBER(personal_price, kUnreadOnPage),
      MEMBER(on_decline, TextRule::id),
      MEMBER(on_accept, TextRule::id),
      MEMBER(funnel_only),
      MEMBER(accept),
      DISPLAY_ONLY("layout", kWordsOf<Layout>),
  };
  static constexpr Condition kConditions[] = {
      requires_if(kFields, "kind", CandidateKind::bundle, "components"),
      requires_if(kFields, "kind", CandidateKind::subscription, "subscription"),
      requires_if(kFields, "kind", CandidateKind::upgrade, "replaces"),
      requires_if(kFields, "kind", CandidateKind::protection, "covers"),
  };
};

struct ProductFields {
  using Record = Product;
  static constexpr Field kFields[] = {
      MEMBER(id, TextRule::id, kRequired),
      MEMBER(title, TextRule::any, kRequired),
      MEMBER(image, TextRule::url),
      MEMBER(image_alt, TextRule::any),
      MEMBER(url, TextRule::url),
      MEMBER(family, TextRule::any),
      MEMBER(categories, TextRule::any),
      MEMBER(tags, TextRule::any),
      MEMBER(variants, kRequired, Items::some),
  };
};

struct VariantFields {
  using Record = Variant;
  static constexpr Field kFields[] = {
      MEMBER(id, TextRule::id, kRequired),    MEMBER(title, TextRule::any),
      MEMBER(price, Range::money, kRequired), MEMBER(compare_at, Range::money),
      MEMBER(lowest_30d, Range::money),       MEMBER(stock, Range::amount),
      MEMBER(options, kTextsByKey),           MEMBER(unit_price_measure),
      MEMBER(image, TextRule::url),           MEMBER(unit_cost, Range::money, kPrivate),
  };
};

struct UnitPriceMeasureFields {
  using Record = UnitPriceMeasure;
  static constexpr Field kFields[] = {
      MEMBER(value, Range::measure, kRequired),
      MEMBER(unit, TextRule::id, kRequired),
      MEMBER(reference, Range::positive_count),
  };
};

struct ComponentFields {
  using Record = Component;
  static constexpr Field kFields[] = {
      MEMBER(product, kRequired),
      MEMBER(variant_id, TextRule::id),
      MEMBER(quantity, Range::quantity),
  };
};

struct QuantityFields {
  using Record = QuantityRange;
  static constexpr Field kFields[] = {
      NAMED("default", initial, Range::quantity),
      MEMBER(min, Range::quantity),
      MEMBER(max, Range::quantity),
  };
};

struct DiscountFields {
  using Record = Discount;
  static constexpr Field kFields[] = {
      MEMBER(type, kRequired),
      MEMBER(bps, Range::bps),
      MEMBER(value, Range::money),
      MEMBER(per),
      MEMBER(tiers, Items::some),
      MEMBER(at_most_bps, Range::bps),
      MEMBER(every, Range::quantity, kFullBuildOnly),
      MEMBER(buy, Range::quantity, kFullBuildOnly),
      MEMBER(get, Range::quantity, kFullBuildOnly),
  };
  static constexpr Condition kConditions[] = {
      requires_if(kFields, "type", DiscountType::percent, "bps"),
      requires_if(kFields, "type", DiscountType::amount, "value"),
      requires_if(kFields, "type", DiscountType::fixed_price, "value"),
      requires_if(kFields, "type", DiscountType::tiered, "tiers"),
      requires_if(kFields, "type", DiscountType::nth, "every"),
      requires_if(kFields, "type", DiscountType::nth, "bps"),
      requires_if(kFields, "type", DiscountType::buy_get, "buy"),
      requires_if(kFields, "type", DiscountType::buy_get, "get"),
      requires_if(kFields, "type", DiscountType::buy_get, "bps"),
  };
};

struct TierFields {
  using Record = Tier;
  static constexpr Field kFields[] = {
      MEMBER(min_quantity, Range::quantity, kRequired),
      MEMBER(bps, Range::bps),
      MEMBER(value, Range::money),
      MEMBER(fixed_price, Range::money),
  };
};

struct SubscriptionFields {
  using Record = Subscription;
  static constexpr Field kFields[] = {
      MEMBER(interval, kRequired),       MEMBER(trial_days, Range::days),
      MEMBER(first_price, Range::money), MEMBER(recurring_price, Range::money),
      MEMBER(recurring_bps, Range::bps), MEMBER(recurring_shipping, Range::money),
      MEMBER(min_cycles, Range::cycles), MEMBER(expected_cycles, Range::cycles, kPrivate),
  };
};

struct IntervalFields {
  using Record = Interval;
  static constexpr Field kFields[] = {
      MEMBER(unit, kRequired),
      MEMBER(count, Range::cycles, kRequired),
  };
};

struct ReplacesFields {
  using Record = Replaces;
  static constexpr Field kFields[] = {
      MEMBER(line_id, TextRule::id, kRequired),
      MEMBER(quantity, Range::quantity),
  };
};

struct CoversFields {
  using Record = Covers;
  static constexpr Field kFields[] = {
      MEMBER(line_id, TextRule::id, kRequired),
      MEMBER(bps, Range::bps),
      MEMBER(term_months, Range::months),
  };
};

struct GiftFields {
  using Record = Gift;
  static constexpr Field kFields[] = {MEMBER(threshold, Range::money)};
};

struct ShippingFields {
  using Record = Shipping;
  static constexpr Field kFields[] = {
      MEMBER(amount, Range::money),
      MEMBER(taxable),
      MEMBER(free_from, Range::money),
      MEMBER(free_from_of),
  };
};

struct TaxFields {
  using Record = Tax;
  static constexpr Field kFields[] = {
      MEMBER(title, TextRule::any, kRequired),
      MEMBER(rate_ppm, Range::rate, kRequired),
      MEMBER(compound, kFullBuildOnly),
  };
};

struct AvailabilityFields {
  using Record = Availability;
  static constexpr Field kFields[] = {
      MEMBER(from, kTime), MEMBER(until, kTime), MEMBER(minutes_after_order, Range::minutes),
      MEMBER(countdown),   MEMBER(cause),        MEMBER(extendable),
  };
};

struct EvidenceFields {
  using Record = Evidence;
  static constexpr Field kFields[] = {
      MEMBER(shows, Range::count),         MEMBER(accepts, Range::count), MEMBER(solo), MEMBER(paired),
      MEMBER(refund_rate_bps, Range::bps),
  };
};

struct RefundsFields {
  using Record = Refunds;
  static constexpr Field kFields[] = {
      MEMBER(sold, Range::count, kRequired),
      MEMBER(returned, Range::count, kRequired),
      MEMBER(window_days, Range::days),
      MEMBER(last_sale, kTime),
  };
};

struct CountsFields {
  using Record = Counts;
  static constexpr Field kFields[] = {
      MEMBER(shows, Range::count),
      MEMBER(accepts, Range::count),
  };
};

struct CopyFields {
  using Record = Copy;
  static constexpr Field kFields[] = {
      MEMBER(headline, TextRule::any), MEMBER(body, TextRule::any),  MEMBER(accept, TextRule::any),
      MEMBER(decline, TextRule::any),  MEMBER(badge, TextRule::any),
  };
};

// Only the page reads these: their shape is checked, and the page reads its own copy of the document.
struct ProofFields {
  static constexpr Field kFields[] = {
      DISPLAY_ONLY("rating", ShapeId::rating),
      DISPLAY_ONLY("reviews", ListOf{ShapeId::review}),
      DISPLAY_ONLY("summary", TextRule::any),
      DISPLAY_ONLY("verification", ShapeId::verification),
  };
};

struct RatingFields {
  static constexpr Field kFields[] = {
      DISPLAY_ONLY("value_bps", Range::bps, kRequired),
      DISPLAY_ONLY("count", Range::count, kRequired),
  };
};

struct ReviewFields {
  static constexpr Field kFields[] = {
      DISPLAY_ONLY("rating_bps", Range::bps, kRequired),
      DISPLAY_ONLY("text", TextRule::any, kRequired),
      DISPLAY_ONLY("author", TextRule::any),
      DISPLAY_ONLY("image", TextRule::url),
  };
};

struct VerificationFields {
  static constexpr Field kFields[] = {
      DISPLAY_ONLY("text", TextRule::any, kRequired),
      DISPLAY_ONLY("url", TextRule::url),
  };
};

struct DeliveryFields {
  static constexpr Field kFields[] = {
      DISPLAY_ONLY("ships_with_order", kBoolean),
      DISPLAY_ONLY("earliest", kDayOrTime),
      DISPLAY_ONLY("latest", kDayOrTime),
  };
};

struct ReturnsFields {
  static constexpr Field kFields[] = {
      DISPLAY_ONLY("text", TextRule::any, kRequired),
      DISPLAY_ONLY("url", TextRule::url),
  };
};

struct LoyaltyFields {
  using Record = Loyalty;
  static constexpr Field kFields[] = {MEMBER(points, Range::money)};
};

struct ConsentFields {
  using Record = Consent;
  static constexpr Field kFields[] = {
      MEMBER(text, TextRule::any, kRequired),
      MEMBER(url, TextRule::url),
      MEMBER(required),
      MEMBER(version, TextRule::id),
  };
};

struct AcceptFields {
  using Record = Accept;
  static constexpr Field kFields[] = {
      MEMBER(mode, kRequired),
      MEMBER(token, TextRule::any),
      MEMBER(key, TextRule::id),
      MEMBER(url, TextRule::url),
  };
};

}  // namespace encore::fields
