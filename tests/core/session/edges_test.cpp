// SPDX-License-Identifier: MIT
//
// Edges that no other test stands on: the exact millisecond, one and none of something, a member that is missing, and
// what becomes due in the very moment of an event.
#include <algorithm>

#include "encore/session/timing.hpp"
#include "visit.hpp"

using namespace visit;
using namespace encore::session;

namespace {

const std::string kThree = R"("quantity":{"default":1,"min":1,"max":3},)";

Shop extendable(Instant until, const std::string& more = "") {
  Shop shop;
  shop.offers[0].more =
      R"("availability":{"until":")" + instant(until) + R"(","cause":"campaign","extendable":true},)" + more;
  return shop;
}

std::string more_time(Instant until) {
  return R"({"token":"longer","deadline":")" + instant(until) + "\"}";
}

std::string undoable_until(Instant until) {
  return R"({"purchase_id":"pu","line_id":"l2","charged":1000,"order_total":11000,"undo":{"until":")" + instant(until) +
         "\"}}";
}

/// The same shop in a rendering made at `issued_at`.
Shop rendered(Shop shop, Instant issued_at) {
  shop.id = "sh_" + std::to_string(issued_at);
  shop.issued_at = issued_at;
  return shop;
}

Shop subscription() {
  Shop shop;
  shop.offers = {{"tea", R"("kind":"subscription","subscription":{"interval":{"unit":"month","count":1}},)"
                         R"("consent":{"text":"Every month until I stop it."},)"}};
  return shop;
}

/// A shop whose first card, once in `state`, draws a first wait of nothing.
Shop without_wait(State state) {
  Visit any;
  const Step step = any.start();
  const NodeIndex decision = step.at(step.at(0, "session"), "decision");
  Session session;
  session.decision_id = text_at(*step.tree, decision, "decision_id");
  Shop shop;
  for (int n = 0; n < 100'000; ++n) {
    const std::string key = "key-" + std::to_string(n);
    Card card;
    card.candidate_id = "card";
    card.state = state;
    card.attempt = 1;
    card.key = key;
    if (wait_ms(session, card, 0) != 0) continue;
    shop.offers[0].accept = R"({"mode":"one_click","token":"t.o.k","key":")" + key + "\"}";
    return shop;
  }
  FAIL("no key of so many draws nothing");
  return shop;
}

}  // namespace

TEST_CASE(
    "what was bought before is shown in the quantity the server names, a single one too, and none is no quantity") {
  Shop shop;
  shop.offers[0].more = kThree;
  Visit visit(shop);
  visit.start();
  visit.send(R"({"type":"choose","slot":0,"variant_id":"v1","quantity":3})");
  visit.accept(0, 3000);
  const auto said = [&](int quantity) {
    return visit.problem(
        "already_accepted", 409,
        R"(,"purchase_id":"pu","charged":1000,"order_total":11000,"quantity":)" + std::to_string(quantity));
  };
  SECTION("one") {
    CHECK(said(1).field(0, "quantity") == "1");
  }
  SECTION("none") {
    CHECK(said(0).field(0, "quantity") == "3");
  }
}

TEST_CASE("a choice that does not say how many changes nothing") {
  Visit visit;
  visit.start();
  CHECK(visit.send(R"({"type":"choose","slot":0,"variant_id":"v2"})").effect_types().empty());
}

TEST_CASE("with more time granted, the problem from before is no longer shown") {
  Visit visit(extendable(kNoon + 5 * kMinute, R"("consent":{"text":"I agree.","required":true},)"));
  visit.start();
  REQUIRE(visit.accept().field(0, "problem") == "consent_required");
  visit.on("extend");
  CHECK(visit.answer(200, more_time(kNoon + 15 * kMinute)).field(0, "problem") == "null");
}

TEST_CASE("more time that ends now is none") {
  Visit visit(extendable(kNoon + 5 * kMinute));
  visit.start();
  visit.on("extend");
  const Step step = visit.answer(200, more_time(visit.now));
  CHECK(step.state() == "offering");
  CHECK(step.field(0, "deadline_ms") == std::to_string(kNoon + 5 * kMinute));
}

TEST_CASE("the time and token granted to this shopper outlast a new rendering of the sheet") {
  const Shop shop = extendable(kNoon + 5 * kMinute);
  Visit visit(shop);
  visit.start();
  visit.on("extend");
  visit.answer(200, more_time(kNoon + 15 * kMinute));
  visit.show(rendered(shop, visit.now));
  CHECK(visit.start().field(0, "deadline_ms") == std::to_string(kNoon + 15 * kMinute));
  CHECK(visit.accept().effect_text("request", "body").find(R"("token":"longer")") != std::string::npos);
}

TEST_CASE("a card out of sight tells nothing, even if the time it asked for is granted after all") {
  Visit visit(extendable(kNoon + 5 * kMinute));
  visit.start();
  visit.on("viewed");
  visit.on("extend");
  visit.now = kNoon + 5 * kMinute;
  REQUIRE(visit.tick().state() == "expired");
  visit.on("dismiss");
  visit.answer(200, more_time(kNoon + 15 * kMinute));
  for (const char* event : {"shown", "viewed"}) CHECK(visit.on(event).effect_types().empty());
}

TEST_CASE("a request that becomes due with a click that leaves the page is sent before the page is left") {
  Shop shop;
  shop.offers[1].accept = R"({"mode":"link","url":"/products/case"})";
  Visit visit(shop);
  visit.start();
  visit.accept();
  visit.now = visit.fail().wake();
  CHECK(visit.accept(1).effect_types() == "persist request:accept navigate");
}

TEST_CASE("a wait of nothing is no wait: out of patience, the question goes out in the same moment") {
  Visit visit(without_wait(State::unconfirmed));
  visit.start();
  visit.accept();
  visit.now += kMinute;
  const Step step = visit.fail();
  CHECK(step.state() == "unconfirmed");
  CHECK(step.effect_text("request", "kind") == "status");
}

TEST_CASE("a Retry-After one millisecond beyond the limit ends the wait at once") {
  Visit visit;
  visit.start();
  visit.accept();
  visit.now += kMinute - 1;
  SECTION("with a Retry-After") {
    CHECK(visit.answer(503, R"({"type":"unavailable"})", 1).state() == "unconfirmed");
  }
  SECTION("without one") {
    CHECK(visit.answer(503, R"({"type":"unavailable"})", 0).state() == "retrying");
  }
}

TEST_CASE("an answer to no request is ignored, though a card waits to ask again") {
  for (const char* id : {R"("request":0,)", R"("request":-1,)", ""}) {
    Visit visit;
    visit.start();
    visit.accept();
    REQUIRE(visit.problem("in_progress").state() == "pending");
    const Step step =
        visit.send(R"({"type":"response",)" + std::string(id) + R"("status":200,"body":)" + visit.bought() + "}");
    CHECK(step.state() == "pending");
    CHECK(step.effect_types().empty());
  }
}

TEST_CASE("half an hour after the last change is another visit, a millisecond less is the same") {
  Visit visit;
  visit.start();
  visit.on("decline");
  visit.now += 30 * kMinute;
  SECTION("half an hour") {
    visit.show(rendered({}, visit.now));
    CHECK(visit.start().effect_types() == "persist emit:decided");
  }
  SECTION("less") {
    visit.now -= 1;
    visit.show(rendered({}, visit.now));
    CHECK(visit.start().effects("emit").empty());
  }
}

TEST_CASE("on a later visit a purchase keeps its place for as long as it can be undone") {
  Visit visit;
  visit.start();
  visit.accept();
  visit.answer(200, undoable_until(visit.now + 40 * kMinute));
  visit.now += 40 * kMinute;
  SECTION("until then it stands where it was") {
    visit.now -= 1;
    visit.show(rendered({}, visit.now));
    CHECK(visit.start().field(0, "candidate_id") == "card");
    const Step step = visit.answer(200, undoable_until(visit.now + 1));
    CHECK(step.state(0) == "accepted");
    CHECK(step.field(0, "can_undo") == "true");
  }
  SECTION("then another offer takes the place, and it is not offered again") {
    visit.show(rendered({}, visit.now));
    const Step step = visit.start();
    CHECK(step.field(0, "candidate_id") == "case");
    CHECK(step.card(1) == kNoNode);
  }
}

TEST_CASE("a purchase that keeps its place leaves room for one offer, not two") {
  Shop shop;
  shop.offers = {{"card"}, {"case"}, {"strap"}};
  Visit visit(shop);
  visit.start();
  visit.accept();
  visit.answer(200, undoable_until(visit.now + 40 * kMinute));
  visit.now += 35 * kMinute;
  visit.show(rendered(shop, visit.now));
  const Step step = visit.start();
  CHECK(step.field(0, "candidate_id") == "card");
  CHECK(step.state(1) == "offering");
  CHECK(step.card(2) == kNoNode);
}

TEST_CASE("sixteen offers that gave up their place are remembered, and then nothing follows a purchase any more") {
  Visit visit;
  Step step = visit.start();
  Shop shop;
  const auto buy_on_another_visit = [&] {
    visit.now += 31 * kMinute;
    visit.show(rendered(shop, visit.now));
    step = visit.start();
    REQUIRE(step.field(0, "candidate_id") == shop.offers[0].id);
    visit.accept();
    step = visit.answer(200, visit.bought(1000, 11'000, false));
    REQUIRE(step.state() == "accepted");
    return step.children(step.at(step.at(0, "session"), "seen")).size();
  };
  const auto sell = [&](std::size_t n) {
    shop.offers = {{"offer-" + std::to_string(n), R"("on_accept":"reader",)"}, {"reader", R"("funnel_only":true,)"}};
  };
  for (std::size_t n = 0; n < kMaxSeen; ++n) {
    sell(n);
    REQUIRE(buy_on_another_visit() == n);
    CHECK(step.wake() == visit.now + 30 * kSecond);  // the successor's moment
  }
  for (std::size_t n = kMaxSeen; n < kMaxSeen + 2; ++n) {
    sell(n);
    CHECK(buy_on_another_visit() == kMaxSeen);
    CHECK(step.wake() == kNever);
    CHECK(visit.on("dismiss").phase() == "empty");
  }
}

TEST_CASE("a card can be changed where there is another variant or another quantity to choose") {
  const struct {
    const char* more;
    const char* variants;
    const char* can_change;
  } kCases[] = {
      {"", R"({"id":"v1","title":"One","price":1000})", "false"},
      {R"("quantity":{"default":1,"min":1,"max":2},)", R"({"id":"v1","title":"One","price":1000})", "true"},
      {"", R"({"id":"v1","title":"One","price":1000},{"id":"v2","title":"Two","price":1000})", "true"},
  };
  for (const auto& expected : kCases) {
    CAPTURE(expected.more, expected.variants);
    Shop shop;
    shop.offers[0].more = expected.more;
    shop.offers[0].variants = expected.variants;
    Visit visit(shop);
    CHECK(visit.start().field(0, "can_change") == expected.can_change);
  }
}

TEST_CASE("the last ones in stock can be bought, and not one more") {
  Shop shop;
  shop.offers[0].more = kThree;
  shop.offers[0].variants = R"({"id":"v1","title":"One","price":1000,"stock":2})";
  Visit visit(shop);
  visit.start();
  const auto choose = [&](int quantity) {
    return visit.send(R"({"type":"choose","slot":0,"variant_id":"v1","quantity":)" + std::to_string(quantity) + "}");
  };
  CHECK(choose(2).field(0, "can_accept") == "true");
  CHECK(choose(3).field(0, "can_accept") == "false");
}

TEST_CASE("what a subscription renews on is the same from the first to the last millisecond of a day") {
  const Instant midnight = kNoon + 14 * 60 * kMinute;
  for (const Instant now : {midnight, midnight + 12 * 60 * kMinute, midnight + 24 * 60 * kMinute - 1}) {
    Visit visit(subscription());
    visit.now = now;
    CHECK(visit.start().quoted(0, "subscription").find(R"("first_renewal_at":"2025-12-22T00:00:00)") !=
          std::string::npos);
  }
}

TEST_CASE("a subscription asks for consent, whether or not the sheet requires it") {
  Visit visit(subscription());
  visit.start();
  CHECK(visit.accept().field(0, "problem") == "consent_required");
  CHECK(visit.accept(0, 1000, true).state() == "submitting");
}

TEST_CASE("a Retry-After of eleven minutes is waited for ten, and not a millisecond less") {
  Visit visit;
  visit.start();
  visit.accept();
  const Step step =
      visit.answer(402, R"({"type":"action_required","action_url":"/bank","status_url":"/status/1"})", 11 * 60'000);
  CHECK(step.effects("request").empty());
  CHECK(step.wake() == visit.now + 10 * kMinute);
}

TEST_CASE("an accept may be under way for eighty seconds, on a clock that was set back as well") {
  Card card;
  CHECK_FALSE(may_be_under_way(card, 0));
  card.sent_ms = kNoon;
  for (const Instant apart : {Instant{0}, 80 * kSecond - 1, 1 - 80 * kSecond}) {
    CHECK(may_be_under_way(card, kNoon + apart));
  }
  CHECK_FALSE(may_be_under_way(card, kNoon + 80 * kSecond));
  CHECK_FALSE(may_be_under_way(card, kNoon - 80 * kSecond));
}

TEST_CASE("a state that waits gives up at its limit, to the millisecond, and after so many tries") {
  const struct {
    State state;
    Instant limit;
    std::int64_t tries;
  } kWaits[] = {{State::quoting, 20 * kSecond, 10},    {State::submitting, kMinute, 20},
                {State::retrying, kMinute, 20},        {State::undoing, kMinute, 20},
                {State::pending, 3 * kMinute, 60},     {State::action_required, 15 * kMinute, 120},
                {State::unconfirmed, 15 * kMinute, 40}};
  for (const auto& wait : kWaits) {
    CAPTURE(word(wait.state));
    Card card;
    card.state = wait.state;
    card.since_ms = kNoon;
    card.doubt = true;
    card.attempt = wait.tries;
    CHECK_FALSE(due(card, true, kNoon + wait.limit - 1));
    CHECK(due(card, true, kNoon + wait.limit) == Signal::time_up_unsure);
    ++card.attempt;
    CHECK(due(card, true, kNoon) == Signal::time_up_unsure);
  }
}

TEST_CASE("the next moment is after now, and a state that does not wait has none") {
  Card card;
  card.deadline_ms = kNoon;
  CHECK(next_wake(card, kNoon - 1) == kNoon);
  CHECK(next_wake(card, kNoon) == kNever);
  card.deadline_ms = kNever;
  card.since_ms = kNoon;
  CHECK(next_wake(card, kNoon - 1) == kNever);
}

TEST_CASE("the longest wait for a question about an unconfirmed purchase is a minute") {
  Session session;
  session.decision_id = "d";
  Card card;
  card.state = State::unconfirmed;
  card.attempt = 20;
  Instant longest = 0;
  for (int n = 0; n < 400'000; ++n) {
    const std::string key = "key-" + std::to_string(n);
    card.key = key;
    longest = std::max(longest, wait_ms(session, card, 0));
  }
  CHECK(longest == kMinute);
}
