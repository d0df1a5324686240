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

#include "encore/base/enum_array.hpp"

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
  /// (n ordered, n of a group) -> n that are reduced
  reduced,
  /// (value, n) -> off the line
  amount,
  /// (unit price, value) -> off one, never below 0
  fixed_price,
  /// (list) -> off the line, all of it
  free,
  /// (off one, n) -> discount of the line, at most list
  discount,
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
  /// (base, taxes before) -> base of a compound tax
  tax_on_tax,
  /// (base, rate ppm) -> tax; rounded
  tax_added,
  /// (base, sum of rates ppm) -> tax within base; rounded
  tax_included,
  /// (tax, rate ppm, sum of rates ppm) -> its share
  tax_share,
  /// (base) -> tax within base, where taxes compound; rounded
  tax_compound,
  /// (tax, rate ppm) -> its share, where taxes compound
  tax_compound_share,
  /// (subtotal, shipping, added tax) -> total, before what follows
  total,
  /// (deposit of one, n) -> deposit
  deposit,
  /// (amount of one, n) -> a fee
  fee,
  /// (total so far, deposit, fees that are not included) -> total
  extras,
  /// (amount collected, step) -> the multiple; rounded
  cash_step,
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
  /// (price to pay, millionths of units in all, units shown) -> price; rounded
  unit_price_decimal,

  // Subscription.

  /// (price or list, bps) -> off it; rounded
  recurring_off,
  /// (price of one, n) or (list, off) -> price of each renewal
  recurring_price,
  /// (price, shipping, taxes and what else is added) -> each renewal
  recurring_charge,
  /// (first charge, recurring, n renewals) -> first year
  yearly_cost,
  /// (recurring, list) -> bps; rounded down
  save_bps,  // stays last
};
template <>
inline constexpr std::size_t kEnumCount<Step> = static_cast<std::size_t>(Step::save_bps) + 1;

struct StepWord {
  std::string_view word;  // on the wire
  std::uint8_t operands;
};

inline constexpr EnumArray<Step, StepWord> kSteps = {{
    {Step::unit_price, {"unit_price", 0}},
    {Step::component, {"component", 2}},
    {Step::bundle, {"bundle", 1}},
    {Step::coverage, {"coverage", 2}},
    {Step::trial, {"trial", 2}},
    {Step::first_price, {"first_price", 1}},
    {Step::list, {"list", 2}},
    {Step::tier, {"tier", 1}},
    {Step::percent, {"percent", 2}},
    {Step::reduced, {"reduced", 2}},
    {Step::amount, {"amount", 2}},
    {Step::fixed_price, {"fixed_price", 2}},
    {Step::free, {"free", 1}},
    {Step::discount, {"discount", 2}},
    {Step::price_ending, {"price_ending", 3}},
    {Step::at_most, {"at_most", 2}},
    {Step::subtotal, {"subtotal", 2}},
    {Step::credit, {"credit", 3}},
    {Step::difference, {"difference", 2}},
    {Step::part, {"part", 3}},
    {Step::shipping, {"shipping", 0}},
    {Step::free_from, {"free_from", 3}},
    {Step::tax_base, {"tax_base", 2}},
    {Step::tax_on_tax, {"tax_on_tax", 2}},
    {Step::tax_added, {"tax_added", 2}},
    {Step::tax_included, {"tax_included", 2}},
    {Step::tax_share, {"tax_share", 3}},
    {Step::tax_compound, {"tax_compound", 1}},
    {Step::tax_compound_share, {"tax_compound_share", 2}},
    {Step::total, {"total", 3}},
    {Step::deposit, {"deposit", 2}},
    {Step::fee, {"fee", 2}},
    {Step::extras, {"extras", 3}},
    {Step::cash_step, {"cash_step", 2}},
    {Step::order_total, {"order_total", 2}},
    {Step::reference, {"reference", 0}},
    {Step::savings, {"savings", 3}},
    {Step::savings_bps, {"savings_bps", 2}},
    {Step::unit_price_measure, {"unit_price_measure", 3}},
    {Step::unit_price_decimal, {"unit_price_decimal", 3}},
    {Step::recurring_off, {"recurring_off", 2}},
    {Step::recurring_price, {"recurring_price", 2}},
    {Step::recurring_charge, {"recurring_charge", 3}},
    {Step::yearly_cost, {"yearly_cost", 3}},
    {Step::save_bps, {"save_bps", 2}},
}};

}  // namespace encore
