// SPDX-License-Identifier: MIT
//
// The smallest amount that a card can usually be charged, by currency. Gateways refuse less,
// so an offer that charges less would fail when the shopper accepts it.
#pragma once

#include <string_view>

#include "encore/money/minor.hpp"

namespace encore {

/// In minor units; 0 where no smallest amount is known.
Minor usual_min_charge(std::string_view currency);

}  // namespace encore
