// SPDX-License-Identifier: MIT
//
// What was shown and what came of it, as integers: the input of a fit. One line of text for each decision, or for each
// group of equal ones:
//   <count> <weight> <flags> <accepted> <level> … <level>
// `count` decisions that weigh `weight` / 1024 together (old ones weigh less); flags: 1 explored (drawn by a known
// chance, not because it was best), 2 held back from the fit, to test it; accepted: 1 the first card, 2 the second, 3
// both. Then one level for each factor, in the order of `Factor`, for one card or for two; 0 is none, n the level n
// - 1.
//
// What an earlier fit knew of a level stands before them, so that a fit goes on where the events of then are gone:
//   = <factor> <level> <shows> <accepts> <curvature> <deviation> <pull>
// curvature, deviation and pull in millionths: the log-likelihood of the earlier events around the level's deviation
// from its prior mean, to the second order, faded by their age.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "encore/learn/bands.hpp"

namespace encore::learn {

using LevelCounts = std::array<std::uint32_t, kFactorCount>;

/// Decisions in the weight of one.
inline constexpr double kWeightUnit = 1024;

struct Shown {
  std::uint32_t count = 0;
  double weight = 0;
  std::uint32_t first_card = 0;
  std::uint8_t cards = 1;
  std::uint8_t accepted = 0;  // bits
  bool explored = false;
  bool held = false;
};

/// What an earlier fit knew of one level.
struct Former {
  std::uint8_t factor = 0;
  std::uint32_t level = 0;
  std::int64_t shows = 0;
  std::int64_t accepts = 0;
  double curvature = 0;
  double deviation = 0;
  double pull = 0;
};

/// Millionths, in which an earlier fit is written.
inline constexpr double kFormerUnit = 1'000'000;

struct Observations {
  LevelCounts level_counts{};
  std::vector<Shown> decisions;
  std::vector<Former> former;
  std::vector<std::uint32_t> levels;  // kFactorCount for each card; 0 none, n level n - 1

  std::uint32_t level(std::size_t card, std::size_t factor) const { return levels[card * kFactorCount + factor]; }
  std::size_t cards() const { return levels.size() / kFactorCount; }
};

/// Where the text of observations is wrong; line 0 where it is not.
struct ObservationFault {
  std::size_t line = 0;
  std::string_view what;
};

/// Reads the lines. Requires: `read.level_counts` is set. A fault leaves `read` half filled.
ObservationFault read_observations(std::string_view text, Observations& read);

}  // namespace encore::learn
