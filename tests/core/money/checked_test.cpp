// SPDX-License-Identifier: MIT
//
// The bound of every amount.
#include <catch2/catch.hpp>
#include <limits>
#include <string>

#include "encore/money/checked.hpp"

using encore::Checked;
using encore::kMaxMinor;
using encore::Rounding;

TEST_CASE("sums, differences and products up to the bound are exact") {
  Checked sums;
  CHECK(sums.add(kMaxMinor - 1, 1) == kMaxMinor);
  CHECK(sums.subtract(-kMaxMinor, 0) == -kMaxMinor);
  CHECK(sums.multiply(3'002'399'751'580'330, 3) == 9'007'199'254'740'990);
  CHECK(sums.ratio(kMaxMinor, 10'000, 10'000, Rounding::half_up) == kMaxMinor);
  CHECK(sums.ratio(5, 3, 1, Rounding::half_up) == 15);
  CHECK_FALSE(sums.overflowed());
}

TEST_CASE("one past the bound is an overflow, and it sticks") {
  Checked sums;
  CHECK(sums.add(kMaxMinor, 1) == 0);
  CHECK(sums.overflowed());
  CHECK(sums.add(1, 1) == 2);
  CHECK(sums.overflowed());
}

TEST_CASE("what 64 bits would wrap is an overflow too") {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
  for (const std::int64_t factor : {kMost, kLeast, kMost / 2}) {
    Checked sums;
    CHECK(sums.multiply(kMaxMinor, factor) == 0);
    CHECK(sums.overflowed());
  }
  Checked product;
  CHECK(product.multiply(std::int64_t{1} << 32, std::int64_t{1} << 32) == 0);
  CHECK(product.overflowed());
  Checked difference;
  CHECK(difference.subtract(kLeast, kMost) == 0);
  CHECK(difference.overflowed());
}

TEST_CASE("dividing by nothing is an overflow, not a crash") {
  for (const std::int64_t denominator : {std::int64_t{0}, std::int64_t{-1}}) {
    Checked sums;
    CHECK(sums.ratio(1, 1, denominator, Rounding::half_up) == 0);
    CHECK(sums.overflowed());
  }
}
