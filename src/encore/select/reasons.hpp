// SPDX-License-Identifier: MIT
//
// Why an offer was not shown: the closed list, in the order in which reasons are named on
// the wire. A reason carries operands, whose meaning stands beside it; the sentence a
// merchant reads and the fix to make are written once, in web/src/engine/reasons.ts, keyed
// by the same names. A test holds both lists and the documentation's table equal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace encore {

enum class Reason : std::uint8_t {
  not_started,                // limit: availability.from; actual: now (ms)
  expired,                    // limit: the deadline; actual: now (ms)
  trigger_false,              //
  rule_error,                 // subject: JSON Pointer of the faulty operation within the trigger
  already_in_order,           // subject: the product
  already_purchased,          // subject: the product
  order_not_paid,             // subject: the order's status
  order_returned,             // subject: the order's status, or the line that was returned
  order_released,             // limit: fulfilment.hold_until, where one is set; actual: now (ms)
  out_of_stock,               // limit: pieces needed; actual: pieces in stock; subject: the variant
  currency_mismatch,          // subject: the order's currency
  order_below_minimum,        // limit: order total needed; actual: the order's
  above_price_cap,            // limit: the cap; actual: the price, or of both; subject: the other offer
  outside_price_band,         // limit: the band's end that was passed; actual: as above; subject: as above
  discount_above_ceiling,     // limit: largest discount allowed; actual: the discount
  below_margin_floor,         // limit: smallest contribution allowed; actual: the contribution
  giveaway_budget_spent,      // limit: the budget; actual: the cost
  refund_rate_high,           // limit, actual: bps
  declined_before,            // limit: until when it is remembered, where it is known; actual: now (ms)
  irrelevant,                 // limit: the level required; actual: the level found (0 none … 3 product)
  payment_not_chargeable,     // subject: the payment's kind
  surface_not_allowed,        // subject: the surface
  consent_missing,            // subject: the kind, or the law, that asks for it
  nothing_to_pay_difference,  // limit: 1, the least to pay; actual: the difference
  invalid_candidate,          // subject: the fault, where pricing found it
  holdout,                    // actual: the slot it would have had
  funnel_only,                //
  outranked,                  // limit: value of what is shown; actual: value with this one in it
  duplicate_product,          // subject: the offer shown that it doubles
  already_shown,              // subject: the product, or the candidate
  not_worth_second_slot,      // limit: value of the one shown; actual: value of both
};

inline constexpr std::string_view kReasons[] = {"not_started",
                                                "expired",
                                                "trigger_false",
                                                "rule_error",
                                                "already_in_order",
                                                "already_purchased",
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
                                                "irrelevant",
                                                "payment_not_chargeable",
                                                "surface_not_allowed",
                                                "consent_missing",
                                                "nothing_to_pay_difference",
                                                "invalid_candidate",
                                                "holdout",
                                                "funnel_only",
                                                "outranked",
                                                "duplicate_product",
                                                "already_shown",
                                                "not_worth_second_slot"};

static_assert(sizeof kReasons / sizeof *kReasons == static_cast<std::size_t>(Reason::not_worth_second_slot) + 1);

}  // namespace encore
