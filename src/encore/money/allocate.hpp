// SPDX-License-Identifier: MIT
//
// Sharing an amount out by weights without losing a minor unit. Each part first gets the
// floor of its exact share; what is left over, always fewer units than there are parts, is
// handed out one by one in the order the policy names. A part of weight 0 gets nothing: a
// free component never carries a discount.
#pragma once

#include <cstdint>
#include <span>

#include "encore/money/minor.hpp"
#include "encore/money/words.hpp"  // Leftover

namespace encore {

/// Writes one part per weight; the parts sum to `amount` exactly, and where amount is at
/// most the sum of the weights no part exceeds its weight. Where every weight is 0 the
/// first part gets all.
/// Requires: amount and weights within 0..kMaxMinor, parts.size() == weights.size().
void allocate(Minor amount, std::span<const std::int64_t> weights, Leftover leftover, std::span<Minor> parts);

}  // namespace encore
