// SPDX-License-Identifier: MIT
//
// The accept, from click to outcome: what is sent, in which order, and what each reply means.
#include "visit.hpp"

using namespace visit;

TEST_CASE("a visit starts by deciding, and says so once") {
  Visit visit;
  const Step step = visit.start();
  CHECK(step.effect_types() == "persist emit:decided");
  CHECK(step.phase() == "offering");
  CHECK(step.state(0) == "offering");
  CHECK(step.state(1) == "offering");
  CHECK(step.field(0, "can_accept") == "true");
  CHECK(step.quoted(0, "order_total") == "11000");
  CHECK(visit.tick().effect_types().empty());
}

TEST_CASE("nothing happens before the start, and the view says so") {
  Visit visit;
  const Step step = visit.accept();
  CHECK(step.phase() == "starting");
  CHECK(step.effect_types().empty());
}

TEST_CASE("a click persists before it asks, and asks with exactly the contract's body") {
  Visit visit;
  visit.start();
  const Step step = visit.accept();
  CHECK(step.effect_types() == "persist broadcast announce:submitting request:accept");
  CHECK(step.effect_text("request", "method") == "POST");
  CHECK(step.effect_text("request", "url") == "/accept");
  CHECK(step.effect_text("request", "key") == "key-card");
  const std::string body = step.effect_text("request", "body");
  INFO(body);
  CHECK(
      body.find(
          R"({"sheet_id":"sh_1","order_id":"o_1","candidate_id":"card","variant_id":"v1","quantity":1,)"
          R"("token":"t.o.k","expected":{"total":1000,"currency":"EUR"},"consent":false,"decision":{"decision_id":")") ==
      0);
  CHECK(
      body.find(
          R"("slots":[{"candidate_id":"card","step":1},{"candidate_id":"case","step":1}],"arms":{},"propensity_ppb":1000000000})") !=
      std::string::npos);
  CHECK(step.field(0, "can_accept") == "false");
  CHECK(step.field(0, "can_decline") == "false");
  SECTION("a double click is one click") {
    CHECK(visit.accept().effect_types().empty());
  }
  SECTION("success is the server's word, and moves the other card's total") {
    const Step done = visit.answer(200, visit.bought());
    CHECK(done.state() == "accepted");
    CHECK(done.field(0, "charged") == "1000");
    CHECK(done.field(0, "can_undo") == "true");
    CHECK(done.field(0, "problem") == "null");
    CHECK(done.quoted(0, "order_total") == "11000");
    CHECK(done.quoted(1, "order_total") == "12000");
    CHECK(done.state(1) == "offering");
    CHECK(done.effect_types() == "persist emit:accepted broadcast announce:accepted focus:outcome");
  }
  SECTION("half a success is none") {
    for (const char* body_text : {"null", "{}", R"("ok")", R"({"purchase_id":"pu","line_id":"l2","charged":1000})",
                                  R"({"purchase_id":"pu","line_id":"l2","charged":"1000","order_total":1})",
                                  R"({"purchase_id":"pu","line_id":"l2","charged":10.5,"order_total":1})",
                                  R"({"purchase_id":"","line_id":"l2","charged":1000,"order_total":1})",
                                  R"({"purchase_id":"pu","charged":1000,"order_total":1})",
                                  R"({"purchase_id":"pu","line_id":"l2","charged":-5,"order_total":1})",
                                  R"({"purchase_id":"pu","line_id":"l2","charged":200000,"order_total":1})",
                                  R"({"purchase_id":"pu","line_id":"","charged":1000,"order_total":1})",
                                  R"({"purchase_id":"pu","line_id":7,"charged":1000,"order_total":1})"}) {
      Visit again;
      again.start();
      again.accept();
      const Step step2 = again.answer(200, body_text);
      CHECK(step2.state() != "accepted");
      CHECK(step2.text.find("emit") == std::string::npos);
    }
  }
}

TEST_CASE("a click names the refusal it answers, so that its forerunner cannot buy after all") {
  Visit visit;
  visit.start();
  CHECK(visit.accept().effect_text("request", "body").find(R"("last_refusal":0)") != std::string::npos);
  const Step refused = visit.answer(402, R"({"type":"payment_declined","last_refusal":5})");
  CHECK(refused.state() == "failed");
  CHECK(visit.accept().effect_text("request", "body").find(R"("last_refusal":5)") != std::string::npos);
}

TEST_CASE("each problem has its state") {
  struct Row {
    std::string type;
    int status;
    std::string state;
    std::string problem;
    bool can_accept;
  };
  const Row rows[] = {
      {"payment_declined", 402, "failed", "payment_declined", true},
      {"out_of_stock", 409, "out_of_stock", "out_of_stock", false},
      {"order_released", 409, "order_released", "order_released", false},
      {"expired", 410, "expired", "expired", false},
      {"superseded", 409, "failed", "superseded", false},
      {"consent_required", 422, "offering", "consent_required", true},
      {"unauthorized", 403, "failed", "unauthorized", false},
      {"invalid", 422, "failed", "invalid", false},
      {"price_changed", 409, "price_changed", "price_changed", true},
      {"https://shop.example/problems/out_of_stock", 409, "out_of_stock", "out_of_stock", false},
      {"", 401, "failed", "unauthorized", false},
      {"", 410, "expired", "expired", false},
      {"about:blank", 404, "failed", "invalid", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.type, row.status);
    Visit visit;
    visit.start();
    visit.accept();
    const Step step = visit.problem(row.type, row.status);
    CHECK(step.state() == row.state);
    CHECK(step.field(0, "problem") == row.problem);
    CHECK(step.field(0, "can_accept") == (row.can_accept ? "true" : "false"));
    CHECK(step.state(1) == "offering");
  }
}

TEST_CASE("no answer is asked again with the same key and body, then the page says that it does not know") {
  Visit visit;
  visit.start();
  const Step first = visit.accept();
  const std::string body = first.effect_text("request", "body");
  int attempts = 1;
  Instant sent = visit.now;
  Step step = visit.fail();
  while (step.state() != "unconfirmed") {
    REQUIRE(step.state() == "retrying");
    REQUIRE(step.wake() > visit.now);
    visit.now = step.wake();
    step = visit.tick();
    if (step.effects("request").empty()) continue;
    if (step.effect_text("request", "kind") != "accept") break;
    CHECK(step.effect_text("request", "key") == "key-card");
    CHECK(step.effect_text("request", "body") == body);
    CHECK(step.effect_types() == "persist request:accept");
    ++attempts;
    sent = visit.now;
    step = visit.fail(attempts % 2 != 0 ? "timeout" : "truncated");
  }
  CHECK(attempts >= 4);
  CHECK(visit.now == kNoon + kMinute + kMinute);
  CHECK(step.state() == "unconfirmed");
  CHECK(step.field(0, "can_accept") == "false");
  CHECK(step.field(0, "can_dismiss") == "false");

  SECTION("it only asks, and the answer settles it") {
    int asked = 0;
    for (int i = 0; i < 100 && step.wake() > 0; ++i) {
      visit.now = step.wake();
      step = visit.tick();
      for (const NodeIndex effect : step.effects("request")) {
        CHECK(text_at(*step.tree, effect, "method") == "GET");
        CHECK(text_at(*step.tree, effect, "url") == "/status?key=key-card");
        ++asked;
        step = visit.fail();
      }
    }
    CHECK(asked > 5);
    CHECK(step.wake() == 0);  // at rest until the next visit
    CHECK(step.state() == "unconfirmed");
    visit.now += 24 * 60 * kMinute;
    const Step next_day = visit.start();
    CHECK(next_day.effect_types() == "persist request:status");
    CHECK(visit.answer(200, visit.bought()).state() == "accepted");
  }
  SECTION("nothing under the key: the accept may still be under way, so only later may it be tried again") {
    int asked = 0;
    while (step.state() == "unconfirmed") {
      REQUIRE(step.wake() > visit.now);
      visit.now = step.wake();
      step = visit.tick();
      if (step.effects("request").empty()) continue;
      ++asked;
      const bool under_way = visit.now < sent + 80 * kSecond;
      step = visit.answer(404, R"({"type":"invalid"})");
      CHECK(step.state() == (under_way ? "unconfirmed" : "failed"));
    }
    CHECK(asked > 2);
    CHECK(step.state() == "failed");
    CHECK(step.field(0, "can_accept") == "true");
    CHECK(visit.accept().effect_text("request", "key") == "key-card");
  }
  SECTION("an accept that arrives after all is accepted, though nothing stood under its key before") {
    visit.now = step.wake();
    visit.tick();
    step = visit.answer(404, R"({"type":"invalid"})");
    CHECK(step.state() == "unconfirmed");
    visit.now = step.wake();
    visit.tick();
    CHECK(visit.answer(200, visit.bought()).state() == "accepted");
  }
  SECTION("on another day nothing is under way any more") {
    visit.now += 24 * 60 * kMinute;
    visit.start();
    CHECK(visit.answer(404, R"({"type":"invalid"})").state() == "failed");
  }
}

TEST_CASE("bought before under other terms: accepted, as the server says it was bought") {
  Visit visit;
  visit.start();
  visit.accept();
  const Step step =
      visit.problem("already_accepted", 409,
                    R"(,"variant_id":"v2","quantity":1,"purchase_id":"pu","charged":1500,"order_total":11500)");
  CHECK(step.state() == "accepted");
  CHECK(step.field(0, "problem") == "already_accepted");
  CHECK(step.field(0, "charged") == "1500");
  CHECK(step.field(0, "variant_id") == "v2");
}

TEST_CASE("consent is never assumed") {
  Shop shop;
  shop.offers[0].more = R"("consent":{"text":"I agree","required":true},)";
  Visit visit(shop);
  visit.start();
  Step step = visit.accept(0, 1000, false);
  CHECK(step.state() == "offering");
  CHECK(step.field(0, "problem") == "consent_required");
  CHECK(step.effects("request").empty());
  step = visit.accept(0, 1000, true);
  CHECK(step.effect_text("request", "body").find(R"("consent":{"text":"I agree","locale":"en-GB")") !=
        std::string::npos);
}

TEST_CASE("link and add_to_cart leave the page and claim nothing") {
  for (const std::string mode : {"link", "add_to_cart"}) {
    Shop shop;
    shop.offers[0].accept = R"({"mode":")" + mode + R"(","url":"https://shop.example/p"})";
    Visit visit(shop);
    visit.start();
    const Step step = visit.accept();
    CHECK(step.effect_types() == "navigate");
    CHECK(step.effect_text("navigate", "url") == "https://shop.example/p");
    CHECK(step.state() == "offering");
  }
}

TEST_CASE("no accept endpoint, or no key: unavailable, and nothing is sent") {
  Shop shop;
  SECTION("endpoint") {
    shop.endpoints = "";
  }
  SECTION("key") {
    shop.offers[0].accept = R"({"mode":"one_click","token":"t"})";
  }
  Visit visit(shop);
  visit.start();
  const Step step = visit.accept();
  CHECK(step.state() == "failed");
  CHECK(step.field(0, "problem") == "unavailable");
  CHECK(step.effects("request").empty());
}

TEST_CASE("a blocked address never left the page") {
  Visit visit;
  visit.start();
  visit.accept();
  const Step step = visit.fail("blocked");
  CHECK(step.state() == "failed");
  CHECK(step.field(0, "problem") == "blocked");
  CHECK(step.field(0, "can_accept") == "false");
}
