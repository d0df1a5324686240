// SPDX-License-Identifier: MIT
//
// Shares are taken of the whole line rather than of one bundle: one rounding, not one per
// piece.
#include "encore/price/bundle.hpp"

#include "encore/money/allocate.hpp"

namespace encore {

std::optional<Minor> bundle_unit_price(Worksheet& work, const Candidate& candidate) {
  Minor sum = 0;
  for (const Component& component : candidate.components) {
    const Variant* variant = find_variant(component);
    if (!variant) return {};
    sum = work.sums().add(sum, work.multiply(Step::component, variant->price, component.quantity));
  }
  return work.note(Step::bundle, sum, static_cast<std::int64_t>(candidate.components.size()));
}

std::span<const QuotePart> bundle_parts(Worksheet& work, const Candidate& candidate, Leftover leftover,
                                        std::int64_t quantity, Minor list, Minor discount, Arena& arena) {
  const std::size_t count = candidate.components.size();
  const std::span<QuotePart> parts = arena.array<QuotePart>(count);
  const std::span<Minor> lists = arena.array<Minor>(count);
  const std::span<Minor> shares = arena.array<Minor>(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Component& component = candidate.components[i];
    const Variant* variant = find_variant(component);
    parts[i].product_id = component.product.id;
    parts[i].variant_id = variant->id;
    parts[i].quantity = work.sums().multiply(component.quantity, quantity);
    lists[i] = work.sums().multiply(variant->price, parts[i].quantity);
  }
  if (work.sums().overflowed()) return {};
  allocate(discount, lists, leftover, shares);
  for (std::size_t i = 0; i < count; ++i) {
    parts[i].list = lists[i];
    parts[i].discount = work.note(Step::part, shares[i], lists[i], list, discount);
    parts[i].subtotal = lists[i] - shares[i];
  }
  return parts;
}

}  // namespace encore
