// SPDX-License-Identifier: MIT
//
// A fit, text in and text out. The answer has one entry for each factor:
//   {"ok":true,"sweeps":n,"lift_slope_ppm":n,"factors":[{"factor":"base","spread":n,"levels":[[value,error,shows,
//    accepts,curvature,deviation,pull],…]},…],
//    "held_ppm":[…],"held_prior_ppm":[…]}
// or, where a line cannot be read, {"ok":false,"fault":"observations","line":n,"what":"…"}.
#pragma once

#include <string>
#include <string_view>

#include "encore/learn/fit.hpp"

namespace encore::learn {

/// Levels of `factor` where the factor fixes them (kinds, bands, …); 0 where the data do.
std::uint32_t fixed_levels(Factor factor);

std::string fit_text(const LevelCounts& level_counts, const FitOptions& options, std::string_view observations);

}  // namespace encore::learn
