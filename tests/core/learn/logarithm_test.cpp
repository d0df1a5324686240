// SPDX-License-Identifier: MIT
//
// exp, log and the integer powers against the machine's own.
#include "encore/learn/logarithm.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "encore/learn/powers.hpp"

using namespace encore::learn;

TEST_CASE("exp and log agree with the machine's to the last digits") {
  for (int i = -3000; i <= 3000; ++i) {
    const double x = i * 0.2003;
    CHECK(std::fabs(exponential(x) / std::exp(x) - 1) < 1e-14);
    const double positive = std::exp(x);
    CHECK(std::fabs(logarithm(positive) - std::log(positive)) < 1e-13 * std::fmax(1, std::fabs(x)));
  }
  CHECK(exponential(0) == 1);
  CHECK(logarithm(1) == 0);
  CHECK(exponential(-1000) == 0);
  CHECK(std::isfinite(exponential(1e9)));
}

TEST_CASE("integer odds are powers of two to one part in 5000, and grow") {
  std::int64_t last = -1;
  for (std::int64_t log2 = -20 * 65'536; log2 <= 16 * 65'536; log2 += 4099) {
    const std::int64_t odds = odds_from_log2(log2);
    const double exact = std::exp2(static_cast<double>(log2) / 65'536 + 24);
    CHECK(std::fabs(static_cast<double>(odds) - exact) <= exact / 5000 + 1);
    CHECK(odds >= last);
    last = odds;
  }
  CHECK(odds_from_log2(0) == 1 << 24);
  CHECK(odds_from_log2(-(std::int64_t{1} << 40)) == 0);
  CHECK(odds_from_log2(std::int64_t{1} << 40) == std::int64_t{1} << 40);
}

TEST_CASE("a take rate is odds over one more than odds, rounded") {
  CHECK(ppm_from_odds(0) == 0);
  CHECK(ppm_from_odds(1 << 24) == 500'000);
  CHECK(ppm_from_odds((1 << 24) / 19) == 50'000);
}
