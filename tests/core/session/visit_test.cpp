// SPDX-License-Identifier: MIT
//
// Two cards, funnels and later moments of a visit; and what fits into 4 KB.
#include <random>

#include "visit.hpp"

using namespace visit;

TEST_CASE("a decline brings the downsell in the same place, is remembered, and counts against max_steps") {
  Visit visit(funnel());
  Step step = visit.start();
  REQUIRE(step.field(0, "candidate_id") == "card");
  step = visit.on("decline");
  CHECK(step.effect_types() ==
        "persist emit:declined broadcast announce:declined focus:outcome remember_decline focus:card");
  CHECK(step.effect_text("emit", "candidate_id") == "card");
  CHECK(step.effect_text("remember_decline", "candidate_id") == "card");
  CHECK(step.effect_text("remember_decline", "until_ms") == std::to_string(visit.now + 30 * 24 * 60 * kMinute));
  CHECK(step.field(0, "candidate_id") == "small");
  CHECK(step.field(0, "step") == "2");
  CHECK(step.field(0, "state") == "offering");
  step = visit.on("decline");
  CHECK(step.field(0, "candidate_id") == "tiny");
  step = visit.on("decline");
  CHECK(step.state() == "declined");  // three steps are the policy's most
  CHECK(step.field(0, "candidate_id") == "tiny");
  CHECK(visit.start().phase() == "empty");
}

TEST_CASE("an accept brings its successor once the undo is over, or when the shopper goes on") {
  Visit visit(funnel());
  visit.start();
  visit.accept(0, 2000);
  Step step = visit.answer(200, visit.bought(2000, 12'000));
  CHECK(step.field(0, "candidate_id") == "card");
  CHECK(step.field(0, "can_undo") == "true");
  CHECK(step.field(0, "can_dismiss") == "true");
  SECTION("when the undo is over") {
    visit.now = step.wake();
    step = visit.tick();
  }
  SECTION("at once") {
    step = visit.on("dismiss");
  }
  CHECK(step.field(0, "candidate_id") == "reader");
  CHECK(step.state() == "offering");
  CHECK(step.field(0, "step") == "2");
  CHECK(step.quoted(0, "order_total") == "13000");
  CHECK(visit.accept(0, 1000).effect_text("request", "body").find(R"("from")") == std::string::npos);
  visit.answer(402, R"({"type":"payment_declined","last_refusal":2})");
  // What was declined or bought never comes again.
  CHECK(visit.on("decline").state() == "declined");
}

TEST_CASE("cards are independent: one bought, one refused, and the other way round") {
  Visit visit;
  visit.start();
  visit.accept(0);
  Step step = visit.on("decline", 1);
  CHECK(step.state(0) == "submitting");
  CHECK(step.state(1) == "declined");
  step = visit.answer(200, visit.bought());
  CHECK(step.state(0) == "accepted");
  CHECK(step.state(1) == "declined");
}

TEST_CASE("both may be bought, and each total follows the server's") {
  Visit visit;
  visit.start();
  visit.accept(0);
  visit.answer(200, visit.bought(1000, 11'000));
  const Step click = visit.accept(1);
  CHECK(click.effect_text("request", "key") == "key-case");
  const Step step = visit.answer(200, visit.bought(1000, 12'000));
  CHECK(step.state(0) == "accepted");
  CHECK(step.state(1) == "accepted");
  CHECK(step.quoted(0, "order_total") == "12000");
}

TEST_CASE("after an accept the other card is quoted by the server before its buttons work") {
  Shop shop;
  shop.endpoints += R"(,"quote":"/quote")";
  Visit visit(shop);
  visit.start();
  visit.accept(0);
  Step step = visit.answer(200, visit.bought());
  CHECK(step.state(1) == "quoting");
  CHECK(step.field(1, "can_accept") == "false");
  CHECK(step.field(1, "can_decline") == "true");
  CHECK(step.effect_text("request", "kind") == "quote");
  CHECK(step.effect_text("request", "body") ==
        R"({"sheet_id":"sh_1","order_id":"o_1","candidate_id":"case","variant_id":"v1","quantity":1,"token":"t.o.k"})");
  CHECK(visit.accept(1).effects("request").empty());
  const auto quote = [](int total) {
    return R"({"quote":{"currency":"EUR","unit_price":1000,"quantity":1,"list":1000,"reference":null,"discount":0,"subtotal":1000,)"
           R"("taxes":[],"tax":0,"tax_included":false,"shipping":0,"total":)" +
           std::to_string(total) + R"(,"savings":0,"savings_bps":0,"order_total":12000},"token":"again"})";
  };
  SECTION("the same price") {
    step = visit.answer(200, quote(1000));
    CHECK(step.state(1) == "offering");
    CHECK(step.field(1, "can_accept") == "true");
    CHECK(visit.accept(1).effect_text("request", "body").find(R"("token":"again")") != std::string::npos);
  }
  SECTION("another price is said to be one") {
    step = visit.answer(200, quote(1250));
    CHECK(step.state(1) == "price_changed");
    CHECK(step.quoted(1, "total") == "1250");
    CHECK(step.quoted(1, "order_total") == "12250");
  }
  SECTION("refused") {
    CHECK(visit.problem("superseded").field(1, "problem") == "superseded");
  }
  SECTION("no answer at all: the signed terms hold") {
    while (visit.tick().state(1) == "quoting") {
      step = visit.fail();
      if (step.state(1) != "quoting") break;
      visit.now = step.wake();
    }
    step = visit.tick();
    CHECK(step.state(1) == "offering");
    CHECK(step.quoted(1, "order_total") == "12000");
  }
}

TEST_CASE("a successor without a token fetches it first; without one it cannot be bought") {
  Shop shop = funnel();
  shop.offers[1].accept = R"({"mode":"one_click"})";
  shop.endpoints += R"(,"next":"/next")";
  Visit visit(shop);
  visit.start();
  Step step = visit.on("decline");
  CHECK(step.state() == "quoting");
  CHECK(step.effect_text("request", "kind") == "next");
  CHECK(step.effect_text("request", "body") ==
        R"({"sheet_id":"sh_1","order_id":"o_1","candidate_id":"small","from":"card","by":"decline"})");
  SECTION("given") {
    step = visit.answer(200, R"({"token":"fetched","key":"key-small"})");
    CHECK(step.state() == "offering");
    step = visit.accept();
    CHECK(step.effect_text("request", "key") == "key-small");
    CHECK(step.effect_text("request", "body").find(R"("token":"fetched")") != std::string::npos);
    // Had the declined one been bought elsewhere, this would be superseded: the shop must know which it was.
    CHECK(step.effect_text("request", "body").find(R"("from":"card")") != std::string::npos);
  }
  SECTION("not given") {
    for (int i = 0; i < 50 && step.state() == "quoting"; ++i) {
      step = visit.fail();
      if (step.state() != "quoting") break;
      visit.now = step.wake();
      step = visit.tick();
    }
    CHECK(step.state() == "failed");
    CHECK(step.field(0, "problem") == "unavailable");
    CHECK(visit.accept().effect_text("request", "kind") == "next");
  }
  SECTION("superseded") {
    CHECK(visit.problem("superseded").field(0, "can_accept") == "false");
  }
}

TEST_CASE("a choice is priced at once; one that cannot be priced changes nothing") {
  Visit visit;
  visit.start();
  Step step = visit.send(R"({"type":"choose","slot":0,"variant_id":"v2","quantity":1})");
  CHECK(step.quoted(0, "total") == "1500");
  CHECK(visit.send(R"({"type":"choose","slot":0,"variant_id":"v2","quantity":9})").effect_types().empty());
  CHECK(visit.accept(0, 1000).state() == "price_changed");
  CHECK(visit.accept(0, 1500).effect_text("request", "body").find(R"("variant_id":"v2")") != std::string::npos);
}

TEST_CASE("a peer's word is never taken for money") {
  Visit visit;
  visit.start();
  Step step = visit.send(R"({"type":"peer","candidate_id":"card","state":"accepted"})");
  CHECK(step.state() == "quoting");
  CHECK(step.effect_text("request", "kind") == "status");
  SECTION("the server says no") {
    CHECK(visit.answer(404, "null").state() == "offering");
  }
  SECTION("the server says yes: accepted, counted where it happened") {
    step = visit.answer(200, visit.bought());
    CHECK(step.state() == "accepted");
    CHECK(step.effects("emit").empty());
    CHECK(step.effects("broadcast").empty());
  }
  SECTION("the server does not answer: the offer stands, and its key protects") {
    for (int i = 0; i < 50 && step.state() == "quoting"; ++i) {
      step = visit.fail();
      if (step.state() != "quoting") break;
      visit.now = step.wake();
      step = visit.tick();
    }
    CHECK(step.state() == "offering");
  }
}

TEST_CASE("the session fits 4 KB whatever the server sends, and holds nothing of the sheet") {
  Shop shop;
  shop.endpoints += R"(,"quote":"/quote")";
  const std::string long_token(1900, 't');
  const std::string long_url = "/" + std::string(1500, 'u');
  Visit visit(shop);
  Step step = visit.start();
  CHECK(step.session_text().find("Camera") == std::string::npos);
  CHECK(step.session_text().find("Ada") == std::string::npos);
  CHECK(step.session_text().find("t.o.k") == std::string::npos);
  for (const int slot : {0, 1}) {
    visit.accept(slot);
    step = visit.problem(
        "price_changed", 409,
        R"(,"token":")" + long_token +
            R"(","quote":{"currency":"EUR","unit_price":1000,"quantity":1,"list":1000,"reference":null,"discount":0,"subtotal":1000,)"
            R"("taxes":[{"title":"VAT","rate_ppm":200000,"amount":1}],"tax":0,"tax_included":false,"shipping":250,"total":1250,"savings":0,"savings_bps":0,"order_total":11250})");
    CHECK(step.session_text().size() <= session::kMaxSessionBytes);
  }
  step = visit.accept(1, 1250);
  step = visit.problem("in_progress", 409, R"(,"status_url":")" + long_url + "\"");
  CHECK(step.session_text().size() <= session::kMaxSessionBytes);
  CHECK(step.state(1) == "pending");
}

TEST_CASE("random visits: always within 4 KB, never accepted without the server, at rest in the end") {
  std::mt19937 random(20'261'121);  // the seed of this test; worlds with clocks and networks are simulated elsewhere
  const auto pick = [&](std::size_t below) { return static_cast<std::size_t>(random() % below); };
  std::size_t accepted = 0;
  std::size_t charges = 0;
  for (int round = 0; round < 60; ++round) {
    Shop shop = funnel(R"("second_offer":"always","undo_seconds":30)");
    shop.offers[3].more = "";
    if (pick(2) == 0) shop.endpoints += R"(,"quote":"/quote")";
    Visit visit(shop);
    Step step = visit.start();
    bool server_said = false;
    for (int i = 0; i < 60; ++i) {
      CAPTURE(round, i, visit.session);
      const int slot = static_cast<int>(pick(2));
      switch (pick(12)) {
        case 0: step = visit.accept(slot, slot == 0 ? 2000 : 800); break;
        case 1: step = visit.on("decline", slot); break;
        case 2: step = visit.on("dismiss", slot); break;
        case 3: step = visit.on("undo", slot); break;
        case 4: step = visit.fail(); break;
        case 5: step = visit.problem("payment_declined", 402); break;
        case 6: step = visit.problem("in_progress", 409); break;
        case 7: step = visit.start(); break;
        case 8:
          server_said = true;
          step = visit.answer(200, visit.bought(pick(2) == 0 ? 2000 : 800));
          break;
        case 9: step = visit.answer(503, R"({"type":"unavailable"})", 1000); break;
        default:
          if (step.wake() > 0) visit.now = step.wake() + static_cast<Instant>(pick(2));
          step = visit.tick();
      }
      CHECK(step.session_text().size() <= session::kMaxSessionBytes);
      for (const int s : {0, 1}) {
        if (step.state(s) == "accepted") {
          ++accepted;
          CHECK(server_said);
        }
      }
      charges += step.effects("request").size();
    }
    // Left alone with a dead network, every session comes to rest.
    int turns = 0;
    while (step.wake() > 0 && turns < 2000) {
      ++turns;
      visit.now = step.wake();
      step = visit.tick();
      for (std::size_t r = 0; r < step.effects("request").size(); ++r) {
        visit.request = step.request(r);
      }
      while (!step.effects("request").empty()) {
        std::vector<std::int64_t> ids;
        for (std::size_t r = 0; r < step.effects("request").size(); ++r) ids.push_back(step.request(r));
        for (const std::int64_t id : ids) {
          visit.request = id;
          step = visit.fail();
        }
      }
    }
    CHECK(turns < 2000);
  }
  CHECK(accepted > 20);
  CHECK(charges > 200);
}

TEST_CASE("shown and viewed are reported once each, after a reload too") {
  Visit visit;
  visit.start();
  CHECK(visit.on("shown").effect_types() == "persist emit:shown");
  CHECK(visit.on("shown").effect_types().empty());
  CHECK(visit.on("viewed").effect_types() == "persist emit:viewed");
  visit.start();
  CHECK(visit.on("shown").effect_types().empty());
  CHECK(visit.on("viewed").effect_types().empty());
  const Step other = visit.on("shown", 1);
  CHECK(other.effect_text("emit", "candidate_id") == "case");
  CHECK(other.effect_text("emit", "quote").find(R"("total":1000)") != std::string::npos);
}

TEST_CASE("in the holdout nothing is shown, and what would have been is reported") {
  Shop shop;
  shop.policy = R"("second_offer":"always","holdout_bps":10000)";
  Visit visit(shop);
  const Step step = visit.start();
  CHECK(step.phase() == "holdout");
  CHECK(step.effect_types() == "persist emit:decided emit:holdout emit:holdout");
  CHECK(step.card(0) == kNoNode);
  CHECK(visit.accept().effect_types().empty());
  CHECK(visit.start().phase() == "holdout");
}

TEST_CASE("what another tab has taken back is asked about, and the server's word makes it undone here") {
  Visit visit;
  visit.start();
  visit.accept();
  REQUIRE(visit.answer(200, visit.bought()).state() == "accepted");
  Step step = visit.send(R"({"type":"peer","candidate_id":"card","state":"undone"})");
  CHECK(step.state() == "accepted");
  CHECK(step.effect_types() == "persist request:status");
  SECTION("undone: without being reported twice") {
    step = visit.answer(200, R"({"state":"undone","purchase_id":"pu","order_total":10000})");
    CHECK(step.state() == "undone");
    CHECK(step.field(0, "can_undo") == "false");
    CHECK(step.text.find(R"("event":"undone")") == std::string::npos);
    CHECK(step.text.find("broadcast") == std::string::npos);
    CHECK(step.quoted(1, "order_total") == "11000");
  }
  SECTION("still bought, or no answer: nothing changes") {
    CHECK(visit.answer(200, visit.bought()).state() == "accepted");
    visit.send(R"({"type":"peer","candidate_id":"card","state":"undone"})");
    CHECK(visit.fail().state() == "accepted");
    CHECK(visit.on("undo").state() == "undoing");
  }
}

TEST_CASE("an undo reported by another tab outdates whatever was asked before it") {
  Visit visit;
  visit.start();
  const std::string undone = R"({"type":"peer","candidate_id":"card","state":"undone"})";
  SECTION("asked where the other tab's purchase stands") {
    visit.send(R"({"type":"peer","candidate_id":"card","state":"submitting"})");
  }
  SECTION("asked for a purchase under way") {
    visit.accept();
    REQUIRE(visit.problem("in_progress").state() == "pending");
    visit.now = visit.now + 60 * kSecond;
    REQUIRE(visit.tick().effect_text("request", "kind") == "status");
  }
  const std::int64_t before = visit.request;
  REQUIRE(visit.send(undone).effects("request").size() == 1);
  const std::int64_t after = visit.request;
  visit.request = before;
  CHECK(visit.answer(200, visit.bought()).state() != "accepted");
  visit.request = after;
  CHECK(visit.answer(200, R"({"state":"undone","purchase_id":"pu","order_total":10000})").state() == "undone");
}

TEST_CASE("what another tab bought is asked about by its key, even where the sheet does not hold the offer any more") {
  Shop shop;
  Visit visit(shop);
  visit.start();
  visit.send(R"({"type":"peer","candidate_id":"card","state":"accepted"})");
  REQUIRE(visit.answer(200, visit.bought()).state() == "accepted");
  shop.id = "sh_2";
  shop.offers = {{"case"}};
  visit.show(shop);
  CHECK(visit.start().effect_text("request", "url") == "/status?key=key-card");
  REQUIRE(visit.answer(200, visit.bought()).state() == "accepted");
  const Step step = visit.send(R"({"type":"peer","candidate_id":"card","state":"undone"})");
  CHECK(step.effect_text("request", "url") == "/status?key=key-card");
}

TEST_CASE("other tabs hear of a purchase when the server is known to have it, not of the click alone") {
  Visit visit;
  visit.start();
  CHECK(visit.accept().effects("broadcast").size() == 1);
  SECTION("at the bank") {
    CHECK(visit.problem("action_required", 409, R"(,"action_url":"/bank")").effect_text("broadcast", "state") ==
          "action_required");
  }
  SECTION("under way") {
    CHECK(visit.problem("in_progress").effect_text("broadcast", "state") == "pending");
  }
}
