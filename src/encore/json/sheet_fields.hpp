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
      DISPLAY_ONLY("version", kVersion, kRequired),
      MEMBER(id, TextRule::id, kRequired),
      MEMBER(issued_at, kTime, kRequired),
      MEMBER(locale, TextRule::locale, kRequired),
      MEMBER(currency, TextRule::currency, kRequired),
      MEMBER(surface, kRequired),
      MEMBER(order, kRequired),
      MEMBER(customer),
      MEMBER(visitor),
      MEMBER(seller, kUnreadOnPage),
      MEMBER(policy),
      MEMBER(candidates, kRequired, Items::candidates),
      MEMBER(experiments, Items::experiments, kFullBuildOnly),
      MEMBER(endpoints),
      MEMBER(published),
      MEMBER(model, kPrivate),
  };
};

struct OrderFields {
  using Record = Order;
  static constexpr Field kFields[] = {
      MEMBER(id, TextRule::id, kRequired),
      MEMBER(number, TextRule::any, kUnreadOnPage),
      MEMBER(placed_at, kTime),  // required but on cart and checkout: see cross.cpp
      MEMBER(status, kRequired),
      MEMBER(currency, TextRule::currency),
      MEMBER(lines, kRequired, Items::lines),
      MEMBER(subtotal, Range::money, kRequired),
      MEMBER(discount, Range::money),
      MEMBER(shipping, Range::money),
      MEMBER(tax, Range::money),
      MEMBER(tips, Range::money, kUnreadOnPage),
      MEMBER(duties, Range::money, kUnreadOnPage),
      MEMBER(fees, kUnreadOnPage),
      MEMBER(gift_cards, Range::money, kUnreadOnPage),
      MEMBER(rounding, Range::amount, kUnreadOnPage),
      MEMBER(total, Range::money, kRequired),
      MEMBER(tax_included),
      MEMBER(shop_currency, TextRule::currency, kUnreadOnPage),
      MEMBER(rate, TextRule::rate, kUnreadOnPage),
      MEMBER(billing_country, TextRule::country),
      MEMBER(shipping_country, TextRule::country),
      MEMBER(billing_region, TextRule::region, kUnreadOnPage),
      MEMBER(shipping_region, TextRule::region, kUnreadOnPage),
      MEMBER(buyer, kFullBuildOnly),
      DISPLAY_ONLY("vat_id", TextRule::any, kUnreadOnPage),
      DISPLAY_ONLY("company", TextRule::any, kUnreadOnPage),
      DISPLAY_ONLY("withdrawal_url", TextRule::url, kUnreadOnPage),
      DISPLAY_ONLY("guarantee_url", TextRule::url, kUnreadOnPage),
      DISPLAY_ONLY("cancel_url", TextRule::url, kUnreadOnPage),
      MEMBER(coupons, TextRule::any, kUnreadOnPage),
      MEMBER(channel, TextRule::any, kUnreadOnPage),
      MEMBER(test, kUnreadOnPage),
      MEMBER(payment),
      MEMBER(fulfilment),
      MEMBER(refunded, Range::money),
      MEMBER(undoable, Range::money),
  };
};

struct LineFields {
  using Record = OrderLine;
  static constexpr Field kFields[] = {
      MEMBER(id, TextRule::id, kRequired),
      MEMBER(product_id, TextRule::id),
      MEMBER(variant_id, TextRule::id),
      MEMBER(title, TextRule::any, kRequired),
      MEMBER(quantity, Range::line_quantity, kRequired),
      MEMBER(unit_price, Range::amount, kRequired),
      MEMBER(paid, Range::amount),
      MEMBER(refunded, Range::money),
      MEMBER(tax, Range::amount),
      MEMBER(family, TextRule::any),
      MEMBER(categories, TextRule::any),
      MEMBER(tags, TextRule::any),
      MEMBER(returned_quantity, Range::line_quantity),
      MEMBER(fulfilled_quantity, Range::line_quantity, kUnreadOnPage),
      MEMBER(parent_line_id, TextRule::id, kUnreadOnPage),
      MEMBER(gift_card, kUnreadOnPage),
      MEMBER(interval_days, Range::days),
      MEMBER(unit_cost, Range::money, kPrivate),
  };
};

struct FeeFields {
  using Record = Fee;
  static constexpr Field kFields[] = {
      MEMBER(title, TextRule::any, kRequired),
      MEMBER(amount, Range::money, kRequired),
      MEMBER(included),
  };
};

struct PaymentFields {
  using Record = Payment;
  static constexpr Field kFields[] = {
      MEMBER(kind),
      MEMBER(one_click),
      MEMBER(label, TextRule::any),
  };
};

struct FulfilmentFields {
  using Record = Fulfilment;
  static constexpr Field kFields[] = {
      MEMBER(hold_until, kTime),
      MEMBER(released),
      MEMBER(ships_at, kTime),
  };
};

struct CustomerFields {
  using Record = Customer;
  static constexpr Field kFields[] = {
      MEMBER(id, TextRule::id),
      MEMBER(orders_count, Range::count, kUnreadOnPage),
      MEMBER(segments, TextRule::any, kUnreadOnPage),
      MEMBER(country, TextRule::country, kUnreadOnPage),
      MEMBER(first_name, TextRule::any, kUnreadOnPage),
      MEMBER(purchased_product_ids, TextRule::any, kPrivate),
      MEMBER(returned_product_ids, TextRule::any, kPrivate),
      MEMBER(subscribed_product_ids, TextRule::any, kPrivate),
      MEMBER(last_bought, kTimesByKey, kPrivate),
      MEMBER(ignored, kCountsByKey, kPrivate),
      MEMBER(declined),
      MEMBER(loyalty, kUnreadOnPage),
      MEMBER(profiling, kFullBuildOnly),
  };
};

struct DeclinedFields {
  using Record = Declined;
  static constexpr Field kFields[] = {
      MEMBER(candidate_id, TextRule::id, kRequired),
      MEMBER(at, kTime),
  };
};

struct CustomerLoyaltyFields {
  using Record = CustomerLoyalty;
  static constexpr Field kFields[] = {
      MEMBER(points, Range::money),
      MEMBER(tier, TextRule::any),
      MEMBER(next_tier, TextRule::any),
      MEMBER(money_to_next_tier, Range::money),
  };
};

struct VisitorFields {
  using Record = Visitor;
  static constexpr Field kFields[] = {MEMBER(id, TextRule::id)};
};

struct SellerFields {
  using Record = Seller;
  static constexpr Field kFields[] = {
      MEMBER(id, TextRule::id),
      MEMBER(is_merchant),
  };
};

struct PolicyFields {
  using Record = Policy;
  static constexpr Field kFields[] = {
      MEMBER(id, TextRule::id, kRequired),
      MEMBER(max_offers, Range::offers),
      MEMBER(second_offer),
      MEMBER(dilution_bps, Range::bps, kOrLearned),
      MEMBER(objective),
      MEMBER(rounding),
      MEMBER(discount_rounding, kFullBuildOnly),
      MEMBER(rounding_scope),
      MEMBER(leftover),
      MEMBER(price_ending, TextRule::digits),
      MEMBER(cash_step, Range::step),
      MEMBER(discount_ceiling_bps, Range::bps, kPrivate),
      MEMBER(ceiling_action),
      MEMBER(margin_floor_bps, Range::bps, kPrivate),
      MEMBER(default_margin_bps, Range::bps, kPrivate),
      MEMBER(refund_rate_ceiling_bps, Range::bps, kPrivate),
      MEMBER(return_cost, Range::money, kPrivate),
      MEMBER(ignore_after, Range::positive_count, kPrivate),
      MEMBER(reserve, Range::money, kPrivate),
      MEMBER(giveaway_budget, Range::money, kPrivate),
      MEMBER(price_cap),
      MEMBER(price_band_bps),
      MEMBER(min_order_total, Range::money),
      MEMBER(min_charge, Range::money),
      MEMBER(skip_purchased),
      MEMBER(min_relevance),
      MEMBER(reference_price),
      MEMBER(consumer_law),
      MEMBER(remember_decline_days, Range::days),
      MEMBER(max_steps, Range::steps),
      MEMBER(max_accepts, Range::positive_count),
      MEMBER(undo_seconds, Range::seconds),
      MEMBER(token_minutes, Range::minutes),
      MEMBER(holdout_bps, Range::bps),
      MEMBER(prior, kPrivate),
      MEMBER(explore),
      MEMBER(allowed_hosts, TextRule::host),
      MEMBER(personalised_price),
      MEMBER(personal_prices, kUnreadOnPage),
      MEMBER(utc_offset_minutes, Range::zone),
  };
};

struct PriceCapFields {
  using Record = PriceCap;
  static constexpr Field kFields[] = {
      MEMBER(amount, Range::money),
      MEMBER(order_bps, Range::wide_bps),
      MEMBER(take),
  };
};

struct PriceBandFields {
  using Record = PriceBand;
  static constexpr Field kFields[] = {
      MEMBER(min, Range::wide_bps),
      MEMBER(max, Range::wide_bps),
  };
};

struct PriorFields {
  using Record = Prior;
  static constexpr Field kFields[] = {
      MEMBER(accepts, Range::count),
      MEMBER(shows, Range::positive_count),
  };
};

struct ExploreFields {
  using Record = Explore;
  static constexpr Field kFields[] = {
      MEMBER(method, kRequired),
      MEMBER(temperature_bps, Range::temperature),
      MEMBER(rate_bps, Range::bps, kUnreadOnPage),
      MEMBER(pool, Range::pool),
  };
  static constexpr Condition kConditions[] = {
      requires_if(kFields, "method", ExploreMethod::softmax, "temperature_bps")};
};

struct ExperimentFields {
  using Record = Experiment;
  static constexpr Field kFields[] = {
      MEMBER(key, TextRule::id, kRequired),
      MEMBER(seed, TextRule::any),
      MEMBER(hash_version, Range::hash_version),
      MEMBER(holdout, Range::index),
      MEMBER(hash_attribute, TextRule::any),
      MEMBER(coverage),
      MEMBER(weights),
      NAMED("namespace", name_space),
      MEMBER(variations, kRequired),
  };
};

struct EndpointsFields {
  using Record = Endpoints;
  static constexpr Field kFields[] = {
      MEMBER(accept, TextRule::url), MEMBER(status, TextRule::url), MEMBER(undo, TextRule::url),
      MEMBER(extend, TextRule::url), MEMBER(quote, TextRule::url),  MEMBER(next, TextRule::url),
      MEMBER(time, TextRule::url),   MEMBER(events, TextRule::url),
  };
};

struct LearnedModelFields {
  using Record = LearnedModel;
  static constexpr Field kFields[] = {
      MEMBER(id, TextRule::id, kRequired),
      MEMBER(rows, TextRule::model_row, kRequired),
  };
};

struct PublishedFields {
  using Record = Published;
  static constexpr Field kFields[] = {
      MEMBER(at, kTime),
      MEMBER(policy_digest, TextRule::any),
      MEMBER(slots, TextRule::id, kFullBuildOnly),
      MEMBER(propensity_ppb, Range::positive_count, kFullBuildOnly),
  };
};

}  // namespace encore::fields
