// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/warnings.json by web/tools/generate/vocabulary.mjs; do not edit.
//
// What is plausible in a sheet but probably not meant: the second voice of check. A warning drops
// nothing and fails nothing; with --strict it ends encore check with 1. A code is never reused for
// another meaning. The sentences people read are keyed by the codes in web/src/engine/warnings.ts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encore/base/enum_array.hpp"
#include "encore/base/words.hpp"

// One word a line, so that a difference shows words.
// clang-format off
namespace encore {

/// What is probably not meant in one place of a sheet.
enum class WarningCode : std::uint8_t {
  /// order.total is not what its parts add up to (limit: what they do).
  total_differs,
  /// order.subtotal is not what the lines add up to (limit: what they do).
  subtotal_differs,
  /// The order's tax is more than half of its total.
  tax_above_total,
  /// More was given back than the order cost.
  refunded_above_total,
  /// The sheet was issued before its order was placed.
  issued_before_placed,
  /// A code that is no country or territory in use: no consumer law follows from it.
  unknown_country,
  /// Neither a billing nor a shipping country: no consumer law follows, and none is applied.
  country_missing,
  /// A countdown, and nothing that it could count to.
  countdown_without_deadline,
  /// The offer ends within five minutes of the sheet's issue, or ended before it.
  ends_soon,
  /// A one_click offer to an order whose payment cannot be charged again.
  not_payable,
  /// A one_click offer on a sheet without endpoints.accept.
  no_accept_endpoint,
  /// What follows a refusal costs more than what was refused.
  dearer_downsell,
  /// A discount that will not be announced: the lowest price of 30 days is missing, or not above
  /// the price to pay.
  reduction_not_shown,
  /// Two experiments share a namespace and hash by different attributes: one visitor can be in
  /// both.
  one_namespace_two_attributes,
  /// An amount that looks like major units: 50 where 5000 is meant (limit: what it may mean).
  major_units,
  /// A rate that looks like percent: 15 where 1500 is meant (limit: what it may mean).
  looks_like_percent,
  /// A number of minutes that looks like hours (limit: what it may mean).
  looks_like_hours,
  /// The shop's currency is not the sheet's, and no rate says how much it is: costs are estimated.
  rate_missing,
  /// The order's currency is not the sheet's: every candidate is left out.
  currency_differs,
  /// orders_count is 0, and this order is one.
  order_not_counted,
  /// At least half of all visitors are shown nothing, to measure against.
  shows_little,
  /// An offer opens when it is over already.
  never_open,
  /// A candidate that is only shown after another, and follows none.
  never_reached,
  /// The price is below the cost of one piece (limit).
  below_cost,
  /// An offer that is no gift or sample costs nothing.
  free_of_charge,
  /// A fixed price that is not below the list price (limit).
  discount_gives_nothing,
  /// Two price options undo each other.
  options_undo,
  /// Former prices by compare_at, under a law that allows only the lowest price of 30 days.
  compare_at_under_law,
  /// A former price that is not shown: lowest_30d is missing, or it is not above the price.
  compare_at_not_shown,
  /// A member that does nothing where it stands.
  without_effect,
  /// A template in copy names nothing.
  template_unknown,
  /// A template in copy has no end.
  template_open,
  /// An address of a host that the page will not use.
  host_not_allowed,
  /// An address without https, which a page with https will not use.
  not_secure,
  /// An arm patches a candidate, a variant or a field that the sheet has not.
  patch_names_nothing,
  /// All arms of an experiment are the same: it measures nothing.
  arms_alike,
  /// An experiment that no visitor is in.
  reaches_none,
  /// An experiment hashes by an attribute that there is not: no visitor is in it.
  unknown_attribute,
  /// A trigger that is a text: it is always true.
  trigger_text,
  /// A trigger uses an operator that there is not: the offer is never shown.
  trigger_operator,
  /// A trigger reads a field that there is not: it is always null.
  trigger_field,
  /// Inside map, filter, all, some, none or reduce, where var reads the item, a trigger reads what
  /// an item has not: it is always null.
  item_field,
  /// A trigger compares values of two types, which has one answer whatever they are.
  trigger_types,
  /// A trigger compares a field with a word that it never has.
  trigger_word,
  /// A trigger cannot be evaluated on this order: the offer is never shown.
  trigger_fault,
  /// All triggers of a sheet share one allowance of steps (limit), and on this order they take half
  /// of it or more: those that come last may fail.
  triggers_costly,
  /// A trigger that no order makes true.
  trigger_never,
  /// A trigger that every order makes true.
  trigger_always,
  /// A clause of a trigger that decides nothing.
  clause_without_effect,
  /// Markup in copy: it is shown as it is written.
  markup_in_copy,
  /// Copy that presses, without a fact of the sheet that bears it out.
  pressure,
  /// A refusal in words that shame.
  shame,
  /// A generic environmental claim.
  green,
  /// Reviews that no card shows under this law: proof.verification does not say how they were
  /// verified.
  reviews_not_shown,
};

template <>
inline constexpr std::size_t kEnumCount<WarningCode> = 54;

inline constexpr std::string_view kWarningCodes[] = {
    "total_differs",
    "subtotal_differs",
    "tax_above_total",
    "refunded_above_total",
    "issued_before_placed",
    "unknown_country",
    "country_missing",
    "countdown_without_deadline",
    "ends_soon",
    "not_payable",
    "no_accept_endpoint",
    "dearer_downsell",
    "reduction_not_shown",
    "one_namespace_two_attributes",
    "major_units",
    "looks_like_percent",
    "looks_like_hours",
    "rate_missing",
    "currency_differs",
    "order_not_counted",
    "shows_little",
    "never_open",
    "never_reached",
    "below_cost",
    "free_of_charge",
    "discount_gives_nothing",
    "options_undo",
    "compare_at_under_law",
    "compare_at_not_shown",
    "without_effect",
    "template_unknown",
    "template_open",
    "host_not_allowed",
    "not_secure",
    "patch_names_nothing",
    "arms_alike",
    "reaches_none",
    "unknown_attribute",
    "trigger_text",
    "trigger_operator",
    "trigger_field",
    "item_field",
    "trigger_types",
    "trigger_word",
    "trigger_fault",
    "triggers_costly",
    "trigger_never",
    "trigger_always",
    "clause_without_effect",
    "markup_in_copy",
    "pressure",
    "shame",
    "green",
    "reviews_not_shown",
};

/// Its spelling on the wire.
constexpr std::string_view word(WarningCode value) {
  return kWarningCodes[static_cast<std::size_t>(value)];
}

/// Short for the enumerators: warning::total_differs.
namespace warning {
using enum WarningCode;
}

}  // namespace encore
