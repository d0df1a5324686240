// SPDX-License-Identifier: MIT
//
// The stages put together, and the reasons that only a finished choice can give.
#include "encore/select/decide.hpp"

#include <algorithm>
#include <string>

#include "encore/base/parts.hpp"
#include "encore/select/appraise.hpp"
#include "encore/select/explore.hpp"
#include "encore/select/guard.hpp"
#include "encore/select/hash.hpp"
#include "encore/select/relevance.hpp"
#include "encore/select/take_rate.hpp"
#include "encore/select/uncertainty.hpp"
#include "encore/sheet/instant.hpp"

namespace encore {

namespace {

ChoiceRules rules_of(const Sheet& sheet) {
  ChoiceRules rules;
  rules.objective = sheet.policy.objective;
  rules.second_offer = sheet.policy.second_offer;
  rules.two = std::min(sheet.policy.max_offers, slots_of(sheet.surface)) >= 2;
  rules.dilution_bps = dilution_of(sheet);
  rules.joint_limit = highest_subtotal(sheet);
  return rules;
}

// The candidates that reached the choice, and the place of each among the appraisals.
struct Contenders {
  std::span<Contender> list;
  std::span<std::uint32_t> positions;
};

// Why a contender beside `shown` was not shown. The value it would have led to: beside the
// one shown, or in the place of either of two.
void judge_choice(const Sheet& sheet, const ChoiceRules& rules, const Contenders& contenders, const Choice& shown,
                  std::int64_t scale, std::uint32_t index, Arena& arena, Appraisal& one) {
  const Contender& self = contenders.list[index];
  const Contender& first = contenders.list[shown.first];
  const bool pair = shown.second != kNoContender;
  const Worth reached =
      pair ? worth_together(first, contenders.list[shown.second], rules.dilution_bps) : worth_alone(first);
  // Why not beside the first: the cap and the band hold for both together.
  const auto judge_sum = [&] {
    if (conflicts(self, first) || can_pair(self, first, rules)) return;
    const Minor sum = self.subtotal + first.subtotal;
    if (const auto cap = given_cap(sheet); cap && sum > *cap) {
      one.reasons.add(arena, Reason::above_price_cap, *cap, sum, first.id);
    }
    if (const auto end = band_end(sheet); end && sum > *end) {
      one.reasons.add(arena, Reason::outside_price_band, *end, sum, first.id);
    }
  };

  const bool second_asked = rules.two && rules.second_offer != SecondOffer::never;
  Worth with = worth_alone(self);
  bool beside = false;  // could stand beside one that is shown
  for (const std::uint32_t other : {shown.first, shown.second}) {
    if (other == kNoContender) continue;
    const Contender& neighbour = contenders.list[other];
    if (duplicates(self, neighbour)) one.reasons.add(arena, Reason::duplicate_product, neighbour.id);
    if (exceed_line(self.line, neighbour.line)) {
      const std::int64_t units = self.line->units + neighbour.line->units;
      one.reasons.add(arena, Reason::line_taken, self.line->left, units, neighbour.id);
    }
    if (!can_pair(self, neighbour, rules)) continue;
    beside = true;
    if (!second_asked) continue;
    const Worth both = worth_together(self, neighbour, rules.dilution_bps);
    if (!pair || compare(both, with) > 0) with = both;
  }
  one.value_in_set = in_units(with, scale);
  const std::int64_t limit = in_units(reached, scale);

  if (second_asked) judge_sum();
  if (pair || !second_asked) {
    if (rules.objective == Objective::priority && self.priority < first.priority) {
      const Contender& last = pair ? contenders.list[shown.second] : first;
      one.reasons.add(arena, Reason::outranked, std::max(last.priority, self.priority), self.priority, last.id);
    } else {
      one.reasons.add(arena, Reason::outranked, limit, one.value_in_set, first.id);
    }
    return;
  }
  if (beside) one.reasons.add(arena, Reason::not_worth_second_slot, limit, one.value_in_set, first.id);
}

void exclude_shown(const Sheet& sheet, Texts excluded, Arena& arena, std::span<Appraisal> all) {
  if (excluded.empty()) return;
  const std::span<Text> products = arena.array<Text>(sheet.candidates.size());
  std::size_t count = 0;
  for (const Candidate& candidate : sheet.candidates) {
    if (candidate.valid && contains(excluded, candidate.id)) products[count++] = candidate.product.id;
  }
  for (Appraisal& one : all) {
    if (!one.candidate->valid || !contains(products.first(count), one.candidate->product.id)) continue;
    one.reasons.add(arena, Reason::already_shown, one.candidate->product.id);
    if (one.stage > Stage::eligible) one.stage = Stage::eligible;
  }
}

// Under `priority` the merchant has decreed the order; there is nothing to learn from it. What is uncertain only the
// server knows, so a page does not draw by it.
bool explores(const Sheet& sheet, const ChoiceRules& rules, bool page) {
  if (!kFullBuild || rules.objective == Objective::priority) return false;
  const Explore& how = sheet.policy.explore;
  if (how.method == ExploreMethod::uncertainty) return !page && how.rate_bps > 0;
  return how.method == ExploreMethod::softmax && how.temperature_bps > 0;
}

// What publish drew, without what has ended since.
Choice published_choice(const Sheet& sheet, const ChoiceRules& rules, const Contenders& contenders,
                        std::span<const Appraisal> all, Decision& decision) {
  Choice choice;
  for (const Text id : sheet.published.slots) {
    std::uint32_t at = 0;
    while (at < contenders.list.size() && all[contenders.positions[at]].candidate->id != id) ++at;
    const bool stands = at < contenders.list.size() && choice.second == kNoContender &&
                        (choice.first == kNoContender ||
                         (rules.two && can_pair(contenders.list[choice.first], contenders.list[at], rules)));
    if (stands) {
      (choice.first == kNoContender ? choice.first : choice.second) = at;
    } else {
      decision.fallback = true;
    }
  }
  return choice;
}

// What cannot be granted beside an offer that is bought, or may still be.
void exclude_taken(const Sheet& sheet, Texts beside, Arena& arena, std::span<Appraisal> all) {
  if (beside.empty()) return;
  for (Appraisal& one : all) {
    if (!one.candidate->valid || !judge_line(sheet, *one.candidate, beside, arena, one.reasons)) continue;
    if (one.stage > Stage::eligible) one.stage = Stage::eligible;
  }
}

Choice choose_for(const Sheet& sheet, const DecisionContext& moment, const ChoiceRules& rules,
                  const Contenders& contenders, std::span<const Appraisal> all, Decision& decision) {
  if (kFullBuild && decision.page && sheet.published.propensity_ppb) {
    decision.propensity_ppb = *sheet.published.propensity_ppb;
    if (!sheet.published.slots.empty()) {
      const Choice drawn = published_choice(sheet, rules, contenders, all, decision);
      decision.explored = true;
      if (drawn.first != kNoContender) return drawn;
    }
  }
  if (!explores(sheet, rules, decision.page)) return choose(contenders.list, rules);
  const Explore& how = sheet.policy.explore;
  const std::uint64_t seed = exploration_seed(how.method, moment.visitor, sheet.order.id, sheet.policy.id, moment.seed);
  const Explored explored = how.method == ExploreMethod::uncertainty
                                ? explore_uncertain(contenders.list, rules, how, seed)
                                : explore(contenders.list, rules, how, seed);
  decision.propensity_ppb = explored.propensity_ppb;
  decision.explored = explored.drawn;
  return explored.choice;
}

// Nothing is shown where the best set earns less than the policy's reserve: every contender says so. `take_rate` counts
// acceptances, not money, and has no reserve.
bool falls_below_reserve(const Sheet& sheet, const ChoiceRules& rules, const Contenders& contenders,
                         const Appraised& appraised, Arena& arena) {
  const Minor reserve = sheet.policy.reserve;
  if (reserve <= 0 || rules.objective == Objective::take_rate) return false;
  const Choice best = choose(contenders.list, rules);
  if (best.first == kNoContender) return false;
  const Contender& first = contenders.list[best.first];
  const Worth value = best.second == kNoContender
                          ? worth_alone(first)
                          : worth_together(first, contenders.list[best.second], rules.dilution_bps);
  // Unrounded: 2^63 x 2^53 against 2^53 x 2^43 x 2^20.
  if (value.numerator * appraised.scale >= static_cast<Int128>(reserve) * value.denominator * kFullWorth) return false;
  for (const std::uint32_t position : contenders.positions.first(contenders.list.size())) {
    appraised.all[position].reasons.add(arena, Reason::below_reserve, reserve, in_units(value, appraised.scale));
  }
  return true;
}

std::span<const PossibleSlate> possible_slates(const Sheet& sheet, const ChoiceRules& rules,
                                               const Contenders& contenders, const Choice& shown, Arena& arena,
                                               std::span<const Appraisal> all, bool page) {
  const Slate only{shown, 1'000'000'000};
  const Explore& how = sheet.policy.explore;
  const std::span<const Slate> drawn = !explores(sheet, rules, page) ? std::span<const Slate>(&only, 1)
                                       : how.method == ExploreMethod::uncertainty
                                           ? uncertain_slates(contenders.list, rules, how, arena)
                                           : slates(contenders.list, rules, how, arena);
  const std::span<PossibleSlate> named = arena.array<PossibleSlate>(drawn.size());
  const auto candidate = [&](std::uint32_t index) {
    return index == kNoContender ? nullptr : all[contenders.positions[index]].candidate;
  };
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const Slate& slate = drawn[i];
    named[i] = {candidate(slate.choice.first), candidate(slate.choice.second), slate.propensity_ppb};
  }
  return named;
}

// What only a reader of the decision needs: the value of what is shown, and every reason for the rest.
std::span<const LeftOut> judge_others(const Sheet& sheet, const ChoiceRules& rules, const Contenders& contenders,
                                      const Choice& choice, const Appraised& appraised, Text forced, Arena& arena) {
  const std::span<Appraisal> all = appraised.all;
  if (choice.first != kNoContender) {
    const Contender& first = contenders.list[choice.first];
    const Worth reached = choice.second == kNoContender
                              ? worth_alone(first)
                              : worth_together(first, contenders.list[choice.second], rules.dilution_bps);
    for (std::uint32_t i = 0; i < contenders.list.size(); ++i) {
      Appraisal& one = all[contenders.positions[i]];
      if (i == choice.first || i == choice.second) {
        one.value_in_set = in_units(reached, appraised.scale);
      } else {
        judge_choice(sheet, rules, contenders, choice, appraised.scale, i, arena, one);
      }
    }
  }
  const std::span<LeftOut> left_out = arena.array<LeftOut>(all.size());
  std::size_t left = 0;
  for (Appraisal& one : all) {
    if (one.stage == Stage::slot) continue;
    // Forced by hand: the rest was not compared, and says so.
    if (one.reasons.empty()) one.reasons.add(arena, Reason::outranked, forced);
    left_out[left++] = {one.candidate, one.reasons};
  }
  return left_out.first(left);
}

}  // namespace

std::int64_t slots_of(Surface surface) {
  return surface == Surface::checkout ? 1 : 2;
}

Decision decide(const Sheet& sheet, const DecisionContext& moment, const DecideOptions& options, Arena& arena) {
  Decision decision;
  decision.at = {moment.now, visitor_of(sheet, moment.visitor), moment.seed};
  const bool page = is_page(sheet, options.page);
  decision.page = page;
  const Assigned assigned = assign(sheet, decision.at.visitor, options.arms, arena);
  decision.assignments = assigned.assignments;
  decision.holdout = assigned.holdout || held_out(sheet, decision.at.visitor);
  decision.id = decision_id(sheet, decision.at);

  const Appraised appraised = appraise(sheet, sheet.candidates, moment.now, {.page = page}, arena);
  const std::span<Appraisal> all = appraised.all;
  decision.appraisals = all;
  exclude_shown(sheet, options.exclude, arena, all);
  if (kFullBuild) exclude_taken(sheet, options.beside, arena, all);

  const ChoiceRules rules = rules_of(sheet);
  Contenders contenders{arena.array<Contender>(all.size()), arena.array<std::uint32_t>(all.size())};
  std::size_t contending = 0;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    const bool forced = !options.force.empty() && all[i].candidate->id == options.force && all[i].quoted;
    if (!forced && (all[i].stage != Stage::choose || !options.force.empty())) continue;
    all[i].stage = Stage::choose;
    const Contender contender = contender_of(sheet, all[i], arena);
    if (kFullBuild) all[i].value_alone = in_units(worth_alone(contender), appraised.scale);
    contenders.list[contending] = contender;
    contenders.positions[contending++] = i;
  }
  contenders.list = contenders.list.first(contending);
  Choice choice;
  if (kFullBuild && !page && options.force.empty() && falls_below_reserve(sheet, rules, contenders, appraised, arena)) {
    choice = {};
  } else if (options.force.empty()) {
    choice = choose_for(sheet, decision.at, rules, contenders, all, decision);
  } else if (contending > 0) {
    choice.first = 0;
    all[contenders.positions[0]].reasons.clear();
    decision.holdout = false;
  }

  const std::span<Slot> slots = arena.array<Slot>(2);
  std::size_t shown_count = 0;
  if (choice.first != kNoContender) {
    for (const std::uint32_t shown : {choice.first, choice.second}) {
      if (shown == kNoContender) continue;
      Appraisal& one = all[contenders.positions[shown]];
      slots[shown_count++] = slot_of(one, page);
      if (!decision.holdout) {
        one.stage = Stage::slot;
      } else {
        one.reasons.add(arena, ReasonGiven{Reason::holdout, {}, static_cast<std::int64_t>(shown_count), {}});
      }
    }
  }
  decision.slots = slots.first(shown_count);
  if (kFullBuild && options.slates) {
    decision.slates = possible_slates(sheet, rules, contenders, choice, arena, all, page);
  }
  if (kFullBuild) decision.left_out = judge_others(sheet, rules, contenders, choice, appraised, options.force, arena);
  return decision;
}

std::string decision_id(const Sheet& sheet, const DecisionContext& moment) {
  std::string text = "encore-decision-1\n";
  text.append(sheet.id).append("\n").append(sheet.order.id).append("\n");
  append_instant(text, sheet.issued_at);
  text.append("\n").append(sheet.policy.id).append("\n");
  append_instant(text, moment.now);
  text.append("\n").append(visitor_of(sheet, moment.visitor)).append("\n").append(moment.seed);
  std::string id;
  append_fnv128(id, text);
  return id;
}

}  // namespace encore
