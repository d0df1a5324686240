// SPDX-License-Identifier: MIT
//
// An upgrade takes pieces of an order line back at what is left of what was paid for them:
// the credit is the replaced pieces' share of it, and the shopper pays the new price after
// discount less the credit. Where the credit is larger there is no offer, for an upgrade
// never pays out; where it is equal the upgrade is free. Pieces that were returned are paid
// back already and carry no credit. Upgrading a line piece by piece credits exactly what
// upgrading it at once does.
#pragma once

#include "encore/price/worksheet.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

/// What is left of what the replaced pieces were paid. Requires: 1 <= replaced <= the line's
/// kept quantity.
Minor replaced_credit(Worksheet& work, const OrderLine& line, std::int64_t replaced, Leftover leftover);

}  // namespace encore
