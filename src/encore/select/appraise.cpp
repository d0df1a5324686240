// SPDX-License-Identifier: MIT
//
// The choice is made on integers that can be published: take rates in whole millionths,
// worth in millionths of the largest contribution. A private sheet rounds to the same
// integers before it chooses, so that both sheets choose alike.
#include "encore/select/appraise.hpp"

#include <algorithm>
#include <new>

#include "encore/base/parts.hpp"
#include "encore/money/rounding.hpp"
#include "encore/select/contribution.hpp"
#include "encore/select/deadline.hpp"
#include "encore/select/eligible.hpp"
#include "encore/select/guard.hpp"
#include "encore/select/law.hpp"
#include "encore/select/personal.hpp"
#include "encore/select/relevance.hpp"
#include "encore/select/returns.hpp"
#include "encore/select/shop_money.hpp"
#include "encore/select/take_rate.hpp"

namespace encore {

namespace {

Minor contribution_of(const Sheet& sheet, const Appraisal& one) {
  const Minor revenue = net_revenue(sheet, *one.candidate, one.quote);
  if (sheet.policy.objective == Objective::revenue) return less_returns(sheet, *one.candidate, revenue, 0);
  const Minor margin = margin_of(*one.candidate, revenue, one.cost);
  const Minor handling = from_shop_money(sheet, sheet.policy.return_cost).value_or(0);
  return less_returns(sheet, *one.candidate, margin, handling);
}

// A worth counts only where every candidate has one: worths and prices do not compare.
bool has_worths(std::span<const Candidate> candidates) {
  return std::all_of(candidates.begin(), candidates.end(),
                     [](const Candidate& one) { return !one.valid || one.worth.has_value(); });
}

// Prices the candidate, whether it is eligible or not.
Quoted price(const Sheet& sheet, const learn::Model* model, bool page, Instant now, Arena& arena, Appraisal& one) {
  const Quoted quoted = quote(sheet, *one.candidate, {}, 0, now, arena);
  if (quoted.fault != QuoteFault::none) return quoted;
  one.quoted = true;
  one.quote = quoted.quote;
  one.take_rate = take_rate_of(sheet, *one.candidate, one.relevance, one.quote, model, page, arena);
  one.odds = odds_of(one.take_rate.ppm);
  return quoted;
}

// Says why there is no quote.
void judge_fault(const Quoted& quoted, Arena& arena, Appraisal& one) {
  if (quoted.fault == QuoteFault::nothing_to_pay_difference) {
    one.reasons.add(arena, Reason::nothing_to_pay_difference, quoted.limit, quoted.actual);
  } else {
    one.reasons.add(arena, Reason::invalid_candidate, word(quoted.fault));
  }
}

// A price that the policy does not allow to be chosen so.
void judge_personal(const Sheet& sheet, const AppraiseOptions& options, Arena& arena, std::span<Appraisal> all) {
  mark_personal_prices(sheet, all, arena);
  if (sheet.policy.personal_prices != PersonalPrices::refuse) return;
  for (Appraisal& one : all) {
    const bool judged = one.stage == Stage::choose || one.stage == Stage::guard || options.every_guard;
    if (!one.personal || !judged) continue;
    one.reasons.add(arena, Reason::personal_price);
    if (one.stage == Stage::choose) one.stage = Stage::guard;
  }
}

}  // namespace

bool is_page(const Sheet& sheet, bool page) {
  return !kFullBuild || page || sheet.published.given;
}

Appraised appraise(const Sheet& sheet, std::span<const Candidate> candidates, Instant now,
                   const AppraiseOptions& options, Arena& arena) {
  const bool page = !kFullBuild || options.page;
  RuleMemory memory(arena);
  RuleAllowance allowance(candidates.size());
  const Circumstances circumstances{
      sheet,     now,   law_of(sheet), kFullBuild ? rule_data(sheet, now, memory) : RuleValue::null(),
      allowance, arena, page};
  const bool worths = page && has_worths(candidates);
  const learn::Model* model = nullptr;
  if (kFullBuild && !page && !sheet.model.rows.empty()) {
    model = new (arena.raw(sizeof(learn::Model), alignof(learn::Model))) learn::Model(sheet.model.rows, arena);
  }

  Appraised result;
  result.all = arena.array<Appraisal>(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    Appraisal& one = result.all[i];
    one.candidate = &candidates[i];
    if (!one.candidate->valid) {
      one.reasons.add(arena, Reason::invalid_candidate);
      continue;
    }
    one.relevance = relevance_of(sheet, *one.candidate);
    one.deadline = deadline_of(sheet, *one.candidate);
    one.variant = find_variant(*one.candidate, {});
    const Quoted quoted = price(sheet, model, page, now, arena, one);
    judge_eligible(circumstances, one);
    if (one.candidate->funnel_only && !options.funnel) one.reasons.add(arena, Reason::funnel_only);
    const bool survives = one.reasons.empty();
    const bool judged = survives || options.every_guard;
    one.stage = survives ? Stage::quote : Stage::eligible;
    if (!one.quoted) {
      if (judged) judge_fault(quoted, arena, one);
      continue;
    }
    if (page) {
      one.contribution = worths ? std::max<std::int64_t>(one.candidate->worth.value_or(0), 0) : one.quote.subtotal;
    } else {
      one.cost = cost_of(sheet, *one.candidate, one.variant, one.quote);
      one.contribution = contribution_of(sheet, one);
    }
    if (judged) judge_price(sheet, page, arena, one);
    if (survives) one.stage = one.reasons.empty() ? Stage::choose : Stage::guard;
  }

  if (kFullBuild) judge_personal(sheet, options, arena, result.all);

  if (!page && sheet.policy.objective == Objective::take_rate) {  // r is 1 for all
    for (Appraisal& one : result.all) one.worth = kFullWorth;
    return result;
  }
  std::int64_t largest = 1;
  for (const Appraisal& one : result.all) largest = std::max(largest, one.contribution);
  const bool published = worths && largest <= kFullWorth;  // in proportion already
  if (!published) result.scale = largest;
  for (Appraisal& one : result.all) {
    const Int128 share = static_cast<Int128>(std::max<Minor>(one.contribution, 0)) * kFullWorth;
    one.worth = published ? one.contribution : static_cast<std::int64_t>(divide(share, largest, Rounding::half_even));
  }
  return result;
}

Contender contender_of(const Sheet& sheet, const Appraisal& appraisal, Arena& arena) {
  const Candidate& candidate = *appraisal.candidate;
  return {appraisal.worth,
          appraisal.odds,
          candidate.priority,
          appraisal.quote.subtotal,
          candidate.id,
          candidate.product.id,
          candidate.kind == CandidateKind::cross_sell ? candidate.product.family : Text{},
          candidate.components,
          kFullBuild ? line_claim_of(sheet, candidate, arena) : nullptr,
          kFullBuild ? error_of(appraisal.take_rate) : 0};
}

Slot slot_of(const Appraisal& one, bool page) {
  Slot slot;
  slot.candidate = one.candidate;
  slot.variant = one.variant;
  slot.quantity = one.quote.quantity;
  slot.deadline = one.deadline;
  slot.relevance = one.relevance;
  slot.take_rate_ppm = one.take_rate.ppm;
  if (!page) slot.contribution = one.contribution;
  slot.personal_price = one.personal;
  slot.value = one.value_alone;
  slot.quote = one.quote;
  return slot;
}

std::int64_t in_units(const Worth& value, std::int64_t scale) {
  // The numerator stays below 2^63, the scale below 2^53.
  return static_cast<std::int64_t>(
      divide(value.numerator * scale, value.denominator * kFullWorth, Rounding::half_even));
}

}  // namespace encore
