// SPDX-License-Identifier: MIT
//
// Deadlines, extensions, undo and waits, against given moments.
#include <algorithm>

#include "encore/session/timing.hpp"
#include "visit.hpp"

using namespace visit;
using namespace encore::session;

namespace {

Shop with_deadline(Instant until, const std::string& more = R"("countdown":true,"cause":"campaign")") {
  Shop shop;
  shop.offers[0].more = R"("availability":{"until":")" + instant(until) + "\"," + more + "},";
  return shop;
}

}  // namespace

TEST_CASE("at the deadline the offer is withdrawn, to the millisecond, and nothing else happens") {
  Visit visit(with_deadline(kNoon + 5 * kMinute));
  Step step = visit.start();
  CHECK(step.field(0, "deadline_ms") == std::to_string(kNoon + 5 * kMinute));
  CHECK(step.field(0, "cause") == "campaign");
  CHECK(step.field(0, "countdown") == "true");
  CHECK(step.wake() == kNoon + 5 * kMinute);
  visit.on("viewed");
  visit.now = kNoon + 5 * kMinute - 1;
  CHECK(visit.tick().state() == "offering");
  visit.now = kNoon + 5 * kMinute;
  SECTION("by the timer") {
    step = visit.tick();
    CHECK(step.effect_types() == "persist emit:expired announce:expired focus:outcome");
  }
  SECTION("by whatever comes first, even a click") {
    step = visit.accept();
    CHECK(step.effects("request").empty());
  }
  CHECK(step.state() == "expired");
  CHECK(step.state(1) == "offering");
  CHECK(step.field(0, "can_accept") == "false");
  CHECK(step.field(0, "can_decline") == "false");
  // A clock corrected backwards brings nothing back.
  visit.now = kNoon + kMinute;
  CHECK(visit.tick().state() == "expired");
  // A reload does not show it again.
  CHECK(visit.start().state() == "");
}

TEST_CASE("an offer that ends before it was seen ends without a word") {
  Visit visit(with_deadline(kNoon + 5 * kMinute));
  visit.start();
  visit.on("shown");
  visit.now = kNoon + 5 * kMinute;
  CHECK(visit.tick().effect_types() == "persist emit:expired");
  CHECK(visit.tick().state() == "");
}

TEST_CASE("a deadline never ends a purchase under way") {
  Visit visit(with_deadline(kNoon + 5 * kMinute));
  visit.start();
  visit.now = kNoon + 5 * kMinute - 1;
  visit.accept();
  visit.now = kNoon + 5 * kMinute + kSecond;
  Step step = visit.fail();
  CHECK(step.state() == "retrying");
  visit.now = step.wake();
  visit.tick();
  CHECK(visit.answer(200, visit.bought()).state() == "accepted");
}

TEST_CASE("a deadline ends an offer that may be tried again, and one whose price changed") {
  for (const char* problem : {"payment_declined", "price_changed", "out_of_stock"}) {
    Visit visit(with_deadline(kNoon + 5 * kMinute));
    visit.start();
    visit.accept();
    visit.problem(problem);
    visit.now = kNoon + 5 * kMinute;
    CHECK(visit.tick().state() == "expired");
  }
}

TEST_CASE("more time is asked for once, granted by the server alone, and bounded by the hold") {
  const std::string more = R"("countdown":true,"cause":"campaign","extendable":true)";
  Shop shop = with_deadline(kNoon + 5 * kMinute, more);
  shop.fulfilment = R"({"hold_until":")" + instant(kNoon + 20 * kMinute) + "\"}";
  Visit visit(shop);
  CHECK(visit.start().field(0, "can_extend") == "true");
  Step step = visit.on("extend");
  CHECK(step.effect_types() == "persist request:extend");
  CHECK(step.state() == "offering");
  CHECK(step.field(0, "can_extend") == "false");
  const auto granted = [&](Instant until) {
    return visit.answer(200, R"({"token":"longer","deadline":")" + instant(until) + "\"}");
  };
  SECTION("granted") {
    step = granted(kNoon + 15 * kMinute);
    CHECK(step.field(0, "deadline_ms") == std::to_string(kNoon + 15 * kMinute));
    CHECK(step.field(0, "can_extend") == "false");
    CHECK(visit.on("extend").effect_types().empty());
    CHECK(visit.accept().effect_text("request", "body").find(R"("token":"longer")") != std::string::npos);
  }
  SECTION("never past the hold") {
    CHECK(granted(kNoon + 90 * kMinute).field(0, "deadline_ms") == std::to_string(kNoon + 20 * kMinute));
  }
  SECTION("asked before the deadline, answered after it") {
    visit.on("viewed");
    visit.now = kNoon + 5 * kMinute;
    CHECK(visit.tick().state() == "expired");
    step = granted(kNoon + 15 * kMinute);
    CHECK(step.state() == "offering");
    CHECK(step.field(0, "can_accept") == "true");
  }
  SECTION("what ended unseen comes back with the time") {
    visit.now = kNoon + 5 * kMinute;
    step = visit.tick();
    CHECK(step.state() == "");
    step = granted(kNoon + 15 * kMinute);
    CHECK(step.state() == "offering");
  }
  SECTION("a deadline that has passed already grants nothing") {
    step = granted(kNoon);
    CHECK(step.field(0, "deadline_ms") == std::to_string(kNoon + 5 * kMinute));
  }
  SECTION("refused stays refused") {
    step = visit.problem("expired", 410);
    CHECK(step.state() == "offering");
    CHECK(step.field(0, "can_extend") == "false");
  }
  SECTION("not heard may be asked again") {
    step = visit.fail();
    CHECK(step.field(0, "can_extend") == "true");
  }
}

TEST_CASE("the fulfilment hold is never extended, nor an offer the server did not allow it for") {
  Shop held = with_deadline(kNoon + 50 * kMinute, R"("cause":"fulfilment","extendable":true)");
  held.offers[0].more = R"("availability":{"cause":"fulfilment","countdown":true,"extendable":true},)";
  held.fulfilment = R"({"hold_until":")" + instant(kNoon + 20 * kMinute) + "\"}";
  Visit visit(held);
  const Step step = visit.start();
  CHECK(step.field(0, "deadline_ms") == std::to_string(kNoon + 20 * kMinute));
  CHECK(step.field(0, "can_extend") == "false");
  CHECK(visit.on("extend").effect_types().empty());
  Visit plain(with_deadline(kNoon + 5 * kMinute));
  CHECK(plain.start().field(0, "can_extend") == "false");
}

TEST_CASE("undo is offered until its moment, sent with the same key, and repeated until it is known") {
  Visit visit;
  visit.start();
  visit.accept();
  Step step = visit.answer(200, visit.bought());
  CHECK(step.field(0, "undo_until_ms") == std::to_string(visit.now + 30 * kSecond));
  CHECK(step.wake() == visit.now + 30 * kSecond);
  SECTION("in time") {
    step = visit.on("undo");
    CHECK(step.effect_text("request", "url") == "/undo/pu");
    CHECK(step.effect_text("request", "key") == "key-card");
    CHECK(step.effect_text("request", "body") == R"({"order_id":"o_1","candidate_id":"card","purchase_id":"pu"})");
    CHECK(visit.on("undo").effect_types().empty());
    step = visit.fail();
    CHECK(step.state() == "undoing");
    visit.now = step.wake();
    step = visit.tick();
    CHECK(step.effect_text("request", "kind") == "undo");
    step = visit.answer(200, R"({"order_total":10000})");
    CHECK(step.state() == "undone");
    CHECK(step.effect_types() == "persist emit:undone broadcast announce:undone focus:outcome");
    CHECK(step.quoted(1, "order_total") == "11000");
    CHECK(visit.accept().effect_types().empty());  // spent
  }
  SECTION("too late by a millisecond") {
    visit.now += 30 * kSecond;
    CHECK(visit.on("undo").effects("request").empty());
  }
  SECTION("refused: the purchase stands, and is counted once") {
    visit.on("undo");
    step = visit.problem("expired", 410);
    CHECK(step.state() == "accepted");
    CHECK(step.field(0, "problem") == "expired");
    CHECK(step.field(0, "can_undo") == "false");
    CHECK(step.effects("emit").empty());
  }
  SECTION("never known: said plainly, asked about, settled either way") {
    step = visit.on("undo");
    while (step.state() == "undoing") {
      step = visit.fail();
      if (step.state() != "undoing") break;
      visit.now = step.wake();
      step = visit.tick();
    }
    CHECK(step.state() == "unconfirmed");
    CHECK(step.field(0, "problem") == "undo");
    visit.now = step.wake();
    step = visit.tick();
    CHECK(step.effect_text("request", "method") == "GET");
    CHECK(visit.answer(200, R"({"purchase_id":"pu","charged":1000,"order_total":10000,"state":"undone"})").state() ==
          "undone");
  }
}

TEST_CASE("waits are full jitter: within bounds, spread over them, the same for the same session") {
  Session session;
  session.decision_id = "d";
  Card card;
  card.state = State::retrying;
  card.candidate_id = "c";
  std::int64_t low = 0;
  for (int n = 0; n < 400; ++n) {
    const std::string key = "key-" + std::to_string(n);
    card.key = key;
    for (std::int64_t attempt = 1; attempt <= 20; ++attempt) {
      card.attempt = attempt;
      std::int64_t bound = 500;
      for (std::int64_t i = 1; i < attempt; ++i) bound = std::min<std::int64_t>(bound * 2, 8000);
      const std::int64_t wait = wait_ms(session, card, 0);
      CHECK(wait >= 0);
      CHECK(wait <= bound);
      CHECK(wait == wait_ms(session, card, 0));
      CHECK(wait_ms(session, card, 30'000) == 30'000);
      CHECK(wait_ms(session, card, 99'000'000) == kMaxRetryAfterMs);
      if (attempt == 20 && wait < 4000) ++low;
    }
  }
  CHECK(low > 160);  // 200 expected
  CHECK(low < 240);
}

TEST_CASE("a clock corrected backwards by a day does not make a retry wait for a day") {
  Visit visit;
  visit.start();
  visit.accept();
  visit.fail();
  visit.now -= 24 * 60 * kMinute;
  const Step step = visit.tick();
  CHECK(step.state() == "submitting");
  CHECK(step.effect_text("request", "key") == "key-card");
}
