// SPDX-License-Identifier: MIT
//
// Where the shopper paid in another currency than the shop's own, what an offer costs stands in
// the shop's (order.shop_currency, order.rate). Each sum is converted once, half-even; nothing
// that a shopper sees comes from here.
#pragma once

#include <optional>

#include "encore/money/minor.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

/// Whether amounts of the shop's money can be read: it is the sheet's, or a rate says how much of it.
bool knows_shop_money(const Sheet& sheet);

/// `amount` of the shop's money in the sheet's; empty where no rate is known.
std::optional<Minor> from_shop_money(const Sheet& sheet, Minor amount);

}  // namespace encore
