// SPDX-License-Identifier: MIT
//
// Lines that went back whole say nothing about intent and are not looked at.
#include "encore/select/relevance.hpp"

#include "encore/sheet/kept.hpp"

namespace encore {

bool contains(Texts texts, Text wanted) {
  for (const Text text : texts) {
    if (text == wanted) return true;
  }
  return false;
}

bool pairs(const Candidate& candidate, const OrderLine& line) {
  return !line.product_id.empty() && contains(candidate.pairs_with, line.product_id);
}

Relevance relevance_of(const Sheet& sheet, const Candidate& candidate) {
  if (candidate.affinity_bps) {
    const std::int64_t affinity = *candidate.affinity_bps;
    if (affinity >= kProductAffinityBps) return Relevance::product;
    if (affinity >= kFamilyAffinityBps) return Relevance::family;
    return affinity >= kCategoryAffinityBps ? Relevance::category : Relevance::none;
  }
  Relevance found = Relevance::none;
  const auto at_least = [&](Relevance level) {
    if (found < level) found = level;
  };
  const Product& product = candidate.product;
  for (const OrderLine& line : sheet.order.lines) {
    if (!line.valid || !(kept_quantity(line) > 0)) continue;
    if (line.product_id == product.id || pairs(candidate, line) ||
        (!line.id.empty() && (line.id == candidate.replaces.line_id || line.id == candidate.covers.line_id))) {
      return Relevance::product;
    }
    if (!product.family.empty() && line.family == product.family) at_least(Relevance::family);
    if (found >= Relevance::family) continue;
    for (const Text category : product.categories) {
      if (contains(line.categories, category)) at_least(Relevance::category);
    }
  }
  return found;
}

}  // namespace encore
