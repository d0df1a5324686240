// SPDX-License-Identifier: MIT
//
// The generator of all draws of a decision: splitmix64 (Steele, Lea, Flood 2014); a number below n is taken by
// multiplication with rejection (Lemire 2019), so that no draw is favoured.
#pragma once

#include <cstdint>

#include "encore/base/int128.hpp"
#include "encore/select/hash.hpp"

namespace encore {

class SplitMix {
 public:
  explicit SplitMix(std::uint64_t seed) : state_(seed) {}

  /// Uniform over 0..n-1. Requires n > 0.
  std::uint64_t below(std::uint64_t n) {
    const std::uint64_t unfair = (0 - n) % n;  // so many of the 2^64 would be taken twice too often
    for (;;) {
      const Uint128 product = static_cast<Uint128>(next()) * n;
      if (static_cast<std::uint64_t>(product) >= unfair) return static_cast<std::uint64_t>(product >> 64);
    }
  }

 private:
  std::uint64_t next() {
    const std::uint64_t drawn = splitmix64(state_);
    state_ += kSplitMixStep;
    return drawn;
  }
  std::uint64_t state_;
};

}  // namespace encore
