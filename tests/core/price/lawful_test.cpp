// SPDX-License-Identifier: MIT
//
// What may be announced: trials are no reductions, unknown thirty-day prices silence a
// strike-through, percentages are floored.
#include <catch2/catch.hpp>

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
  offer.candidate.subscription.trial_days = 14;
  offer.sheet.policy.ceiling_action = CeilingAction::cap;
  const Quote quote = offer.priced().quote;
  CHECK(quote.list == 0);
  CHECK(quote.total == 0);
  CHECK_FALSE(quote.reference);
  CHECK(quote.subscription.recurring_charge == 2000);
}

TEST_CASE("a date past the calendar is a fault") {
  Offer offer(CandidateKind::subscription, 2000);
  offer.candidate.subscription.interval = {IntervalUnit::year, 9000};
  CHECK(offer.priced().fault == QuoteFault::overflow);
  CHECK(offer.priced().field == "/subscription/interval");
}
