// SPDX-License-Identifier: MIT
#include "encore/learn/bands.hpp"

#include <algorithm>

#include "encore/base/int128.hpp"

namespace encore::learn {

namespace {

// The first band whose upper bound holds; the open one otherwise.
template <std::size_t N>
std::size_t band(std::int64_t part, std::int64_t whole, const std::int64_t (&bounds)[N]) {
  const Int128 scaled = static_cast<Int128>(part) * 10'000;
  for (std::size_t i = 0; i < N; ++i) {
    if (scaled <= static_cast<Int128>(whole) * bounds[i]) return i;
  }
  return N;
}

}  // namespace

std::size_t share_band(std::int64_t part, std::int64_t whole) {
  return band(part, whole, kShareBands);
}

std::size_t depth_band(std::int64_t discount, std::int64_t list) {
  return band(discount, list, kDepthBands);
}

std::size_t lift_band(std::int64_t log2_lift) {
  const std::int64_t half = kLiftBandUnit / 2;
  const std::int64_t shifted = log2_lift + half - kLowestLiftBand * kLiftBandUnit;
  const std::int64_t rounded = shifted < 0 ? 0 : shifted / kLiftBandUnit;
  return static_cast<std::size_t>(std::clamp<std::int64_t>(rounded, 0, kHighestLiftBand - kLowestLiftBand));
}

}  // namespace encore::learn
