// SPDX-License-Identifier: MIT
//
// What is believed of an offer before it was ever shown. The policy's prior (5 accepts in 100 shows, unless it says
// otherwise) is a fitting cross-sell of middling price; the factors below multiply its odds, in ten-thousandths.
// Without evidence they are the take rate; a model starts from them and moves away as far as its data say.
//
// Where the figures come from. No public study measures all dimensions at once; these are the ranges that practitioners
// publish, read with caution and rounded:
//   base rate    4–7 % of post-purchase offers are taken (Metricuno, "Sizing a post-purchase upsell program from AOV
//                math"; the same site gives 8–15 % for well-targeted ones, and Upsella's calculator a mean of 9.9 %).
//                5 % stands at the careful end.
//   relevance    complements of the very product bought are the well-targeted ones, 7 to 10 %; a mere match of category
//                brings 2–3 %: product to category is 3 to 5. A match of family (the same shelf) is little better than
//                one of category: half of what is on it would replace what was bought rather than complement it.
//   price        offers at 10–25 % (checkout) and 20–30 % (cart) of the order's value are what UpsellPlus recommends
//   from
//                its clients' data ("A simple and effective upsell strategy…", 2023); above half the order 1–2 %
//                remain.
//   discount     a quarter off brings about a third more acceptances; the rest is interpolated.
//   kind         direction only: consumables bought again and things given away are taken more readily; commitments
//                (subscriptions) and dearer replacements less.
#pragma once

#include <cstdint>

#include "encore/base/enum_array.hpp"
#include "encore/learn/bands.hpp"
#include "encore/sheet/words.hpp"

namespace encore::learn {

inline constexpr std::int64_t kFactorUnit = 10'000;

/// By relevance: none, category, family, product.
inline constexpr std::int64_t kRelevanceFactor[] = {3'000, 4'500, 5'000, 15'000};
static_assert(sizeof(kRelevanceFactor) / sizeof(kRelevanceFactor[0]) == kEnumCount<Relevance>);

/// By share of the order, band by band.
inline constexpr std::int64_t kShareFactor[] = {20'000, 11'000, 12'000, 11'500, 7'000, 4'500, 3'000, 1'500};
static_assert(sizeof(kShareFactor) / sizeof(kShareFactor[0]) == kShareBandCount);

/// By depth of discount, band by band.
inline constexpr std::int64_t kDepthFactor[] = {10'000, 11'000, 12'500, 13'500, 15'000};
static_assert(sizeof(kDepthFactor) / sizeof(kDepthFactor[0]) == kDepthBandCount);

/// By kind: cross_sell, upgrade, bundle, subscription, protection, refill, digital, sample, gift.
inline constexpr std::int64_t kKindFactor[] = {10'000, 8'000, 8'000, 5'000, 9'000, 12'000, 9'000, 15'000, 20'000};
static_assert(sizeof(kKindFactor) / sizeof(kKindFactor[0]) == kEnumCount<CandidateKind>);

/// The rate that comes of it stays within 0.2 % and 40 %.
inline constexpr std::int64_t kLowestPriorPpm = 2'000;
inline constexpr std::int64_t kHighestPriorPpm = 400'000;

}  // namespace encore::learn
