// SPDX-License-Identifier: MIT
//
// Exploration, so that offers which evidence has not reached yet get their turn, with the
// exact probability of what was shown, so that later analysis can weigh it. An ordered pair
// (a, b) is drawn without replacement (Plackett–Luce) from the best `pool` with weights
//   2^((value - max) / (T max)),  T = temperature_bps / 10000;
// both are shown where they may stand together and the pair beats a alone, else a only.
//
// All of it in integers: values alone in units of 2^-24 of worth, exponents floored to
// 64ths, powers from a table of 30 bits, no weight below 1. Draws come from splitmix64
// (Steele, Lea, Flood 2014), seeded by FNV-1a of 64 bits over `encore-explore-1`, visitor,
// order id, policy id and seed joined by line feeds; a number below n is taken by
// multiplication with rejection (draw.hpp), so no draw is favoured.
#pragma once

#include <cstdint>
#include <span>

#include "encore/base/arena.hpp"
#include "encore/select/choose.hpp"

namespace encore {

struct Explored {
  Choice choice;
  std::int64_t propensity_ppb = 1'000'000'000;  // of the ordered slots shown, over all draws
  bool drawn = false;                           // not shown for being the best
};

/// An ordered set that the draw can lead to, with its probability over all draws.
struct Slate {
  Choice choice;
  std::int64_t propensity_ppb = 1'000'000'000;
};

/// Each method draws by a hash of its own.
std::uint64_t exploration_seed(ExploreMethod method, Text visitor, Text order_id, Text policy_id, Text seed);

/// Weight of a value under a temperature, 1..2^30; `highest` is the largest value.
std::uint64_t exploration_weight(std::int64_t value, std::int64_t highest, std::int64_t temperature_bps);

/// Draws. Requires: temperature_bps > 0, pool > 0. No contenders, no choice.
Explored explore(std::span<const Contender> contenders, const ChoiceRules& rules, const Explore& how,
                 std::uint64_t seed);

/// Every slate that `explore` can lead to, whatever the seed; the probabilities sum to a billion but for rounding.
/// Requires: as `explore`. No contenders: the one slate that shows nothing.
std::span<const Slate> slates(std::span<const Contender> contenders, const ChoiceRules& rules, const Explore& how,
                              Arena& arena);

}  // namespace encore
