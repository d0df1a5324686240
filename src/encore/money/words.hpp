// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/money.json by web/tools/generate/vocabulary.mjs; do not edit.
//
// Named strategies for what cannot be divided evenly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encore/base/enum_array.hpp"
#include "encore/base/words.hpp"

// One word a line, so that a difference shows words.
// clang-format off
namespace encore {

/// What happens to a fraction of a minor unit.
enum class Rounding : std::uint8_t {
  /// To the nearest; halves away from zero (2.5 to 3, -2.5 to -3).
  half_up,
  /// To the nearest; halves to the even neighbour.
  half_even,
  /// To the nearest; halves towards zero.
  half_down,
  /// Any fraction away from zero.
  up,
  /// Any fraction towards zero.
  down,
};

/// Which parts get the leftover units when an amount is shared out by weights. Equals are served in
/// order.
enum class Leftover : std::uint8_t {
  /// Parts in order.
  first,
  /// Parts in reverse order.
  last,
  /// Parts by the fraction that their floor cut off.
  largest_remainder,
  /// Parts by their weight.
  largest_ratio,
};

template <>
inline constexpr std::size_t kEnumCount<Rounding> = 5;

template <>
inline constexpr std::size_t kEnumCount<Leftover> = 4;

inline constexpr std::string_view kRoundings[] = {
    "half_up",
    "half_even",
    "half_down",
    "up",
    "down",
};

/// Its spelling on the wire.
constexpr std::string_view word(Rounding value) {
  return kRoundings[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kLeftovers[] = {
    "first",
    "last",
    "largest_remainder",
    "largest_ratio",
};

/// Its spelling on the wire.
constexpr std::string_view word(Leftover value) {
  return kLeftovers[static_cast<std::size_t>(value)];
}

}  // namespace encore
