// SPDX-License-Identifier: MIT
#include "encore/sheet/kept.hpp"

#include "encore/money/checked.hpp"

namespace encore {

Minor kept_total(const Order& order) {
  return order.refunded >= order.total ? 0 : order.total - order.refunded;
}

bool is_refunded(const Order& order) {
  return order.refunded > 0 && order.refunded >= order.total;
}

Decimal kept_quantity(const OrderLine& line) {
  return line.quantity - line.returned_quantity;
}

Minor line_paid(const OrderLine& line, Rounding rounding) {
  if (line.paid) return *line.paid;
  Checked sums;
  const Minor paid = line.quantity.is_whole()
                         ? sums.multiply(line.unit_price, line.quantity.whole())
                         : sums.ratio(line.unit_price, line.quantity.millionths, Decimal::kOne, rounding);
  return sums.overflowed() ? kMaxMinor : paid;
}

Minor line_left(const OrderLine& line, Rounding rounding) {
  const Minor paid = line_paid(line, rounding);
  if (line.refunded) return *line.refunded >= paid ? 0 : paid - *line.refunded;
  const Decimal kept = kept_quantity(line);
  if (kept == line.quantity) return paid;
  Checked sums;
  return sums.ratio(paid, kept.millionths, line.quantity.millionths, rounding);
}

}  // namespace encore
