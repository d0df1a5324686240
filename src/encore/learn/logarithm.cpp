// SPDX-License-Identifier: MIT
//
// exp: x = n ln 2 + r with |r| <= ln 2 / 2, ln 2 in two parts (Cody and Waite 1980), a Taylor sum in r, and n added to
// the exponent. log: the mantissa m in [1/sqrt 2, sqrt 2), then 2 artanh((m - 1) / (m + 1)) as its odd series.
#include "encore/learn/logarithm.hpp"

#include <cmath>
#include <cstdint>
#include <cstring>

namespace encore::learn {

namespace {

constexpr double kLn2High = 6.93147180369123816490e-01;
constexpr double kLn2Low = 1.90821492927058770002e-10;
constexpr double kSqrt2 = 1.4142135623730951;
constexpr double kLargest = 700;
constexpr int kExpTerms = 13;
constexpr int kLogTerms = 23;  // the last odd power

double power_of_two(int n) {
  const std::uint64_t bits = static_cast<std::uint64_t>(n + 1023) << 52;
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

}  // namespace

double exponential(double x) {
  if (x < -kLargest) return 0;
  if (x > kLargest) x = kLargest;
  const double n = std::floor(x * kLog2OfE + 0.5);
  const double r = (x - n * kLn2High) - n * kLn2Low;
  double sum = 1;
  for (int k = kExpTerms; k > 0; --k) sum = 1 + sum * r / k;
  return sum * power_of_two(static_cast<int>(n));
}

double logarithm(double x) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &x, sizeof bits);
  int n = static_cast<int>(bits >> 52) - 1023;
  bits = (bits & 0xFFFFFFFFFFFFFU) | (std::uint64_t{1023} << 52);
  double m = 0;
  std::memcpy(&m, &bits, sizeof m);
  if (m >= kSqrt2) {
    m /= 2;
    ++n;
  }
  const double s = (m - 1) / (m + 1);
  const double square = s * s;
  double sum = 0;
  for (int k = kLogTerms; k > 1; k -= 2) sum = (sum + 1.0 / k) * square;
  return n * kLn2High + (2 * s * (1 + sum) + n * kLn2Low);
}

}  // namespace encore::learn
