// SPDX-License-Identifier: MIT
//
// Rounded once, from the line: a price of one that was rounded already is not used.
#include "encore/price/measure.hpp"

namespace encore {

std::optional<Minor> price_per_measure(Worksheet& work, const UnitPriceMeasure& measure, std::int64_t quantity,
                                       Minor to_pay) {
  if (!(measure.value > 0) || measure.reference <= 0 || to_pay <= 0) return {};
  if (!measure.value.is_whole()) {
    const std::int64_t held = work.sums().multiply(measure.value.millionths, quantity);
    const std::int64_t shown = work.sums().multiply(measure.reference, Decimal::kOne);
    return work.ratio(Step::unit_price_decimal, work.rounding(), to_pay, shown, held, to_pay, held, measure.reference);
  }
  const std::int64_t held = work.sums().multiply(measure.value.whole(), quantity);
  return work.ratio(Step::unit_price_measure, work.rounding(), to_pay, measure.reference, held, to_pay, held,
                    measure.reference);
}

}  // namespace encore
