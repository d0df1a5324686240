// SPDX-License-Identifier: MIT
//
// Which products an offer holds: its own, and the components of a bundle. Two offers that
// share one are the same to a shopper: they are not shown side by side, and what was shown
// or bought alone is not offered again inside a bundle.
#pragma once

#include <span>

#include "encore/sheet/sheet.hpp"

namespace encore {

/// Whether `test` holds for one of the products; stops at the first.
template <typename Test>
bool any_product(Text product_id, std::span<const Component> components, Test test) {
  if (test(product_id)) return true;
  for (const Component& component : components) {
    if (test(component.product.id)) return true;
  }
  return false;
}

inline bool holds_product(const Candidate& candidate, Text wanted) {
  return any_product(candidate.product.id, candidate.components, [&](Text id) { return id == wanted; });
}

inline bool share_product(const Candidate& a, const Candidate& b) {
  return any_product(a.product.id, a.components, [&](Text id) { return holds_product(b, id); });
}

}  // namespace encore
