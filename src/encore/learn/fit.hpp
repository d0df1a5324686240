// SPDX-License-Identifier: MIT
//
// Estimating the take-rate model. The likelihood is that of multinomial logit choice, as the set choice assumes it: a
// shown card i is accepted with odds v_i against 1 + sum of all v. Where both cards of a pair are accepted, each counts
// as an acceptance against the one sum: a quasi-likelihood, whose solution reproduces the acceptances of each card,
// which is all that the value of a set is made of; what independence of the two adds goes into `beside`.
//
// Every factor's levels are drawn towards its prior mean by a normal of the factor's own spread (partial pooling), and
// the spread is estimated from the data: MacKay's fixed point (1992), steadied by a few imagined levels of the spread
// expected beforehand. So a pair seen three times says little and one seen three thousand times nearly everything.
// `lift` is a line with a slope of its own, and levels around it. `position` and `beside` are fitted from explored
// decisions only, because what is shown second, or beside another, was chosen so.
//
// Events of an earlier fit count as what they said of each level by itself, to the second order. So a fit that goes on
// is near the fit of all events at once, and not the same.
//
// Levels are moved factor by factor, each by one Newton step of its own (the factor's levels do not share cards), on
// one thread in the order of the data, with + - * / and sqrt alone: every machine gives the same bytes.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "encore/learn/observations.hpp"

namespace encore::learn {

struct FitOptions {
  std::int64_t prior_accepts = 5;
  std::int64_t prior_shows = 100;
  int most_sweeps = 40;
};

/// One level as it is stored: log2-odds and their standard error in 1/65536, and the counts behind them.
struct FittedLevel {
  std::int64_t value = 0;
  std::int64_t error = 0;
  std::int64_t shows = 0;
  std::int64_t accepts = 0;
  // What a later fit goes on from, in millionths: see observations.hpp.
  std::int64_t curvature = 0;
  std::int64_t deviation = 0;
  std::int64_t pull = 0;
};

struct Fitted {
  std::array<std::vector<FittedLevel>, kFactorCount> levels;
  std::array<std::int64_t, kFactorCount> spread{};  // of a factor's levels, in the same unit
  std::int64_t lift_slope_ppm = 0;                  // log-odds gained for each unit of log lift
  int sweeps = 0;
  /// Of each card held back, in order: the predicted take rate where it was shown, by the model and by the prior alone.
  std::vector<std::int64_t> held_ppm;
  std::vector<std::int64_t> held_prior_ppm;
};

Fitted fit(const Observations& observations, const FitOptions& options);

}  // namespace encore::learn
