// SPDX-License-Identifier: MIT
//
// The pause for returns in runs that look after every sale, and the expected return.
#include "encore/learn/returns.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <vector>

using namespace encore::learn;

namespace {

// Uniform in [0, 1): xorshift, the same draws on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  bool chance_in_thousand(std::uint64_t in) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return (state_ >> 20) % 1000 < in;
  }

 private:
  std::uint64_t state_;
};

constexpr std::int64_t kCeiling = 500;
constexpr std::int64_t kSales = 1000;

// The fewest returns that pause, by sales.
std::vector<std::int64_t> limits() {
  std::vector<std::int64_t> found(kSales + 1);
  std::int64_t returned = 0;
  for (std::int64_t sold = 1; sold <= kSales; ++sold) {
    while (returned <= sold && !returns_exceed(sold, returned, kCeiling)) ++returned;
    found[static_cast<std::size_t>(sold)] = returned;
  }
  return found;
}

// Of `runs` products with that rate, how many pause within 1,000 sales.
int paused(std::uint64_t rate_per_thousand, int runs) {
  const std::vector<std::int64_t> limit = limits();
  Dice dice(0x9E3779B97F4A7C15U + rate_per_thousand);
  int count = 0;
  for (int run = 0; run < runs; ++run) {
    std::int64_t returned = 0;
    for (std::int64_t sold = 1; sold <= kSales; ++sold) {
      if (dice.chance_in_thousand(rate_per_thousand)) ++returned;
      if (returned < limit[static_cast<std::size_t>(sold)]) continue;
      ++count;
      break;
    }
  }
  return count;
}

}  // namespace

TEST_CASE("of 1,000 sales under a ceiling of 5 %, bad products pause and good ones do not") {
  constexpr int kRuns = 4000;
  CHECK(paused(30, kRuns) < kRuns / 100);
  CHECK(paused(50, kRuns) < kRuns / 20);
  CHECK(paused(100, kRuns) > kRuns * 95 / 100);
}

TEST_CASE("a pause needs more returns than the ceiling, and more of them for more sales") {
  const std::vector<std::int64_t> limit = limits();
  for (std::size_t sold = 2; sold < limit.size(); ++sold) {
    CHECK(limit[sold] >= limit[sold - 1]);
    CHECK(limit[sold] * 20 > static_cast<std::int64_t>(sold));
  }
  CHECK_FALSE(returns_exceed(0, 0, kCeiling));
  CHECK_FALSE(returns_exceed(1, 1, kCeiling));
  CHECK_FALSE(returns_exceed(1'000'000'000, 50'000'000, kCeiling));
  CHECK(returns_exceed(1'000'000'000, 60'000'000, kCeiling));
  CHECK(returns_exceed(1, 1, 0));
  CHECK_FALSE(returns_exceed(1000, 1000, 10'000));
}

TEST_CASE("an expected return begins at half the ceiling and ends at what is counted") {
  CHECK(expected_return_ppm(0, 0, kCeiling) == 25'000);
  CHECK(expected_return_ppm(20, 1, kCeiling) == 37'500);
  CHECK(expected_return_ppm(1'000'000, 80'000, kCeiling) == 79'999);
  CHECK(expected_return_ppm(10, 10, 10'000) <= 1'000'000);
}
