// SPDX-License-Identifier: MIT
//
// All in integers; products of counts and millionths are made in 128 bits.
#include "encore/select/take_rate.hpp"

#include <algorithm>
#include <cstddef>

#include "encore/base/int128.hpp"
#include "encore/base/parts.hpp"
#include "encore/money/rounding.hpp"
#include "encore/select/prior.hpp"
#include "encore/sheet/kept.hpp"

namespace encore {

namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kFull = 10'000;

std::int64_t price_factor(Minor subtotal, Minor order_total) {
  const Int128 price = static_cast<Int128>(subtotal) * kFull;
  for (const PriceFactor& row : kPriceFactor) {
    if (price <= static_cast<Int128>(order_total) * row.up_to_bps) return row.factor;
  }
  return kDearFactor;
}

// A count no shop reaches; keeps every product below within 128 bits.
std::int64_t counted(std::int64_t count) {
  return std::clamp<std::int64_t>(count, 0, kMaxMinor);
}

}  // namespace

std::int64_t prior_ppm(const Sheet& sheet, CandidateKind kind, Relevance relevance, Minor subtotal) {
  const std::int64_t shows = std::max<std::int64_t>(counted(sheet.policy.prior.shows), 1);
  const std::int64_t accepts = std::min(counted(sheet.policy.prior.accepts), shows);
  const Int128 mean = static_cast<Int128>(accepts) * kMillion * kRelevanceFactor[relevance] *
                      price_factor(subtotal, kept_total(sheet.order));
  const Int128 scaled = static_cast<Int128>(shows) * kFull * kFull;
  // Two divisions keep the product within 128 bits for any counts; the second rounds.
  const Int128 ppm = divide(mean / scaled * kKindFactor[kind], kFull, Rounding::half_even);
  return static_cast<std::int64_t>(
      std::clamp<Int128>(ppm, static_cast<Int128>(kLowestPriorPpm), static_cast<Int128>(kHighestPriorPpm)));
}

TakeRate take_rate_of(const Sheet& sheet, const Candidate& candidate, Relevance relevance, Minor subtotal, bool page) {
  TakeRate rate;
  if (candidate.take_rate_ppm && (page || !candidate.has_evidence)) {
    rate.published = true;
    rate.ppm = std::clamp(*candidate.take_rate_ppm, kLowestPpm, kHighestPpm);
    return rate;
  }
  const Evidence& evidence = candidate.evidence;
  rate.prior_shows = std::max<std::int64_t>(counted(sheet.policy.prior.shows), 1);
  rate.prior_ppm = prior_ppm(sheet, candidate.kind, relevance, subtotal);
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
