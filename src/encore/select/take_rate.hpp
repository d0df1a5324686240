// SPDX-License-Identifier: MIT
//
// How likely an offer is taken when shown alone: the posterior mean p = a / s, with
// a = accepts + prior mean x prior shows and s = shows + prior shows, rounded to whole
// millionths. The rounded figure is what the choice uses, so that a published `take_rate_ppm`
// leads to the very same choice.
//
// Evidence gathered beside another offer is dimmed by the policy's dilution; where the
// counts are kept apart (`solo`, `paired`), each paired acceptance counts 1 / (1 - dilution).
#pragma once

#include "encore/learn/score.hpp"
#include "encore/select/decision.hpp"

namespace encore {

/// Bounds of p. Above, an offer would be taken almost surely, and the odds would outgrow
/// the arithmetic of choosing; below, it could never be explored.
inline constexpr std::int64_t kLowestPpm = 1;
inline constexpr std::int64_t kHighestPpm = 950'000;

/// The prior mean for a candidate of that relevance at that price, in millionths: the policy's odds times the factors
/// of learn/prior.hpp.
std::int64_t prior_ppm(const Sheet& sheet, CandidateKind kind, Relevance relevance, const Quote& quote);

/// A given `take_rate_ppm` is taken as it is; else the model decides, where there is one that applies; else evidence
/// and prior.
TakeRate take_rate_of(const Sheet& sheet, const Candidate& candidate, Relevance relevance, const Quote& quote,
                      const learn::Model* model, bool page, Arena& arena);

/// `policy.dilution_bps`; where it says "learned", what the model's rows `beside` and half of `position` take from
/// odds, or the default where the sheet has no such rows.
std::int64_t dilution_of(const Sheet& sheet);

/// The standard error of the rate's log2-odds in 1/65536: the model's, or that of its counts; one doubling where the
/// rate was given.
std::int64_t error_of(const TakeRate& rate);

/// v = floor(2^24 p / (1 - p)), the weight of an offer in multinomial logit choice where
/// taking nothing weighs 2^24.
std::int64_t odds_of(std::int64_t take_rate_ppm);

}  // namespace encore
