// SPDX-License-Identifier: MIT
//
// The order of work: list price, discount, credit, shipping, taxes, totals, then what is
// announced (reference, measure) and what comes later (renewals). Each concept has its own
// file; this one only puts them in order. Nothing is refused half-way for overflow: the
// worksheet remembers it, and the last line asks.
#include "encore/price/quote.hpp"

#include "encore/base/parts.hpp"
#include "encore/price/bundle.hpp"
#include "encore/price/discount.hpp"
#include "encore/price/extras.hpp"
#include "encore/price/measure.hpp"
#include "encore/price/reference.hpp"
#include "encore/price/shipping.hpp"
#include "encore/price/subscription.hpp"
#include "encore/price/tax.hpp"
#include "encore/price/upgrade.hpp"
#include "encore/price/worksheet.hpp"
#include "encore/sheet/kept.hpp"

namespace encore {

namespace {

[[gnu::noinline]] Quoted fail(QuoteFault fault, std::string_view field, std::int64_t limit = 0,
                              std::int64_t actual = 0) {
  Quoted failed;
  failed.fault = fault;
  failed.field = field;
  failed.limit = limit;
  failed.actual = actual;
  return failed;
}

bool given_away(CandidateKind kind) {
  return kind == CandidateKind::gift || kind == CandidateKind::sample;
}

// A gift is free whatever its discount says. Kinds without a rule of their own are priced
// by their variant and their discount.
Discount discount_of(const Candidate& candidate) {
  if (candidate.kind == CandidateKind::gift) {
    Discount free;
    free.type = DiscountType::free;
    return free;
  }
  return candidate.kind == CandidateKind::subscription ? first_discount(candidate) : candidate.discount;
}

// A ceiling caps whatever lowers the price: a discount, a price ending or a first price. The
// published sheet carries it inside the discount, so both price alike.
std::optional<std::int64_t> ceiling_of(const Candidate& candidate, const Policy& policy) {
  if (given_away(candidate.kind)) return {};
  if (candidate.discount.at_most_bps) return candidate.discount.at_most_bps;
  if (policy.ceiling_action == CeilingAction::cap) return policy.discount_ceiling_bps;
  return {};
}

}  // namespace

Quoted quote(const Sheet& sheet, const Candidate& candidate, Text variant_id, std::int64_t quantity, Instant now,
             Arena& arena) {
  const Policy& policy = sheet.policy;
  const Order& order = sheet.order;
  const CandidateKind kind = candidate.kind;

  const Variant* variant = find_variant(candidate, variant_id);
  if (!variant) return fail(QuoteFault::unknown_variant, "/product/variants");
  if (quantity == 0) quantity = candidate.quantity.initial;
  if (quantity < 1 || quantity < candidate.quantity.min) {
    return fail(QuoteFault::quantity_out_of_range, "/quantity/min", candidate.quantity.min, quantity);
  }
  if (quantity > candidate.quantity.max) {
    return fail(QuoteFault::quantity_out_of_range, "/quantity/max", candidate.quantity.max, quantity);
  }

  Worksheet work(policy.rounding, arena);
  Quoted quoted;
  Quote& q = quoted.quote;
  q.currency = sheet.currency;
  q.quantity = quantity;
  q.tax_included = order.tax_included;

  // List price.
  const OrderLine* line = nullptr;
  const bool bundle = kFullBuild && kind == CandidateKind::bundle && !candidate.components.empty();
  if (kind == CandidateKind::upgrade) {
    line = find_line(order, candidate.replaces.line_id);
    if (!line) return fail(QuoteFault::unknown_line, "/replaces/line_id");
    const std::int64_t replaced = candidate.replaces.quantity;
    if (replaced < 1 || replaced > kept_quantity(*line).whole()) {
      return fail(QuoteFault::quantity_out_of_range, "/replaces/quantity", kept_quantity(*line).whole(), replaced);
    }
  }
  if (kind == CandidateKind::protection && (candidate.covers.bps || !candidate.covers.line_id.empty())) {
    line = find_line(order, candidate.covers.line_id);
    if (!line) return fail(QuoteFault::unknown_line, "/covers/line_id");
  }
  if (bundle) {
    const std::optional<Minor> sum = bundle_unit_price(work, candidate);
    if (!sum) return fail(QuoteFault::unknown_variant, "/components");
    q.unit_price = *sum;
  } else if (kind == CandidateKind::protection && candidate.covers.bps) {
    q.unit_price = work.ratio(Step::coverage, line_left(*line, policy.rounding), *candidate.covers.bps, 10'000);
  } else if (kFullBuild && kind == CandidateKind::subscription) {
    q.unit_price = first_unit_price(work, candidate.subscription, variant->price);
  } else {
    q.unit_price = work.note(Step::unit_price, variant->price);
  }
  q.list = work.multiply(Step::list, q.unit_price, quantity);
  if (work.sums().overflowed() || q.unit_price < 0) return fail(QuoteFault::overflow, "/product/variants", kMaxMinor);

  // Discount and credit.
  q.discount = line_discount(work, discount_of(candidate), policy, q.unit_price, quantity, q.list,
                             ceiling_of(candidate, policy));
  q.subtotal = work.subtract(Step::subtotal, q.list, q.discount);
  const Minor new_price = q.subtotal;
  if (bundle) q.parts = bundle_parts(work, candidate, policy.leftover, quantity, q.list, q.discount, arena);
  if (kind == CandidateKind::upgrade) {
    q.credit = replaced_credit(work, *line, candidate.replaces.quantity, policy.leftover);
    if (new_price < *q.credit) return fail(QuoteFault::nothing_to_pay_difference, "/replaces", *q.credit, new_price);
    q.subtotal = work.subtract(Step::difference, new_price, *q.credit);
  }

  // Shipping, taxes, totals.
  const LineShipping shipping = line_shipping(work, candidate.shipping, kind, q.subtotal, kept_total(order));
  q.shipping = shipping.amount;
  q.free_shipping_missing = shipping.missing;
  Minor base = q.subtotal;
  if (candidate.shipping.taxable && q.shipping > 0 && !candidate.taxes.empty()) {
    base = work.add(Step::tax_base, q.subtotal, q.shipping);
  }
  const LineTaxes taxes = line_taxes(work, candidate.taxes, policy.leftover, q.tax_included, base, arena);
  q.taxes = taxes.taxes;
  q.tax = taxes.tax;
  if (kFullBuild) {  // for what the shop earns, which is private
    q.tax_in_subtotal = tax_within(work.sums(), candidate.taxes, q.tax_included, q.subtotal, policy.rounding);
    q.tax_in_list = tax_within(work.sums(), candidate.taxes, q.tax_included, q.list, policy.rounding);
  }
  q.total = work.note(Step::total, work.sums().add(work.sums().add(q.subtotal, q.shipping), taxes.added), q.subtotal,
                      q.shipping, taxes.added);
  Minor extras = 0;
  if (kFullBuild && (candidate.deposit > 0 || !candidate.fees.empty())) {
    const Extras beside = line_extras(work, candidate, quantity, arena);
    if (beside.deposit > 0) q.deposit = beside.deposit;
    q.fees = beside.fees;
    extras = work.sums().add(beside.deposit, beside.added_fees);
    q.total = work.note(Step::extras, work.sums().add(q.total, extras), q.total, beside.deposit, beside.added_fees);
  }
  q.rounding = cash_rounding(work, sheet, q.total);
  q.total = work.sums().add(q.total, q.rounding);
  q.order_total = work.add(Step::order_total, order.total, q.total);

  // What is announced, and what comes later.
  const Savings announced = announced_savings(work, candidate, *variant, policy.reference_price, quantity, q.subtotal);
  q.reference = announced.reference;
  q.savings = announced.savings;
  q.savings_bps = announced.savings_bps;
  q.unit_price_measure = price_per_measure(work, variant->unit_price_measure, quantity, new_price);
  if (kind == CandidateKind::protection && candidate.covers.term_months > 0) {
    q.term_months = candidate.covers.term_months;
  }
  if (candidate.loyalty.points > 0) q.points = work.sums().multiply(candidate.loyalty.points, quantity);
  if (kFullBuild && kind == CandidateKind::subscription && candidate.subscription.interval.count > 0) {
    const std::optional<QuoteSubscription> later =
        renewals(work, sheet, candidate, variant->price, {quantity, q.total, extras}, now);
    if (!later) return fail(QuoteFault::overflow, "/subscription/interval");
    q.subscription = *later;
  }

  if (work.sums().overflowed()) return fail(QuoteFault::overflow, "", kMaxMinor);
  q.derivation = work.steps();
  return quoted;
}

}  // namespace encore
