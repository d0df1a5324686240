// SPDX-License-Identifier: MIT
//
// Rounded once, from the line: a price of one that was rounded already is not used.
#include "encore/price/measure.hpp"

namespace encore {

std::optional<Minor> price_per_measure(Worksheet& work, const UnitPriceMeasure& measure, std::int64_t quantity,
                                       Minor to_pay) {
  if (measure.value <= 0 || measure.reference <= 0 || to_pay <= 0) return {};
  const std::int64_t held = work.sums().multiply(measure.value, quantity);
  return work.ratio(Step::unit_price_measure, work.rounding(), to_pay, measure.reference, held, to_pay, held,
                    measure.reference);
}

}  // namespace encore
