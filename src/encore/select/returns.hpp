// SPDX-License-Identifier: MIT
//
// What is known of a candidate's returns, and what they take from its contribution.
#pragma once

#include "encore/sheet/sheet.hpp"

namespace encore {

/// The candidate's `refunds`; where it has none, `evidence.refund_rate_bps` of `evidence.accepts`. Nothing sold where
/// neither is given.
Refunds refunds_of(const Candidate& candidate);

/// The share of sales expected to come back, in millionths; 0 where nothing is known.
std::int64_t expected_return_ppm(const Sheet& sheet, const Candidate& candidate);

/// `contribution` less what returns are expected to take: that share of it, and of `cost` for each.
Minor less_returns(const Sheet& sheet, const Candidate& candidate, Minor contribution, Minor cost);

}  // namespace encore
