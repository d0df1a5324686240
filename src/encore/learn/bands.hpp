// SPDX-License-Identifier: MIT
//
// The levels of a take rate's factors: bands of a price's share, of a discount's depth and of lift.
#pragma once

#include <cstddef>
#include <cstdint>

#include "encore/learn/factors.hpp"

namespace encore::learn {

inline constexpr std::size_t kFactorCount = kEnumCount<Factor>;

/// Log2-odds are stored as integers in units of 1/65536.
inline constexpr std::int64_t kLog2Unit = 65'536;

/// Bands of the offer's subtotal as a share of the order's total: at most so many ten-thousandths; the last is open.
inline constexpr std::int64_t kShareBands[] = {0, 500, 1'500, 3'000, 5'000, 7'000, 10'000};
inline constexpr std::size_t kShareBandCount = 8;

/// Bands of the discount's depth, in the same way.
inline constexpr std::int64_t kDepthBands[] = {0, 1'000, 2'000, 3'000};
inline constexpr std::size_t kDepthBandCount = 5;

/// Bands of lift: half-octaves, from an eighth to sixty-four times what chance gives.
inline constexpr std::int64_t kLiftBandUnit = kLog2Unit / 2;
inline constexpr std::int64_t kLowestLiftBand = -6;
inline constexpr std::int64_t kHighestLiftBand = 12;
inline constexpr std::size_t kLiftBandCount = 19;

/// The band of `part` as a share of `whole` (a whole of 0 counts as the dearest share).
std::size_t share_band(std::int64_t part, std::int64_t whole);
std::size_t depth_band(std::int64_t discount, std::int64_t list);
/// The band of a lift given as log2 in units of 1/65536.
std::size_t lift_band(std::int64_t log2_lift);

}  // namespace encore::learn
