// SPDX-License-Identifier: MIT
//
// What a sale leaves the shop: net subtotal less cost. Where a cost is unknown, the policy's
// default margin on the list price net of tax stands for it. An upgrade bears only the cost
// it adds; a subscription counts its first charge, or the cycles expected of it; a gift or
// sample is worth what the shop says it is worth.
#pragma once

#include "encore/price/quote.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

/// Cost of what `quote` delivers once: known unit costs, else by the default margin.
/// For an upgrade, the cost added over the replaced quantity (may be negative).
Minor cost_of(const Sheet& sheet, const Candidate& candidate, const Variant* variant, const Quote& quote);

/// Net of tax, over all cycles expected; equal to net_subtotal(quote) for all but subscriptions.
Minor net_revenue(const Sheet& sheet, const Candidate& candidate, const Quote& quote);

/// Net revenue less cost (each cycle's); for gifts and samples `value_minor`, else
/// what they cost: a shop that gives them reckons them worth that at least.
Minor margin_of(const Candidate& candidate, Minor net_revenue, Minor cost);

/// What of its net revenue a candidate leaves, judged on unrounded values: no cost is rounded before it is compared.
/// Amounts for people: the floor rounded up, the margin down, so that a margin below the floor reads as one.
struct MarginShare {
  bool below_floor = false;
  Minor floor = 0;
  Minor margin = 0;
};
MarginShare margin_share(const Sheet& sheet, const Candidate& candidate, const Variant* variant, const Quote& quote);

}  // namespace encore
