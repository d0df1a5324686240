// SPDX-License-Identifier: MIT
//
// No rule loses a minor unit, and each hands the leftover to whom its name says.
#include <catch2/catch.hpp>
#include <numeric>
#include <vector>

#include "encore/money/allocate.hpp"

using encore::allocate;
using encore::Leftover;
using encore::Minor;

namespace {

using Amounts = std::vector<Minor>;

Amounts shared(Minor amount, const Amounts& weights, Leftover leftover) {
  Amounts parts(weights.size());
  allocate(amount, weights, leftover, parts);
  return parts;
}

}  // namespace

TEST_CASE("a hundred among three equals gives the odd one by rule") {
  CHECK(shared(100, {1, 1, 1}, Leftover::first) == Amounts{34, 33, 33});
  CHECK(shared(100, {1, 1, 1}, Leftover::last) == Amounts{33, 33, 34});
  CHECK(shared(100, {1, 1, 1}, Leftover::largest_remainder) == Amounts{34, 33, 33});
  CHECK(shared(100, {1, 1, 1}, Leftover::largest_ratio) == Amounts{34, 33, 33});
}

TEST_CASE("by order, the odd one may go to a part whose share is exact") {
  CHECK(shared(6, {2, 1, 1}, Leftover::first) == Amounts{4, 1, 1});
  CHECK(shared(6, {1, 1, 2}, Leftover::last) == Amounts{1, 1, 4});
}

TEST_CASE("unequal weights separate the four rules") {
  // Exact shares of 10 by 15, 25, 60, 5: 1.43, 2.38, 5.71, 0.48; floors leave two.
  CHECK(shared(10, {15, 25, 60, 5}, Leftover::first) == Amounts{2, 3, 5, 0});
  CHECK(shared(10, {15, 25, 60, 5}, Leftover::last) == Amounts{1, 2, 6, 1});
  CHECK(shared(10, {15, 25, 60, 5}, Leftover::largest_remainder) == Amounts{1, 2, 6, 1});
  CHECK(shared(10, {15, 25, 60, 5}, Leftover::largest_ratio) == Amounts{1, 3, 6, 0});
}

TEST_CASE("a weight of nothing gets nothing, also of the leftover") {
  for (const Leftover leftover :
       {Leftover::first, Leftover::last, Leftover::largest_remainder, Leftover::largest_ratio}) {
    const Amounts parts = shared(3, {0, 500, 501, 0}, leftover);
    CHECK(parts[0] == 0);
    CHECK(parts[3] == 0);
    CHECK(parts[1] + parts[2] == 3);
  }
}

TEST_CASE("weights of nothing at all give everything to the first") {
  CHECK(shared(7, {0, 0}, Leftover::last) == Amounts{7, 0});
  CHECK(shared(0, {}, Leftover::first).empty());
}

TEST_CASE("parts sum to the whole and none exceeds its weight") {
  std::uint64_t state = 20'261'121;
  const auto draw = [&state](std::int64_t bound) {
    state = state * 6'364'136'223'846'793'005u + 1'442'695'040'888'963'407u;
    return static_cast<std::int64_t>((state >> 33) % static_cast<std::uint64_t>(bound));
  };
  for (int round = 0; round < 20'000; ++round) {
    CAPTURE(round);
    Amounts weights(static_cast<std::size_t>(1 + draw(6)));
    const std::int64_t scale = round % 3 == 0 ? 4 : round % 3 == 1 ? 100'000 : 1'000'000'000;
    for (Minor& weight : weights) weight = draw(scale);
    const Minor whole = std::accumulate(weights.begin(), weights.end(), Minor{0});
    const Minor amount = whole == 0 ? 0 : draw(whole + 1);
    for (const Leftover leftover :
         {Leftover::first, Leftover::last, Leftover::largest_remainder, Leftover::largest_ratio}) {
      const Amounts parts = shared(amount, weights, leftover);
      REQUIRE(std::accumulate(parts.begin(), parts.end(), Minor{0}) == amount);
      for (std::size_t i = 0; i < parts.size(); ++i) {
        REQUIRE(parts[i] >= 0);
        REQUIRE(parts[i] <= weights[i]);
      }
    }
  }
}

TEST_CASE("the largest amounts are shared without overflow") {
  const Amounts parts =
      shared(encore::kMaxMinor, {encore::kMaxMinor, encore::kMaxMinor, 1}, Leftover::largest_remainder);
  CHECK(parts[0] + parts[1] + parts[2] == encore::kMaxMinor);
}
