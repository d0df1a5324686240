// SPDX-License-Identifier: MIT
//
// An upgrade takes a line of the order back at what was paid for it: the credit is the
// replaced quantity's share of the line's `paid`, rounded once, and the shopper pays the
// new price after discount less the credit. Where nothing would be left to pay there is no
// offer: an upgrade never pays out.
#pragma once

#include "encore/price/worksheet.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

/// What the replaced quantity was paid. Requires: 1 <= replaced <= line.quantity.
Minor replaced_credit(Worksheet& work, const OrderLine& line, std::int64_t replaced);

}  // namespace encore
