// SPDX-License-Identifier: MIT
//
// The accept whose outcome comes later: in progress, authentication, another price.
#include "visit.hpp"

using namespace visit;

TEST_CASE("in progress is no success: it is polled at the status URL until it is known") {
  Visit visit;
  visit.start();
  visit.accept();
  Step step = visit.problem("in_progress", 409, R"(,"status_url":"/s/9")");
  CHECK(step.state() == "pending");
  for (int i = 0; i < 5; ++i) {
    visit.now = step.wake();
    step = visit.tick();
    CHECK(step.effect_text("request", "url") == "/s/9");
    CHECK(step.effect_text("request", "method") == "GET");
    step = visit.answer(202, R"({"status_url":"/s/9"})");
    CHECK(step.state() == "pending");
  }
  visit.now = step.wake();
  visit.tick();
  CHECK(visit.answer(200, visit.bought()).state() == "accepted");
}

TEST_CASE("without any status URL, pending repeats the accept itself with the same key") {
  Shop shop;
  shop.endpoints = R"("accept":"/accept")";
  Visit visit(shop);
  visit.start();
  visit.accept();
  Step step = visit.problem("in_progress");
  visit.now = step.wake();
  step = visit.tick();
  CHECK(step.effect_text("request", "kind") == "accept");
  CHECK(step.effect_text("request", "key") == "key-card");
  SECTION("and an unconfirmed one rests: there is nothing to ask") {
    while (step.state() != "unconfirmed") {
      step = visit.fail();
      REQUIRE(step.wake() > visit.now);
      visit.now = step.wake();
      step = visit.tick();
    }
    CHECK(step.wake() == 0);
    CHECK(visit.start().effect_types().empty());
  }
}

TEST_CASE("strong authentication: away, back, and only the status URL says the outcome") {
  Visit visit;
  visit.start();
  visit.accept();
  Step step = visit.problem("action_required", 402, R"(,"action_url":"https://bank.example/3ds","status_url":"/s/1")");
  CHECK(step.state() == "action_required");
  CHECK(step.field(0, "action_url") == "https://bank.example/3ds");
  CHECK(step.field(0, "can_accept") == "false");
  SECTION("coming back asks at once") {
    step = visit.on("returned");
    CHECK(step.state() == "pending");
    CHECK(step.effect_text("request", "url") == "/s/1");
    CHECK(visit.problem("payment_declined", 402).state() == "failed");
  }
  SECTION("it is asked meanwhile, for the shopper may finish elsewhere") {
    visit.now = step.wake();
    step = visit.tick();
    CHECK(step.effect_text("request", "kind") == "status");
    step = visit.answer(202, R"({"status_url":"/s/1"})");
    CHECK(step.state() == "action_required");
    visit.now = step.wake();
    visit.tick();
    CHECK(visit.answer(200, visit.bought()).state() == "accepted");
  }
}

TEST_CASE("another price is shown and asked for again, with the server's token and the same key") {
  Visit visit;
  visit.start();
  visit.accept();
  const std::string quote =
      R"({"currency":"EUR","unit_price":1000,"quantity":1,"list":1000,"reference":null,"discount":0,"subtotal":1000,)"
      R"("taxes":[],"tax":0,"tax_included":false,"shipping":250,"total":1250,"savings":0,"savings_bps":0,"order_total":11250})";
  Step step = visit.problem("price_changed", 409, R"(,"token":"new","quote":)" + quote);
  CHECK(step.state() == "price_changed");
  CHECK(step.quoted(0, "total") == "1250");
  CHECK(visit.accept(0, 1000).state() == "price_changed");  // a click on the old price is no consent to the new
  step = visit.accept(0, 1250);
  CHECK(step.state() == "submitting");
  const std::string body = step.effect_text("request", "body");
  CHECK(body.find(R"("token":"new","expected":{"total":1250,)") != std::string::npos);
  CHECK(step.effect_text("request", "key") == "key-card");
}
