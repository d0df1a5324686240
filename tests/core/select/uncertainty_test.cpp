// SPDX-License-Identifier: MIT
//
// Exploration by uncertainty: the stated propensities are what draws come to, single offers and pairs both get their
// share, and the unsure are drawn more often than the known.
#include "encore/select/uncertainty.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "encore/base/arena.hpp"
#include "encore/select/take_rate.hpp"

using namespace encore;

namespace {

const std::string kIds = "abcdefgh";
using Shown = std::pair<std::uint32_t, std::uint32_t>;

std::vector<Contender> six() {
  std::vector<Contender> all;
  for (std::size_t i = 0; i < 6; ++i) {
    Contender one;
    one.worth = 1'000'000 - 150'000 * static_cast<std::int64_t>(i);
    one.odds = odds_of(90'000);
    one.subtotal = 1000;
    one.id = Text(kIds).substr(i, 1);
    one.product_id = one.id;
    one.error = i == 3 ? 200'000 : 5'000;
    all.push_back(one);
  }
  all[1].family = all[2].family = "lenses";  // never side by side
  return all;
}

ChoiceRules rules_with(SecondOffer second) {
  ChoiceRules rules;
  rules.dilution_bps = 1000;
  rules.second_offer = second;
  return rules;
}

Explore rate_of(std::int64_t rate_bps, std::int64_t pool = 20) {
  Explore how;
  how.method = ExploreMethod::uncertainty;
  how.rate_bps = rate_bps;
  how.pool = pool;
  return how;
}

std::map<Shown, std::int64_t> stated(const std::vector<Contender>& all, const ChoiceRules& rules, const Explore& how) {
  Arena arena;
  std::map<Shown, std::int64_t> found;
  for (const Slate& slate : uncertain_slates(all, rules, how, arena)) {
    found[{slate.choice.first, slate.choice.second}] += slate.propensity_ppb;
  }
  return found;
}

}  // namespace

TEST_CASE("the stated propensities sum to one, and draws agree with them") {
  const std::vector<Contender> all = six();
  for (const SecondOffer second : {SecondOffer::automatic, SecondOffer::always, SecondOffer::never}) {
    for (const std::int64_t rate : {100, 3'000, 10'000}) {
      const ChoiceRules rules = rules_with(second);
      const Explore how = rate_of(rate);
      const std::map<Shown, std::int64_t> slates = stated(all, rules, how);
      std::int64_t sum = 0;
      for (const auto& [shown, ppb] : slates) {
        CHECK(ppb > 0);
        sum += ppb;
      }
      CHECK(std::llabs(sum - 1'000'000'000) <= static_cast<std::int64_t>(slates.size()));

      constexpr int kDraws = 20'000;
      std::map<Shown, int> counted;
      int drawn = 0;
      for (int i = 0; i < kDraws; ++i) {
        const std::uint64_t seed =
            exploration_seed(ExploreMethod::uncertainty, "visitor-" + std::to_string(i), "order", "policy", "");
        const Explored once = explore_uncertain(all, rules, how, seed);
        const Shown shown{once.choice.first, once.choice.second};
        ++counted[shown];
        drawn += once.drawn ? 1 : 0;
        REQUIRE(slates.count(shown) == 1);
        REQUIRE(once.propensity_ppb == slates.at(shown));
      }
      for (const auto& [shown, ppb] : slates) {
        const double p = static_cast<double>(ppb) / 1e9;
        const double wanted = p * kDraws;
        CHECK(std::fabs(counted[shown] - wanted) <= 5 * std::sqrt(wanted * (1 - p)) + 3);
      }
      const double share = static_cast<double>(rate) / 10'000;
      CHECK(std::fabs(drawn - share * kDraws) <= 5 * std::sqrt(share * (1 - share) * kDraws) + 1);
    }
  }
}

TEST_CASE("single offers and pairs get a fifth of the draws each, and what is unsure most of them") {
  const std::vector<Contender> all = six();
  const std::map<Shown, std::int64_t> slates = stated(all, rules_with(SecondOffer::automatic), rate_of(10'000));
  std::int64_t singles = 0;
  std::int64_t unsure = 0;
  for (const auto& [shown, ppb] : slates) {
    if (shown.second == kNoContender) singles += ppb;
    if (shown.first == 3 || shown.second == 3) unsure += ppb;
    CHECK_FALSE((shown == Shown{1, 2} || shown == Shown{2, 1}));  // one family
    if (shown.second != kNoContender) CHECK(ppb == slates.at({shown.second, shown.first}));
  }
  CHECK(singles >= 199'999'990);
  CHECK(singles <= 800'000'010);
  CHECK(unsure > 700'000'000);
}

TEST_CASE("a pool of one and no contenders at all") {
  const std::vector<Contender> all = six();
  const Explore one = rate_of(10'000, 1);
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    CHECK(explore_uncertain(all, rules_with(SecondOffer::automatic), one, seed).choice.first == 0);
  }
  CHECK(explore_uncertain({}, rules_with(SecondOffer::automatic), one, 1).choice.first == kNoContender);
  // The best pair lies outside the pool: it is shown at its own rate alone.
  const std::map<Shown, std::int64_t> slates = stated(all, rules_with(SecondOffer::automatic), rate_of(4'000, 1));
  CHECK(slates.at({0, kNoContender}) == 400'000'000);
  CHECK(slates.size() == 2);
}
