// SPDX-License-Identifier: MIT
//
// The whole line is a share of 1, so it comes out exactly and no rounding is written down.
#include "encore/price/upgrade.hpp"

namespace encore {

Minor replaced_credit(Worksheet& work, const OrderLine& line, std::int64_t replaced) {
  const Minor paid = line_paid(line);
  if (replaced == line.quantity) return work.note(Step::credit, paid, paid, replaced, line.quantity);
  return work.ratio(Step::credit, work.rounding(), paid, replaced, line.quantity, paid, replaced, line.quantity);
}

}  // namespace encore
