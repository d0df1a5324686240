// SPDX-License-Identifier: MIT
//
// Exploration draws what it says it draws: the stated propensities are those of an
// enumeration of all draws, and frequencies over fixed seeds agree with them.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "encore/base/arena.hpp"
#include "encore/select/explore.hpp"
#include "encore/select/take_rate.hpp"

using namespace encore;

namespace {

const std::string kIds = "abcdefghij";

std::vector<Contender> five() {
  std::vector<Contender> all;
  const std::int64_t worths[] = {1'000'000, 900'000, 700'000, 150'000, 20'000};
  for (std::size_t i = 0; i < 5; ++i) {
    all.push_back({worths[i],
                   odds_of(60'000 + 30'000 * static_cast<std::int64_t>(i % 3)),
                   0,
                   1000 * static_cast<Minor>(i + 1),
                   Text(kIds).substr(i, 1),
                   Text(kIds).substr(i == 3 ? 0 : i, 1),
                   {}});
  }
  return all;
}

ChoiceRules auto_rules() {
  ChoiceRules rules;
  rules.dilution_bps = 1000;
  rules.joint_limit = 7000;
  return rules;
}

using Shown = std::pair<std::uint32_t, std::uint32_t>;

// Every ordered draw with its probability, by the definition in floating point.
std::map<Shown, double> enumerate(const std::vector<Contender>& all, const ChoiceRules& rules,
                                  std::int64_t temperature) {
  std::vector<double> weights;
  std::int64_t highest = 0;
  std::vector<std::int64_t> values;
  for (const Contender& one : all) {
    const Worth value = worth_alone(one);
    values.push_back(static_cast<std::int64_t>((value.numerator << 24) / value.denominator));
    highest = std::max(highest, values.back());
  }
  double sum = 0;
  for (const std::int64_t value : values) {
    weights.push_back(static_cast<double>(exploration_weight(value, highest, temperature)));
    sum += weights.back();
  }
  std::map<Shown, double> shown;
  for (std::uint32_t a = 0; a < all.size(); ++a) {
    for (std::uint32_t b = 0; b < all.size(); ++b) {
      if (a == b) continue;
      const bool both = rules.two && rules.second_offer != SecondOffer::never && can_pair(all[a], all[b], rules) &&
                        (rules.second_offer == SecondOffer::always ||
                         compare(worth_together(all[a], all[b], rules.dilution_bps), worth_alone(all[a])) > 0);
      shown[{a, both ? b : kNoContender}] += weights[a] / sum * weights[b] / (sum - weights[a]);
    }
  }
  return shown;
}

}  // namespace

TEST_CASE("weights halve with each temperature's worth of value, and never vanish") {
  CHECK(exploration_weight(1000, 1000, 10'000) == 1U << 30);
  CHECK(exploration_weight(0, 1000, 10'000) == 1U << 29);
  CHECK(exploration_weight(900, 1000, 1'000) == 1U << 29);
  CHECK(exploration_weight(0, 1000, 100) == 1);
  CHECK(exploration_weight(0, 0, 100) == 1U << 30);
  // Within a 64th of a halving of the true power.
  for (std::int64_t value = 0; value <= 1000; value += 37) {
    const double exact = std::ldexp(std::exp2(-static_cast<double>(1000 - value) / 500.0), 30);
    const auto weight = static_cast<double>(exploration_weight(value, 1000, 5'000));
    CHECK(weight >= exact * 0.9999999);
    CHECK(weight <= exact * 1.0110);
  }
}

TEST_CASE("the propensity is that of the slots shown, summed over all draws that lead there") {
  const std::vector<Contender> all = five();
  for (const SecondOffer second : {SecondOffer::automatic, SecondOffer::always, SecondOffer::never}) {
    ChoiceRules rules = auto_rules();
    rules.second_offer = second;
    const std::map<Shown, double> wanted = enumerate(all, rules, 5'000);
    std::map<Shown, std::int64_t> stated;
    for (std::uint64_t seed = 0; seed < 3000; ++seed) {
      const Explored drawn = explore(all, rules, {ExploreMethod::softmax, 5'000, 20}, seed);
      const Shown shown{drawn.choice.first, drawn.choice.second};
      REQUIRE(wanted.count(shown) == 1);
      REQUIRE(std::fabs(static_cast<double>(drawn.propensity_ppb) - wanted.at(shown) * 1e9) < 1.0);
      stated[shown] = drawn.propensity_ppb;
    }
    std::int64_t sum = 0;
    for (const auto& [shown, ppb] : stated) sum += ppb;
    // Draws rarer than one in a thousand or so may be missing from the 3000.
    CHECK(sum <= 1'000'000'000 + static_cast<std::int64_t>(stated.size()));
    CHECK(sum > 990'000'000);
  }
}

TEST_CASE("every slate is listed with the probability of the enumeration, and they sum to one") {
  const std::vector<Contender> all = five();
  for (const SecondOffer second : {SecondOffer::automatic, SecondOffer::always, SecondOffer::never}) {
    ChoiceRules rules = auto_rules();
    rules.second_offer = second;
    std::map<Shown, double> wanted = enumerate(all, rules, 5'000);
    Arena arena;
    std::int64_t sum = 0;
    for (const Slate& slate : slates(all, rules, {ExploreMethod::softmax, 5'000, 20}, arena)) {
      const Shown shown{slate.choice.first, slate.choice.second};
      REQUIRE(wanted.count(shown) == 1);
      CHECK(std::fabs(static_cast<double>(slate.propensity_ppb) - wanted.at(shown) * 1e9) < 1.0);
      wanted.erase(shown);
      sum += slate.propensity_ppb;
    }
    CHECK(wanted.empty());
    CHECK(std::abs(sum - 1'000'000'000) <= 25);
  }
  Arena arena;
  CHECK(slates({}, auto_rules(), {ExploreMethod::softmax, 5'000, 20}, arena).size() == 1);
}

TEST_CASE("frequencies over fixed seeds agree with the propensities (chi-square)") {
  const std::vector<Contender> all = five();
  const ChoiceRules rules = auto_rules();
  const std::map<Shown, double> wanted = enumerate(all, rules, 5'000);
  std::map<Shown, int> counts;
  constexpr int kDraws = 40'000;
  for (int i = 0; i < kDraws; ++i) {
    const std::uint64_t seed =
        exploration_seed(ExploreMethod::softmax, "visitor-" + std::to_string(i), "order", "policy", "");
    const Explored drawn = explore(all, rules, {ExploreMethod::softmax, 5'000, 20}, seed);
    ++counts[{drawn.choice.first, drawn.choice.second}];
  }
  double chi = 0;
  int cells = 0;
  double rare = 0;
  double rare_count = 0;
  for (const auto& [shown, probability] : wanted) {
    const double expected = probability * kDraws;
    const double seen = counts.count(shown) == 1 ? counts.at(shown) : 0;
    if (expected < 5) {
      rare += expected;
      rare_count += seen;
      continue;
    }
    chi += (seen - expected) * (seen - expected) / expected;
    ++cells;
  }
  if (rare > 0) chi += (rare_count - rare) * (rare_count - rare) / rare, ++cells;
  INFO("chi-square " << chi << " over " << cells << " cells");
  REQUIRE(cells > 8);
  // Mean n, standard deviation sqrt(2 n); four of them leave one chance in ten thousand, and the seeds are fixed.
  CHECK(chi < cells - 1 + 4 * std::sqrt(2.0 * (cells - 1)));
}

TEST_CASE("the same seed draws the same, another may not") {
  const std::vector<Contender> all = five();
  const ChoiceRules rules = auto_rules();
  const Explore how{ExploreMethod::softmax, 10'000, 20};
  std::map<Shown, int> seen;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Explored once = explore(all, rules, how, seed);
    const Explored twice = explore(all, rules, how, seed);
    CHECK(once.choice.first == twice.choice.first);
    CHECK(once.choice.second == twice.choice.second);
    ++seen[{once.choice.first, once.choice.second}];
  }
  CHECK(seen.size() > 3);
  CHECK(exploration_seed(ExploreMethod::softmax, "v", "o", "p", "s") !=
        exploration_seed(ExploreMethod::softmax, "v", "op", "", "s"));
}

TEST_CASE("the pool keeps to the best, and one candidate is certain") {
  const std::vector<Contender> all = five();
  const ChoiceRules rules = auto_rules();
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Explored drawn = explore(all, rules, {ExploreMethod::softmax, 10'000, 2}, seed);
    CHECK(drawn.choice.first < 3);  // the two best alone are among the first three
    const Explored one = explore(all, rules, {ExploreMethod::softmax, 10'000, 1}, seed);
    CHECK(one.propensity_ppb == 1'000'000'000);
    CHECK(one.choice.second == kNoContender);
  }
  CHECK(explore({}, rules, {ExploreMethod::softmax, 10'000, 1}, 1).choice.first == kNoContender);
}
