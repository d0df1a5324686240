// SPDX-License-Identifier: MIT
//
// What may be announced: trials are no reductions, unknown thirty-day prices silence a
// strike-through, percentages are floored.
#include <catch2/catch.hpp>
#include <limits>

#include "offer.hpp"

using namespace encore;
using namespace encore::test;

TEST_CASE("without a thirty-day price no reduction is announced, whatever is discounted") {
  Offer offer(CandidateKind::cross_sell, 2000);
  offer.variant.compare_at = 9000;
  const Quoted quoted = offer.percent(5000).priced();
  CHECK(quoted.quote.discount == 1000);
  CHECK_FALSE(quoted.quote.reference);
  CHECK(quoted.quote.savings == 0);
  CHECK(quoted.quote.savings_bps == 0);
}

TEST_CASE("savings are never rounded in the shop's favour") {
  Offer offer(CandidateKind::cross_sell, 2000);
  for (Minor lowest = 1801; lowest < 2600; ++lowest) {
    offer.variant.lowest_30d = lowest;
    const Quote quote = offer.percent(1000).priced().quote;
    REQUIRE(quote.reference == lowest);
    REQUIRE(quote.savings == lowest - 1800);
    REQUIRE(quote.savings_bps * lowest <= quote.savings * 10'000);
    REQUIRE((quote.savings_bps + 1) * lowest > quote.savings * 10'000);
  }
}

TEST_CASE("a trial is not a reduction: no ceiling, no strike-through, no list price") {
  Offer offer(CandidateKind::subscription, 2000);
  offer.variant.lowest_30d = 3000;
  offer.candidate.subscription.interval = {IntervalUnit::month, 1};
  offer.sheet.policy.ceiling_action = CeilingAction::cap;
  for (const std::int64_t days : {1, 14}) {
    offer.candidate.subscription.trial_days = days;
    const Quote quote = offer.priced().quote;
    CHECK(quote.list == 0);
    CHECK(quote.total == 0);
    CHECK_FALSE(quote.reference);
    CHECK(quote.subscription.recurring_charge == 2000);
  }
  // Without one, the first charge is a price like any other.
  offer.candidate.subscription.trial_days = 0;
  CHECK(offer.priced().quote.reference == 3000);
}

TEST_CASE("renewals that save nothing announce nothing") {
  Offer offer(CandidateKind::subscription, 2000);
  offer.candidate.subscription.interval = {IntervalUnit::month, 1};
  CHECK(text_of(offer.priced().quote, true).find(R"("step":"save_bps")") == std::string::npos);
  offer.candidate.subscription.recurring_bps = 500;
  CHECK(text_of(offer.priced().quote, true).find(R"("step":"save_bps")") != std::string::npos);
}

TEST_CASE("a date past the calendar is a fault") {
  Offer offer(CandidateKind::subscription, 2000);
  for (const std::int64_t years : {std::int64_t{9000}, std::numeric_limits<std::int64_t>::max()}) {
    offer.candidate.subscription.interval = {IntervalUnit::year, years};
    CHECK(offer.priced().fault == QuoteFault::overflow);
    CHECK(offer.priced().field == "/subscription/interval");
  }
}

TEST_CASE("the calendar ends with the year 9999") {
  Offer offer(CandidateKind::subscription, 2000);
  offer.candidate.subscription.interval = {IntervalUnit::month, 1};
  constexpr std::int64_t kDays = 2'932'897;  // from 1970 to the first day of the year 10000
  offer.candidate.subscription.trial_days = kDays - 1;
  CHECK(quote(offer.sheet, offer.candidate, "v", 1, 0, offer.arena).fault == QuoteFault::none);
  offer.candidate.subscription.trial_days = kDays;
  CHECK(quote(offer.sheet, offer.candidate, "v", 1, 0, offer.arena).fault == QuoteFault::overflow);
}
