// SPDX-License-Identifier: MIT
//
// What a reload finds: the same rendering, a new one, one without the offer, or rubbish.
#include "visit.hpp"

using namespace visit;

TEST_CASE("another order's session, another version's, or rubbish starts afresh") {
  Visit visit;
  visit.start();
  visit.on("decline");
  Shop other;
  other.order = "o_2";
  visit.show(other);
  CHECK(visit.start().state(0) == "offering");
  for (const char* text : {"null", "{}", "[]", "7", R"({"version":2})", R"({"version":1,"decision":{},"slots":[7]})",
                           R"({"version":1,"decision":{},"slots":[{"candidate_id":"x","step":1,"state":"lost"}]})"}) {
    Visit again;
    again.session = text;
    CHECK(again.start().phase() == "offering");
  }
}

TEST_CASE("a reload with another rendering of the sheet goes on where the visit was") {
  Visit visit(funnel());
  visit.start();
  visit.on("decline");
  visit.now += kMinute;
  Shop later = funnel();
  later.id = "sh_2";
  later.issued_at = visit.now;
  later.offers[1].price = 950;
  later.offers[1].more += R"("availability":{"until":")" + instant(kNoon + 20 * kMinute) + "\"},";
  visit.show(later);
  Step step = visit.start();
  CHECK(step.field(0, "candidate_id") == "small");
  CHECK(step.field(0, "step") == "2");
  CHECK(step.quoted(0, "total") == "950");
  CHECK(step.field(0, "deadline_ms") == std::to_string(kNoon + 20 * kMinute));
  CHECK(step.effects("emit").empty());
  SECTION("answers stand: nothing new is offered for having reloaded") {
    visit.on("decline");
    visit.on("decline");
    later.issued_at += kMinute;
    visit.show(later);
    CHECK(visit.start().phase() == "empty");
    visit.now += 31 * kMinute;
    later.issued_at = visit.now;
    later.offers.push_back({"bag"});
    visit.show(later);
    step =
        visit.send(R"({"type":"start","declined":[{"candidate_id":"card","at_ms":1},{"candidate_id":"small","at_ms":)" +
                   std::to_string(visit.now - kMinute) + "}]}");
    CHECK(step.phase() == "offering");  // another visit is another decision
    CHECK(step.effect_types() == "persist emit:decided");
  }
  SECTION("an offer that is gone is gone") {
    later.offers.erase(later.offers.begin() + 1);
    later.offers[0].more = R"("priority":9,)";
    later.issued_at += kMinute;
    visit.show(later);
    step = visit.start();
    CHECK(step.text.find("\"small\"") == std::string::npos);
  }
}

TEST_CASE("a purchase is confirmed after a reload before it is said, and the order's total is the new sheet's") {
  Visit visit;
  visit.start();
  visit.accept(0);
  visit.answer(200, visit.bought());
  visit.now += 2 * kMinute;
  Shop later;
  later.id = "sh_2";
  later.issued_at = visit.now;
  later.order_total = 11'000;
  later.offers = {{"case"}};
  visit.show(later);
  Step step = visit.start();
  CHECK(step.state(0) == "pending");
  CHECK(step.field(0, "charged") == "null");
  CHECK(step.effect_text("request", "url") == "/status?key=key-card");
  CHECK(step.effects("emit").empty());
  CHECK(step.state(1) == "offering");
  CHECK(step.quoted(1, "order_total") == "12000");
  SECTION("it stands") {
    step = visit.answer(200, visit.bought());
    CHECK(step.state(0) == "accepted");
    CHECK(step.field(0, "charged") == "1000");
    CHECK(step.effects("emit").empty());  // it was reported before
  }
  SECTION("it was undone elsewhere") {
    step =
        visit.answer(200, R"({"purchase_id":"pu","line_id":"l2","charged":1000,"order_total":10000,"state":"undone"})");
    CHECK(step.state(0) == "undone");
  }
  SECTION("who may not ask is not answered, which says nothing of the purchase") {
    CHECK(visit.answer(404, R"({"type":"invalid"})").state(0) == "pending");
  }
  SECTION("another amount than before is another purchase") {
    CHECK(visit.answer(200, visit.bought(200'000)).state(0) == "pending");
  }
}

TEST_CASE("the first deadline that was announced stands, whatever a later rendering says") {
  const auto offers = [](Instant until) {
    Shop shop;
    shop.offers = {{"card", R"("availability":{"cause":"campaign","until":")" + instant(until) + R"("},)"}};
    return shop;
  };
  const auto later = [](Shop shop, Instant now) {
    shop.id = "sh_2";
    shop.issued_at = now;
    return shop;
  };
  Visit visit(offers(kNoon + 60 * kMinute));
  REQUIRE(visit.start().field(0, "deadline_ms") == std::to_string(kNoon + 60 * kMinute));
  SECTION("within the visit") {
    visit.now += kMinute;
    visit.show(later(offers(visit.now + 60 * kMinute), visit.now));
    CHECK(visit.start().field(0, "deadline_ms") == std::to_string(kNoon + 60 * kMinute));
    visit.now += kMinute;
    visit.show(later(offers(kNoon + 30 * kMinute), visit.now));
    CHECK(visit.start().field(0, "deadline_ms") == std::to_string(kNoon + 30 * kMinute));
  }
  SECTION("on a later visit") {
    visit.now += 45 * kMinute;
    visit.show(later(offers(visit.now + 60 * kMinute), visit.now));
    CHECK(visit.start().field(0, "deadline_ms") == std::to_string(kNoon + 60 * kMinute));
  }
  SECTION("once it has passed, the offer does not come again") {
    visit.now += 90 * kMinute;
    visit.show(later(offers(visit.now + 60 * kMinute), visit.now));
    CHECK(visit.start().card(0) == kNoNode);
    visit.now += 45 * kMinute;
    visit.show(later(offers(visit.now + 60 * kMinute), visit.now));
    CHECK(visit.start().card(0) == kNoNode);
  }
}

TEST_CASE("what another tab bought withdraws the offers that it makes impossible, and asks for the others again") {
  const std::string upgrade = R"("kind":"upgrade","replaces":{"line_id":"l1","quantity":1},)";
  Shop shop;
  shop.endpoints += R"(,"quote":"/quote")";
  shop.policy += R"(,"min_relevance":"none")";
  shop.offers = {{"card", upgrade}, {"case", upgrade}, {"strap"}};
  shop.offers[0].price = 12'000;
  shop.offers[1].price = 13'000;
  Visit visit(shop);
  Step step = visit.start();
  const int mine = step.field(0, "candidate_id") == "strap" ? 1 : 0;
  REQUIRE(step.field(1 - mine, "candidate_id") == "strap");
  const std::string rival = step.field(mine, "candidate_id") == "card" ? "case" : "card";
  step = visit.send(R"({"type":"peer","candidate_id":")" + rival + R"(","state":"accepted"})");
  CHECK(step.state(mine) == "failed");
  CHECK(step.field(mine, "problem") == "superseded");
  CHECK(step.field(mine, "can_accept") == "false");
  CHECK(step.state(1 - mine) == "quoting");
}

TEST_CASE("another rendering keeps what is not settled, and decides again for the rest") {
  Visit visit;
  visit.start();
  visit.accept(0);
  visit.now += 40 * kMinute;
  Shop later;
  later.id = "sh_2";
  later.issued_at = visit.now;
  SECTION("the offer is still there: only asked about, for the minute has long passed") {
    visit.show(later);
    const Step step = visit.start();
    CHECK(step.field(0, "candidate_id") == "card");
    CHECK(step.field(0, "state") == "unconfirmed");
    CHECK(step.field(1, "candidate_id") == "case");
  }
  SECTION("the offer is gone: only the server knows") {
    later.offers = {{"strap"}};
    visit.show(later);
    const Step step = visit.start();
    CHECK(step.field(0, "candidate_id") == "card");
    CHECK(step.state(0) == "unconfirmed");
    CHECK(step.field(0, "quote") == "null");
    CHECK(step.effect_text("request", "url") == "/status?key=key-card");
    CHECK(step.field(1, "candidate_id") == "strap");
    CHECK(visit.answer(200, visit.bought()).state(0) == "accepted");
  }
}

TEST_CASE("a rendering without the offer, in mid-request: the token is gone, so it is only asked about") {
  Visit visit;
  visit.start();
  visit.accept(0);
  visit.now += kSecond;
  Shop later;
  later.issued_at = visit.now;
  later.offers = {{"case"}};
  visit.show(later);
  const Step step = visit.start();
  CHECK(step.state(0) == "unconfirmed");
  CHECK(step.state(1) == "offering");
}
