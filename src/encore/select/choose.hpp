// SPDX-License-Identifier: MIT
//
// The best one or two offers, as a set. Under multinomial logit choice a set S is worth
//   sum(r v) / (1 + sum v),
// where for two every v is first multiplied by 1 - dilution: each further card takes
// attention from the others. A second offer is shown only where it earns more than it takes.
// Values are exact fractions of integers, compared by cross-multiplication; nothing is
// rounded, so trying all pairs gives the same answer, ties included.
//
// Sizes: worth <= 2^20, odds <= 2^28.3, dilution <= 10^4; so a numerator stays below 2^63,
// a denominator below 2^43, their cross products below 2^106.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "encore/base/int128.hpp"
#include "encore/select/line_claim.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

/// Largest worth there is: r of the best candidate is set to this, the others in proportion.
inline constexpr std::int64_t kFullWorth = 1'000'000;

/// What choosing uses of a candidate that came so far.
struct Contender {
  std::int64_t worth = 0;  // 0..kFullWorth
  std::int64_t odds = 0;   // v in units of 2^-24, 0..19 x 2^24
  std::int64_t priority = 0;
  Minor subtotal = 0;
  Text id;
  Text product_id;
  Text family;                                 // of a cross-sell; "" for any other kind, and where it has none
  std::span<const Component> components = {};  // of a bundle
  const LineClaim* line = nullptr;             // of an upgrade or protection
  std::int64_t error = 0;                      // of its log2-odds, in 1/65536: for exploring
};

struct ChoiceRules {
  Objective objective = Objective::margin;
  SecondOffer second_offer = SecondOffer::automatic;
  bool two = true;  // policy and surface both allow two
  std::int64_t dilution_bps = 0;
  std::optional<Minor> joint_limit;  // on the sum of two subtotals
};

inline constexpr std::uint32_t kNoContender = 0xFFFFFFFF;

/// Indexes of the contenders shown, in the order of the slots.
struct Choice {
  std::uint32_t first = kNoContender;
  std::uint32_t second = kNoContender;
};

/// An exact value, in units of worth. The denominator is positive.
struct Worth {
  Int128 numerator = 0;
  Int128 denominator = 1;
};

/// Less than zero, zero, more than zero as `a` is smaller than, equal to, larger than `b`.
int compare(const Worth& a, const Worth& b);

Worth worth_alone(const Contender& one);
Worth worth_together(const Contender& a, const Contender& b, std::int64_t dilution_bps);

/// Whether two cards offer the same thing: one product, or as cross-sells one family.
bool duplicates(const Contender& a, const Contender& b);

/// Two cards conflict where they offer the same thing, or take the same units of an order line. A pair can be shown
/// where they do not and their joint price is within the limit.
bool conflicts(const Contender& a, const Contender& b);
bool can_pair(const Contender& a, const Contender& b, const ChoiceRules& rules);

/// The order of single offers: value, then priority, then id. Under the objective
/// `priority`: priority, value, id.
bool outranks(const Contender& a, const Contender& b, Objective objective);

/// The best set. Ties: smaller set, higher priority, lower id. Under the objective
/// `priority` the first is the one of highest priority, and the second the one of highest
/// priority among those that add value beside it.
/// `steps`, where given, counts the comparisons and pair values made: near-linear; linear for each bundle and
/// for each offer about a line.
Choice choose(std::span<const Contender> contenders, const ChoiceRules& rules, std::uint64_t* steps = nullptr);

}  // namespace encore
