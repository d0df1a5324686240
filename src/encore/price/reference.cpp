// SPDX-License-Identifier: MIT
//
// The comparison is made on the whole line, reference x quantity against the subtotal,
// because under line rounding the price of one unit need not be a whole number.
#include "encore/price/reference.hpp"

namespace encore {

namespace {

std::optional<Minor> earlier_price(const Variant& variant, ReferencePrice rule) {
  switch (rule) {
    case ReferencePrice::none: return {};
    case ReferencePrice::compare_at: return variant.compare_at;
    case ReferencePrice::lowest_30d: break;
  }
  if (variant.lowest_30d && variant.compare_at && *variant.compare_at < *variant.lowest_30d) return variant.compare_at;
  return variant.lowest_30d;
}

std::optional<Minor> earlier_price_of_parts(Checked& sums, const Candidate& candidate, ReferencePrice rule) {
  Minor sum = 0;
  for (const Component& component : candidate.components) {
    const Variant* variant = find_variant(component);
    const std::optional<Minor> price = variant ? earlier_price(*variant, rule) : std::nullopt;
    if (!price) return {};
    sum = sums.add(sum, sums.multiply(*price, component.quantity));
  }
  return sum;
}

}  // namespace

Savings announced_savings(Worksheet& work, const Candidate& candidate, const Variant& variant, ReferencePrice rule,
                          std::int64_t quantity, Minor subtotal) {
  Savings announced;
  if (candidate.kind == CandidateKind::upgrade) return announced;
  if (candidate.kind == CandidateKind::protection && candidate.covers.bps) return announced;
  if (candidate.kind == CandidateKind::subscription && candidate.subscription.trial_days > 0) return announced;

  std::optional<Minor> price = earlier_price(variant, rule);
  const bool bundle = candidate.kind == CandidateKind::bundle && !candidate.components.empty();
  if (!price && bundle) price = earlier_price_of_parts(work.sums(), candidate, rule);
  if (!price) return announced;

  const Minor before = work.sums().multiply(*price, quantity);
  if (before <= subtotal) return announced;
  announced.reference = work.note(Step::reference, *price);
  announced.savings = work.note(Step::savings, before - subtotal, *price, quantity, subtotal);
  announced.savings_bps =
      work.ratio(Step::savings_bps, Rounding::down, announced.savings, 10'000, before, announced.savings, before);
  return announced;
}

}  // namespace encore
