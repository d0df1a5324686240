// SPDX-License-Identifier: MIT
//
// A quote: what one candidate, in one variant and quantity, costs this order, to the last
// minor unit, with every step that led there. Pricing reads only what a signed token also
// carries (currency, rounding rules, the candidate's terms, the order's total and the one
// line it replaces or covers), so the page, the server and an auditor get the same figure.
// Guards (ceiling, floor, band) are judged elsewhere, on the finished quote.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "encore/base/arena.hpp"
#include "encore/price/quote_faults.hpp"
#include "encore/price/steps.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

struct QuoteTax {
  Text title;
  std::int64_t rate_ppm = 0;
  Minor amount = 0;
  bool compound = false;
};

/// A fee of the line, such as for disposal; where `included` the price contains it already.
struct QuoteFee {
  Text title;
  Minor amount = 0;
  bool included = false;
};

/// One component of a bundle with its share of the discount; shares sum exactly.
struct QuotePart {
  Text product_id;
  Text variant_id;
  std::int64_t quantity = 1;
  Minor list = 0;
  Minor discount = 0;
  Minor subtotal = 0;
};

struct QuoteSubscription {
  bool given = false;
  Minor first_charge = 0;      // = total
  Minor recurring_charge = 0;  // each renewal, same quantity, with shipping, taxes, deposit and fees
  Minor recurring_price = 0;   // what of it is the goods' price. Not printed.
  Interval interval;
  std::optional<Instant> first_renewal_at;  // from the moment of the quote, trial included
  Minor yearly_cost = 0;                    // first twelve months: the first charge and the renewals in them
  Minor later_year_cost = 0;                // the renewals of the second twelve months
  Minor least_total = 0;                    // of a minimum term: the first charge and the renewals bound to
  std::int64_t save_bps = 0;                // of recurring against the variant's price, floored
  std::int64_t trial_days = 0;
  std::int64_t min_cycles = 1;
};

/// One line of the derivation: what was done (steps.hpp says with which operands), what came
/// out, and the rule where something was rounded. A chain, because a quote has a dozen.
struct QuoteStep {
  Step step = Step::unit_price;
  std::optional<Rounding> rounding;
  std::int64_t operands[3] = {0, 0, 0};
  Minor result = 0;
  const QuoteStep* next = nullptr;
};

struct Quote {
  Text currency;
  Minor unit_price = 0;  // list price of one
  std::int64_t quantity = 1;
  Minor list = 0;
  std::optional<Minor> reference;  // of one unit; only where it may be announced
  Minor discount = 0;
  Minor subtotal = 0;
  std::span<const QuoteTax> taxes;
  Minor tax = 0;
  bool tax_included = false;
  Minor shipping = 0;
  Minor total = 0;
  Minor savings = 0;
  std::int64_t savings_bps = 0;
  Minor order_total = 0;
  // Tax inside gross prices, for contribution and cost; 0 where prices are net. Not printed.
  Minor tax_in_subtotal = 0;
  Minor tax_in_list = 0;
  // What kinds add; each absent unless it applies.
  std::optional<Minor> credit;       // upgrade: what the replaced quantity was paid
  std::span<const QuotePart> parts;  // bundle
  QuoteSubscription subscription;
  std::optional<std::int64_t> term_months;     // protection
  std::optional<std::int64_t> points;          // loyalty points earned
  std::optional<Minor> free_shipping_missing;  // of the subtotal, to the threshold of free shipping
  std::optional<Minor> unit_price_measure;     // price per reference measure, after discount
  std::optional<Minor> deposit;                // refundable; in the total, in no price or discount
  std::span<const QuoteFee> fees;
  Minor rounding = 0;                     // what the cash step added to the total
  const QuoteStep* derivation = nullptr;  // its first step
};

struct Quoted {
  QuoteFault fault = QuoteFault::none;
  Quote quote;
  std::string_view field;  // JSON Pointer of the fault's cause, from the candidate; "" is all of it
  std::int64_t limit = 0;  // operands of the fault
  std::int64_t actual = 0;
};

/// Prices `candidate` in variant `variant_id` ("" for the first one in stock, else the
/// first) and `quantity` (0 for the candidate's default). `now` dates the first renewal.
/// Spans of the result live in `arena`. Never overflows silently: any amount past 2^53-1
/// is the fault `overflow`.
Quoted quote(const Sheet& sheet, const Candidate& candidate, Text variant_id, std::int64_t quantity, Instant now,
             Arena& arena);

/// The variant that `quote` would price for `variant_id`; null where there is none.
const Variant* find_variant(const Candidate& candidate, Text variant_id);

/// The component's own variant, the first one where it names none; null where it has none.
const Variant* find_variant(const Component& component);

/// The order line of that id, if it is not set aside; null where there is none.
const OrderLine* find_line(const Order& order, Text line_id);

/// What the sale brings the shop before its own costs: net of tax, without shipping.
Minor net_subtotal(const Quote& quote);

/// The list price without tax: what an unknown cost is estimated from.
Minor net_list(const Quote& quote);

/// Appends the quote as JSON, keys in the documented order; with its derivation where asked.
void append_quote(std::string& to, const Quote& quote, bool with_derivation);

}  // namespace encore
