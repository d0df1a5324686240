// SPDX-License-Identifier: MIT
//
// What a reply is taken for: by its status where it has no word, by its word where it has one, and by what a success of
// its kind must hold.
#include <algorithm>

#include "visit.hpp"

using namespace visit;

namespace {

const std::string kQuoteMembers =
    R"("unit_price":1000,"quantity":1,"list":1000,"discount":0,"subtotal":1000,"tax":0,"shipping":0,"total":1000,)"
    R"("savings":0,"savings_bps":0,"order_total":12000)";

std::string quote(const std::string& members, const std::string& currency = "EUR", const std::string& taxes = "[]") {
  return R"({"quote":{"currency":")" + currency + R"(","taxes":)" + taxes + "," + members + "}}";
}

/// A visit whose second card asks the server for its price.
Visit asking_for_a_price() {
  Shop shop;
  shop.endpoints += R"(,"quote":"/quote")";
  Visit visit(shop);
  visit.start();
  visit.accept();
  REQUIRE(visit.answer(200, visit.bought()).state(1) == "quoting");
  return visit;
}

/// A visit whose first card asks the server for its token.
Visit asking_for_a_token() {
  Shop shop;
  shop.endpoints += R"(,"next":"/next")";
  shop.offers = {{"card", "", R"({"mode":"one_click"})"}};
  Visit visit(shop);
  REQUIRE(visit.start().effect_text("request", "kind") == "next");
  return visit;
}

}  // namespace

TEST_CASE("a reply without a word is read by its status") {
  const struct {
    int status;
    const char* state;
    const char* problem;
  } kReplies[] = {
      {199, "retrying", "unavailable"}, {200, "retrying", "truncated"},    {299, "retrying", "truncated"},
      {300, "retrying", "unavailable"}, {399, "retrying", "unavailable"},  {400, "failed", "invalid"},
      {401, "failed", "unauthorized"},  {402, "retrying", "unavailable"},  {403, "failed", "unauthorized"},
      {404, "failed", "invalid"},       {408, "retrying", "unavailable"},  {409, "retrying", "unavailable"},
      {410, "expired", "expired"},      {418, "retrying", "unavailable"},  {422, "failed", "invalid"},
      {425, "retrying", "unavailable"}, {429, "retrying", "rate_limited"}, {499, "retrying", "unavailable"},
      {500, "retrying", "unavailable"},
  };
  for (const auto& reply : kReplies) {
    CAPTURE(reply.status);
    Visit visit;
    visit.start();
    visit.accept();
    const Step step = visit.answer(reply.status, "{}");
    CHECK(step.state() == reply.state);
    CHECK(step.field(0, "problem") == reply.problem);
  }
}

TEST_CASE("any success may bring a purchase, but for 202, which says that it is not known yet") {
  for (const int status : {200, 201, 203, 299}) {
    Visit visit;
    visit.start();
    visit.accept();
    CHECK(visit.answer(status, visit.bought()).state() == "accepted");
  }
  for (const int status : {199, 202, 300}) {
    Visit visit;
    visit.start();
    visit.accept();
    CHECK(visit.answer(status, visit.bought()).state() == (status == 202 ? "pending" : "retrying"));
  }
}

TEST_CASE("a problem's word may stand alone or at the end of a URI") {
  for (const char* type :
       {"out_of_stock", "/out_of_stock", "https://shop.example/p#out_of_stock", "urn:p:out_of_stock"}) {
    Visit visit;
    visit.start();
    visit.accept();
    CHECK(visit.problem(type).state() == "out_of_stock");
  }
}

TEST_CASE("undone is said of a purchase, not of a refusal") {
  for (const char* type : {"payment_declined", "already_accepted"}) {
    Visit visit;
    visit.start();
    visit.accept();
    const Step step = visit.problem(type, 409, R"(,"state":"undone","order_total":10000)");
    CHECK(step.state() == (std::string_view(type) == "payment_declined" ? "failed" : "undone"));
  }
}

TEST_CASE("only 404 says that nothing stands under a key") {
  for (const int status : {403, 404, 405}) {
    Visit visit;
    visit.start();
    REQUIRE(visit.send(R"({"type":"peer","candidate_id":"card","state":"accepted"})").state() == "quoting");
    // A status without a meaning here is no answer: it is asked again.
    CHECK(visit.answer(status, "{}").state() == (status == 403 ? "failed" : status == 404 ? "offering" : "quoting"));
  }
}

TEST_CASE("an undo is known by the order's new total") {
  Visit visit;
  visit.start();
  visit.accept();
  visit.answer(200, visit.bought());
  visit.on("undo");
  Step step = visit.answer(200, R"({"state":"undone"})");
  CHECK(step.state() == "undoing");
  visit.now = step.wake();
  visit.tick();
  CHECK(visit.answer(200, R"({"order_total":10000})").state() == "undone");
}

TEST_CASE("a quote must hold every amount, a list of taxes, and the sheet's currency") {
  CHECK(asking_for_a_price().answer(200, quote(kQuoteMembers)).state(1) == "offering");
  CHECK(asking_for_a_price().answer(200, quote(kQuoteMembers, "USD")).state(1) == "quoting");
  for (const char* taxes : {"null", "{}", "0"}) {
    CHECK(asking_for_a_price().answer(200, quote(kQuoteMembers, "EUR", taxes)).state(1) == "quoting");
  }
  for (std::size_t from = 0; from < kQuoteMembers.size();) {
    const std::size_t to = std::min(kQuoteMembers.find(',', from), kQuoteMembers.size());
    std::string members = kQuoteMembers;
    members.replace(from, to - from, R"("other":0)");
    CAPTURE(members);
    CHECK(asking_for_a_price().answer(200, quote(members)).state(1) == "quoting");
    from = to + 1;
  }
}

TEST_CASE("a token is of use with its key, and more time with its token") {
  CHECK(asking_for_a_token().answer(200, R"({"token":"t","key":"k"})").state() == "offering");
  CHECK(asking_for_a_token().answer(200, R"({"token":"t"})").state() == "quoting");
  CHECK(asking_for_a_token().answer(200, R"({"key":"k"})").state() == "quoting");
  const std::string later = instant(kNoon + 15 * kMinute);
  for (const std::string& body : {R"({"deadline":")" + later + "\"}", std::string(R"({"token":"t"})")}) {
    Shop shop;
    shop.offers[0].more =
        R"("availability":{"until":")" + instant(kNoon + 5 * kMinute) + R"(","cause":"campaign","extendable":true},)";
    Visit visit(shop);
    visit.start();
    visit.on("extend");
    CHECK(visit.answer(200, body).field(0, "deadline_ms") == std::to_string(kNoon + 5 * kMinute));
  }
}

TEST_CASE("nothing is bought without a key, though the server speaks of a purchase in progress") {
  Visit visit = asking_for_a_token();
  Step step = visit.problem("in_progress");
  for (int i = 0; i < 100 && step.wake() > 0; ++i) {
    CHECK(step.effects("request").empty());
    visit.now = step.wake();
    step = visit.tick();
  }
  CHECK(step.state() == "unconfirmed");
}

TEST_CASE("a card without a key has nothing to ask about, whatever another tab says") {
  Shop shop;
  shop.offers[0].accept = R"({"mode":"one_click","token":"t"})";
  Visit visit(shop);
  visit.start();
  CHECK(visit.send(R"({"type":"peer","candidate_id":"card","state":"accepted"})").effect_types().empty());
}

TEST_CASE("the key joins the query that the status address has already") {
  for (const std::string address : {"/status", "/status?shop=1"}) {
    Shop shop;
    shop.endpoints = R"("accept":"/accept","status":")" + address + "\"";
    Visit visit(shop);
    visit.start();
    const Step step = visit.send(R"({"type":"peer","candidate_id":"card","state":"accepted"})");
    CHECK(step.effect_text("request", "url") == address + (address == "/status" ? "?key=key-card" : "&key=key-card"));
  }
}

TEST_CASE("an accept has twenty seconds, everything else ten") {
  Visit visit;
  visit.start();
  CHECK(visit.accept().effect_text("request", "timeout_ms") == "20000");
  visit.answer(200, visit.bought());
  CHECK(visit.on("undo").effect_text("request", "timeout_ms") == "10000");
}

TEST_CASE("an address that carries the offer's token is stored nowhere, and neither is an undo too long to keep") {
  Shop shop;
  shop.endpoints = R"("accept":"/accept","status":"/status")";
  Visit visit(shop);
  visit.start();
  visit.accept(0);
  Step step = visit.problem("in_progress", 409, R"(,"status_url":"/status?token=t.o.k")");
  CHECK(step.session_text().find("t.o.k") == std::string::npos);
  CHECK(step.state() == "pending");
  for (const std::string& undo : {std::string("/undo/t.o.k"), "/undo/" + std::string(session::kMaxUndoUrl, 'u')}) {
    Visit buyer(shop);
    buyer.start();
    buyer.accept(0);
    step =
        buyer.answer(200, R"({"purchase_id":"p1","line_id":"l9","charged":1000,"order_total":11000,"undo":{"url":")" +
                              undo + R"(","until":")" + instant(kNoon + kMinute) + R"("}})");
    CHECK(step.state() == "accepted");
    CHECK(step.session_text().find("undo_url") == std::string::npos);
    CHECK(step.session_text().find("can_undo") == std::string::npos);
  }
}
