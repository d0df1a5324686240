// SPDX-License-Identifier: MIT
//
// The first stage: may this candidate be offered at all, now, on this order, here? It reads
// the order, its history, stock, time, the trigger and policy, but no price. Every reason
// that applies is collected, not just the first, so that a merchant fixes all at once.
#pragma once

#include "encore/base/arena.hpp"
#include "encore/rules/rule.hpp"
#include "encore/select/decision.hpp"

namespace encore {

/// What is the same for every candidate of one sheet at one moment.
struct Circumstances {
  const Sheet& sheet;
  Instant now;
  ConsumerLaw law;
  RuleValue rule_data;
  RuleAllowance& allowance;
  Arena& arena;
  bool page = false;  // what was settled by publishing is not judged again
};

/// Whether accepting charges something, now or later.
bool needs_payment(const Quote& quote);

/// The same; a candidate without a quote is taken to.
bool needs_payment(const Appraisal& appraisal);

/// Adds the reasons against `appraisal.candidate`, whose relevance, deadline, variant and quote are known.
void judge_eligible(const Circumstances& circumstances, Appraisal& appraisal);

}  // namespace encore
