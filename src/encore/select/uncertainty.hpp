// SPDX-License-Identifier: MIT
//
// Exploration that spends its shows where they teach most. With probability rate_bps / 10000 a set is drawn from the
// sets that can be shown of the best `pool`, otherwise the best set is shown. A set's weight is the sum of its members'
// standard error of log-odds x value alone: what is well known, or could not earn much, is hardly drawn, but nothing
// has weight 0. Single offers and pairs get a fifth of the draws each at least, because a log without single offers
// cannot say what a second card takes; which of a pair comes first is a fair coin.
//
// The propensity of an ordered slate is (1 - rate) where it is the best one, plus rate x its share of the draws. It is
// never 0: what rounds to nothing is one in a billion.
#pragma once

#include "encore/select/explore.hpp"

namespace encore {

/// Draws. Requires: pool > 0. No contenders, no choice.
Explored explore_uncertain(std::span<const Contender> contenders, const ChoiceRules& rules, const Explore& how,
                           std::uint64_t seed);

/// Every slate that `explore_uncertain` can lead to, whatever the seed. No contenders: the one slate that shows
/// nothing.
std::span<const Slate> uncertain_slates(std::span<const Contender> contenders, const ChoiceRules& rules,
                                        const Explore& how, Arena& arena);

}  // namespace encore
