// SPDX-License-Identifier: MIT
//
// Each rule on every interesting side of a whole number, in both signs.
#include <catch2/catch.hpp>

#include "encore/money/minor.hpp"
#include "encore/money/rounding.hpp"

using encore::divide;
using encore::Int128;
using encore::Rounding;

namespace {

std::int64_t rounded(std::int64_t numerator, std::int64_t denominator, Rounding rounding) {
  return static_cast<std::int64_t>(divide(numerator, denominator, rounding));
}

}  // namespace

TEST_CASE("each rule takes quarters, halves and three quarters where its name says") {
  struct Row {
    std::int64_t quarters;
    std::int64_t half_up, half_even, half_down, up, down;
  };
  const Row rows[] = {
      {0, 0, 0, 0, 0, 0},        {1, 0, 0, 0, 1, 0},    {2, 1, 0, 0, 1, 0},       {3, 1, 1, 1, 1, 0},
      {4, 1, 1, 1, 1, 1},        {5, 1, 1, 1, 2, 1},    {6, 2, 2, 1, 2, 1},       {7, 2, 2, 2, 2, 1},
      {9, 2, 2, 2, 3, 2},        {10, 3, 2, 2, 3, 2},   {11, 3, 3, 3, 3, 2},      {14, 4, 4, 3, 4, 3},
      {18, 5, 4, 4, 5, 4},       {-2, -1, 0, 0, -1, 0}, {-6, -2, -2, -1, -2, -1}, {-7, -2, -2, -2, -2, -1},
      {-10, -3, -2, -2, -3, -2},
  };
  for (const Row& row : rows) {
    CAPTURE(row.quarters);
    CHECK(rounded(row.quarters, 4, Rounding::half_up) == row.half_up);
    CHECK(rounded(row.quarters, 4, Rounding::half_even) == row.half_even);
    CHECK(rounded(row.quarters, 4, Rounding::half_down) == row.half_down);
    CHECK(rounded(row.quarters, 4, Rounding::up) == row.up);
    CHECK(rounded(row.quarters, 4, Rounding::down) == row.down);
  }
}

TEST_CASE("a whole number is itself under every rule") {
  for (const Rounding rounding :
       {Rounding::half_up, Rounding::half_even, Rounding::half_down, Rounding::up, Rounding::down}) {
    CHECK(rounded(21, 7, rounding) == 3);
    CHECK(rounded(-21, 7, rounding) == -3);
    CHECK(rounded(encore::kMaxMinor, 1, rounding) == encore::kMaxMinor);
  }
}

TEST_CASE("products past 64 bits divide exactly") {
  const Int128 wide = static_cast<Int128>(encore::kMaxMinor) * 10'000;
  CHECK(static_cast<std::int64_t>(divide(wide, 10'000, Rounding::down)) == encore::kMaxMinor);
  CHECK(static_cast<std::int64_t>(divide(wide + 5'000, 10'000, Rounding::half_up)) == encore::kMaxMinor + 1);
  CHECK(static_cast<std::int64_t>(divide(wide + 4'999, 10'000, Rounding::half_up)) == encore::kMaxMinor);
}

TEST_CASE("a divisor just below 2^126 still tells a half from less") {
  const Int128 divisor = (static_cast<Int128>(1) << 126) - 2;
  CHECK(static_cast<std::int64_t>(divide(divisor / 2, divisor, Rounding::half_up)) == 1);
  CHECK(static_cast<std::int64_t>(divide(divisor / 2 - 1, divisor, Rounding::half_up)) == 0);
}
