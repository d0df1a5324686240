// SPDX-License-Identifier: MIT
//
// The one place where a fraction becomes a whole number of minor units. Every division of
// the core names its rule; numerator and denominator are exact 128-bit integers, so the
// rule is given the true fraction and not an approximation of it.
#pragma once

#include "encore/base/int128.hpp"
#include "encore/money/words.hpp"  // Rounding

namespace encore {

/// `numerator / denominator` as a whole number.
/// Requires: denominator > 0 and below 2^126, so that twice a remainder still fits.
Int128 divide(Int128 numerator, Int128 denominator, Rounding rounding);

}  // namespace encore
