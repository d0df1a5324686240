// SPDX-License-Identifier: MIT
//
// A shipping of 0 is free already: its threshold has nothing to offer and is not shown.
#include "encore/price/shipping.hpp"

namespace encore {

LineShipping line_shipping(Worksheet& work, const Shipping& shipping, CandidateKind kind, Minor subtotal,
                           Minor order_kept) {
  LineShipping line;
  if (kind == CandidateKind::digital || shipping.amount == 0) return line;
  if (!shipping.free_from) {
    line.amount = work.note(Step::shipping, shipping.amount);
    return line;
  }
  if (shipping.free_from_of == FreeFromOf::order) subtotal = work.sums().add(subtotal, order_kept);
  const bool reached = subtotal >= *shipping.free_from;
  line.amount =
      work.note(Step::free_from, reached ? 0 : shipping.amount, subtotal, *shipping.free_from, shipping.amount);
  if (!reached) line.missing = *shipping.free_from - subtotal;
  return line;
}

}  // namespace encore
