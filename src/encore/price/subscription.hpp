// SPDX-License-Identifier: MIT
//
// What a subscription costs today and later. The quote's line is the first delivery alone:
// - in a trial, `first_price` or nothing is due today, and that is the list price too: a
//   trial is not a reduction, so neither ceiling nor strike-through apply to it;
// - without a trial, `first_price` takes the place of the candidate's discount, and where
//   it lies above the variant's price (joining costs extra) it is the list price itself.
// A renewal's goods cost `recurring_price`, or the variant's price after `recurring_bps`, without
// the first charge's discount and without price endings. The first renewal is due when the
// trial ends, or one interval from now; calendar months, clamped to the month's last day.
// `yearly_cost` sums what falls due within twelve months from now: the first charge and
// each renewal strictly before the same day next year; `later_year_cost` the renewals of the
// year after that. All charges hold shipping (`recurring_shipping`, or the first one's
// amount), taxes, deposit and fees.
#pragma once

#include "encore/price/worksheet.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

/// The list price of one for the first charge.
Minor first_unit_price(Worksheet& work, const Subscription& subscription, Minor variant_price);

/// The discount of the first charge.
Discount first_discount(const Candidate& candidate);

/// What the first charge says of the renewals.
struct Charge {
  std::int64_t quantity = 1;
  Minor total = 0;
  Minor extras = 0;  // deposit, and fees that are not included: due with each delivery
};

/// The quote's subscription. Empty where a date leaves the calendar (year 9999).
std::optional<QuoteSubscription> renewals(Worksheet& work, const Sheet& sheet, const Candidate& candidate,
                                          Minor variant_price, const Charge& first_charge, Instant now);

}  // namespace encore
