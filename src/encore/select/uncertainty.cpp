// SPDX-License-Identifier: MIT
//
// Weights are integers up to 2^20 + 1 of the most telling contender's; sums over at most 1,000 x 999 / 2 pairs stay
// below 2^41, and the propensity's fraction below 2^90.
#include "encore/select/uncertainty.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "encore/money/rounding.hpp"
#include "encore/select/draw.hpp"
#include "encore/select/rank.hpp"

namespace encore {

namespace {

constexpr std::int64_t kBillion = 1'000'000'000;
constexpr std::int64_t kFull = 10'000;
constexpr std::int64_t kLeastShare = kBillion / 5;  // of the draws, for single offers and for pairs
constexpr int kWeightBits = 20;

struct Set {
  std::uint32_t first = kNoContender;
  std::uint32_t second = kNoContender;
  std::uint64_t weight = 0;
};

struct Sets {
  std::vector<Set> list;
  std::uint64_t all = 0;
  std::int64_t share_ppb = 0;  // of the draws

  void add(const Set& set) {
    list.push_back(set);
    all += set.weight;
  }
};

// What there is to draw from.
struct Lots {
  Sets singles;
  Sets pairs;
  Choice best;
};

struct Ranking {
  std::span<const Contender> contenders;
  Objective objective;
};

std::vector<std::uint32_t> pool_of(std::span<const Contender> contenders, const ChoiceRules& rules, std::int64_t most) {
  std::vector<std::uint32_t> order(contenders.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  const Ranking ranking{contenders, rules.objective};
  rank(
      std::span(order),
      [](const void* context, std::uint32_t a, std::uint32_t b) {
        const Ranking& by = *static_cast<const Ranking*>(context);
        return outranks(by.contenders[a], by.contenders[b], by.objective);
      },
      &ranking);
  order.resize(std::min(order.size(), static_cast<std::size_t>(std::max<std::int64_t>(most, 1))));
  return order;
}

// Standard error x value alone.
Int128 promise(const Contender& one) {
  const Worth value = worth_alone(one);
  return (value.numerator << 24) / value.denominator * std::max<std::int64_t>(one.error, 1);
}

Lots lots_of(std::span<const Contender> contenders, const ChoiceRules& rules, const Explore& how) {
  Lots lots;
  lots.best = choose(contenders, rules);
  const std::vector<std::uint32_t> pool = pool_of(contenders, rules, how.pool);
  Int128 largest = 1;
  for (const std::uint32_t i : pool) largest = std::max(largest, promise(contenders[i]));
  std::vector<std::uint64_t> weights;
  weights.reserve(pool.size());
  for (const std::uint32_t i : pool) {
    weights.push_back(1 + static_cast<std::uint64_t>((promise(contenders[i]) << kWeightBits) / largest));
  }
  const bool two = rules.two && rules.second_offer != SecondOffer::never;
  for (std::size_t a = 0; a < pool.size(); ++a) {
    for (std::size_t b = a + 1; two && b < pool.size(); ++b) {
      if (!can_pair(contenders[pool[a]], contenders[pool[b]], rules)) continue;
      lots.pairs.add({pool[a], pool[b], weights[a] + weights[b]});
    }
  }
  // `always` fills the second place wherever it can be filled.
  if (rules.second_offer != SecondOffer::always || lots.pairs.list.empty()) {
    for (std::size_t a = 0; a < pool.size(); ++a) lots.singles.add({pool[a], kNoContender, weights[a]});
  }
  if (lots.pairs.list.empty() || lots.singles.list.empty()) {
    (lots.pairs.list.empty() ? lots.singles : lots.pairs).share_ppb = kBillion;
    return lots;
  }
  const Int128 both = static_cast<Int128>(lots.singles.all) + lots.pairs.all;
  const auto share = static_cast<std::int64_t>(static_cast<Int128>(lots.singles.all) * kBillion / both);
  lots.singles.share_ppb = std::clamp(share, kLeastShare, kBillion - kLeastShare);
  lots.pairs.share_ppb = kBillion - lots.singles.share_ppb;
  return lots;
}

bool same(const Choice& a, const Choice& b) {
  return a.first == b.first && a.second == b.second;
}

// `weight` 0: the slate is not among those drawn.
std::int64_t propensity(const Choice& slate, const Lots& lots, const Sets& sets, std::uint64_t weight,
                        std::int64_t rate_bps) {
  const std::int64_t orders = slate.second == kNoContender ? 1 : 2;
  const Int128 whole = static_cast<Int128>(sets.all) * orders * kFull;
  Int128 sum = static_cast<Int128>(rate_bps) * sets.share_ppb * static_cast<std::int64_t>(weight);
  if (same(slate, lots.best)) sum += static_cast<Int128>(kFull - rate_bps) * (kBillion / kFull) * whole;
  return std::max<std::int64_t>(static_cast<std::int64_t>(divide(sum, whole, Rounding::half_even)), 1);
}

const Sets& sets_of(const Lots& lots, const Choice& choice) {
  return choice.second == kNoContender ? lots.singles : lots.pairs;
}

// The weight of the best set among those drawn; 0 where the pool does not hold it.
std::uint64_t weight_of_best(const Lots& lots) {
  for (const Set& set : sets_of(lots, lots.best).list) {
    const bool forward = set.first == lots.best.first && set.second == lots.best.second;
    if (forward || (set.first == lots.best.second && set.second == lots.best.first)) return set.weight;
  }
  return 0;
}

std::int64_t rate_of(const Explore& how) {
  return std::clamp<std::int64_t>(how.rate_bps, 0, kFull);
}

}  // namespace

Explored explore_uncertain(std::span<const Contender> contenders, const ChoiceRules& rules, const Explore& how,
                           std::uint64_t seed) {
  Explored result;
  if (contenders.empty()) return result;
  const Lots lots = lots_of(contenders, rules, how);
  const std::int64_t rate = rate_of(how);
  SplitMix draw(seed);
  if (static_cast<std::int64_t>(draw.below(kFull)) >= rate) {
    const Sets& sets = sets_of(lots, lots.best);
    const std::uint64_t weight = weight_of_best(lots);
    result.choice = lots.best;
    // Where `always` forbids the single offer that is best, its class is not drawn from at all.
    result.propensity_ppb =
        sets.all > 0 ? propensity(lots.best, lots, sets, weight, rate) : (kFull - rate) * (kBillion / kFull);
    return result;
  }
  const bool single = static_cast<std::int64_t>(draw.below(kBillion)) < lots.singles.share_ppb;
  const Sets& sets = single ? lots.singles : lots.pairs;
  std::uint64_t at = draw.below(sets.all);
  std::size_t found = 0;
  while (at >= sets.list[found].weight) at -= sets.list[found++].weight;
  const Set& set = sets.list[found];
  result.choice = {set.first, set.second};
  if (!single && draw.below(2) == 1) result.choice = {set.second, set.first};
  result.propensity_ppb = propensity(result.choice, lots, sets, set.weight, rate);
  result.drawn = true;
  return result;
}

std::span<const Slate> uncertain_slates(std::span<const Contender> contenders, const ChoiceRules& rules,
                                        const Explore& how, Arena& arena) {
  if (contenders.empty()) return arena.array<Slate>(1);
  const Lots lots = lots_of(contenders, rules, how);
  const std::int64_t rate = rate_of(how);
  const std::span<Slate> found = arena.array<Slate>(lots.singles.list.size() + 2 * lots.pairs.list.size() + 1);
  std::size_t count = 0;
  bool has_best = false;
  const auto add = [&](const Choice& choice, const Sets& sets, std::uint64_t weight) {
    has_best = has_best || same(choice, lots.best);
    found[count++] = {choice, propensity(choice, lots, sets, weight, rate)};
  };
  for (const Set& set : lots.singles.list) add({set.first, kNoContender}, lots.singles, set.weight);
  for (const Set& set : lots.pairs.list) {
    add({set.first, set.second}, lots.pairs, set.weight);
    add({set.second, set.first}, lots.pairs, set.weight);
  }
  if (!has_best) found[count++] = {lots.best, (kFull - rate) * (kBillion / kFull)};
  return found.first(count);
}

}  // namespace encore
