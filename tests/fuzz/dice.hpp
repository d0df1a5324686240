// SPDX-License-Identifier: MIT
//
// Chance for the fuzzers, from the seed that libFuzzer hands to a mutator: the same input and
// seed make the same document again, so a crash can be walked back to.
#pragma once

#include <cstdint>
#include <iterator>

namespace encore::fuzz {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  /// SplitMix64.
  std::uint64_t roll() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  /// From 0 to `count` - 1; 0 where `count` is 0.
  std::size_t below(std::size_t count) { return count == 0 ? 0 : static_cast<std::size_t>(roll() % count); }
  bool one_in(std::size_t count) { return below(count) == 0; }
  template <typename List>
  const auto& of(const List& list) {
    return std::data(list)[below(std::size(list))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace encore::fuzz
