// SPDX-License-Identifier: MIT
//
// What sales that came back say of the next one. A pause has to hold for a shop that looks after every sale: a 95 %
// bound looked at again and again is crossed by chance in the end. So the counts are weighed by a likelihood ratio that
// is valid at every look (a test martingale; Ville 1939): how much likelier they are under a mixture of higher rates
// than under the ceiling. Where the true rate is at or below the ceiling, it ever reaches 20 in at most 1 of 20
// products.
#pragma once

#include <cstdint>

namespace encore::learn {

/// Whether the counts say that more than `ceiling_bps` of sales come back: more did, and the likelihood ratio of a
/// beta mixture around twice the ceiling's odds has reached 20.
bool returns_exceed(std::int64_t sold, std::int64_t returned, std::int64_t ceiling_bps);

/// The share of sales expected to come back, in millionths: few counts are drawn towards half the ceiling, as if twenty
/// more sales had come back that often.
std::int64_t expected_return_ppm(std::int64_t sold, std::int64_t returned, std::int64_t ceiling_bps);

}  // namespace encore::learn
