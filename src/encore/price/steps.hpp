// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/steps.json by web/tools/generate/vocabulary.mjs; do not edit.
//
// The steps of a derivation: every operation that can stand between a sheet and a total, with what
// its operands are and how the result follows from them. Reading a quote's steps from top to bottom
// redoes it by hand; steps that do not apply are not there. A step that rounds also names the rule.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encore/base/enum_array.hpp"
#include "encore/base/words.hpp"

// One word a line, so that a difference shows words.
// clang-format off
namespace encore {

/// One operation of a quote's derivation.
enum class Step : std::uint8_t {
  /// The price of one, from the variant.
  unit_price,
  /// A component's part of the bundle's unit price.
  component,
  /// The price of one bundle, the sum of its components.
  bundle,
  /// A protection's price: a share of what was paid for the covered line.
  coverage,
  /// What one costs today, within a trial.
  trial,
  /// A first price that lies above the variant's own.
  first_price,
  /// The price of all pieces before any discount.
  list,
  /// The number of pieces from which the tier that applies begins.
  tier,
  /// A percentage of the price of one or of the list price.
  percent,
  /// How many of the pieces ordered are reduced.
  reduced,
  /// An amount off the line, given once or for each piece.
  amount,
  /// What lies between the price of one and its fixed price.
  fixed_price,
  /// The whole list price off.
  free,
  /// The discount of the line.
  discount,
  /// The price of one, lowered to the next price ending.
  price_ending,
  /// The discount that the ceiling allows.
  at_most,
  /// The list price less the discount.
  subtotal,
  /// What was paid for the pieces that an upgrade replaces.
  credit,
  /// The new price less the credit.
  difference,
  /// A component's share of a bundle's discount.
  part,
  /// The shipping of the offer.
  shipping,
  /// The shipping: nothing from the threshold on.
  free_from,
  /// What the taxes are computed from.
  tax_base,
  /// The base of a compound tax: the base and every tax before it.
  tax_on_tax,
  /// A tax that is added to the price.
  tax_added,
  /// The taxes that the price contains.
  tax_included,
  /// One tax's share of the taxes that the price contains.
  tax_share,
  /// The taxes that the price contains, where one is a tax on others.
  tax_compound,
  /// One tax's share of taxes that compound.
  tax_compound_share,
  /// What is to pay, before deposit, fees and rounding of cash.
  total,
  /// The refundable deposit.
  deposit,
  /// A fee for all pieces.
  fee,
  /// The total with the deposit and the fees that the price does not include.
  extras,
  /// The amount collected, as a multiple of the smallest coin.
  cash_step,
  /// The order's total with this offer.
  order_total,
  /// The price that is struck through.
  reference,
  /// What lies between the reference price and the subtotal.
  savings,
  /// The percentage that may be announced, rounded down.
  savings_bps,
  /// The price per unit of measure; units in all, then units shown.
  unit_price_measure,
  /// The price per unit of measure, where the units in all have decimals.
  unit_price_decimal,
  /// What each renewal is reduced by.
  recurring_off,
  /// What all pieces cost at each renewal.
  recurring_price,
  /// What all pieces cost at each renewal, where the reduction is rounded for the line.
  recurring_subtotal,
  /// What is charged at each renewal.
  recurring_charge,
  /// The first charge and all renewals of the first year.
  yearly_cost,
  /// All renewals of the second year.
  later_year_cost,
  /// The first charge and all renewals of the minimum term.
  least_total,
  /// By how much a renewal is cheaper than the list price, rounded down.
  save_bps,
};

template <>
inline constexpr std::size_t kEnumCount<Step> = 48;

inline constexpr std::string_view kSteps[] = {
    "unit_price",
    "component",
    "bundle",
    "coverage",
    "trial",
    "first_price",
    "list",
    "tier",
    "percent",
    "reduced",
    "amount",
    "fixed_price",
    "free",
    "discount",
    "price_ending",
    "at_most",
    "subtotal",
    "credit",
    "difference",
    "part",
    "shipping",
    "free_from",
    "tax_base",
    "tax_on_tax",
    "tax_added",
    "tax_included",
    "tax_share",
    "tax_compound",
    "tax_compound_share",
    "total",
    "deposit",
    "fee",
    "extras",
    "cash_step",
    "order_total",
    "reference",
    "savings",
    "savings_bps",
    "unit_price_measure",
    "unit_price_decimal",
    "recurring_off",
    "recurring_price",
    "recurring_subtotal",
    "recurring_charge",
    "yearly_cost",
    "later_year_cost",
    "least_total",
    "save_bps",
};

/// Its spelling on the wire.
constexpr std::string_view word(Step value) {
  return kSteps[static_cast<std::size_t>(value)];
}

inline constexpr EnumArray<Step, std::int32_t> kStepOperands = {{
    {Step::unit_price, 0},
    {Step::component, 2},
    {Step::bundle, 1},
    {Step::coverage, 2},
    {Step::trial, 2},
    {Step::first_price, 1},
    {Step::list, 2},
    {Step::tier, 1},
    {Step::percent, 2},
    {Step::reduced, 2},
    {Step::amount, 2},
    {Step::fixed_price, 2},
    {Step::free, 1},
    {Step::discount, 2},
    {Step::price_ending, 3},
    {Step::at_most, 2},
    {Step::subtotal, 2},
    {Step::credit, 3},
    {Step::difference, 2},
    {Step::part, 3},
    {Step::shipping, 0},
    {Step::free_from, 3},
    {Step::tax_base, 2},
    {Step::tax_on_tax, 2},
    {Step::tax_added, 2},
    {Step::tax_included, 2},
    {Step::tax_share, 3},
    {Step::tax_compound, 1},
    {Step::tax_compound_share, 2},
    {Step::total, 3},
    {Step::deposit, 2},
    {Step::fee, 2},
    {Step::extras, 3},
    {Step::cash_step, 2},
    {Step::order_total, 2},
    {Step::reference, 0},
    {Step::savings, 3},
    {Step::savings_bps, 2},
    {Step::unit_price_measure, 3},
    {Step::unit_price_decimal, 3},
    {Step::recurring_off, 2},
    {Step::recurring_price, 2},
    {Step::recurring_subtotal, 2},
    {Step::recurring_charge, 3},
    {Step::yearly_cost, 3},
    {Step::later_year_cost, 2},
    {Step::least_total, 3},
    {Step::save_bps, 2},
}};
/// How many operands it has.
constexpr std::int32_t operands(Step value) {
  return kStepOperands[value];
}

}  // namespace encore
