// SPDX-License-Identifier: MIT
//
// The words of a derivation: every operation that can stand between a sheet and a total,
// with its operands in order and what its result is. A step that rounds also names the
// rule. Operands are minor units unless the comment says otherwise (n: count, bps, ppm).
// Reading the steps from top to bottom redoes a quote by hand; steps that do not apply
// are not there. The enum and the table of words beside it stand in the same order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace encore {

enum class Step : std::uint8_t {
  // The list price.

  /// () -> price of one, from the variant
  unit_price,
  /// (price, n in one bundle) -> its part of the bundle's unit price
  component,
  /// (n components) -> unit price, their sum
  bundle,
  /// (paid, bps) -> unit price of a protection; rounded
  coverage,
  /// (variant's price, days) -> unit price due today
  trial,
  /// (variant's price) -> unit price, where the first one is the higher
  first_price,
  /// (unit price, n) -> list
  list,

  // The discount, then what bends it.

  /// (n ordered) -> n from which the tier applies
  tier,
  /// (unit price or list, bps) -> off it; rounded
  percent,
  /// (value, n) -> off the line
  amount,
  /// (unit price, value) -> off one, never below 0
  fixed_price,
  /// (list) -> off the line, all of it
  free,
  /// (off one, n) -> discount of the line, at most list
  discount,
  /// (list - discount, step of the line) -> the multiple; rounded
  cash_step,
  /// (price of one, ending, modulus) -> price of one
  price_ending,
  /// (list, bps) -> the highest discount; rounded
  at_most,
  /// (list, discount) -> subtotal
  subtotal,
  /// (paid, n replaced, n of the line) -> credit; rounded
  credit,
  /// (new price, credit) -> subtotal of an upgrade
  difference,
  /// (list of the part, list, discount) -> its share
  part,

  // Shipping, taxes, totals.

  /// () -> shipping
  shipping,
  /// (subtotal, threshold, amount) -> shipping
  free_from,
  /// (subtotal, taxable shipping) -> base
  tax_base,
  /// (base, rate ppm) -> tax; rounded
  tax_added,
  /// (base, sum of rates ppm) -> tax within base; rounded
  tax_included,
  /// (tax, rate ppm, sum of rates ppm) -> its share
  tax_share,
  /// (subtotal, shipping, added tax) -> total
  total,
  /// (order's total, total) -> order_total
  order_total,

  // What is announced.

  /// () -> reference price of one
  reference,
  /// (reference, n, subtotal) -> savings
  savings,
  /// (savings, reference x n) -> bps; rounded down
  savings_bps,
  /// (price to pay, units in all, units shown) -> price; rounded
  unit_price_measure,

  // Subscription.

  /// (price or list, bps) -> off it; rounded
  recurring_off,
  /// (price of one, n) -> each renewal
  recurring_charge,
  /// (first charge, recurring, n renewals) -> first year
  yearly_cost,
  /// (recurring, list) -> bps; rounded down
  save_bps,
};

struct StepWord {
  std::string_view word;  // on the wire
  std::uint8_t operands;
};

inline constexpr StepWord kSteps[] = {
    {"unit_price", 0},    {"component", 2},        {"bundle", 1},       {"coverage", 2},
    {"trial", 2},         {"first_price", 1},      {"list", 2},         {"tier", 1},
    {"percent", 2},       {"amount", 2},           {"fixed_price", 2},  {"free", 1},
    {"discount", 2},      {"cash_step", 2},        {"price_ending", 3}, {"at_most", 2},
    {"subtotal", 2},      {"credit", 3},           {"difference", 2},   {"part", 3},
    {"shipping", 0},      {"free_from", 3},        {"tax_base", 2},     {"tax_added", 2},
    {"tax_included", 2},  {"tax_share", 3},        {"total", 3},        {"order_total", 2},
    {"reference", 0},     {"savings", 3},          {"savings_bps", 2},  {"unit_price_measure", 3},
    {"recurring_off", 2}, {"recurring_charge", 2}, {"yearly_cost", 3},  {"save_bps", 2},
};

static_assert(sizeof(kSteps) / sizeof(StepWord) == static_cast<std::size_t>(Step::save_bps) + 1);

}  // namespace encore
