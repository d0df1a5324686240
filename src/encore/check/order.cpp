// SPDX-License-Identifier: MIT
//
// An order's sums, times and countries. The total is what the schema says it consists of; the
// lines are compared with the subtotal only as far as they say what was paid, because a line
// without `paid` may have had a discount of its own. A minor unit for each line is left to
// the platform's rounding.
#include "encore/check/check.hpp"
#include "encore/select/shop_money.hpp"
#include "encore/sheet/countries.hpp"
#include "encore/sheet/kept.hpp"

namespace encore {

namespace {

Minor distance(Minor a, Minor b) {
  return a < b ? b - a : a - b;
}

void total(const Order& order, Minor tolerance, Warnings& to) {
  Minor sum = order.subtotal - order.discount + order.shipping + order.duties + order.tips + order.rounding;
  for (const Fee& fee : order.fees) {
    sum += fee.amount;
    if (sum > kMaxMinor * 8) return;
  }
  if (!order.tax_included) sum += order.tax;
  if (distance(sum, order.total) <= tolerance) return;
  warn(to, warning::total_differs, Scope::sheet, place("order", "total")).operands(sum, order.total);
}

void subtotal(const Sheet& sheet, Minor tolerance, Warnings& to) {
  const Order& order = sheet.order;
  if (order.lines.empty()) return;
  Minor sum = 0;
  bool all_paid = true;
  for (const OrderLine& line : order.lines) {
    if (!line.valid) return;
    all_paid = all_paid && line.paid.has_value();
    sum += line_paid(line, sheet.policy.rounding);
    if (sum > kMaxMinor || sum < -kMaxMinor) return;
  }
  const Minor discounted = order.subtotal - order.discount;
  const bool fits = distance(sum, order.subtotal) <= tolerance || distance(sum, discounted) <= tolerance;
  if (fits || (!all_paid && sum > discounted)) return;
  warn(to, warning::subtotal_differs, Scope::sheet, place("order", "subtotal")).operands(sum, order.subtotal);
}

void country(Text code, std::string path, Warnings& to) {
  if (code.empty() || is_country(code)) return;
  warn(to, warning::unknown_country, Scope::sheet, std::move(path)).about(code);
}

/** A business has no consumer law, and one that the policy names needs no country. */
bool has_law_without_country(const Sheet& sheet) {
  return sheet.order.buyer == Buyer::business || sheet.policy.consumer_law != ConsumerLaw::automatic;
}

}  // namespace

void inspect_order(const Inspection& inspection) {
  const Sheet& sheet = inspection.sheet;
  const Order& order = sheet.order;
  Warnings& to = inspection.warnings;
  const auto tolerance = static_cast<Minor>(order.lines.size());
  total(order, tolerance, to);
  subtotal(sheet, tolerance, to);
  if (order.tax > order.total / 2) {
    warn(to, warning::tax_above_total, Scope::sheet, place("order", "tax")).operands(order.total, order.tax);
  }
  if (order.refunded > order.total) {
    warn(to, warning::refunded_above_total, Scope::sheet, place("order", "refunded"))
        .operands(order.total, order.refunded);
  }
  if (order.placed_at && sheet.issued_at < *order.placed_at) {
    warn(to, warning::issued_before_placed, Scope::sheet, place("issued_at"))
        .operands(*order.placed_at, sheet.issued_at);
  }
  if (!knows_shop_money(sheet)) {
    warn(to, warning::rate_missing, Scope::sheet, place("order", "shop_currency"))
        .about(std::string(order.shop_currency).append(" ").append(sheet.currency));
  }
  if (order.billing_country.empty() && order.shipping_country.empty() && !has_law_without_country(sheet)) {
    warn(to, warning::country_missing, Scope::sheet, place("order", "billing_country"));
  }
  country(order.billing_country, place("order", "billing_country"), to);
  country(order.shipping_country, place("order", "shipping_country"), to);
  country(sheet.customer.country, place("customer", "country"), to);
}

}  // namespace encore
