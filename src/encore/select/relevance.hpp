// SPDX-License-Identifier: MIT
//
// How close an offer stands to what was just bought: `product` (made for an ordered
// product, or about an ordered line), `family`, `category`, `none`. A given `affinity_bps`
// takes the place of what would be found: it was measured.
#pragma once

#include <cstdint>

#include "encore/sheet/sheet.hpp"

namespace encore {

/// From these affinities on an offer counts as close as a product, a family, a category.
inline constexpr std::int64_t kProductAffinityBps = 7500;
inline constexpr std::int64_t kFamilyAffinityBps = 5000;
inline constexpr std::int64_t kCategoryAffinityBps = 2500;

Relevance relevance_of(const Sheet& sheet, const Candidate& candidate);

/// Whether the candidate names the line's product as one that it goes with.
bool pairs(const Candidate& candidate, const OrderLine& line);

bool contains(Texts texts, Text wanted);

}  // namespace encore
