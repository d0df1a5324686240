// SPDX-License-Identifier: MIT
//
// The words of a derivation: every operation that can stand between a sheet and a total,
// with its operands in order and what its result is. A step that rounds also names the
// rule. Operands are minor units unless the comment says otherwise (n: count, bps, ppm).
// Reading the steps from top to bottom redoes a quote by hand; steps that do not apply
// are not there.
#pragma once

#include <string_view>

namespace encore::step {

// The list price.

/// () -> price of one, from the variant
inline constexpr std::string_view kUnitPrice = "unit_price";
/// (price, n in one bundle) -> its part of the bundle's unit price
inline constexpr std::string_view kComponent = "component";
/// (n components) -> unit price, their sum
inline constexpr std::string_view kBundle = "bundle";
/// (paid, bps) -> unit price of a protection; rounded
inline constexpr std::string_view kCoverage = "coverage";
/// (variant's price, days) -> unit price due today
inline constexpr std::string_view kTrial = "trial";
/// (variant's price) -> unit price, where the first one is the higher
inline constexpr std::string_view kFirstPrice = "first_price";
/// (unit price, n) -> list
inline constexpr std::string_view kList = "list";

// The discount, then what bends it.

/// (n ordered) -> n from which the tier applies
inline constexpr std::string_view kTier = "tier";
/// (unit price or list, bps) -> off it; rounded
inline constexpr std::string_view kPercent = "percent";
/// (value, n) -> off the line
inline constexpr std::string_view kAmount = "amount";
/// (unit price, value) -> off one, never below 0
inline constexpr std::string_view kFixedPrice = "fixed_price";
/// (list) -> off the line, all of it
inline constexpr std::string_view kFree = "free";
/// (off one, n) -> discount of the line, at most list
inline constexpr std::string_view kDiscount = "discount";
/// (list - discount, step of the line) -> the multiple; rounded
inline constexpr std::string_view kCashStep = "cash_step";
/// (price of one, ending, modulus) -> price of one
inline constexpr std::string_view kPriceEnding = "price_ending";
/// (list, bps) -> the highest discount; rounded
inline constexpr std::string_view kAtMost = "at_most";
/// (list, discount) -> subtotal
inline constexpr std::string_view kSubtotal = "subtotal";
/// (paid, n replaced, n of the line) -> credit; rounded
inline constexpr std::string_view kCredit = "credit";
/// (new price, credit) -> subtotal of an upgrade
inline constexpr std::string_view kDifference = "difference";
/// (list of the part, list, discount) -> its share
inline constexpr std::string_view kPart = "part";

// Shipping, taxes, totals.

/// () -> shipping
inline constexpr std::string_view kShipping = "shipping";
/// (subtotal, threshold, amount) -> shipping
inline constexpr std::string_view kFreeFrom = "free_from";
/// (subtotal, taxable shipping) -> base
inline constexpr std::string_view kTaxBase = "tax_base";
/// (base, rate ppm) -> tax; rounded
inline constexpr std::string_view kTaxAdded = "tax_added";
/// (base, sum of rates ppm) -> tax within base; rounded
inline constexpr std::string_view kTaxIncluded = "tax_included";
/// (tax, rate ppm, sum of rates ppm) -> its share
inline constexpr std::string_view kTaxShare = "tax_share";
/// (subtotal, shipping, added tax) -> total
inline constexpr std::string_view kTotal = "total";
/// (order's total, total) -> order_total
inline constexpr std::string_view kOrderTotal = "order_total";

// What is announced.

/// () -> reference price of one
inline constexpr std::string_view kReference = "reference";
/// (reference, n, subtotal) -> savings
inline constexpr std::string_view kSavings = "savings";
/// (savings, reference x n) -> bps; rounded down
inline constexpr std::string_view kSavingsBps = "savings_bps";
/// (price to pay, units in all, units shown) -> price; rounded
inline constexpr std::string_view kMeasure = "unit_price_measure";

// Subscription.

/// (price or list, bps) -> off it; rounded
inline constexpr std::string_view kRecurringOff = "recurring_off";
/// (price of one, n) -> each renewal
inline constexpr std::string_view kRecurring = "recurring_charge";
/// (first charge, recurring, n renewals) -> first year
inline constexpr std::string_view kYearly = "yearly_cost";
/// (recurring, list) -> bps; rounded down
inline constexpr std::string_view kSaveBps = "save_bps";

}  // namespace encore::step
