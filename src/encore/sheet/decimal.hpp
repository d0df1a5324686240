// SPDX-License-Identifier: MIT
//
// A quantity that need not be whole (0.35 kg of cheese), exact to six decimals: an integer
// number of millionths. Never an amount of money.
#pragma once

#include <cstdint>

namespace encore {

struct Decimal {
  std::int64_t millionths = 0;

  static constexpr std::int64_t kOne = 1'000'000;
  static constexpr std::int64_t kMostWhole = 4'000'000'000'000;

  constexpr Decimal() = default;
  /// Past kMostWhole, far beyond every quantity, it is kMostWhole.
  constexpr Decimal(std::int64_t whole)
      : millionths((whole > kMostWhole    ? kMostWhole
                    : whole < -kMostWhole ? -kMostWhole
                                          : whole) *
                   kOne) {}
  static constexpr Decimal of_millionths(std::int64_t millionths) {
    Decimal value;
    value.millionths = millionths;
    return value;
  }

  constexpr bool is_whole() const { return millionths % kOne == 0; }
  /// Rounded towards zero.
  constexpr std::int64_t whole() const { return millionths / kOne; }

  friend constexpr bool operator==(Decimal a, Decimal b) { return a.millionths == b.millionths; }
  friend constexpr bool operator<(Decimal a, Decimal b) { return a.millionths < b.millionths; }
  friend constexpr bool operator>(Decimal a, Decimal b) { return b < a; }
  friend constexpr Decimal operator-(Decimal a, Decimal b) { return of_millionths(a.millionths - b.millionths); }
};

}  // namespace encore
