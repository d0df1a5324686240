// SPDX-License-Identifier: MIT
//
// Percentages in copy, as people write them in many places.
#include <catch2/catch.hpp>

#include "encore/price/check.hpp"
#include "encore/price/copy_percentages.hpp"
#include "offer.hpp"

using namespace encore;

TEST_CASE("a percentage that equals the savings at its own precision is fine") {
  for (const char* text :
       {"Save 20%", "20 % off", "Spare 20\u00A0%", "20\u202F% de moins", "-20%", "%20 indirim", "20.0 %",
        "\u0662\u0660\u066A", "\uFF12\uFF10\uFF05", "\u0968\u0966%", "now 20%.", "20,05 %"}) {
    CAPTURE(text);
    CHECK_FALSE(differing_percentage(text, 2005).has_value());
  }
}

TEST_CASE("a percentage that promises something else is found, with what it says") {
  struct Row {
    const char* text;
    std::int64_t stated;
  };
  const Row rows[] = {{"Save 25%", 2500},
                      {"25 % off", 2500},
                      {"%25 indirim", 2500},
                      {"bis zu 25\u00A0% sparen", 2500},
                      {"20,5 %", 2050},
                      {"20.06%", 2006},
                      {"\u0662\u0665\u066A", 2500},
                      {"20 % today, 30 % soon", 3000},
                      {"5%", 500},
                      {"indirim %25", 2500},
                      {"\u201325%", 2500},
                      {"\u0968\u096B%", 2500},
                      {"take 2 0%", 0},
                      {"0%", 0}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    REQUIRE(differing_percentage(row.text, 2005).has_value());
    CHECK(*differing_percentage(row.text, 2005) == row.stated);
  }
}

TEST_CASE("numbers that are no claim about savings are left alone") {
  for (const char* text :
       {"", "%", "100% cotton", "100 % Baumwolle", "20 pieces", "Only 3 left", "{{quote.savings_percent}}", "2026",
        "1.000 %", "12345678 %", "size 20, 100%", "a % b", "20 off % of", "a % b 30 c"}) {
    CAPTURE(text);
    CHECK_FALSE(differing_percentage(text, 0).has_value());
  }
}

TEST_CASE("rounding a saving up is a difference, rounding it down is not") {
  CHECK(differing_percentage("20 %", 1999).has_value());
  CHECK_FALSE(differing_percentage("19 %", 1999).has_value());
  CHECK_FALSE(differing_percentage("19.9 %", 1999).has_value());
  CHECK_FALSE(differing_percentage("19.99 %", 1999).has_value());
}

TEST_CASE("every text of the copy is read, the first difference is named") {
  Copy copy;
  Quote quote;
  quote.savings_bps = 2000;
  copy.headline = "20 % off";
  CHECK(check_copy_percentages(copy, quote).empty());
  copy.badge = "-30%";
  REQUIRE(check_copy_percentages(copy, quote).size() == 1);
  CHECK(check_copy_percentages(copy, quote)[0].field == "/copy/badge");
  CHECK(check_copy_percentages(copy, quote)[0].stated_bps == 3000);
}

TEST_CASE("checking names the candidate whose copy promises more than its price gives") {
  test::Offer offer(CandidateKind::cross_sell, 2000);
  offer.variant.lowest_30d = 2000;
  offer.percent(2000).candidate.copy.headline = "25 % off";
  offer.candidate.position = 3;
  offer.sheet.candidates = {&offer.candidate, 1};
  Issues issues;
  check_prices(offer.sheet, offer.arena, issues);
  REQUIRE(issues.size() == 1);
  CHECK(issues[0].code == code::copy_percentage);
  CHECK(issues[0].scope == Scope::candidate);
  CHECK(issues[0].path == "/candidates/3/copy/headline");
  CHECK(issues[0].limit == 2000);
  CHECK(issues[0].actual == 2500);

  issues.clear();
  offer.candidate.copy.headline = "20 % off";
  check_prices(offer.sheet, offer.arena, issues);
  CHECK(issues.empty());

  // Without a thirty-day price there is no reduction to announce, so no percentage is true.
  offer.variant.lowest_30d.reset();
  check_prices(offer.sheet, offer.arena, issues);
  REQUIRE(issues.size() == 1);
  CHECK(issues[0].limit == 0);
}

TEST_CASE("checking names an amount that does not fit, with its place and the bound") {
  test::Offer offer(CandidateKind::cross_sell, kMaxMinor);
  offer.sheet.candidates = {&offer.candidate, 1};
  Issues issues;
  check_prices(offer.sheet, offer.arena, issues);
  REQUIRE(issues.size() == 1);
  CHECK(issues[0].code == code::too_large);
  CHECK(issues[0].path == "/candidates/0");
  CHECK(issues[0].limit == kMaxMinor);
}
