// SPDX-License-Identifier: MIT
//
// All in integers; products of counts and millionths are made in 128 bits.
#include "encore/select/take_rate.hpp"

#include <algorithm>
#include <cstddef>

#include "encore/base/int128.hpp"
#include "encore/base/parts.hpp"
#include "encore/learn/powers.hpp"
#include "encore/learn/prior.hpp"
#include "encore/money/rounding.hpp"
#include "encore/sheet/kept.hpp"

namespace encore {

namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kFull = 10'000;
constexpr std::int64_t kMostCounted = 1'000'000'000;  // keeps every product below within 128 bits

std::int64_t counted(std::int64_t count) {
  return std::clamp<std::int64_t>(count, 0, kMostCounted);
}

}  // namespace

std::int64_t prior_ppm(const Sheet& sheet, CandidateKind kind, Relevance relevance, const Quote& quote) {
  const std::int64_t shows = std::max<std::int64_t>(counted(sheet.policy.prior.shows), 1);
  const std::int64_t accepts = std::min(counted(sheet.policy.prior.accepts), shows);
  // Four factors of at most 20,000 stay within 64 bits.
  constexpr std::int64_t kUnits = learn::kFactorUnit * learn::kFactorUnit * learn::kFactorUnit * learn::kFactorUnit;
  const std::int64_t factors = learn::kRelevanceFactor[static_cast<std::size_t>(relevance)] *
                               learn::kShareFactor[learn::share_band(quote.subtotal, kept_total(sheet.order))] *
                               learn::kKindFactor[static_cast<std::size_t>(kind)] *
                               learn::kDepthFactor[learn::depth_band(quote.discount, quote.list)];
  const Int128 yes = static_cast<Int128>(accepts) * factors;
  const Int128 no = static_cast<Int128>(shows - accepts) * kUnits;
  const Int128 ppm = yes + no > 0 ? divide(yes * kMillion, yes + no, Rounding::half_even) : 0;
  return std::clamp(static_cast<std::int64_t>(ppm), learn::kLowestPriorPpm, learn::kHighestPriorPpm);
}

TakeRate take_rate_of(const Sheet& sheet, const Candidate& candidate, Relevance relevance, const Quote& quote,
                      const learn::Model* model, bool page, Arena& arena) {
  TakeRate rate;
  if (candidate.take_rate_ppm) {
    rate.published = true;
    rate.ppm = std::clamp(*candidate.take_rate_ppm, kLowestPpm, kHighestPpm);
    return rate;
  }
  if (kFullBuild && model != nullptr && model->applies()) {
    auto* score = arena.make<learn::Score>();
    *score = learn::score(*model, sheet, {&candidate, relevance, quote.subtotal, quote.discount, quote.list});
    rate.learned = score;
    const std::int64_t odds = learn::odds_from_log2(score->log2_odds);
    rate.ppm = std::clamp(learn::ppm_from_odds(odds), kLowestPpm, kHighestPpm);
    return rate;
  }
  const Evidence& evidence = candidate.evidence;
  rate.prior_shows = std::max<std::int64_t>(counted(sheet.policy.prior.shows), 1);
  rate.prior_ppm = prior_ppm(sheet, candidate.kind, relevance, quote);
  if (kFullBuild && !page && candidate.has_evidence) {
    const bool apart = evidence.solo.shows > 0 || evidence.paired.shows > 0;
    rate.shows = counted(apart ? evidence.solo.shows : evidence.shows);
    rate.accepts = std::min(counted(apart ? evidence.solo.accepts : evidence.accepts), rate.shows);
    rate.paired_shows = apart ? counted(evidence.paired.shows) : 0;
    rate.paired_accepts = apart ? std::min(counted(evidence.paired.accepts), rate.paired_shows) : 0;
  }
  if (!kFullBuild) {  // a prior alone
    rate.ppm = std::clamp(rate.prior_ppm, kLowestPpm, kHighestPpm);
    return rate;
  }
  const std::int64_t attention = kFull - std::clamp<std::int64_t>(sheet.policy.dilution_bps, 0, kFull);
  // In millionths: the prior's share is one already, and paired acceptances are no whole number.
  Int128 paired = static_cast<Int128>(rate.paired_accepts) * kMillion;
  if (attention > 0) {
    paired = std::min(paired * kFull / attention, static_cast<Int128>(rate.paired_shows) * kMillion);
  }
  const Int128 a =
      static_cast<Int128>(rate.accepts) * kMillion + paired + static_cast<Int128>(rate.prior_ppm) * rate.prior_shows;
  const Int128 s = static_cast<Int128>(rate.shows) + rate.paired_shows + rate.prior_shows;
  rate.ppm = std::clamp(static_cast<std::int64_t>(divide(a, s, Rounding::half_even)), kLowestPpm, kHighestPpm);
  return rate;
}

std::int64_t odds_of(std::int64_t take_rate_ppm) {
  return (take_rate_ppm << 24) / (kMillion - take_rate_ppm);
}

}  // namespace encore
