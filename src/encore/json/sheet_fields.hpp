// SPDX-License-Identifier: MIT
//
// The fields of the sheet, its order, customer, policy, experiments and endpoints, in the
// order of the published schema. Defaults are the records' own.
#pragma once

#include "encore/json/field.hpp"

namespace encore::fields {

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

}  // namespace encore::fields
