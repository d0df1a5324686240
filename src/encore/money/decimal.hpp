// SPDX-License-Identifier: MIT
//
// An amount as the exact decimal text that Intl.NumberFormat takes: "19.90", "-0.005",
// "1200". No grouping, no symbol, always as many decimals as the currency has.
#pragma once

#include <string>

#include "encore/money/minor.hpp"

namespace encore {

/// Appends `amount` with `digits` decimals. Requires: 0 <= digits <= 18.
void append_decimal(std::string& to, Minor amount, int digits);

}  // namespace encore
