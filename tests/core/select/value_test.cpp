// SPDX-License-Identifier: MIT
//
// Take rates, odds and contributions: the arithmetic at its edges. Everyday cases are golden
// vectors.
#include "encore/select/appraise.hpp"
#include "encore/select/contribution.hpp"
#include "encore/select/decide.hpp"
#include "encore/select/take_rate.hpp"
#include "read_sheet.hpp"

using namespace encore;

namespace {

Quote quote_of(Minor subtotal) {
  Quote quote;
  quote.list = quote.subtotal = subtotal;
  return quote;
}

}  // namespace

TEST_CASE("odds are floor(2^24 p / (1 - p)), and grow with p") {
  CHECK(odds_of(500'000) == 1 << 24);
  CHECK(odds_of(1) == 16);
  CHECK(odds_of(kHighestPpm) == 19LL << 24);
  std::int64_t last = 0;
  for (std::int64_t ppm = kLowestPpm; ppm <= kHighestPpm; ppm += 997) {
    CHECK(odds_of(ppm) > last);
    last = odds_of(ppm);
  }
}

TEST_CASE("any counts give a rate within its bounds") {
  ReadSheet read(camera_order(offer("a", 5000)));
  Sheet sheet = read.sheet;
  Candidate candidate = read.candidate("a");
  candidate.has_evidence = true;
  for (const std::int64_t many : {std::int64_t{0}, std::int64_t{1}, kMaxMinor}) {
    for (const std::int64_t prior : {std::int64_t{0}, std::int64_t{1}, kMaxMinor}) {
      for (const std::int64_t dilution : {0, 5000, 10'000}) {
        sheet.policy.dilution_bps = dilution;
        sheet.policy.prior = {prior, prior};
        candidate.evidence = {many, many, {many, many}, {many, many}, {}};
        const TakeRate rate =
            take_rate_of(sheet, candidate, Relevance::product, quote_of(5000), nullptr, false, read.arena);
        CHECK(rate.ppm >= kLowestPpm);
        CHECK(rate.ppm <= kHighestPpm);
      }
    }
  }
}

TEST_CASE("evidence of nothing but refusals lowers the rate, never to nothing") {
  ReadSheet read(camera_order(offer("a", 5000)));
  Candidate candidate = read.candidate("a");
  candidate.has_evidence = true;
  std::int64_t last = kHighestPpm;
  for (std::int64_t shows = 0; shows < 1'000'000'000'000; shows = shows * 10 + 10) {
    candidate.evidence.shows = shows;
    const std::int64_t ppm =
        take_rate_of(read.sheet, candidate, Relevance::product, quote_of(5000), nullptr, false, read.arena).ppm;
    CHECK(ppm <= last);
    CHECK(ppm >= 1);
    last = ppm;
  }
  CHECK(last == 1);
}

TEST_CASE("a rate given by hand comes before the model, the model before evidence") {
  const std::string model =
      R"(,"model":{"id":"m","rows":["base|||-131072|0|0|0","product||p-a|65536|0|10|5","product||p-b|65536|0|10|5"]})";
  ReadSheet read(camera_order(offer("a", 5000, R"(,"take_rate_ppm":123456,"evidence":{"shows":10,"accepts":9})") + "," +
                                  offer("b", 5000, R"(,"evidence":{"shows":10,"accepts":9})"),
                              R"({"id":"p"})", model));
  const Decision decision = decide(read.sheet, {kNow, "v", ""}, {}, read.arena);
  CHECK(decision.appraisals[0].take_rate.ppm == 123'456);
  CHECK(decision.appraisals[1].take_rate.ppm == 333'333);  // odds 2^(-2 + 1)
  REQUIRE(decision.appraisals[1].take_rate.learned != nullptr);
}

TEST_CASE("the largest amounts are weighed without overflow") {
  const std::string huge = "9007199254740991";
  ReadSheet read(camera_order(
      R"({"id":"a","kind":"cross_sell","pairs_with":["camera"],"product":{"id":"x","title":"X","variants":[{"id":"v","price":)" +
          huge + R"(,"unit_cost":0}]}},)" + offer("b", 5000),
      R"({"id":"p","objective":"margin","second_offer":"always"})"));
  const Decision decision = decide(read.sheet, {kNow, "v", ""}, {}, read.arena);
  // The huge one cannot be priced (the order's total would pass the bound); the other stands.
  REQUIRE(decision.slots.size() == 1);
  CHECK(decision.slots[0].candidate->id == "b");
  REQUIRE(decision.left_out.size() == 1);
  CHECK(decision.left_out[0].reasons[0].subject == "overflow");
}

TEST_CASE("one worth is the largest contribution, whichever offers are excluded") {
  ReadSheet read(camera_order(offer("a", 5000, R"(,"funnel_only":true)") + "," + offer("b", 2550)));
  const Decision decision = decide(read.sheet, {kNow, "v", ""}, {}, read.arena);
  CHECK(decision.appraisals[0].worth == kFullWorth);
  CHECK(decision.appraisals[1].worth == 500'000);  // 2450 of 4900
}

TEST_CASE("the same arguments give the same bytes") {
  ReadSheet read(camera_order(offer("a", 5000) + "," + offer("b", 2550) + "," + offer("c", 999),
                              R"({"id":"p","explore":{"method":"softmax","temperature_bps":9000}})"));
  std::string first, second;
  append_decision(first, read.sheet, decide(read.sheet, {kNow, "v", "s"}, {}, read.arena), true);
  Arena other;
  append_decision(second, read.sheet, decide(read.sheet, {kNow, "v", "s"}, {}, other), true);
  CHECK(first == second);
}

TEST_CASE("a forced candidate is shown alone, whatever the rules say, if it can be priced") {
  ReadSheet read(camera_order(offer("a", 5000) + "," + offer("b", 2550, R"(,"funnel_only":true)")));
  DecideOptions options;
  options.force = "b";
  const Decision decision = decide(read.sheet, {kNow, "v", ""}, options, read.arena);
  REQUIRE(decision.slots.size() == 1);
  CHECK(decision.slots[0].candidate->id == "b");
  REQUIRE(decision.left_out.size() == 1);
  CHECK(decision.left_out[0].reasons[0].reason == Reason::outranked);
  options.force = "nobody";
  CHECK(decide(read.sheet, {kNow, "v", ""}, options, read.arena).slots.empty());
}

TEST_CASE("a holdout keeps what would have been shown, and prints no slot") {
  ReadSheet read(camera_order(offer("a", 5000) + "," + offer("b", 2550), R"({"id":"p","holdout_bps":10000})"));
  const Decision decision = decide(read.sheet, {kNow, "v", ""}, {}, read.arena);
  CHECK(decision.holdout);
  REQUIRE(decision.slots.size() == 2);
  CHECK(decision.left_out.size() == 2);
  std::string text;
  append_decision(text, read.sheet, decision, false);
  CHECK(text.find(R"("slots":[])") != std::string::npos);
  CHECK(text.find(R"({"reason":"holdout","actual":2})") != std::string::npos);
}
