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
      MEMBER(take_rate_ppm, optional_integer, Range::take_rate),
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
      MEMBER(headline, text, TextRule::any), MEMBER(body, text, TextRule::any),  MEMBER(accept, text, TextRule::any),
      MEMBER(decline, text, TextRule::any),  MEMBER(badge, text, TextRule::any),
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

}  // namespace encore::fields
