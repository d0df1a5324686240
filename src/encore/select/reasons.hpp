// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/reasons.json by web/tools/generate/vocabulary.mjs; do not edit.
//
// Why an offer was not shown: the closed list, in the order in which reasons appear on the wire. A
// reason carries operands; the columns say what they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encore/base/enum_array.hpp"
#include "encore/base/words.hpp"

// One word a line, so that a difference shows words.
// clang-format off
namespace encore {

/// How far a candidate came in a decision: the stage it was stopped at, or slot.
enum class Stage : std::uint8_t {
  /// It is not well-formed.
  invalid,
  /// It may not be offered to this order, here and now.
  eligible,
  /// It cannot be priced.
  quote,
  /// It may not be offered at its price.
  guard,
  /// It was compared, and another set was chosen.
  choose,
  /// It is shown.
  slot,
};

/// Why an offer was not shown. `limit` and `actual` are numbers, `subject` is text.
enum class Reason : std::uint8_t {
  /// It is earlier than availability.from.
  not_started,
  /// Its deadline has passed.
  expired,
  /// Its trigger gives a false value for this order.
  trigger_false,
  /// Its trigger has a fault and cannot be evaluated.
  rule_error,
  /// The order contains the product, and repeats are not allowed.
  already_in_order,
  /// The customer bought the product in an earlier order, and repeats are not allowed.
  already_purchased,
  /// The customer returned the product.
  returned_before,
  /// The customer receives the product by subscription.
  already_subscribed,
  /// The refill is offered earlier than interval_hint_days after the product was last bought.
  not_due_yet,
  /// The order is not paid.
  order_not_paid,
  /// The order was returned or cancelled, or the line that the offer refers to was returned.
  order_returned,
  /// The order has been handed over to the warehouse and cannot change.
  order_released,
  /// Too few pieces are in stock.
  out_of_stock,
  /// The order and the sheet are in different currencies.
  currency_mismatch,
  /// The order total is below the minimum for offers, or for this gift.
  order_below_minimum,
  /// The price, or that of both offers together, is above the cap.
  above_price_cap,
  /// The price, or that of both offers together, is outside the band for this order.
  outside_price_band,
  /// The discount is larger than the policy allows.
  discount_above_ceiling,
  /// The contribution is smaller than the policy requires.
  below_margin_floor,
  /// The gift or sample costs more than is left of the budget.
  giveaway_budget_spent,
  /// The product is returned more often than the policy accepts.
  refund_rate_high,
  /// The customer declined the offer, and the refusal is remembered.
  declined_before,
  /// The customer was shown the offer, or its product, as often as the policy allows without an
  /// answer.
  ignored_before,
  /// The offer is less related to the order than the policy requires.
  irrelevant,
  /// The order's payment cannot be charged a second time with one click.
  payment_not_chargeable,
  /// The offer cannot be accepted in this way on this surface.
  surface_not_allowed,
  /// The offer needs the shopper's consent, and has no text to consent to.
  consent_missing,
  /// The upgrade costs less than what is left of the price of what it replaces.
  nothing_to_pay_difference,
  /// What is to pay is above 0 and below the smallest amount that the payment can charge.
  below_min_charge,
  /// Its price is chosen with personal data, and the policy refuses such prices.
  personal_price,
  /// The candidate is not well-formed or cannot be priced.
  invalid_candidate,
  /// The visitor is in the holdout, which sees no offers.
  holdout,
  /// The candidate is only shown as the successor of another.
  funnel_only,
  /// The set that is shown has a higher value than any with this offer in it.
  outranked,
  /// An offer that is shown has the same product, or the same family for two cross-sells.
  duplicate_product,
  /// An offer that is shown replaces or covers the same units of an order line.
  line_taken,
  /// The product, or the candidate, was shown or bought in this visit.
  already_shown,
  /// A second offer would lower the value of what is shown.
  not_worth_second_slot,
  /// The best set earns less than policy.reserve, so nothing is shown.
  below_reserve,
  /// The order has taken as many offers as its surface, its steps or policy.max_accepts allow.
  slots_spent,
  /// Too few units of the order line it replaces or covers are left: returned, shipped, replaced or
  /// covered.
  line_changed,
};

template <>
inline constexpr std::size_t kEnumCount<Stage> = 6;

template <>
inline constexpr std::size_t kEnumCount<Reason> = 41;

inline constexpr std::string_view kStages[] = {
    "invalid",
    "eligible",
    "quote",
    "guard",
    "choose",
    "slot",
};

/// Its spelling on the wire.
constexpr std::string_view word(Stage value) {
  return kStages[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kReasons[] = {
    "not_started",
    "expired",
    "trigger_false",
    "rule_error",
    "already_in_order",
    "already_purchased",
    "returned_before",
    "already_subscribed",
    "not_due_yet",
    "order_not_paid",
    "order_returned",
    "order_released",
    "out_of_stock",
    "currency_mismatch",
    "order_below_minimum",
    "above_price_cap",
    "outside_price_band",
    "discount_above_ceiling",
    "below_margin_floor",
    "giveaway_budget_spent",
    "refund_rate_high",
    "declined_before",
    "ignored_before",
    "irrelevant",
    "payment_not_chargeable",
    "surface_not_allowed",
    "consent_missing",
    "nothing_to_pay_difference",
    "below_min_charge",
    "personal_price",
    "invalid_candidate",
    "holdout",
    "funnel_only",
    "outranked",
    "duplicate_product",
    "line_taken",
    "already_shown",
    "not_worth_second_slot",
    "below_reserve",
    "slots_spent",
    "line_changed",
};

/// Its spelling on the wire.
constexpr std::string_view word(Reason value) {
  return kReasons[static_cast<std::size_t>(value)];
}

}  // namespace encore
