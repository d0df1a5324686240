// SPDX-License-Identifier: MIT
//
// What comes off the list price. The discount itself is what is rounded, once per unit or
// once per line as `rounding_scope` says; it is never more than the list price and never
// less than nothing (a fixed price above the list price takes nothing off).
//
// `discount_rounding` has a rule of its own for it where the sheet gives one.
//
// Then, in this order, what bends it:
// - `price_ending` lowers the price of one to the next lower one with that ending; it is
//   skipped where nothing positive would be left to pay.
// - the ceiling caps the discount where the sheet says `cap`.
#pragma once

#include "encore/price/worksheet.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

/// The discount of a whole line, within 0..list.
/// `ceiling_bps` empty: no cap. Requires: unit_price >= 0, quantity >= 1, list their product.
Minor line_discount(Worksheet& work, const Discount& discount, const Policy& policy, Minor unit_price,
                    std::int64_t quantity, Minor list, std::optional<std::int64_t> ceiling_bps);

}  // namespace encore
