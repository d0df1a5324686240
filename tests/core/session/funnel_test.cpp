// SPDX-License-Identifier: MIT
//
// Who follows whom within a visit: measured against what was asked for last, and never what is there already.
#include "visit.hpp"

using namespace visit;

namespace {

/// One offer, and one that follows where it is declined.
Shop downsell(std::int64_t price) {
  Shop shop;
  shop.policy = R"("second_offer":"never")";
  shop.offers = {{"card", R"("on_decline":"small",)"}, {"small", R"("funnel_only":true,)"}};
  shop.offers[1].price = price;
  return shop;
}

}  // namespace

TEST_CASE("what stands in the other place already does not follow a decline") {
  Shop shop;
  shop.offers = {{"card", R"("on_decline":"case",)"}, {"case"}};
  Visit visit(shop);
  REQUIRE(visit.start().field(1, "candidate_id") == "case");
  const Step step = visit.on("decline");
  CHECK(step.field(0, "candidate_id") == "card");
  CHECK(step.state(0) == "declined");
}

TEST_CASE("what follows a decline costs no more than what was chosen and declined") {
  Visit visit(downsell(1500));
  visit.start();
  SECTION("the dearer one was chosen") {
    visit.send(R"({"type":"choose","slot":0,"variant_id":"v2","quantity":1})");
    CHECK(visit.on("decline").field(0, "candidate_id") == "small");
  }
  SECTION("it was not") {
    CHECK(visit.on("decline").field(0, "candidate_id") == "card");
  }
}

TEST_CASE("what was declined without a price is measured by what the sheet proposes") {
  Shop shop = downsell(900);
  shop.offers[0].more +=
      R"("availability":{"until":")" + instant(kNoon + 5 * kMinute) + R"(","cause":"campaign","extendable":true},)";
  Visit visit(shop);
  visit.start();
  visit.send(R"({"type":"choose","slot":0,"variant_id":"v2","quantity":1})");
  visit.on("extend");
  visit.answer(200, R"({"token":"longer","deadline":")" + instant(kNoon + 15 * kMinute) + "\"}");
  shop.id = "sh_2";
  shop.issued_at = visit.now;
  shop.offers[0].variants = R"({"id":"v1","title":"One","price":1000})";
  visit.show(shop);
  REQUIRE(visit.start().field(0, "quote") == "null");
  CHECK(visit.on("decline").field(0, "candidate_id") == "small");
}

namespace {

Shop capped(int accepts) {
  Shop shop;
  shop.policy += R"(,"max_accepts":)" + std::to_string(accepts);
  return shop;
}

}  // namespace

TEST_CASE("an order that has taken as many offers as the policy allows is offered no more") {
  SECTION("the card beside it is withdrawn at once, and none comes with a reload") {
    Visit visit(capped(1));
    visit.start();
    visit.accept(0);
    const Step step = visit.answer(200, visit.bought(1000, 11'000));
    CHECK(step.state(0) == "accepted");
    CHECK(step.state(1) == "failed");
    CHECK(step.field(1, "problem") == "superseded");
    CHECK(visit.start().state(1) != "offering");
  }
  SECTION("a click that is under way is the server's to refuse") {
    Visit visit(capped(1));
    visit.start();
    visit.accept(0);
    visit.accept(1);
    const Step step = visit.answer(200, visit.bought(1000, 11'000));
    CHECK(step.state(0) == "submitting");
    CHECK(step.state(1) == "accepted");
  }
  SECTION("two of two") {
    Visit visit(capped(2));
    visit.start();
    visit.accept(0);
    CHECK(visit.answer(200, visit.bought(1000, 11'000)).state(1) == "offering");
  }
  SECTION("no successor comes after the last one") {
    Visit visit(funnel(R"("second_offer":"never","undo_seconds":30,"max_accepts":1)"));
    visit.start();
    visit.accept(0, 2000);
    visit.answer(200, visit.bought(2000, 12'000));
    const Step step = visit.on("dismiss");
    CHECK(step.field(0, "candidate_id") != "reader");
    CHECK(step.state() != "offering");
  }
}
