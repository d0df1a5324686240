// SPDX-License-Identifier: MIT
//
// The one place where a fraction becomes a whole number of minor units. Every division of
// the core names its rule; numerator and denominator are exact 128-bit integers, so the
// rule sees the true fraction and not an approximation of it.
#pragma once

#include <cstdint>
#include <string_view>

#include "encore/base/int128.hpp"

namespace encore {

/// What happens to a fraction. The halves: half_up goes away from zero (2.5 to 3, -2.5 to
/// -3), half_down towards zero, half_even to the even neighbour. `up` takes any fraction
/// away from zero, `down` drops it towards zero.
enum class Rounding : std::uint8_t { half_up, half_even, half_down, up, down };
inline constexpr std::string_view kRoundings[] = {"half_up", "half_even", "half_down", "up", "down"};

/// `numerator / denominator` as a whole number.
/// Requires: denominator > 0 and below 2^126, so that twice a remainder still fits.
Int128 divide(Int128 numerator, Int128 denominator, Rounding rounding);

}  // namespace encore
