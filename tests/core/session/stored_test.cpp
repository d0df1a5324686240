// SPDX-License-Identifier: MIT
//
// The session as text: what it must hold to be one, what a member that is missing reads as, and what is given up, in
// which order, where 4 KB are not enough.
#include "encore/session/text.hpp"
#include "encore/sheet/limits.hpp"
#include "visit.hpp"

using namespace visit;
using namespace encore::session;

namespace {

/// A session read from text, with all that its texts point into.
struct Stored {
  std::string text;
  Arena arena;
  Tree tree;
  Session session;

  explicit Stored(std::string stored) : text(std::move(stored)) {
    Issue issue;
    INFO(text);
    REQUIRE(parse(text, 64, arena, tree, issue));
    session = read_session(tree, 0, arena);
  }
};

std::string with(const std::string& members) {
  return R"({"version":1,)" + members + "}";
}

std::string with_card(const std::string& members) {
  return with(R"("decision":{},"slots":[{)" + members + "}]");
}

/// A session of two cards in these states, to be filled.
Session two(State first, State second) {
  Session session;
  session.started = true;
  session.cards.resize(2);
  session.cards[0].candidate_id = "card";
  session.cards[0].state = first;
  session.cards[1].candidate_id = "case";
  session.cards[1].state = second;
  return session;
}

std::string written(Session& session) {
  static const Tree kNone;
  return write_session(session, kNone);
}

/// `count` characters, kept for as long as the tests run.
Text filler(std::size_t count) {
  static const std::string kFiller(2 * kMaxSessionBytes, 'x');
  return Text(kFiller).substr(0, count);
}

/// Fills `text` until the session takes `size` bytes.
void fill(Session& session, Text& text, std::size_t size) {
  text = filler(1);
  const std::size_t least = written(session).size();
  REQUIRE(least <= size);
  text = filler(1 + size - least);
}

}  // namespace

TEST_CASE("a text that lacks what a session is made of reads as none") {
  const std::string card = R"("candidate_id":"card","step":1,"state":"offering")";
  CHECK(Stored(with_card(card)).session.cards.size() == 1);
  for (const std::string& text : {
           std::string("null"),
           std::string(R"({"decision":{},"slots":[]})"),
           std::string(R"({"version":"1","decision":{},"slots":[]})"),
           std::string(R"({"version":2,"decision":{},"slots":[]})"),
           with(R"("slots":[])"),
           with(R"("decision":{})"),
           with(R"("decision":{},"slots":{})"),
           with(R"("decision":{},"slots":"none")"),
           with_card(R"("step":1,"state":"offering")"),
           with_card(R"("candidate_id":"","step":1,"state":"offering")"),
           with_card(R"("candidate_id":"card","state":"offering")"),
           with_card(R"("candidate_id":"card","step":0,"state":"offering")"),
           with_card(R"("candidate_id":"card","step":1)"),
           with_card(R"("candidate_id":"card","step":1,"state":"lost")"),
           with_card(card + "},{"),
       }) {
    const Stored stored(text);
    CHECK_FALSE(stored.session.started);
    CHECK(stored.session.cards.empty());
  }
}

TEST_CASE("a member that is missing reads as its default") {
  const Stored stored(with_card(R"("candidate_id":"card","step":1,"state":"offering")"));
  const Session& session = stored.session;
  CHECK(session.started);
  CHECK(session.issued_at_ms == 0);
  CHECK(session.order_total == 0);
  CHECK(session.touched_ms == 0);
  CHECK(session.requests == 0);
  CHECK(session.propensity_ppb == 0);
  CHECK_FALSE(session.holdout);
  CHECK(session.arms.empty());
  CHECK(session.seen.empty());
  CHECK(session.cards[0].quantity == 1);
  CHECK(session.cards[0].quote == kNoNode);
}

TEST_CASE("arms are kept where there are any, of whatever number") {
  const auto arms = [](const std::string& text) {
    return std::string(Stored(with(R"("decision":{"arms":)" + text + R"(},"slots":[])")).session.arms);
  };
  CHECK(arms(R"({"a":1})") == R"({"a":1})");
  CHECK(arms(R"({"a":1,"b":0})") == R"({"a":1,"b":0})");
  for (const char* none : {"{}", "[1]", "7", R"("a")", "null"}) CHECK(arms(none).empty());
}

TEST_CASE("each list ends where it ends, and holds only what belongs there") {
  const Stored seen(with(R"("decision":{},"slots":[],"seen":["card",7,"case"],"more":"small")"));
  CHECK(seen.session.seen == std::vector<Text>{"card", "case"});
  CHECK(Stored(with(R"("decision":{},"slots":[],"seen":{"card":"case"})")).session.seen.empty());
  const std::string card = R"({"candidate_id":"card","step":1,"state":"offering"})";
  const Stored cards(with(R"("decision":{},"slots":[)" + card + R"(],"more":)" + card));
  CHECK(cards.session.cards.size() == 1);
}

TEST_CASE("a quote is kept where it is an object") {
  const std::string card = R"("candidate_id":"card","step":1,"state":"offering","quote":)";
  CHECK(Stored(with_card(card + "{}")).session.cards[0].quote != kNoNode);
  for (const char* none : {"null", "[]", "7"}) CHECK(Stored(with_card(card + none)).session.cards[0].quote == kNoNode);
}

TEST_CASE("4,096 bytes are kept whole, and one more is too much") {
  Session session = two(State::offering, State::offering);
  fill(session, session.cards[0].status_url, kMaxSessionBytes);
  CHECK(written(session).size() == kMaxSessionBytes);
  const std::size_t most = session.cards[0].status_url.size();
  REQUIRE(most > 0);
  session.cards[0].status_url = filler(most + 1);
  CHECK(written(session).size() < kMaxSessionBytes);
  CHECK(session.cards[0].status_url.empty());
}

TEST_CASE("terms of cards at rest go first, also of the one that just moved") {
  Session session = two(State::offering, State::price_changed);
  session.cards[1].token = "needed";
  session.arms = R"({"a":1})";
  fill(session, session.cards[0].token, kMaxSessionBytes);
  session.cards[0].token = filler(session.cards[0].token.size() + 1);
  written(session);
  CHECK(session.cards[0].token.empty());
  CHECK(session.cards[1].token == "needed");
  CHECK(session.arms == R"({"a":1})");
}

TEST_CASE("a quote is among the terms that go") {
  Stored stored(with_card(R"("candidate_id":"card","step":1,"state":"offering","quote":{"title":")" +
                          std::string(filler(kMaxSessionBytes)) + "\"}"));
  REQUIRE(stored.session.cards[0].quote != kNoNode);
  CHECK(write_session(stored.session, stored.tree).size() < kMaxSessionBytes);
  CHECK(stored.session.cards.size() == 1);
  CHECK(stored.session.cards[0].quote == kNoNode);
}

TEST_CASE("then those of the card that has not just moved") {
  for (const std::size_t moved : {std::size_t{0}, std::size_t{1}}) {
    Session session = two(State::price_changed, State::submitting);
    session.latest = moved;
    session.arms = R"({"a":1})";
    session.cards[moved].token = "needed";
    session.cards[1 - moved].token = filler(kMaxSessionBytes);
    written(session);
    CHECK(session.cards[moved].token == "needed");
    CHECK(session.cards[1 - moved].token.empty());
    CHECK(session.arms == R"({"a":1})");
  }
}

TEST_CASE("then the arms, then the terms of the card that just moved, then long addresses, then what was seen") {
  const std::string arms = R"({")" + std::string(700, 'a') + R"(":1})";
  Session session = two(State::submitting, State::submitting);
  session.arms = arms;
  session.seen = {"small"};
  session.cards[0].status_url = "/status";
  SECTION("the arms alone") {
    session.cards[0].token = filler(kMaxSessionBytes - arms.size());
    written(session);
    CHECK(session.arms.empty());
    CHECK_FALSE(session.cards[0].token.empty());
  }
  SECTION("the terms") {
    session.cards[0].token = filler(kMaxSessionBytes);
    written(session);
    CHECK(session.arms.empty());
    CHECK(session.cards[0].token.empty());
    CHECK(session.cards[0].status_url == "/status");
  }
  SECTION("the addresses") {
    Text Card::*const urls[] = {&Card::status_url, &Card::action_url};
    for (Text Card::*const url : urls) {
      session.cards[1].*url = filler(kMaxSessionBytes);
      written(session);
      CHECK((session.cards[1].*url).empty());
    }
    CHECK(session.seen == std::vector<Text>{"small"});
  }
  SECTION("the names of what was seen, and not that all places were given up") {
    session.seen = {filler(kMaxSessionBytes)};
    written(session);
    CHECK(session.seen == std::vector<Text>(kMaxSeen));
  }
  CHECK(session.cards.size() == 2);
}

TEST_CASE("of a session with every member in full, 4 KB hold each key, purchase, undo and deadline") {
  constexpr std::int64_t kLate = 9'999'999'999'999;  // a moment of thirteen digits
  Session session = two(State::action_required, State::action_required);
  session.sheet_id = session.order_id = filler(kMaxIdLength);
  session.issued_at_ms = session.touched_ms = kLate;
  session.order_total = session.requests = kMaxMinor;
  session.decision_id = filler(32);
  session.propensity_ppb = 1'000'000'000;
  session.holdout = true;
  const std::string arms = R"({")" + std::string(760, 'a') + R"(":1})";
  session.arms = arms;
  session.seen.assign(kMaxSeen, filler(kMaxIdLength));
  for (Card& card : session.cards) {
    card.step = 16;
    card.candidate_id = card.variant_id = card.from = card.key = card.purchase_id = filler(kMaxIdLength);
    card.problem = "payment_declined";
    card.token = filler(900);
    card.ask = Ask::extend;
    card.status_url = card.action_url = filler(kMaxSessionBytes);
    card.undo_url = filler(kMaxUndoUrl);
    card.quantity = kMaxQuantity;
    card.deadline_ms = card.since_ms = card.again_ms = card.undo_until_ms = card.sent_ms = kLate;
    card.request = card.more_time = card.expected_total = card.last_refusal = card.charged = kMaxMinor;
    card.attempt = 120;
    for (bool Card::*const flag :
         {&Card::by_accept, &Card::doubt, &Card::consent, &Card::bought, &Card::can_undo, &Card::was_shown,
          &Card::was_viewed, &Card::was_emitted, &Card::extended, &Card::hidden}) {
      card.*flag = true;
    }
  }
  const std::string text = written(session);
  CHECK(text.size() <= kMaxSessionBytes);

  const Stored stored(text);
  REQUIRE(stored.session.cards.size() == 2);
  for (const Card& card : stored.session.cards) {
    CHECK(card.candidate_id == filler(kMaxIdLength));
    CHECK(card.variant_id == filler(kMaxIdLength));
    CHECK(card.from == filler(kMaxIdLength));
    CHECK(card.key == filler(kMaxIdLength));
    CHECK(card.purchase_id == filler(kMaxIdLength));
    CHECK(card.undo_url == filler(kMaxUndoUrl));
    CHECK(card.deadline_ms == kLate);
    CHECK(card.undo_until_ms == kLate);
    CHECK(card.sent_ms == kLate);
    CHECK(card.expected_total == kMaxMinor);
    CHECK(card.last_refusal == kMaxMinor);
    CHECK(card.charged == kMaxMinor);
    CHECK(card.consent);
    CHECK(card.bought);
    CHECK(card.can_undo);
    // What is asked for again.
    CHECK(card.token.empty());
    CHECK(card.status_url.empty());
    CHECK(card.action_url.empty());
  }
  CHECK(stored.session.arms.empty());
  CHECK(stored.session.seen == std::vector<Text>(kMaxSeen));
}

TEST_CASE("where ids in other scripts leave no room for two cards, the one that was not clicked goes") {
  Session session = two(State::offering, State::pending);
  session.cards[0].candidate_id = filler(kMaxSessionBytes);
  session.cards[1].key = "key-case";
  written(session);
  REQUIRE(session.cards.size() == 1);
  CHECK(session.cards[0].candidate_id == "case");
  CHECK(session.cards[0].key == "key-case");
}

TEST_CASE("at the very last a card itself, and then everything") {
  Session session = two(State::offering, State::offering);
  session.cards[1].candidate_id = filler(kMaxSessionBytes);
  written(session);
  REQUIRE(session.cards.size() == 1);
  CHECK(session.cards[0].candidate_id == "card");
  session.sheet_id = filler(kMaxSessionBytes);
  CHECK(written(session) == R"({"version":1,"sheet_id":"","order_id":"","slots":[]})");
}
