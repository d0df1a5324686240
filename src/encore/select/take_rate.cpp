// SPDX-License-Identifier: MIT
//
// All in integers; products of counts and millionths are made in 128 bits.
#include "encore/select/take_rate.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

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

// The whole part, by Newton's iteration from above.
std::int64_t square_root(std::int64_t of) {
  if (of < 2) return std::max<std::int64_t>(of, 0);
  std::int64_t root = std::int64_t{1} << 32;
  for (;;) {
    const std::int64_t next = (root + of / root) / 2;
    if (next >= root) return root;
    root = next;
  }
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
  const std::int64_t attention = kFull - dilution_of(sheet);
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

std::int64_t dilution_of(const Sheet& sheet) {
  constexpr std::int64_t kDefault = Policy{}.dilution_bps;
  if (!kFullBuild || sheet.policy.dilution_bps != kLearned) {
    return std::clamp<std::int64_t>(sheet.policy.dilution_bps, 0, kFull);
  }
  std::optional<std::int64_t> beside;
  std::int64_t second = 0;
  for (const Text text : sheet.model.rows) {
    learn::ModelRow row;
    if (!learn::read_row(text, row)) continue;
    if (row.factor == learn::Factor::beside) beside = row.value;
    if (row.factor == learn::Factor::position) second = row.value;
  }
  if (!beside) return kDefault;
  const std::int64_t attention = (learn::odds_from_log2(*beside + second / 2) * kFull) >> 24;
  return std::clamp<std::int64_t>(kFull - attention, 0, kFull);
}

std::int64_t error_of(const TakeRate& rate) {
  constexpr std::int64_t kUnit = 65'536;  // of log2
  if (!kFullBuild || rate.published) return kUnit;
  if (rate.learned != nullptr) return square_root(rate.learned->variance);
  // Of counts: (1 / accepts + 1 / refusals) of the natural log-odds, each as the rate has it.
  constexpr Int128 kLog2OfE = 94'548;  // in the unit
  const Int128 shows = static_cast<Int128>(rate.shows) + rate.paired_shows + rate.prior_shows;
  const Int128 both = shows * rate.ppm * (kMillion - rate.ppm);
  return square_root(static_cast<std::int64_t>(kLog2OfE * kLog2OfE * kMillion * kMillion / std::max<Int128>(both, 1)));
}

std::int64_t odds_of(std::int64_t take_rate_ppm) {
  return (take_rate_ppm << 24) / (kMillion - take_rate_ppm);
}

}  // namespace encore
