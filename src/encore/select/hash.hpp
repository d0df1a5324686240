// SPDX-License-Identifier: MIT
//
// Fowler–Noll–Vo hashes, FNV-1a, in the three widths in use, and the draw that follows one. 32 bits over UTF-16 code
// units, as GrowthBook's SDK reads `charCodeAt`: buckets of experiments. 64 bits over bytes: the seed of exploration.
// 128 bits over bytes: names of decisions. None of them secures anything.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "encore/base/int128.hpp"

namespace encore {

class Fnv32 {
 public:
  /// Takes the UTF-16 code units of `text` (UTF-8).
  void take(std::string_view text);
  std::uint32_t value() const { return state_; }

 private:
  void unit(std::uint32_t unit) { state_ = (state_ ^ unit) * 0x01000193U; }
  std::uint32_t state_ = 0x811C9DC5U;
};

std::uint64_t fnv64(std::string_view bytes);
Uint128 fnv128(std::string_view bytes);

/// The number that splitmix64 (Steele, Lea, Flood 2014) draws in `state`; the state after it is `state` and the step.
inline constexpr std::uint64_t kSplitMixStep = 0x9E3779B97F4A7C15U;
std::uint64_t splitmix64(std::uint64_t state);

/// Appends 32 lower-case hexadecimal digits.
void append_fnv128(std::string& to, std::string_view bytes);

}  // namespace encore
