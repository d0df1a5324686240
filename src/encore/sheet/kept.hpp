// SPDX-License-Identifier: MIT
//
// What is left of an order after returns and refunds. Thresholds, bands, caps and minimums
// compare with what the order keeps; an upgrade's credit, a protection's base and
// `derived.line_totals` are shares of what a line keeps.
#pragma once

#include "encore/money/rounding.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

/// `order.total` as ordered, less what was given back; never below 0. Returned quantities
/// alone do not lower it: a return counts when its money is given back.
Minor kept_total(const Order& order);

/// Whether everything that was paid has been given back.
bool is_refunded(const Order& order);

/// The pieces of the line that were not returned.
Decimal kept_quantity(const OrderLine& line);

/// What was paid for the whole line: `paid`, or unit price x quantity.
Minor line_paid(const OrderLine& line, Rounding rounding);

/// What of it is left: less the line's own `refunded` where that is given, else the share of
/// the pieces that were not returned.
Minor line_left(const OrderLine& line, Rounding rounding);

}  // namespace encore
