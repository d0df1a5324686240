// SPDX-License-Identifier: MIT
//
// The order of work: list price, discount, credit, shipping, taxes, totals, then what is
// announced (reference, measure) and what comes later (renewals). Each concept has its own
// file; this one only puts them in order. Nothing is refused half-way for overflow: the
// worksheet keeps it, and the last line checks it.
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

// One quote while it is worked out, stage by stage. Stages that can refuse return false, and leave why in `refusal`.
class Pricing {
 public:
  Pricing(const Sheet& sheet, const Candidate& candidate, const Variant& variant, std::int64_t quantity, Arena& arena)
      : sheet_(sheet),
        candidate_(candidate),
        variant_(variant),
        quantity_(quantity),
        arena_(arena),
        work_(sheet.policy.rounding, arena) {
    q_.currency = sheet.currency;
    q_.quantity = quantity;
    q_.tax_included = sheet.order.tax_included;
  }

  Quoted run(Instant now) {
    if (!find_order_line() || !price_list() || !price_line()) return refusal_;
    price_total();
    announce();
    if (!price_renewals(now)) return refusal_;
    if (work_.sums().overflowed()) return fail(QuoteFault::overflow, "", kMaxMinor);
    q_.derivation = work_.steps();
    return quoted_;
  }

 private:
  bool refuse(QuoteFault fault, std::string_view field, std::int64_t limit = 0, std::int64_t actual = 0) {
    refusal_ = fail(fault, field, limit, actual);
    return false;
  }

  // The line of the order that is replaced or covered, where the kind has one.
  bool find_order_line() {
    if (candidate_.kind == CandidateKind::upgrade) {
      line_ = find_line(sheet_.order, candidate_.replaces.line_id);
      if (!line_) return refuse(QuoteFault::unknown_line, "/replaces/line_id");
      const std::int64_t replaced = candidate_.replaces.quantity;
      if (replaced < 1 || replaced > kept_quantity(*line_).whole()) {
        return refuse(QuoteFault::quantity_out_of_range, "/replaces/quantity", kept_quantity(*line_).whole(), replaced);
      }
    }
    const Covers& covers = candidate_.covers;
    if (candidate_.kind == CandidateKind::protection && (covers.bps || !covers.line_id.empty())) {
      line_ = find_line(sheet_.order, covers.line_id);
      if (!line_) return refuse(QuoteFault::unknown_line, "/covers/line_id");
    }
    return true;
  }

  bool price_list() {
    if (is_bundle()) {
      const std::optional<Minor> sum = bundle_unit_price(work_, candidate_);
      if (!sum) return refuse(QuoteFault::unknown_variant, "/components");
      q_.unit_price = *sum;
    } else if (candidate_.kind == CandidateKind::protection && candidate_.covers.bps) {
      const Minor covered = line_left(*line_, sheet_.policy.rounding);
      q_.unit_price = work_.ratio(Step::coverage, covered, *candidate_.covers.bps, 10'000);
    } else if (is_subscription()) {
      q_.unit_price = first_unit_price(work_, candidate_.subscription, variant_.price);
    } else {
      q_.unit_price = work_.note(Step::unit_price, variant_.price);
    }
    q_.list = work_.multiply(Step::list, q_.unit_price, quantity_);
    if (work_.sums().overflowed() || q_.unit_price < 0) {
      return refuse(QuoteFault::overflow, "/product/variants", kMaxMinor);
    }
    return true;
  }

  // The discount, and the credit for what an upgrade replaces.
  bool price_line() {
    const Policy& policy = sheet_.policy;
    q_.discount = line_discount(work_, discount_of(candidate_), policy, q_.unit_price, quantity_, q_.list,
                                ceiling_of(candidate_, policy));
    q_.subtotal = work_.subtract(Step::subtotal, q_.list, q_.discount);
    new_price_ = q_.subtotal;
    if (is_bundle()) {
      q_.parts = bundle_parts(work_, candidate_, policy.leftover, quantity_, q_.list, q_.discount, arena_);
    }
    if (candidate_.kind == CandidateKind::upgrade) {
      q_.credit = replaced_credit(work_, *line_, candidate_.replaces.quantity, policy.leftover);
      if (new_price_ < *q_.credit) {
        return refuse(QuoteFault::nothing_to_pay_difference, "/replaces", *q_.credit, new_price_);
      }
      q_.subtotal = work_.subtract(Step::difference, new_price_, *q_.credit);
    }
    return true;
  }

  // Shipping, taxes, totals.
  void price_total() {
    const Policy& policy = sheet_.policy;
    const LineShipping shipping =
        line_shipping(work_, candidate_.shipping, candidate_.kind, q_.subtotal, kept_total(sheet_.order));
    q_.shipping = shipping.amount;
    q_.free_shipping_missing = shipping.missing;
    Minor base = q_.subtotal;
    if (candidate_.shipping.taxable && q_.shipping > 0 && !candidate_.taxes.empty()) {
      base = work_.add(Step::tax_base, q_.subtotal, q_.shipping);
    }
    const LineTaxes taxes = line_taxes(work_, candidate_.taxes, policy.leftover, q_.tax_included, base, arena_);
    q_.taxes = taxes.taxes;
    q_.tax = taxes.tax;
    Checked& sums = work_.sums();
    if (kFullBuild) {  // for what the shop earns, which is private
      q_.tax_in_subtotal = tax_within(sums, candidate_.taxes, q_.tax_included, q_.subtotal, policy.rounding);
      q_.tax_in_list = tax_within(sums, candidate_.taxes, q_.tax_included, q_.list, policy.rounding);
    }
    q_.total = work_.note(Step::total, sums.add(sums.add(q_.subtotal, q_.shipping), taxes.added), q_.subtotal,
                          q_.shipping, taxes.added);
    if (kFullBuild && (candidate_.deposit > 0 || !candidate_.fees.empty())) add_extras();
    q_.rounding = cash_rounding(work_, sheet_, q_.total);
    q_.total = sums.add(q_.total, q_.rounding);
    q_.order_total = work_.add(Step::order_total, sheet_.order.total, q_.total);
  }

  void add_extras() {
    Checked& sums = work_.sums();
    const Extras beside = line_extras(work_, candidate_, quantity_, arena_);
    if (beside.deposit > 0) q_.deposit = beside.deposit;
    q_.fees = beside.fees;
    extras_ = sums.add(beside.deposit, beside.added_fees);
    q_.total = work_.note(Step::extras, sums.add(q_.total, extras_), q_.total, beside.deposit, beside.added_fees);
  }

  // What is shown beside the price.
  void announce() {
    const Savings announced =
        announced_savings(work_, candidate_, variant_, sheet_.policy.reference_price, quantity_, q_.subtotal);
    q_.reference = announced.reference;
    q_.savings = announced.savings;
    q_.savings_bps = announced.savings_bps;
    q_.unit_price_measure = price_per_measure(work_, variant_.unit_price_measure, quantity_, new_price_);
    if (candidate_.kind == CandidateKind::protection && candidate_.covers.term_months > 0) {
      q_.term_months = candidate_.covers.term_months;
    }
    if (candidate_.loyalty.points > 0) q_.points = work_.sums().multiply(candidate_.loyalty.points, quantity_);
  }

  bool price_renewals(Instant now) {
    if (!is_subscription() || candidate_.subscription.interval.count <= 0) return true;
    const std::optional<QuoteSubscription> later =
        renewals(work_, sheet_, candidate_, variant_.price, {quantity_, q_.total, extras_}, now);
    if (!later) return refuse(QuoteFault::overflow, "/subscription/interval");
    q_.subscription = *later;
    return true;
  }

  bool is_bundle() const {
    return kFullBuild && candidate_.kind == CandidateKind::bundle && !candidate_.components.empty();
  }
  bool is_subscription() const { return kFullBuild && candidate_.kind == CandidateKind::subscription; }

  const Sheet& sheet_;
  const Candidate& candidate_;
  const Variant& variant_;
  std::int64_t quantity_;
  Arena& arena_;
  Worksheet work_;
  Quoted quoted_;
  Quoted refusal_;
  Quote& q_ = quoted_.quote;
  const OrderLine* line_ = nullptr;
  Minor new_price_ = 0;  // of what is bought, before the credit
  Minor extras_ = 0;
};

}  // namespace

Quoted quote(const Sheet& sheet, const Candidate& candidate, Text variant_id, std::int64_t quantity, Instant now,
             Arena& arena) {
  const Variant* variant = find_variant(candidate, variant_id);
  if (!variant) return fail(QuoteFault::unknown_variant, "/product/variants");
  if (quantity == 0) quantity = candidate.quantity.initial;
  if (quantity < 1 || quantity < candidate.quantity.min) {
    return fail(QuoteFault::quantity_out_of_range, "/quantity/min", candidate.quantity.min, quantity);
  }
  if (quantity > candidate.quantity.max) {
    return fail(QuoteFault::quantity_out_of_range, "/quantity/max", candidate.quantity.max, quantity);
  }
  return Pricing(sheet, candidate, *variant, quantity, arena).run(now);
}

}  // namespace encore
