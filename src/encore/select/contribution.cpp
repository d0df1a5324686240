// SPDX-License-Identifier: MIT
//
// Sums are made in 128 bits and held to the largest amount: a figure that far out is a
// mistake in the sheet, and only ranks are taken from it.
#include "encore/select/contribution.hpp"

#include <algorithm>

#include "encore/base/int128.hpp"
#include "encore/base/parts.hpp"
#include "encore/money/rounding.hpp"
#include "encore/price/tax.hpp"
#include "encore/select/eligible.hpp"
#include "encore/select/shop_money.hpp"

namespace encore {

namespace {

constexpr std::int64_t kFull = 10'000;  // bps
constexpr std::int64_t kFullPpm = 1'000'000;
constexpr std::int64_t kMostCycles = 100'000;  // more renewals than any shop expects

Minor held(Int128 amount) {
  constexpr Int128 most = kMaxMinor;
  return static_cast<Minor>(std::clamp(amount, -most, most));
}

// `gross` without the taxes it contains.
Minor net_of_tax(const Sheet& sheet, const Candidate& candidate, Minor gross) {
  Checked sums;
  return gross - tax_within(sums, candidate.taxes, sheet.order.tax_included, gross, sheet.policy.rounding);
}

Minor assumed_cost(const Sheet& sheet, Minor net) {
  return held(
      divide(static_cast<Int128>(net) * (kFull - sheet.policy.default_margin_bps), kFull, sheet.policy.rounding));
}

// What is known of a cost, and the list price (taxes included where prices are) of what is not known.
struct Cost {
  Int128 known = 0;  // in the shop's money
  Int128 list = 0;
};

// A bundle's components; what one does not name is estimated for it alone. Empty where none names its cost.
std::optional<Cost> components_cost(const Candidate& candidate, bool readable) {
  Cost sum;
  bool any = false;
  for (const Component& component : candidate.components) {
    const Variant* variant = find_variant(component);
    if (variant == nullptr) return {};
    const bool known = readable && variant->unit_cost;
    any = any || known;
    (known ? sum.known : sum.list) +=
        static_cast<Int128>(known ? *variant->unit_cost : variant->price) * component.quantity;
  }
  return any ? std::optional(sum) : std::nullopt;
}

Cost cost_of_pieces(const Sheet& sheet, const Candidate& candidate, const Variant* variant, const Quote& quote) {
  const bool readable = knows_shop_money(sheet);
  const std::optional<Minor> unit = readable && variant != nullptr ? variant->unit_cost : std::nullopt;
  if (unit) return {static_cast<Int128>(*unit) * quote.quantity, 0};
  const std::optional<Cost> parts = components_cost(candidate, readable);
  if (parts) return {parts->known * quote.quantity, parts->list * quote.quantity};
  return {0, quote.list};
}

// What the replaced pieces of an upgrade cost, or would by the same assumption.
Cost cost_of_replaced(const Sheet& sheet, const Candidate& candidate, const Quote& quote) {
  if (candidate.kind != CandidateKind::upgrade) return {};
  const OrderLine* line = find_line(sheet.order, candidate.replaces.line_id);
  if (line == nullptr) return {};
  if (line->unit_cost && knows_shop_money(sheet)) {
    return {static_cast<Int128>(*line->unit_cost) * candidate.replaces.quantity, 0};
  }
  return {0, quote.credit.value_or(0)};
}

Minor in_sheet_money(const Sheet& sheet, const Cost& cost) {
  return from_shop_money(sheet, held(cost.known)).value_or(0);
}

Minor reckoned(const Sheet& sheet, const Candidate& candidate, const Cost& cost) {
  const Minor assumed = cost.list > 0 ? assumed_cost(sheet, net_of_tax(sheet, candidate, held(cost.list))) : 0;
  return held(static_cast<Int128>(in_sheet_money(sheet, cost)) + assumed);
}

// Renewals that count besides the first charge.
std::int64_t renewals_of(const Candidate& candidate) {
  if (!kFullBuild || candidate.subscription.interval.count <= 0 || !candidate.subscription.expected_cycles) return 0;
  return std::clamp<std::int64_t>(*candidate.subscription.expected_cycles - 1, 0, kMostCycles);
}

// How many times `kUnits` a price with its taxes is of one without: 1.19 x 10^12 for 19 %.
constexpr Int128 kUnits = 1'000'000'000'000;
Int128 gross_units(const Sheet& sheet, const Candidate& candidate) {
  Int128 units = kUnits;
  if (!sheet.order.tax_included) return units;
  for (const Tax& tax : candidate.taxes) units += (tax.compound ? units : kUnits) * tax.rate_ppm / kFullPpm;
  return units;
}

}  // namespace

Minor cost_of(const Sheet& sheet, const Candidate& candidate, const Variant* variant, const Quote& quote) {
  const Minor cost = reckoned(sheet, candidate, cost_of_pieces(sheet, candidate, variant, quote));
  if (candidate.kind != CandidateKind::upgrade) return cost;
  return held(static_cast<Int128>(cost) - reckoned(sheet, candidate, cost_of_replaced(sheet, candidate, quote)));
}

MarginShare margin_share(const Sheet& sheet, const Candidate& candidate, const Variant* variant, const Quote& quote) {
  const Policy& policy = sheet.policy;
  const std::int64_t cycles = renewals_of(candidate) + 1;
  const Cost pieces = cost_of_pieces(sheet, candidate, variant, quote);
  const Cost replaced = cost_of_replaced(sheet, candidate, quote);
  const Int128 added = static_cast<Int128>(in_sheet_money(sheet, pieces)) - in_sheet_money(sheet, replaced);
  const Int128 renewed = quote.subscription.given ? quote.subscription.recurring_price : 0;
  // All three are held to the largest amount, so that what follows stays within 128 bits.
  const Int128 sold = held(quote.subtotal + renewed * (cycles - 1));
  const Int128 known = held(added * cycles);
  const Int128 unknown = held((pieces.list - replaced.list) * cycles);

  const Int128 units = gross_units(sheet, candidate);
  const Int128 whole = units * kFull;  // the denominator of both: one minor unit
  const Int128 floor = sold * policy.margin_floor_bps * kUnits;
  const Int128 margin = (sold * kFull - unknown * (kFull - policy.default_margin_bps)) * kUnits - known * whole;
  MarginShare share;
  share.below_floor = margin < floor;
  share.floor = held(divide(floor, whole, Rounding::up));
  share.margin = held(divide(margin, whole, margin < 0 ? Rounding::up : Rounding::down));
  return share;
}

Minor net_revenue(const Sheet& sheet, const Candidate& candidate, const Quote& quote) {
  const Minor first = net_subtotal(quote);
  const std::int64_t renewals = quote.subscription.given ? renewals_of(candidate) : 0;
  if (renewals == 0) return first;
  const Minor recurring = net_of_tax(sheet, candidate, quote.subscription.recurring_price);
  return held(first + static_cast<Int128>(recurring) * renewals);
}

Minor margin_of(const Candidate& candidate, Minor net_revenue, Minor cost) {
  if (given_away(candidate.kind)) return candidate.value_minor.value_or(cost);
  return held(net_revenue - static_cast<Int128>(cost) * (renewals_of(candidate) + 1));
}

}  // namespace encore
