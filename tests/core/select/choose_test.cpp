// SPDX-License-Identifier: MIT
//
// The best set: held against a search that tries every pair, over thousands of random
// fields in which ties, shared products, families and order lines and tight limits are common.
#include <algorithm>
#include <cstdint>
#include <deque>
#include <random>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "encore/select/choose.hpp"
#include "encore/select/take_rate.hpp"

using namespace encore;

namespace {

struct Field {
  std::vector<std::string> texts;
  std::deque<LineClaim> claims;
  std::vector<Contender> contenders;
};

using Random = std::mt19937_64;  // its sequence is fixed by the standard, unlike distributions

std::int64_t below(Random& random, std::int64_t n) {
  return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n));
}

// Of two lines: one of a single unit, one of three.
LineClaim random_claim(Random& random) {
  const bool single = below(random, 2) == 0;
  LineClaim claim;
  claim.line_id = single ? "l1" : "l2";
  claim.left = single ? 1 : 3;
  claim.units = 1 + below(random, claim.left);
  claim.covers = below(random, 2) == 0;
  if (claim.covers && below(random, 2) == 0) claim.family = "theft";
  return claim;
}

// Small ranges make ties and conflicts; large ones make the arithmetic work.
Field random_field(Random& random, std::size_t size) {
  Field field;
  field.texts.reserve(size * 3);
  const bool coarse = below(random, 2) == 0;
  const std::int64_t products = 1 + below(random, static_cast<std::int64_t>(size) + 2);
  const std::int64_t families = 1 + below(random, 6);
  for (std::size_t i = 0; i < size; ++i) {
    Contender one;
    one.worth = coarse ? below(random, 5) * 250'000 : below(random, kFullWorth + 1);
    one.odds = odds_of(coarse ? 50'000 * (1 + below(random, 4)) : 1 + below(random, kHighestPpm));
    one.priority = below(random, 3);
    one.subtotal = coarse ? 500 * below(random, 6) : below(random, 100'000);
    field.texts.push_back("c" + std::to_string((i * 7919) % size));
    one.id = field.texts.back();
    field.texts.push_back("p" + std::to_string(below(random, products)));
    one.product_id = field.texts.back();
    const std::int64_t family = below(random, families + 2);
    field.texts.push_back(family < 2 ? std::string() : "f" + std::to_string(family));
    one.family = field.texts.back();
    if (below(random, 3) == 0) one.line = &field.claims.emplace_back(random_claim(random));
    field.contenders.push_back(one);
  }
  return field;
}

// The documented order of sets, spelled out: value, then fewer members, then priorities from
// the highest down, then ids from the lowest up.
struct Set {
  std::vector<std::size_t> members;
  Worth value;
};

bool better(const Set& a, const Set& b, const std::vector<Contender>& all) {
  if (const int order = compare(a.value, b.value); order != 0) return order > 0;
  if (a.members.size() != b.members.size()) return a.members.size() < b.members.size();
  std::vector<std::int64_t> pa, pb;
  std::vector<std::string> ia, ib;
  for (const std::size_t i : a.members) pa.push_back(all[i].priority), ia.emplace_back(all[i].id);
  for (const std::size_t i : b.members) pb.push_back(all[i].priority), ib.emplace_back(all[i].id);
  std::sort(pa.rbegin(), pa.rend()), std::sort(pb.rbegin(), pb.rend());
  if (pa != pb) return pa > pb;
  std::sort(ia.begin(), ia.end()), std::sort(ib.begin(), ib.end());
  return ia < ib;
}

Worth exact(const std::vector<Contender>& all, const std::vector<std::size_t>& members, std::int64_t dilution) {
  const std::int64_t attention = members.size() == 2 ? 10'000 - dilution : 10'000;
  Worth value{0, static_cast<Int128>(10'000) << 24};
  for (const std::size_t i : members) {
    value.numerator += static_cast<Int128>(all[i].worth) * all[i].odds * attention;
    value.denominator += static_cast<Int128>(all[i].odds) * attention;
  }
  return value;
}

// Unit by unit: each is replaced once, is not replaced under its cover, and covered once by each family.
bool line_holds(const LineClaim* a, const LineClaim* b) {
  if (a == nullptr || b == nullptr || a->line_id != b->line_id) return true;
  std::vector<std::string> units(static_cast<std::size_t>(a->left));
  const auto place = [&](const LineClaim& claim) {
    const std::string mark = claim.covers ? "cover " + std::string(claim.family) + ";" : "replaced";
    std::int64_t open = claim.units;
    for (std::string& unit : units) {
      const bool taken = claim.covers ? unit == "replaced" || unit.find(mark) != std::string::npos : !unit.empty();
      if (open == 0 || taken) continue;
      unit = claim.covers ? unit + mark : mark;
      --open;
    }
    return open == 0;
  };
  return place(*a) && place(*b);
}

bool may_pair(const Contender& a, const Contender& b, const ChoiceRules& rules) {
  if (!line_holds(a.line, b.line)) return false;
  if (a.product_id == b.product_id) return false;
  if (!a.family.empty() && a.family == b.family) return false;
  return !rules.joint_limit || a.subtotal + b.subtotal <= *rules.joint_limit;
}

Choice by_trying_all(const std::vector<Contender>& all, const ChoiceRules& rules) {
  if (all.empty()) return {};
  std::vector<Set> singles, pairs;
  for (std::size_t i = 0; i < all.size(); ++i) {
    singles.push_back({{i}, exact(all, {i}, 0)});
    for (std::size_t j = i + 1; j < all.size(); ++j) {
      if (may_pair(all[i], all[j], rules)) pairs.push_back({{i, j}, exact(all, {i, j}, rules.dilution_bps)});
    }
  }
  const auto best_of = [&](const std::vector<Set>& sets) {
    return *std::min_element(sets.begin(), sets.end(), [&](const Set& a, const Set& b) { return better(a, b, all); });
  };
  Set best = best_of(singles);
  if (rules.two && rules.second_offer != SecondOffer::never && !pairs.empty()) {
    const Set pair = best_of(pairs);
    if (rules.second_offer == SecondOffer::always || compare(pair.value, best.value) > 0) best = pair;
  }
  Choice choice;
  choice.first = static_cast<std::uint32_t>(best.members[0]);
  if (best.members.size() == 2) {
    choice.second = static_cast<std::uint32_t>(best.members[1]);
    const Set first{{best.members[0]}, exact(all, {best.members[0]}, 0)};
    const Set second{{best.members[1]}, exact(all, {best.members[1]}, 0)};
    if (better(second, first, all)) std::swap(choice.first, choice.second);
  }
  return choice;
}

// Priority first, one card after the other.
Choice by_priority(const std::vector<Contender>& all, const ChoiceRules& rules) {
  Choice choice;
  const auto outranks_by = [&](std::size_t a, Worth va, std::size_t b, Worth vb) {
    if (all[a].priority != all[b].priority) return all[a].priority > all[b].priority;
    if (const int order = compare(va, vb); order != 0) return order > 0;
    return all[a].id < all[b].id;
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (choice.first == kNoContender ||
        outranks_by(i, exact(all, {i}, 0), choice.first, exact(all, {choice.first}, 0))) {
      choice.first = static_cast<std::uint32_t>(i);
    }
  }
  if (choice.first == kNoContender || !rules.two || rules.second_offer == SecondOffer::never) return choice;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!may_pair(all[choice.first], all[i], rules)) continue;
    const Worth value = exact(all, {choice.first, i}, rules.dilution_bps);
    if (rules.second_offer == SecondOffer::automatic && compare(value, exact(all, {choice.first}, 0)) <= 0) continue;
    if (choice.second == kNoContender ||
        outranks_by(i, value, choice.second, exact(all, {choice.first, choice.second}, rules.dilution_bps))) {
      choice.second = static_cast<std::uint32_t>(i);
    }
  }
  return choice;
}

ChoiceRules random_rules(Random& random) {
  ChoiceRules rules;
  rules.second_offer = static_cast<SecondOffer>(below(random, 8) < 6 ? 0 : below(random, 3));
  rules.two = below(random, 10) != 0;
  rules.dilution_bps = below(random, 4) == 0 ? below(random, 10'001) : 500 * below(random, 5);
  if (below(random, 2) == 0)
    rules.joint_limit = below(random, 2) == 0 ? 500 * below(random, 12) : below(random, 150'000);
  return rules;
}

}  // namespace

TEST_CASE("the choice equals a search over every pair, ties included") {
  Random random(20261121);
  int pairs = 0;
  int singles = 0;
  for (int round = 0; round < 6000; ++round) {
    const Field field = random_field(random, static_cast<std::size_t>(below(random, 15)));
    const ChoiceRules rules = random_rules(random);
    const Choice found = choose(field.contenders, rules);
    const Choice wanted = by_trying_all(field.contenders, rules);
    INFO("round " << round << " of seed 20261121");
    REQUIRE(found.first == wanted.first);
    REQUIRE(found.second == wanted.second);
    (found.second == kNoContender ? singles : pairs)++;
  }
  CHECK(pairs > 1000);
  CHECK(singles > 1000);
}

TEST_CASE("larger fields, where pruning matters, agree as well") {
  Random random(7);
  for (int round = 0; round < 60; ++round) {
    const Field field = random_field(random, 60 + static_cast<std::size_t>(below(random, 120)));
    const ChoiceRules rules = random_rules(random);
    const Choice found = choose(field.contenders, rules);
    const Choice wanted = by_trying_all(field.contenders, rules);
    INFO("round " << round << " of seed 7");
    REQUIRE(found.first == wanted.first);
    REQUIRE(found.second == wanted.second);
  }
}

TEST_CASE("under the objective priority the merchant's order comes before any value") {
  Random random(99);
  for (int round = 0; round < 3000; ++round) {
    const Field field = random_field(random, static_cast<std::size_t>(below(random, 12)));
    ChoiceRules rules = random_rules(random);
    rules.objective = Objective::priority;
    const Choice found = choose(field.contenders, rules);
    const Choice wanted = by_priority(field.contenders, rules);
    INFO("round " << round << " of seed 99");
    REQUIRE(found.first == wanted.first);
    REQUIRE(found.second == wanted.second);
  }
}

TEST_CASE("ten times the candidates take about ten times the steps") {
  // Counted, not timed: comparisons and pair values. The worst cases for pruning by weight
  // (one product for all, one family for all) are among them.
  for (int kind = 0; kind < 4; ++kind) {
    std::uint64_t steps[2] = {0, 0};
    for (int size = 0; size < 2; ++size) {
      Random random(static_cast<std::uint64_t>(40 + kind));
      Field field = random_field(random, size == 0 ? 1000 : 10'000);
      for (Contender& one : field.contenders) one.line = nullptr;  // of these, all partners are tried
      if (kind == 1)
        for (Contender& one : field.contenders) one.product_id = "same";
      if (kind == 2)
        for (Contender& one : field.contenders) one.family = "same";
      ChoiceRules rules;
      rules.dilution_bps = 1000;
      if (kind == 3) rules.joint_limit = 60'000;
      choose(field.contenders, rules, &steps[size]);
    }
    INFO("kind " << kind << ": " << steps[0] << " and " << steps[1] << " steps");
    CHECK(steps[1] <= 14 * steps[0]);
    CHECK(steps[1] < 10'000 * 400);
  }
}

TEST_CASE("a second offer is shown only where it earns more than it takes") {
  Contender strong{1'000'000, odds_of(200'000), 0, 1000, "a", "p1", {}};
  Contender weak{10'000, odds_of(100'000), 0, 1000, "b", "p2", {}};
  ChoiceRules rules;
  rules.dilution_bps = 1000;
  const std::vector<Contender> two{strong, weak};
  CHECK(choose(two, rules).second == kNoContender);
  rules.second_offer = SecondOffer::always;
  CHECK(choose(two, rules).second == 1);
  rules.second_offer = SecondOffer::never;
  CHECK(choose(two, rules).second == kNoContender);
}

TEST_CASE("equal sets: the smaller, then the higher priority, then the lower id") {
  Contender a{500'000, odds_of(100'000), 0, 1000, "b", "p1", {}};
  Contender b = a;
  b.id = "a";
  b.product_id = "p2";
  ChoiceRules rules;
  rules.two = false;
  CHECK(choose(std::vector<Contender>{a, b}, rules).first == 1);
  a.priority = 1;
  CHECK(choose(std::vector<Contender>{a, b}, rules).first == 0);
  // Worth nothing at all: a pair would be worth as much, so one is shown.
  Contender c{0, odds_of(100'000), 0, 0, "c", "p3", {}};
  Contender d{0, odds_of(100'000), 0, 0, "d", "p4", {}};
  rules.two = true;
  const Choice none = choose(std::vector<Contender>{d, c}, rules);
  CHECK(none.first == 1);
  CHECK(none.second == kNoContender);
}

TEST_CASE("the extremes of worth, odds and dilution neither overflow nor divide by zero") {
  for (const std::int64_t dilution : {std::int64_t{0}, std::int64_t{9'999}, std::int64_t{10'000}}) {
    std::vector<Contender> all;
    const std::string ids = "abcdefgh";
    for (std::size_t i = 0; i < ids.size(); ++i) {
      all.push_back(
          {kFullWorth, odds_of(kHighestPpm), 0, kMaxMinor, Text(ids).substr(i, 1), Text(ids).substr(i, 1), {}});
    }
    ChoiceRules rules;
    rules.dilution_bps = dilution;
    rules.second_offer = SecondOffer::always;
    rules.joint_limit = kMaxMinor;
    CHECK(choose(all, rules).second == kNoContender);
    rules.joint_limit = 2 * kMaxMinor;
    const Choice pair = choose(all, rules);
    CHECK(pair.first == 0);
    CHECK(pair.second == 1);
  }
  CHECK(choose({}, {}).first == kNoContender);
}
