// SPDX-License-Identifier: MIT
//
// Truncate, then decide once whether to step away from zero: every rule is a predicate on
// the remainder, and working on magnitudes makes the rules symmetric in sign.
#include "encore/money/rounding.hpp"

namespace encore {

Int128 divide(Int128 numerator, Int128 denominator, Rounding rounding) {
  const bool negative = numerator < 0;
  const Uint128 magnitude = negative ? -static_cast<Uint128>(numerator) : static_cast<Uint128>(numerator);
  const auto divisor = static_cast<Uint128>(denominator);
  Uint128 quotient = magnitude / divisor;
  const Uint128 remainder = magnitude - quotient * divisor;
  if (remainder != 0) {
    const Uint128 twice = 2 * remainder;
    bool away = false;
    switch (rounding) {
      case Rounding::half_up: away = twice >= divisor; break;
      case Rounding::half_even: away = twice > divisor || (twice == divisor && (quotient & 1) != 0); break;
      case Rounding::half_down: away = twice > divisor; break;
      case Rounding::up: away = true; break;
      case Rounding::down: break;
    }
    if (away) ++quotient;
  }
  const auto result = static_cast<Int128>(quotient);
  return negative ? -result : result;
}

}  // namespace encore
