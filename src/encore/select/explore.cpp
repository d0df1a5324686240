// SPDX-License-Identifier: MIT
//
// The propensity is summed in closed form: an ordered pair is reached by one draw only, a
// single card by every draw whose second was turned away.
#include "encore/select/explore.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>

#include "encore/money/rounding.hpp"
#include "encore/select/draw.hpp"
#include "encore/select/hash.hpp"
#include "encore/select/rank.hpp"

namespace encore {

namespace {

constexpr std::int64_t kBillion = 1'000'000'000;
constexpr int kSteps = 64;  // of one halving

// round(2^30 x 2^(-k/64))
constexpr std::uint32_t kPower[kSteps] = {
    1'073'741'824, 1'062'175'491, 1'050'733'751, 1'039'415'261, 1'028'218'693, 1'017'142'735, 1'006'186'087,
    995'347'464,   984'625'594,   974'019'220,   963'527'098,   953'147'997,   942'880'699,   932'724'001,
    922'676'710,   912'737'649,   902'905'651,   893'179'563,   883'558'244,   874'040'567,   864'625'413,
    855'311'680,   846'098'274,   836'984'114,   827'968'132,   819'049'271,   810'226'483,   801'498'734,
    792'865'000,   784'324'269,   775'875'538,   767'517'817,   759'250'125,   751'071'493,   742'980'960,
    734'977'579,   727'060'411,   719'228'525,   711'481'005,   703'816'941,   696'235'434,   688'735'596,
    681'316'545,   673'977'412,   666'717'336,   659'535'466,   652'430'958,   645'402'981,   638'450'708,
    631'573'326,   624'770'026,   618'040'012,   611'382'493,   604'796'689,   598'281'827,   591'837'143,
    585'461'881,   579'155'293,   572'916'640,   566'745'190,   560'640'218,   554'601'009,   548'626'854,
    542'717'053,
};

struct Ticket {
  std::uint32_t index;
  std::uint64_t weight;
};

// The best of the contenders, each with its weight.
struct Tickets {
  std::unique_ptr<Ticket[]> list;
  std::size_t size = 0;
  std::uint64_t all = 0;
  std::span<const Ticket> tickets() const { return {list.get(), size}; }
};

struct Ranking {
  std::span<const Contender> contenders;
  Objective objective;
};

std::int64_t ppb(Uint128 numerator, Uint128 denominator) {
  return static_cast<std::int64_t>(
      divide(static_cast<Int128>(numerator * kBillion), static_cast<Int128>(denominator), Rounding::half_even));
}

std::int64_t value_of(const Contender& one) {
  const Worth value = worth_alone(one);
  return static_cast<std::int64_t>((value.numerator << 24) / value.denominator);
}

// The ticket that the number `at`, below the sum of weights, falls on; `skip` holds no ticket.
std::size_t find(std::span<const Ticket> tickets, std::uint64_t at, std::size_t skip) {
  for (std::size_t i = 0;; ++i) {
    if (i == skip) continue;
    if (at < tickets[i].weight) return i;
    at -= tickets[i].weight;
  }
}

// Requires: contenders is not empty.
Tickets tickets_for(std::span<const Contender> contenders, const ChoiceRules& rules, const Explore& how) {
  const auto order = std::make_unique<std::uint32_t[]>(contenders.size());
  const std::span<std::uint32_t> ranked(order.get(), contenders.size());
  for (std::size_t i = 0; i < ranked.size(); ++i) ranked[i] = static_cast<std::uint32_t>(i);
  const Ranking ranking{contenders, rules.objective};
  rank(
      ranked,
      [](const void* context, std::uint32_t a, std::uint32_t b) {
        const Ranking& by = *static_cast<const Ranking*>(context);
        return outranks(by.contenders[a], by.contenders[b], by.objective);
      },
      &ranking);
  const auto size = std::min<std::size_t>(ranked.size(), static_cast<std::size_t>(std::max<std::int64_t>(how.pool, 1)));
  std::int64_t highest = 0;
  for (std::size_t i = 0; i < size; ++i) highest = std::max(highest, value_of(contenders[ranked[i]]));
  Tickets tickets{std::make_unique<Ticket[]>(size), size, 0};
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint32_t index = ranked[i];
    tickets.list[i] = {index, exploration_weight(value_of(contenders[index]), highest, how.temperature_bps)};
    tickets.all += tickets.list[i].weight;
  }
  return tickets;
}

bool draws_second(const ChoiceRules& rules, const Tickets& pool) {
  return rules.two && rules.second_offer != SecondOffer::never && pool.size > 1;
}

bool stands_beside(std::span<const Contender> contenders, const ChoiceRules& rules, const Ticket& first,
                   const Ticket& second) {
  const Contender& a = contenders[first.index];
  const Contender& b = contenders[second.index];
  return can_pair(a, b, rules) && (rules.second_offer == SecondOffer::always ||
                                   compare(worth_together(a, b, rules.dilution_bps), worth_alone(a)) > 0);
}

}  // namespace

std::uint64_t exploration_seed(ExploreMethod method, Text visitor, Text order_id, Text policy_id, Text seed) {
  std::string text = method == ExploreMethod::uncertainty ? "encore-uncertainty-1" : "encore-explore-1";
  for (const Text part : {visitor, order_id, policy_id, seed}) text.append("\n").append(part);
  return fnv64(text);
}

std::uint64_t exploration_weight(std::int64_t value, std::int64_t highest, std::int64_t temperature_bps) {
  if (highest <= 0) return kPower[0];
  const Int128 below = static_cast<Int128>(highest - value) * 10'000 * kSteps;
  const Int128 exponent = below / (static_cast<Int128>(highest) * temperature_bps);
  if (exponent >= static_cast<Int128>(30) * kSteps) return 1;
  const auto steps = static_cast<unsigned>(exponent);
  return std::max(kPower[steps % kSteps] >> (steps / kSteps), 1U);
}

Explored explore(std::span<const Contender> contenders, const ChoiceRules& rules, const Explore& how,
                 std::uint64_t seed) {
  Explored result;
  if (contenders.empty()) return result;
  result.drawn = true;
  const Tickets pool = tickets_for(contenders, rules, how);
  SplitMix draw(seed);
  const std::size_t first = find(pool.tickets(), draw.below(pool.all), pool.size);
  const Ticket& drawn = pool.list[first];
  result.choice.first = drawn.index;
  if (!draws_second(rules, pool)) {
    result.propensity_ppb = ppb(drawn.weight, pool.all);
    return result;
  }
  const std::uint64_t rest = pool.all - drawn.weight;
  const std::size_t second = find(pool.tickets(), draw.below(rest), first);
  const Uint128 draws = static_cast<Uint128>(pool.all) * rest;
  const auto stands = [&](std::size_t i) { return stands_beside(contenders, rules, drawn, pool.list[i]); };
  if (stands(second)) {
    result.choice.second = pool.list[second].index;
    result.propensity_ppb = ppb(static_cast<Uint128>(drawn.weight) * pool.list[second].weight, draws);
    return result;
  }
  std::uint64_t turned_away = 0;
  for (std::size_t i = 0; i < pool.size; ++i) {
    if (i != first && !stands(i)) turned_away += pool.list[i].weight;
  }
  result.propensity_ppb = ppb(static_cast<Uint128>(drawn.weight) * turned_away, draws);
  return result;
}

std::span<const Slate> slates(std::span<const Contender> contenders, const ChoiceRules& rules, const Explore& how,
                              Arena& arena) {
  if (contenders.empty()) return arena.array<Slate>(1);
  const Tickets pool = tickets_for(contenders, rules, how);
  const std::span<Slate> found = arena.array<Slate>(pool.size * pool.size);
  std::size_t count = 0;
  for (std::size_t first = 0; first < pool.size; ++first) {
    const Ticket& a = pool.list[first];
    if (!draws_second(rules, pool)) {
      found[count++] = {{a.index, kNoContender}, ppb(a.weight, pool.all)};
      continue;
    }
    const Uint128 draws = static_cast<Uint128>(pool.all) * (pool.all - a.weight);
    std::uint64_t turned_away = 0;
    for (std::size_t second = 0; second < pool.size; ++second) {
      if (second == first) continue;
      const Ticket& b = pool.list[second];
      if (stands_beside(contenders, rules, a, b)) {
        found[count++] = {{a.index, b.index}, ppb(static_cast<Uint128>(a.weight) * b.weight, draws)};
      } else {
        turned_away += b.weight;
      }
    }
    if (turned_away > 0)
      found[count++] = {{a.index, kNoContender}, ppb(static_cast<Uint128>(a.weight) * turned_away, draws)};
  }
  return found.first(count);
}

}  // namespace encore
