// SPDX-License-Identifier: MIT
//
// What is believed of an offer before it was ever shown. The policy's prior (5 accepts in
// 100 shows, unless it says otherwise) is a relevant cross-sell of middling price; the
// factors below scale it, in ten-thousandths, and the product is clamped. The belief weighs
// as much as the prior's shows and yields to evidence.
//
// Where the figures come from. No public study measures all three dimensions at once; these
// are the ranges that practitioners publish, read with caution and rounded:
//   base rate    4–7 % of post-purchase offers are taken (Metricuno, "Sizing a post-purchase
//                upsell program from AOV math"; the same site gives 8–15 % for well-targeted
//                ones, and Upsella's calculator a mean of 9.9 %). 5 % stands at the careful end.
//   price        offers at 10–25 % (checkout) and 20–30 % (cart) of the order's value are what
//                UpsellPlus recommends from its clients' data ("A simple and effective upsell
//                strategy…", 2023); 15–30 % converts best, and offers as dear as the order
//                itself fall to 1–2 %.
//   relevance    direction only: complements of the very product bought outsell the same
//                shelf, which outsells the unrelated. 1.4 : 1.0 : 0.8 : 0.4 keeps the clamp away.
//   kind         direction only: consumables bought again and things given away are taken
//                more readily; commitments (subscriptions) and dearer replacements less.
#pragma once

#include <cstdint>

#include "encore/base/enum_array.hpp"
#include "encore/sheet/words.hpp"

namespace encore {

inline constexpr EnumArray<Relevance, std::int64_t> kRelevanceFactor = {{
    {Relevance::none, 4'000},
    {Relevance::category, 8'000},
    {Relevance::family, 10'000},
    {Relevance::product, 14'000},
}};

/// By price: a subtotal of at most `up_to_bps` of the order's total.
struct PriceFactor {
  std::int64_t up_to_bps;
  std::int64_t factor;
};
inline constexpr PriceFactor kPriceFactor[] = {
    {0, 15'000},                       // free
    {500, 9'000},                      // so small that it reads as clutter
    {1'500, 11'000}, {3'000, 13'000},  // the band that converts best
    {5'000, 9'000},  {10'000, 5'000},
};
inline constexpr std::int64_t kDearFactor = 2'500;  // dearer than the order itself

inline constexpr EnumArray<CandidateKind, std::int64_t> kKindFactor = {{
    {CandidateKind::cross_sell, 10'000},
    {CandidateKind::upgrade, 8'000},
    {CandidateKind::bundle, 8'000},
    {CandidateKind::subscription, 5'000},
    {CandidateKind::protection, 9'000},
    {CandidateKind::refill, 12'000},
    {CandidateKind::digital, 9'000},
    {CandidateKind::sample, 15'000},
    {CandidateKind::gift, 20'000},
}};

/// The scaled mean stays within 0.2 % and 40 %.
inline constexpr std::int64_t kLowestPriorPpm = 2'000;
inline constexpr std::int64_t kHighestPriorPpm = 400'000;

}  // namespace encore
