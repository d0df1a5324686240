// SPDX-License-Identifier: MIT
//
// Renewals are counted from where the subscription starts, never from their predecessor:
// 31 January, 28 February, 31 March.
#include "encore/price/subscription.hpp"

#include "encore/price/tax.hpp"
#include "encore/sheet/instant.hpp"

namespace encore {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr Instant kLastInstant = 253'402'300'799'999;  // 9999-12-31T23:59:59.999Z
constexpr std::int64_t kManyMonths = 96'000;           // 8,000 years: the calendar has no more

bool by_month(IntervalUnit unit) {
  return unit == IntervalUnit::month || unit == IntervalUnit::year;
}

std::int64_t days_or_months(IntervalUnit unit) {
  switch (unit) {
    case IntervalUnit::week: return 7;
    case IntervalUnit::year: return 12;
    case IntervalUnit::day:
    case IntervalUnit::month: break;
  }
  return 1;
}

std::optional<Instant> after_days(Instant from, Int128 days) {
  const Int128 at = from + days * kDayMs;
  if (at > kLastInstant) return {};
  return static_cast<Instant>(at);
}

std::optional<Instant> first_renewal(const Subscription& subscription, Instant now) {
  if (subscription.trial_days > 0) return after_days(now, subscription.trial_days);
  const Interval& interval = subscription.interval;
  const Int128 steps = static_cast<Int128>(interval.count) * days_or_months(interval.unit);
  if (!by_month(interval.unit)) return after_days(now, steps);
  if (steps > kManyMonths) return {};
  const Instant at = add_months(now, static_cast<std::int64_t>(steps));
  if (at > kLastInstant) return {};
  return at;
}

// How many of first, anchor + interval x k lie before `end`. Without a trial the anchor is
// today and `first` its first step; with one, the anchor is the end of the trial itself.
std::int64_t renewals_before(Instant end, Instant first, Instant anchor, const Interval& interval) {
  if (first >= end) return 0;
  if (!by_month(interval.unit)) {
    const Int128 step = static_cast<Int128>(interval.count) * days_or_months(interval.unit) * kDayMs;
    return static_cast<std::int64_t>((end - 1 - first) / step) + 1;
  }
  const std::int64_t months = interval.count > 24 ? 25 : interval.count * days_or_months(interval.unit);
  std::int64_t count = 1;  // at most 25: no interval is shorter than a month, and nothing is asked beyond two years
  while (add_months(anchor, months * (anchor == first ? count : count + 1)) < end) ++count;
  return count;
}

// The goods' price of each renewal.
Minor recurring_price(Worksheet& work, const Subscription& subscription, const Policy& policy, Minor variant_price,
                      std::int64_t quantity) {
  const Rounding rounding = discount_rounding_of(policy);
  if (subscription.recurring_price) {
    return work.multiply(Step::recurring_price, *subscription.recurring_price, quantity);
  }
  if (subscription.recurring_bps > 0 && policy.rounding_scope == RoundingScope::line) {
    const Minor list = work.sums().multiply(variant_price, quantity);
    const Minor off = work.ratio(Step::recurring_off, rounding, list, subscription.recurring_bps, 10'000, list,
                                 subscription.recurring_bps);
    return work.subtract(Step::recurring_subtotal, list, off);
  }
  Minor price = variant_price;
  if (subscription.recurring_bps > 0) {
    price -= work.ratio(Step::recurring_off, rounding, variant_price, subscription.recurring_bps, 10'000, variant_price,
                        subscription.recurring_bps);
  }
  return work.multiply(Step::recurring_price, price, quantity);
}

// What each renewal charges: its price with shipping, taxes, deposit and fees, as the first charge has them.
Minor recurring_charge(Worksheet& work, const Sheet& sheet, const Candidate& candidate, Minor price, Minor extras) {
  Checked& sums = work.sums();
  const Minor standard = candidate.shipping.amount;
  const Minor shipping = candidate.subscription.recurring_shipping.value_or(standard);
  const Minor base = candidate.shipping.taxable ? sums.add(price, shipping) : price;
  const Minor tax = tax_added(sums, candidate.taxes, sheet.order.tax_included, base, work.rounding());
  const Minor added = sums.add(tax, extras);
  return work.note(Step::recurring_charge, sums.add(sums.add(price, shipping), added), price, shipping, added);
}

}  // namespace

Minor first_unit_price(Worksheet& work, const Subscription& subscription, Minor variant_price) {
  if (subscription.trial_days > 0) {
    return work.note(Step::trial, subscription.first_price.value_or(0), variant_price, subscription.trial_days);
  }
  if (subscription.first_price && *subscription.first_price > variant_price) {
    return work.note(Step::first_price, *subscription.first_price, variant_price);
  }
  return work.note(Step::unit_price, variant_price);
}

Discount first_discount(const Candidate& candidate) {
  const Subscription& subscription = candidate.subscription;
  Discount discount = candidate.discount;
  if (subscription.trial_days > 0) {
    discount.type = DiscountType::none;
  } else if (subscription.first_price) {
    discount.type = DiscountType::fixed_price;
    discount.value = *subscription.first_price;
  }
  return discount;
}

std::optional<QuoteSubscription> renewals(Worksheet& work, const Sheet& sheet, const Candidate& candidate,
                                          Minor variant_price, const Charge& first_charge, Instant now) {
  const Subscription& subscription = candidate.subscription;
  if (now < 0 || now > kLastInstant) return {};
  QuoteSubscription charges;
  charges.given = true;
  charges.interval = subscription.interval;
  charges.trial_days = subscription.trial_days;
  charges.min_cycles = subscription.min_cycles;
  charges.first_charge = first_charge.total;

  const Minor list = work.sums().multiply(variant_price, first_charge.quantity);
  charges.recurring_price = recurring_price(work, subscription, sheet.policy, variant_price, first_charge.quantity);
  charges.recurring_charge = recurring_charge(work, sheet, candidate, charges.recurring_price, first_charge.extras);

  charges.first_renewal_at = first_renewal(subscription, now);
  if (!charges.first_renewal_at) return {};
  const Instant first = *charges.first_renewal_at;
  const Instant anchor = subscription.trial_days > 0 ? first : now;
  const std::int64_t count = renewals_before(add_months(now, 12), first, anchor, subscription.interval);
  const Minor later = work.sums().multiply(charges.recurring_charge, count);
  charges.yearly_cost = work.note(Step::yearly_cost, work.sums().add(charges.first_charge, later), charges.first_charge,
                                  charges.recurring_charge, count);
  const std::int64_t in_second = renewals_before(add_months(now, 24), first, anchor, subscription.interval) - count;
  charges.later_year_cost = work.multiply(Step::later_year_cost, charges.recurring_charge, in_second);
  if (charges.min_cycles > 1) {
    // A trial is no payment of the minimum term: what is charged for it comes on top.
    const std::int64_t bound = charges.min_cycles - (subscription.trial_days > 0 ? 0 : 1);
    const Minor renewals = work.sums().multiply(charges.recurring_charge, bound);
    charges.least_total = work.note(Step::least_total, work.sums().add(charges.first_charge, renewals),
                                    charges.first_charge, charges.recurring_charge, bound);
  }

  if (list > charges.recurring_price) {
    charges.save_bps = work.ratio(Step::save_bps, Rounding::down, list - charges.recurring_price, 10'000, list,
                                  charges.recurring_price, list);
  }
  return charges;
}

}  // namespace encore
