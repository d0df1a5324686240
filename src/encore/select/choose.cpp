// SPDX-License-Identifier: MIT
//
// Finding the best pair without trying all of them. For a fixed value L the pairs worth more
// than L are those with  sum c v (r - L) > L,  c = 1 - dilution: a sum of one weight for each
// member. So the pair of largest weight sum is sought, its value becomes the next L, and the
// search ends when L no longer grows (Dinkelbach 1967; it converges superlinearly, in a
// handful of rounds). At that last L every best pair has the same weight sum, so ties are
// settled there by the total order on pairs.
//
// One round is linear: partners within the joint price limit form a prefix of the contenders
// by subtotal, and of that prefix only five witnesses matter. A member excludes partners by
// one product and one family; whichever it excludes, the best remaining one is among
//   e1, the best of all;  e2, the best with another product than e1;  e3, the best with
//   another product than e1 and another family than e2;  and the same with the two swapped.
#include "encore/select/choose.hpp"

#include <cstddef>
#include <memory>

#include "encore/base/parts.hpp"
#include "encore/select/products.hpp"
#include "encore/select/rank.hpp"

namespace encore {

namespace {

constexpr std::int64_t kOne = 1 << 24;  // v of taking nothing
constexpr std::int64_t kFull = 10'000;

// Higher priorities first, then lower ids: the pair of members compared as sorted lists.
// Zero only for the same pair.
int compare_pairs(const Contender& a1, const Contender& a2, const Contender& b1, const Contender& b2) {
  const auto high = [](const Contender& x, const Contender& y) {
    return x.priority > y.priority ? x.priority : y.priority;
  };
  const auto low = [](const Contender& x, const Contender& y) {
    return x.priority > y.priority ? y.priority : x.priority;
  };
  if (high(a1, a2) != high(b1, b2)) return high(a1, a2) > high(b1, b2) ? -1 : 1;
  if (low(a1, a2) != low(b1, b2)) return low(a1, a2) > low(b1, b2) ? -1 : 1;
  const Text a_first = a1.id < a2.id ? a1.id : a2.id;
  const Text b_first = b1.id < b2.id ? b1.id : b2.id;
  if (const int order = a_first.compare(b_first); order != 0) return order;
  const Text a_last = a1.id < a2.id ? a2.id : a1.id;
  const Text b_last = b1.id < b2.id ? b2.id : b1.id;
  return a_last.compare(b_last);
}

struct Weighed {
  std::uint32_t index = kNoContender;
  Int128 weight = 0;
};

class PairSearch {
 public:
  PairSearch(std::span<const Contender> contenders, const ChoiceRules& rules, std::uint64_t& steps)
      : all_(contenders),
        rules_(rules),
        steps_(steps),
        order_(std::make_unique<std::uint32_t[]>(contenders.size())),
        by_price_(order_.get(), contenders.size()) {
    for (std::size_t i = 0; i < by_price_.size(); ++i) by_price_[i] = static_cast<std::uint32_t>(i);
    if (!rules.joint_limit) return;  // every prefix is the whole: no order is needed
    rank(
        by_price_,
        [](const void* context, std::uint32_t a, std::uint32_t b) {
          auto& self = *static_cast<const PairSearch*>(context);
          ++self.steps_;
          const Minor left = self.all_[a].subtotal;
          const Minor right = self.all_[b].subtotal;
          return left != right ? left < right : a < b;
        },
        this);
  }

  Choice best() {
    Worth reached;  // 0: every pair is worth at least that
    for (;;) {
      const Choice pair = heaviest(reached);
      if (pair.first == kNoContender) return pair;
      const Worth value = worth_together(all_[pair.first], all_[pair.second], rules_.dilution_bps);
      if (compare(value, reached) <= 0) return pair;
      reached = value;
    }
  }

 private:
  Int128 weight(const Contender& one, const Worth& reached) const {
    const Int128 over = one.worth * reached.denominator - reached.numerator;
    return over * one.odds * (kFull - rules_.dilution_bps);
  }

  bool before(const Weighed& a, const Weighed& b) const {
    ++steps_;
    if (a.weight != b.weight) return a.weight > b.weight;
    const Contender& x = all_[a.index];
    const Contender& y = all_[b.index];
    return x.priority != y.priority ? x.priority > y.priority : x.id < y.id;
  }

  // Excluded together with `by`: its product, or (where `family`) its family.
  bool same(const Contender& one, const Contender& by, bool family) const {
    return family ? !one.family.empty() && one.family == by.family : one.product_id == by.product_id;
  }

  // Keeps the witnesses of what was seen so far, `next` included. At most six stand in `seen`.
  struct Witnesses {
    Weighed items[6];
    std::size_t count = 0;
  };

  void take(Witnesses& seen, Weighed next) const {
    std::size_t at = seen.count;
    while (at > 0 && before(next, seen.items[at - 1])) {
      seen.items[at] = seen.items[at - 1];
      --at;
    }
    seen.items[at] = next;
    ++seen.count;
    if (seen.count < 6) return;
    // In order of rank, mark e1 and both chains; drop what neither chain needs.
    bool keep[6] = {true, false, false, false, false, false};
    for (const bool family_first : {false, true}) {
      std::size_t second = 0;
      for (std::size_t i = 1; i < 6; ++i) {
        const Contender& one = all_[seen.items[i].index];
        if (same(one, all_[seen.items[0].index], family_first)) continue;
        if (second != 0 && same(one, all_[seen.items[second].index], !family_first)) continue;
        keep[i] = true;
        if (second != 0) break;
        second = i;
      }
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < 6; ++i) {
      if (keep[i]) seen.items[kept++] = seen.items[i];
    }
    seen.count = kept;
  }

  Choice heaviest(const Worth& reached) const {
    Witnesses seen;
    std::size_t prefix = 0;
    Choice best;
    Int128 best_weight = 0;
    // Dearest first: the room left for a partner only grows.
    for (std::size_t i = by_price_.size(); i-- > 0;) {
      const std::uint32_t index = by_price_[i];
      const Contender& one = all_[index];
      while (prefix < by_price_.size()) {
        const std::uint32_t next = by_price_[prefix];
        if (rules_.joint_limit && all_[next].subtotal > *rules_.joint_limit - one.subtotal) break;
        if (!excludes_more(all_[next])) take(seen, {next, weight(all_[next], reached)});
        ++prefix;
      }
      if (excludes_more(one)) {
        heaviest_with(index, reached, best, best_weight);
        continue;
      }
      for (std::size_t k = 0; k < seen.count; ++k) {
        const Contender& partner = all_[seen.items[k].index];
        if (conflicts(one, partner)) continue;  // itself among others
        ++steps_;
        keep_heavier({index, seen.items[k].index}, weight(one, reached) + seen.items[k].weight, best, best_weight);
        break;  // witnesses stand in order: the first one allowed is the best partner
      }
    }
    return best;
  }

  void keep_heavier(const Choice& pair, Int128 sum, Choice& best, Int128& best_weight) const {
    if (best.first != kNoContender) {
      if (sum < best_weight) return;
      if (sum == best_weight &&
          compare_pairs(all_[pair.first], all_[pair.second], all_[best.first], all_[best.second]) >= 0) {
        return;
      }
    }
    best = pair;
    best_weight = sum;
  }

  // A bundle excludes partners by each of its products, an upgrade or protection by its order line: more than the
  // witnesses stand for. With these, all partners are tried.
  static bool excludes_more(const Contender& one) {
    return kFullBuild && (!one.components.empty() || one.line != nullptr);
  }

  void heaviest_with(std::uint32_t index, const Worth& reached, Choice& best, Int128& best_weight) const {
    for (std::uint32_t i = 0; i < all_.size(); ++i) {
      ++steps_;
      if (!can_pair(all_[index], all_[i], rules_)) continue;
      keep_heavier({index, i}, weight(all_[index], reached) + weight(all_[i], reached), best, best_weight);
    }
  }

  std::span<const Contender> all_;
  const ChoiceRules& rules_;
  std::uint64_t& steps_;
  std::unique_ptr<std::uint32_t[]> order_;
  std::span<std::uint32_t> by_price_;
};

// The second of a fixed first, under the objective `priority`.
std::uint32_t partner_by_priority(std::span<const Contender> all, std::uint32_t first, const ChoiceRules& rules) {
  const Worth alone = worth_alone(all[first]);
  std::uint32_t best = kNoContender;
  Worth best_value;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (!can_pair(all[first], all[i], rules)) continue;
    const Worth value = worth_together(all[first], all[i], rules.dilution_bps);
    if (rules.second_offer == SecondOffer::automatic && compare(value, alone) <= 0) continue;
    if (best != kNoContender) {
      if (all[i].priority < all[best].priority) continue;
      if (all[i].priority == all[best].priority) {
        const int order = compare(value, best_value);
        if (order < 0 || (order == 0 && all[best].id < all[i].id)) continue;
      }
    }
    best = i;
    best_value = value;
  }
  return best;
}

}  // namespace

int compare(const Worth& a, const Worth& b) {
  const Int128 left = a.numerator * b.denominator;
  const Int128 right = b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

Worth worth_alone(const Contender& one) {
  return {static_cast<Int128>(one.worth) * one.odds, static_cast<Int128>(kOne) + one.odds};
}

Worth worth_together(const Contender& a, const Contender& b, std::int64_t dilution_bps) {
  const std::int64_t attention = kFull - dilution_bps;
  const Int128 sum = static_cast<Int128>(a.worth) * a.odds + static_cast<Int128>(b.worth) * b.odds;
  return {sum * attention, static_cast<Int128>(kOne) * kFull + static_cast<Int128>(attention) * (a.odds + b.odds)};
}

bool duplicates(const Contender& a, const Contender& b) {
  if (a.product_id == b.product_id || (!a.family.empty() && a.family == b.family)) return true;
  if (!kFullBuild || (a.components.empty() && b.components.empty())) return false;
  return any_product(a.product_id, a.components, [&](Text id) {
    return any_product(b.product_id, b.components, [&](Text other) { return other == id; });
  });
}

bool conflicts(const Contender& a, const Contender& b) {
  return duplicates(a, b) || (kFullBuild && exceed_line(a.line, b.line));
}

bool can_pair(const Contender& a, const Contender& b, const ChoiceRules& rules) {
  return !conflicts(a, b) && (!rules.joint_limit || a.subtotal <= *rules.joint_limit - b.subtotal);
}

bool outranks(const Contender& a, const Contender& b, Objective objective) {
  const bool by_priority = objective == Objective::priority;
  if (by_priority && a.priority != b.priority) return a.priority > b.priority;
  if (const int order = compare(worth_alone(a), worth_alone(b)); order != 0) return order > 0;
  if (a.priority != b.priority) return a.priority > b.priority;
  return a.id < b.id;
}

Choice choose(std::span<const Contender> contenders, const ChoiceRules& rules, std::uint64_t* steps) {
  std::uint64_t counted = 0;
  Choice choice;
  for (std::uint32_t i = 0; i < contenders.size(); ++i) {
    ++counted;
    if (choice.first == kNoContender || outranks(contenders[i], contenders[choice.first], rules.objective)) {
      choice.first = i;
    }
  }
  if (choice.first != kNoContender && rules.two && rules.second_offer != SecondOffer::never) {
    if (rules.objective == Objective::priority) {
      choice.second = partner_by_priority(contenders, choice.first, rules);
    } else {
      const Choice pair = PairSearch(contenders, rules, counted).best();
      if (pair.first != kNoContender) {
        const Worth value = worth_together(contenders[pair.first], contenders[pair.second], rules.dilution_bps);
        if (rules.second_offer == SecondOffer::always || compare(value, worth_alone(contenders[choice.first])) > 0) {
          choice = pair;
          if (outranks(contenders[pair.second], contenders[pair.first], rules.objective)) {
            choice = {pair.second, pair.first};
          }
        }
      }
    }
  }
  if (steps != nullptr) *steps += counted;
  return choice;
}

}  // namespace encore
