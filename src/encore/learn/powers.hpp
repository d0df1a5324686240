// SPDX-License-Identifier: MIT
//
// From log2-odds to odds, in integers: a table of powers in two steps of 64, so that every machine gives the same.
#pragma once

#include <cstdint>

namespace encore::learn {

/// floor(2^24 x 2^(log2_odds / 65536)), exact to 1 part in 5000; held between 0 and 2^40.
std::int64_t odds_from_log2(std::int64_t log2_odds);

/// round(10^6 v / (2^24 + v)): the take rate of those odds.
std::int64_t ppm_from_odds(std::int64_t odds);

}  // namespace encore::learn
