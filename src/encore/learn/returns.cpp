// SPDX-License-Identifier: MIT
//
// The ratio is B(a + returned, b + kept) / B(a, b) / (c^returned (1 - c)^kept), in logarithms of our own, so that every
// build decides alike. The mixture's mean is at twice the odds of the ceiling c, as wide as four returns make it: a
// true rate of twice a ceiling of 5 % is found after about 140 sales, half the time.
#include "encore/learn/returns.hpp"

#include <algorithm>

#include "encore/base/int128.hpp"
#include "encore/learn/logarithm.hpp"
#include "encore/money/rounding.hpp"

namespace encore::learn {

namespace {

constexpr double kFull = 10'000;       // bps
constexpr double kMixtureReturns = 4;  // a of the mixture
constexpr double kOddsOfMixture = 2;   // its mean, in odds of the ceiling
constexpr double kLogOfTwenty = 2.995732273553991;
constexpr double kHalfLogOfTwoPi = 0.9189385332046727;
constexpr double kStirlingFrom = 12;  // from here the series below is good to 1e-15

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kImaginedSales = 20;
constexpr std::int64_t kPpmOfHalfBps = 50;

// The logarithm of the gamma function. Requires: x > 0.
double log_gamma(double x) {
  double shift = 1;
  while (x < kStirlingFrom) {
    shift *= x;
    x += 1;
  }
  const double inverse = 1 / x;
  const double square = inverse * inverse;
  const double series =
      inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))));
  return (x - 0.5) * logarithm(x) - x + kHalfLogOfTwoPi + series - logarithm(shift);
}

double log_beta(double a, double b) {
  return log_gamma(a) + log_gamma(b) - log_gamma(a + b);
}

}  // namespace

bool returns_exceed(std::int64_t sold, std::int64_t returned, std::int64_t ceiling_bps) {
  if (static_cast<Int128>(returned) * 10'000 <= static_cast<Int128>(sold) * ceiling_bps) return false;
  if (ceiling_bps <= 0) return true;  // no return at all is accepted
  const double ceiling = static_cast<double>(ceiling_bps) / kFull;
  const double a = kMixtureReturns;
  const double b = kMixtureReturns * (1 - ceiling) / (kOddsOfMixture * ceiling);
  const auto back = static_cast<double>(returned);
  const auto kept = static_cast<double>(sold - returned);
  const double under_ceiling = back * logarithm(ceiling) + kept * logarithm(1 - ceiling);
  return log_beta(a + back, b + kept) - log_beta(a, b) - under_ceiling >= kLogOfTwenty;
}

std::int64_t expected_return_ppm(std::int64_t sold, std::int64_t returned, std::int64_t ceiling_bps) {
  const Int128 back =
      static_cast<Int128>(returned) * kMillion + static_cast<Int128>(kImaginedSales) * ceiling_bps * kPpmOfHalfBps;
  const Int128 ppm = divide(back, static_cast<Int128>(sold) + kImaginedSales, Rounding::half_even);
  return std::clamp<std::int64_t>(static_cast<std::int64_t>(ppm), 0, kMillion);
}

}  // namespace encore::learn
