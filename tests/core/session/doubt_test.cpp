// SPDX-License-Identifier: MIT
//
// What is believed while a copy of a request may still be under way: an answer on record (it
// carries `after`), or one about the purchase itself; everything else is asked about.
#include "visit.hpp"

using namespace visit;

TEST_CASE("a refusal that the click already answered is no word about the click") {
  Visit visit;
  visit.start();
  visit.accept();
  visit.answer(402, R"({"type":"payment_declined","last_refusal":5})");
  visit.accept();
  Step step = visit.fail();
  while (step.state() != "unconfirmed") {
    visit.now = step.wake();
    step = visit.tick();
    if (!step.effects("request").empty() && step.state() != "unconfirmed") step = visit.fail();
  }
  visit.now = step.wake();
  visit.tick();
  SECTION("the same or an older one, while the accept may be under way: asked again") {
    for (const char* refusal :
         {R"({"type":"payment_declined","last_refusal":5})", R"({"type":"out_of_stock","last_refusal":4})"}) {
      step = visit.answer(409, refusal);
      CHECK(step.state() == "unconfirmed");
      visit.now = step.wake();
      visit.tick();
    }
    CHECK(visit.answer(200, visit.bought()).state() == "accepted");
  }
  SECTION("a newer one is about the click") {
    CHECK(visit.answer(402, R"({"type":"payment_declined","last_refusal":6})").state() == "failed");
  }
  SECTION("once nothing can be under way, the old one stands, and the next click answers it") {
    visit.now += 80 * kSecond;
    visit.start();
    step = visit.answer(402, R"({"type":"payment_declined","last_refusal":5})");
    CHECK(step.state() == "failed");
    CHECK(visit.accept().effect_text("request", "body").find(R"("last_refusal":5)") != std::string::npos);
  }
}

TEST_CASE("a refusal on record is a failure; without a record a copy may yet arrive, so it is a question") {
  const struct {
    int status;
    const char* type;
    const char* record;
    const char* state;
    const char* can_accept;
  } kCases[] = {{503, "unavailable", R"(,"last_refusal":1)", "failed", "true"},
                {503, "unavailable", "", "unconfirmed", "false"},
                {429, "rate_limited", "", "unconfirmed", "false"}};
  for (const auto& expected : kCases) {
    Visit visit;
    visit.start();
    visit.accept();
    Step step = visit.problem(expected.type, expected.status, expected.record);
    CHECK(step.state() == "retrying");
    while (step.state() == "retrying") {
      visit.now = step.wake();
      step = visit.tick();
      if (!step.effects("request").empty()) {
        step = visit.problem(expected.type, expected.status, expected.record);
      }
    }
    CHECK(step.state() == expected.state);
    CHECK(step.field(0, "problem") == expected.type);
    CHECK(step.field(0, "can_accept") == expected.can_accept);
  }
}

TEST_CASE("Retry-After is waited for; where it is longer than the limit, the card says so at once") {
  Visit visit;
  visit.start();
  visit.accept();
  Step step = visit.answer(429, R"({"type":"rate_limited"})", 7000);
  CHECK(step.state() == "retrying");
  CHECK(step.wake() == visit.now + 7000);
  visit.now += 7000;
  step = visit.tick();
  CHECK(step.effect_text("request", "kind") == "accept");
  step = visit.answer(429, R"({"type":"rate_limited"})", 90'000);
  CHECK(step.state() == "unconfirmed");
  CHECK(step.field(0, "problem") == "rate_limited");
  visit.now += 90'000;
  visit.tick();
  CHECK(visit.answer(404, R"({"type":"invalid"})").field(0, "can_accept") == "true");
}

TEST_CASE("a refusal to say where a purchase stands does not mean that there is none") {
  for (const char* type : {"unauthorized", "invalid"}) {
    Visit visit;
    visit.start();
    visit.accept();
    Step step = visit.answer(409, R"({"type":"in_progress","status_url":"/status/pu"})");
    while (step.state() == "pending") {
      visit.now = step.wake();
      step = visit.tick();
      if (!step.effects("request").empty()) step = visit.problem(type, 403);
    }
    CHECK(step.state() == "unconfirmed");
    visit.now = step.wake();
    visit.tick();
    CHECK(visit.problem(type, 403).state() == "unconfirmed");
    visit.now += kMinute;
    visit.tick();
    CHECK(visit.answer(200, visit.bought()).state() == "accepted");
  }
}

TEST_CASE("nothing under the key of a purchase under way: the accept itself may still arrive") {
  Visit visit;
  visit.start();
  const std::int64_t sent = visit.now;
  visit.accept();
  Step step = visit.answer(409, R"({"type":"in_progress","status_url":"/status/pu"})");
  while (step.state() == "pending") {
    visit.now = step.wake();
    step = visit.tick();
    if (step.effects("request").empty()) continue;
    step = visit.answer(404, R"({"type":"invalid"})");
    CHECK(step.state() == (visit.now < sent + 80 * kSecond ? "pending" : "failed"));
  }
  CHECK(step.state() == "failed");
}

TEST_CASE("on record that nothing stands: no copy can arrive any more, so it may be tried again at once") {
  Visit visit;
  visit.start();
  visit.accept();
  Step step = visit.answer(409, R"({"type":"in_progress","status_url":"/status/pu"})");
  visit.now = step.wake();
  visit.tick();
  CHECK(visit.answer(404, R"({"type":"invalid","last_refusal":3})").state() == "failed");
  CHECK(visit.accept().effect_text("request", "body").find(R"("last_refusal":3)") != std::string::npos);
}

TEST_CASE("refused without a record after a copy went unanswered: asked, not believed") {
  for (const char* type : {"unauthorized", "invalid"}) {
    SECTION(type) {
      Visit visit;
      visit.start();
      visit.accept();
      Step step = visit.fail();
      visit.now = step.wake();
      visit.tick();
      step = visit.problem(type, 403);
      CHECK(step.state() == "unconfirmed");
      visit.now = step.wake();
      CHECK(visit.tick().effect_text("request", "method") == "GET");
      CHECK(visit.answer(200, visit.bought()).state() == "accepted");
      visit.on("undo");
      step = visit.fail();
      visit.now = step.wake();
      visit.tick();
      step = visit.problem(type, 403);
      CHECK(step.state() == "unconfirmed");
      CHECK(step.field(0, "problem") == "undo");
    }
  }
}

TEST_CASE("a request that a reload cut off is a copy like any other") {
  Visit visit;
  visit.start();
  visit.accept();
  visit.start();
  CHECK(visit.problem("unauthorized", 403).state() == "unconfirmed");
}
