// SPDX-License-Identifier: MIT
//
// Sums are made in 128 bits and held to the largest amount: a figure that far out is a
// mistake in the sheet, and only ranks are taken from it.
#include "encore/select/contribution.hpp"

#include <algorithm>

#include "encore/base/int128.hpp"
#include "encore/base/parts.hpp"
#include "encore/money/rounding.hpp"
#include "encore/price/compound_tax.hpp"
#include "encore/select/eligible.hpp"

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
  if (!sheet.order.tax_included) return gross;
  if (has_compound(candidate.taxes)) {
    Checked sums;
    return gross - compound_within(sums, candidate.taxes, gross, sheet.policy.rounding, Leftover::first, {});
  }
  Int128 rates = 0;
  for (const Tax& tax : candidate.taxes) rates += tax.rate_ppm;
  return held(divide(static_cast<Int128>(gross) * kFullPpm, kFullPpm + rates, sheet.policy.rounding));
}

Minor assumed_cost(const Sheet& sheet, Minor net) {
  return held(
      divide(static_cast<Int128>(net) * (kFull - sheet.policy.default_margin_bps), kFull, sheet.policy.rounding));
}

// A bundle's components; what one does not name is estimated for it alone. Empty where none names its cost.
std::optional<Minor> components_cost(const Sheet& sheet, const Candidate& candidate) {
  Int128 sum = 0;
  bool known = false;
  for (const Component& component : candidate.components) {
    const Variant* variant = find_variant(component);
    if (variant == nullptr) return {};
    known = known || variant->unit_cost.has_value();
    const Minor list = held(static_cast<Int128>(variant->price) * component.quantity);
    sum += variant->unit_cost ? static_cast<Int128>(*variant->unit_cost) * component.quantity
                              : assumed_cost(sheet, net_of_tax(sheet, candidate, list));
  }
  return known ? std::optional(held(sum)) : std::nullopt;
}

// What the replaced pieces cost, or would by the same assumption.
Minor replaced_cost(const Sheet& sheet, const Candidate& candidate, const Quote& quote) {
  const OrderLine* line = find_line(sheet.order, candidate.replaces.line_id);
  if (line == nullptr) return 0;
  if (line->unit_cost) return held(static_cast<Int128>(*line->unit_cost) * candidate.replaces.quantity);
  return assumed_cost(sheet, net_of_tax(sheet, candidate, quote.credit.value_or(0)));
}

}  // namespace

Minor cost_of(const Sheet& sheet, const Candidate& candidate, const Variant* variant, const Quote& quote) {
  std::optional<Minor> unit = variant != nullptr ? variant->unit_cost : std::nullopt;
  if (!unit) unit = components_cost(sheet, candidate);
  const Minor cost = unit ? held(static_cast<Int128>(*unit) * quote.quantity) : assumed_cost(sheet, net_list(quote));
  if (candidate.kind != CandidateKind::upgrade) return cost;
  return held(static_cast<Int128>(cost) - replaced_cost(sheet, candidate, quote));
}

Minor net_revenue(const Sheet& sheet, const Candidate& candidate, const Quote& quote) {
  const Minor first = net_subtotal(quote);
  if (!kFullBuild || !quote.subscription.given || !candidate.subscription.expected_cycles) return first;
  const std::int64_t renewals = std::clamp<std::int64_t>(*candidate.subscription.expected_cycles - 1, 0, kMostCycles);
  const Minor recurring = net_of_tax(sheet, candidate, quote.subscription.recurring_price);
  return held(first + static_cast<Int128>(recurring) * renewals);
}

Minor margin_of(const Candidate& candidate, Minor net_revenue, Minor cost) {
  if (given_away(candidate.kind)) return candidate.value_minor;
  std::int64_t cycles = 1;
  if (kFullBuild && candidate.subscription.interval.count > 0 && candidate.subscription.expected_cycles) {
    cycles = std::clamp<std::int64_t>(*candidate.subscription.expected_cycles, 1, kMostCycles + 1);
  }
  return held(net_revenue - static_cast<Int128>(cost) * cycles);
}

}  // namespace encore
