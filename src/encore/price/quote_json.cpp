// SPDX-License-Identifier: MIT
//
// A quote as JSON. The first fifteen keys are always there, `reference` as null where none
// may be announced; what a kind adds follows only where it applies.
#include "encore/base/parts.hpp"
#include "encore/base/writer.hpp"
#include "encore/price/quote.hpp"
#include "encore/sheet/instant.hpp"

namespace encore {

namespace {

void write_parts(Writer& out, std::span<const QuotePart> parts) {
  out.key("parts");
  out.open_array();
  for (const QuotePart& part : parts) {
    out.open_object();
    out.member("product_id", part.product_id);
    out.member("variant_id", part.variant_id);
    out.member("quantity", part.quantity);
    out.member("list", part.list);
    out.member("discount", part.discount);
    out.member("subtotal", part.subtotal);
    out.close_object();
  }
  out.close_array();
}

void write_fees(Writer& out, std::span<const QuoteFee> fees) {
  out.key("fees");
  out.open_array();
  for (const QuoteFee& fee : fees) {
    out.open_object();
    out.member("title", fee.title);
    out.member("amount", fee.amount);
    out.member("included", fee.included);
    out.close_object();
  }
  out.close_array();
}

void write_subscription(Writer& out, const QuoteSubscription& subscription) {
  out.key("subscription");
  out.open_object();
  out.member("first_charge", subscription.first_charge);
  out.member("recurring_charge", subscription.recurring_charge);
  out.key("interval");
  out.open_object();
  out.member("unit", word(subscription.interval.unit));
  out.member("count", subscription.interval.count);
  out.close_object();
  std::string date;
  append_instant(date, subscription.first_renewal_at.value_or(0));
  out.member("first_renewal_at", std::string_view(date));
  out.member("yearly_cost", subscription.yearly_cost);
  out.member("later_year_cost", subscription.later_year_cost);
  out.member("save_bps", subscription.save_bps);
  out.member("trial_days", subscription.trial_days);
  out.member("min_cycles", subscription.min_cycles);
  if (subscription.min_cycles > 1) out.member("least_total", subscription.least_total);
  out.close_object();
}

void write_derivation(Writer& out, const QuoteStep* derivation) {
  out.key("derivation");
  out.open_array();
  for (const QuoteStep* step = derivation; step != nullptr; step = step->next) {
    out.open_object();
    out.member("step", word(step->step));
    out.key("operands");
    out.open_array();
    const auto count = static_cast<std::size_t>(operands(step->step));
    for (std::size_t i = 0; i < count; ++i) out.integer(step->operands[i]);
    out.close_array();
    out.member("result", step->result);
    if (step->rounding) out.member("rounding", word(*step->rounding));
    out.close_object();
  }
  out.close_array();
}

}  // namespace

void append_quote(std::string& to, const Quote& quote, bool with_derivation) {
  Writer out(to);
  out.open_object();
  out.member("currency", quote.currency);
  out.member("unit_price", quote.unit_price);
  out.member("quantity", quote.quantity);
  out.member("list", quote.list);
  out.key("reference");
  if (quote.reference) {
    out.integer(*quote.reference);
  } else {
    out.null();
  }
  out.member("discount", quote.discount);
  out.member("subtotal", quote.subtotal);
  out.key("taxes");
  out.open_array();
  for (const QuoteTax& tax : quote.taxes) {
    out.open_object();
    out.member("title", tax.title);
    out.member("rate_ppm", tax.rate_ppm);
    out.member("amount", tax.amount);
    if (kFullBuild && tax.compound) out.member("compound", true);
    out.close_object();
  }
  out.close_array();
  out.member("tax", quote.tax);
  out.member("tax_included", quote.tax_included);
  out.member("shipping", quote.shipping);
  out.member("total", quote.total);
  out.member("savings", quote.savings);
  out.member("savings_bps", quote.savings_bps);
  out.member("order_total", quote.order_total);

  out.member("credit", quote.credit);
  if (kFullBuild && !quote.parts.empty()) write_parts(out, quote.parts);
  if (kFullBuild && quote.subscription.given) write_subscription(out, quote.subscription);
  out.member("term_months", quote.term_months);
  out.member("points", quote.points);
  out.member("free_shipping_missing", quote.free_shipping_missing);
  out.member("unit_price_measure", quote.unit_price_measure);
  if (kFullBuild) out.member("deposit", quote.deposit);
  if (kFullBuild && !quote.fees.empty()) write_fees(out, quote.fees);
  if (quote.rounding != 0) out.member("rounding", quote.rounding);
  if (with_derivation) write_derivation(out, quote.derivation);
  out.close_object();
}

}  // namespace encore
