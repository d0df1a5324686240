// SPDX-License-Identifier: MIT
//
// What a take rate is made of. The log2-odds that an offer is accepted when shown alone are a sum with one summand for
// each factor here; a factor has levels (a product, a pair of families, a price band), each with a value of its own.
// Model files and sheets name factors by these words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace encore::learn {

enum class Factor : std::uint8_t {
  base,             // one level: what a middling offer has
  relevance_price,  // closeness to the order x the offer's share of it
  kind,
  discount,     // its depth, in bands
  family,       // offered
  product,      // offered
  family_pair,  // bought family -> offered family
  lift,  // how much more often than by chance the two were bought together, in bands; part of product_pair in a model
  product_pair,  // bought product -> offered product
  customer,      // first or returning
  position,      // second place
  beside,        // shown beside another offer
};
inline constexpr std::string_view kFactors[] = {"base",         "relevance_price", "kind",        "discount",
                                                "family",       "product",         "family_pair", "lift",
                                                "product_pair", "customer",        "position",    "beside"};
inline constexpr std::size_t kFactorCount = 12;
static_assert(sizeof(kFactors) / sizeof(kFactors[0]) == kFactorCount);

/// Log2-odds are stored as integers in units of 1/65536.
inline constexpr std::int64_t kLog2Unit = 65'536;

/// Bands of the offer's subtotal as a share of the order's total: at most so many ten-thousandths; the last is open.
inline constexpr std::int64_t kShareBands[] = {0, 500, 1'500, 3'000, 5'000, 10'000};
inline constexpr std::size_t kShareBandCount = 7;

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
