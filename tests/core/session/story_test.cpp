// SPDX-License-Identifier: MIT
//
// Whole visits, event by event in stories.txt: what was sent in, every effect that came out, and each member of
// the view and of the kept session that changed. Read as a story it shows what a page and its storage see; compared
// byte for byte it holds everything no other test names: waits and their jitter, the order of members, what is kept and
// what is forgotten, the same in every build. A change that is meant writes the file again, to be read before it is
// committed:
//
//   UPDATE_GOLDEN=1 test_session "story regression"
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "visit.hpp"

using namespace visit;

namespace {

using Members = std::vector<std::pair<std::string, std::string>>;

void flatten(const Step& step, NodeIndex node, const std::string& path, Members& to) {
  const Tree& tree = *step.tree;
  if (!tree[node].is_container() || tree[node].count == 0) {
    to.emplace_back(path, step.print(node));
    return;
  }
  std::size_t index = 0;
  for (const NodeIndex child : step.children(node)) {
    const std::string name = tree[node].is(NodeKind::object) ? std::string(tree[child].key) : std::to_string(index);
    flatten(step, child, path.empty() ? name : path + "." + name, to);
    ++index;
  }
}

class Teller {
 public:
  void tell(const std::string& title, Visit& visit) {
    text += (text.empty() ? "== " : "\n== ") + title + "\n";
    known_.clear();
    visit.listen = [this, &visit](const std::string& event, const Step& step) { hear(visit, event, step); };
  }

  std::string text;

 private:
  void hear(const Visit& visit, const std::string& event, const Step& step) {
    text += "> " + event + " at " + std::to_string(visit.now - kNoon) + "\n";
    for (const NodeIndex effect : step.children(step.at(0, "effects"))) text += "! " + step.print(effect) + "\n";
    Members members;
    for (const std::string_view part : {"view", "session", "wake_at_ms"}) {
      if (const NodeIndex node = step.at(0, part); node != kNoNode) flatten(step, node, std::string(part), members);
    }
    std::map<std::string, std::string> now;
    std::string place;  // what the line speaks of; members of one object share it
    for (const auto& [path, value] : members) {
      now[path] = value;
      if (const auto found = known_.find(path); found != known_.end() && found->second == value) continue;
      const std::size_t cut = path.find_last_of('.') + 1;
      if (const std::string parent = path.substr(0, cut); parent != place || text.back() == '\n') {
        if (text.back() != '\n') text += '\n';
        text += "  " + parent;
        place = parent;
      }
      text += " " + path.substr(cut) + ": " + value;
    }
    for (const auto& [path, value] : known_) {
      if (now.contains(path)) continue;
      if (text.back() != '\n') text += '\n';
      text += "  no " + path;
    }
    if (text.back() != '\n') text += '\n';
    known_ = std::move(now);
  }

  std::map<std::string, std::string> known_;
};

void choose(Visit& visit, const std::string& variant_id, int quantity, int slot = 0) {
  visit.send(R"({"type":"choose","slot":)" + std::to_string(slot) + R"(,"variant_id":")" + variant_id +
             R"(","quantity":)" + std::to_string(quantity) + "}");
}

void peer(Visit& visit, const std::string& candidate_id, const std::string& state) {
  visit.send(R"({"type":"peer","candidate_id":")" + candidate_id + R"(","state":")" + state + "\"}");
}

/// Lets time pass to the next moment something is due; answers nothing.
Step wait(Visit& visit, const Step& last) {
  REQUIRE(last.wake() > visit.now);
  visit.now = last.wake();
  return visit.tick();
}

const std::string kThree = R"("quantity":{"default":1,"min":1,"max":3},)";
const std::string kQuote =
    R"({"currency":"EUR","unit_price":1000,"quantity":1,"list":1000,"reference":null,"discount":0,"subtotal":1000,)"
    R"("taxes":[],"tax":0,"tax_included":false,"shipping":250,"total":1250,"savings":0,"savings_bps":0,"order_total":11250})";

void bought_and_undone(Teller& teller) {
  Shop shop;
  shop.offers = {{"card", kThree}, {"case"}};
  Visit visit(shop);
  teller.tell("chosen, bought, undone, and loaded again", visit);
  visit.start();
  for (const int slot : {0, 1, 2, -1}) visit.on("shown", slot);
  visit.on("viewed");
  choose(visit, "v2", 2);
  choose(visit, "v9", 1);
  choose(visit, "v2", 4);
  visit.accept(0, 2000);
  visit.accept(0, 3000);
  visit.answer(200, visit.bought(3000, 13'000));
  visit.now += 10 * kSecond;
  visit.on("undo");
  visit.answer(200, R"({"order_total":10000})");
  visit.start();
  visit.on("dismiss");
  visit.on("decline", 1);
}

void doubtful(Teller& teller) {
  Visit visit;
  teller.tell("a network that loses everything, a question that finds nothing, a card that is declined", visit);
  visit.start();
  Step step = visit.accept();
  for (int i = 0; i < 60 && step.state() != "unconfirmed"; ++i) {
    step = step.effects("request").empty() ? wait(visit, step) : visit.fail(i % 3 == 0 ? "network" : "timeout");
  }
  CHECK(step.state() == "unconfirmed");
  for (int i = 0; i < 3; ++i) {
    if (step.effects("request").empty()) step = wait(visit, step);
    step = visit.fail();
  }
  step = wait(visit, step);
  visit.now += 3 * kMinute;
  step = visit.answer(404, R"({"type":"invalid"})");
  visit.accept();
  visit.problem("payment_declined", 402, R"(,"last_refusal":3)");
  visit.accept();
  visit.answer(200, visit.bought(1000, 11'000, false));
}

void later(Teller& teller) {
  Visit visit;
  teller.tell("a bank asks, and its page is left and come back to", visit);
  visit.start();
  visit.accept();
  Step step = visit.problem("action_required", 402, R"(,"action_url":"/bank","status_url":"/status/old")");
  wait(visit, step);
  visit.answer(202, "{}");
  visit.on("returned");
  visit.answer(202, R"({"status_url":"/status/new"})", 7'000);
  visit.now += 7 * kSecond;
  visit.tick();
  visit.problem("payment_declined", 402);
  step = visit.accept();
  CHECK(step.session_text().find("/status/new") == std::string::npos);  // that was another click's
  visit.problem("already_accepted", 409,
                R"(,"purchase_id":"pu","charged":3000,"order_total":13000,"variant_id":"v2","quantity":2)");
  visit.accept(1);
  visit.problem("already_accepted", 409, R"(,"state":"undone","order_total":10000)");
}

void other_terms(Teller& teller) {
  Shop shop;
  shop.endpoints += R"(,"quote":"/quote","next":"/next")";
  shop.offers = {{"card"}, {"case", "", R"({"mode":"one_click"})"}};
  Visit visit(shop);
  teller.tell("another price, a token that is fetched, an order that moved", visit);
  visit.start();
  visit.answer(200, R"({"token":"fetched","key":"key-case","deadline":"2025-11-21T11:00:00Z"})");
  visit.accept();
  visit.problem("price_changed", 409, R"(,"token":"new","quote":)" + kQuote);
  visit.accept(0, 1000);
  visit.accept(0, 1250);
  Step step = visit.answer(200, visit.bought(1250, 11'250));
  for (int i = 0; i < 5; ++i) step = step.effects("request").empty() ? wait(visit, step) : visit.fail();
  CHECK(step.state(1) == "quoting");
  step = visit.answer(200, R"({"quote":)" + kQuote + "}");
  visit.accept(1, 1250);
  visit.answer(429, R"({"type":"rate_limited"})", 3'000);
}

void funnelled(Teller& teller) {
  Visit visit(funnel());
  teller.tell("declined to something smaller, and bought on to something that goes with it", visit);
  visit.start();
  visit.on("decline");
  visit.on("decline");
  visit.start();
  visit.accept(0, 900);
  Step step = visit.answer(200, visit.bought(900, 10'900));
  wait(visit, step);

  Visit buyer(funnel());
  teller.tell("bought at once: the successor comes when the undo is over", buyer);
  buyer.start();
  buyer.accept(0, 2000);
  step = buyer.answer(200, buyer.bought(2000, 12'000));
  wait(buyer, step);
  buyer.accept(0, 1000);
  buyer.problem("superseded");
}

void timed(Teller& teller) {
  Shop shop;
  shop.offers[0].more = R"("availability":{"until":")" + instant(kNoon + 10 * kMinute) +
                        R"(","countdown":true,"cause":"campaign","extendable":true},)";
  shop.offers[1].more = R"("availability":{"from":")" + instant(kNoon + kMinute) + R"("},)";
  Visit visit(shop);
  teller.tell("a deadline that is moved once, and then passes", visit);
  visit.start();
  visit.on("viewed");
  visit.on("extend");
  visit.answer(200, R"({"token":"longer","deadline":")" + instant(kNoon + 20 * kMinute) + "\"}");
  visit.on("extend");
  visit.now = kNoon + 20 * kMinute - 1;
  visit.tick();
  visit.now += 1;
  visit.tick();
  visit.on("viewed", 1);

  Visit early(shop);
  teller.tell("a minute before an offer begins it is not there", early);
  early.now = kNoon + kMinute - 1;
  CHECK(early.start().card(1) == kNoNode);
}

void tabs(Teller& teller) {
  Visit visit;
  teller.tell("what other tabs say", visit);
  visit.start();
  for (const char* word : {"", "offering", "nonsense", "expired"}) peer(visit, "card", word);
  peer(visit, "stranger", "accepted");
  peer(visit, "card", "submitting");
  visit.answer(404, "{}");
  peer(visit, "card", "accepted");
  visit.answer(200, visit.bought());
  peer(visit, "card", "undone");
  visit.answer(200, R"({"state":"undone","order_total":10000})");
  peer(visit, "case", "declined");
}

void loaded_again(Teller& teller) {
  Visit visit;
  teller.tell("another rendering of the sheet, then one without the offer that was bought", visit);
  visit.start();
  visit.accept();
  visit.answer(200, visit.bought());
  Shop newer;
  newer.id = "sh_2";
  newer.issued_at = kNoon + 2 * kMinute;
  newer.order_total = 11'000;
  visit.now = kNoon + 80 * kSecond;
  visit.show(newer);
  Step step = visit.start();
  CHECK(step.session_text().find(R"("sheet_id":"sh_2")") != std::string::npos);
  newer.id = "sh_3";
  newer.offers = {{"case"}};
  visit.show(newer);
  visit.start();
  step = visit.answer(200, visit.bought());
  CHECK(step.state(0) == "accepted");
  CHECK(step.field(0, "can_change") == "false");
  visit.on("undo");
  visit.answer(200, R"({"order_total":10000})");

  Visit again;
  teller.tell("refusals that the host remembers", again);
  step =
      again.send(R"({"type":"start","declined":[{"candidate_id":"other","at_ms":1},{"candidate_id":"card","at_ms":)" +
                 std::to_string(kNoon) + "}]}");
  CHECK(step.field(0, "candidate_id") == "case");
}

void consenting(Teller& teller) {
  for (const char* law : {"eu", "none"}) {
    Shop shop;
    shop.policy = R"("second_offer":"never","consumer_law":")" + std::string(law) + "\"";
    shop.offers = {{"film", R"("kind":"digital","consent":{"text":"At once, and no way back."},)"}};
    Visit visit(shop);
    teller.tell(std::string("something digital, under the law ") + law, visit);
    visit.start();
    const Step step = visit.accept();
    CHECK(step.field(0, "problem") == (std::string_view(law) == "eu" ? "consent_required" : "null"));
    visit.accept(0, 1000, true);
  }
}

void refused(Teller& teller) {
  Shop shop;
  shop.offers = {{"card", "", R"({"mode":"one_click","token":"t","key":"azAZ09-_.~/@[`{:+ é"})"}, {"case"}};
  Visit visit(shop);
  teller.tell("a key of any characters, an address that is blocked, a server that asks for patience", visit);
  visit.start();
  visit.accept();
  visit.now += kMinute;
  Step step = visit.tick();
  for (int i = 0; i < 3 && step.effects("request").empty(); ++i) step = wait(visit, step);
  CHECK(step.effect_text("request", "url") == "/status?key=azAZ09-_.~%2f%40%5b%60%7b%3a%2b%20%c3%a9");
  visit.answer(200, visit.bought());
  visit.on("undo");
  step = visit.fail("blocked");
  CHECK(step.state() == "accepted");

  for (const std::int64_t patience : {59'999, 60'000}) {
    Visit rated;
    teller.tell("told to wait " + std::to_string(patience) + " ms", rated);
    rated.start();
    rated.accept();
    step = rated.answer(429, R"({"type":"rate_limited"})", patience);
    CHECK(step.state() == (patience < 60'000 ? "retrying" : "unconfirmed"));
  }

  Visit gone;
  teller.tell("the last one was sold meanwhile, and another size is there", gone);
  gone.start();
  gone.accept();
  gone.problem("out_of_stock");
  choose(gone, "v2", 1);
  gone.accept(0, 1500);
  gone.fail("blocked");
}

std::string all_stories() {
  Teller teller;
  bought_and_undone(teller);
  doubtful(teller);
  later(teller);
  other_terms(teller);
  funnelled(teller);
  timed(teller);
  tabs(teller);
  loaded_again(teller);
  consenting(teller);
  refused(teller);
  return teller.text;
}

}  // namespace

TEST_CASE("story regression") {
  const std::string path = std::string(ENCORE_SOURCE_DIR) + "/tests/core/session/stories.txt";
  const std::string written = all_stories();
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path) << written;
    return;
  }
  std::ifstream file(path);
  REQUIRE(file.good());
  std::istringstream now(written);
  std::string was;
  std::string is;
  for (int line = 1; std::getline(file, was); ++line) {
    INFO("stories.txt, line " << line << "; UPDATE_GOLDEN=1 renews it");
    REQUIRE(std::getline(now, is));
    REQUIRE(is == was);
  }
  CHECK_FALSE(std::getline(now, is));
}
