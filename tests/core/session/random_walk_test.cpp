// SPDX-License-Identifier: MIT
//
// Random walks: shops of every make, and a shopper, a server, a network and other tabs that do whatever a seed says,
// likely things more often than absurd ones. A few walks are kept in random_walks.txt, one line an event, to be read
// as a log: what happened, where the cards went, what was asked of the network. 1,200 more are held to what must be
// true of every visit. (Random draws are never two in one expression: compilers differ in which comes first.)
//
//   PRINT_VISIT=17 test_session "random-walk regression"     prints walk 17 with every byte of every answer
//   UPDATE_GOLDEN=1 test_session "random-walk regression"    renews random_walks.txt
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include "visit.hpp"

using namespace visit;

namespace {

constexpr int kKeptWalks = 12;
constexpr int kWalks = 1200;
constexpr int kEvents = 40;

/// splitmix64: the same numbers everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t below(std::uint64_t limit) {
    state_ += 0x9E3779B97F4A7C15;
    std::uint64_t value = state_;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
    return (value ^ (value >> 31)) % limit;
  }
  bool chance(std::uint64_t percent) { return below(100) < percent; }
  template <std::size_t N>
  std::string pick(const char* const (&list)[N]) {
    return list[below(N)];
  }

 private:
  std::uint64_t state_;
};

const std::string kMany = R"("quantity":{"default":1,"min":1,"max":3},)";

std::string available(Dice& dice, bool held) {
  std::string text = R"("availability":{"countdown":)" + std::string(dice.chance(50) ? "true" : "false");
  if (held && dice.chance(50)) return text + R"(,"cause":"fulfilment"},)";
  text += R"(,"until":")" + instant(kNoon + static_cast<Instant>(2 + dice.below(20)) * kMinute) + "\"";
  return text + R"(,"cause":"campaign","extendable":)" + (dice.chance(85) ? "true" : "false") + "},";
}

Shop any_shop(Dice& dice) {
  Shop shop;
  const bool held = dice.chance(40);
  if (held) shop.fulfilment = R"({"hold_until":")" + instant(kNoon + 15 * kMinute) + "\"}";
  if (dice.chance(25)) {
    shop = funnel(dice.pick({R"("second_offer":"never","undo_seconds":30)", R"("second_offer":"auto","max_steps":2)",
                             R"("second_offer":"always","undo_seconds":0)"}));
  } else {
    for (Offer& offer : shop.offers) {
      if (dice.chance(40)) offer.more += kMany;
      if (dice.chance(50)) offer.more += available(dice, held);
      if (dice.chance(15)) offer.more += R"("consent":{"text":"I agree.","required":true},)";
      if (dice.chance(10)) offer.accept = R"({"mode":"link","url":"/products/x"})";
      if (dice.chance(15)) offer.accept = R"({"mode":"one_click"})";
    }
    if (dice.chance(30)) shop.offers.push_back({"strap", R"("priority":3,)"});
  }
  shop.endpoints = dice.chance(5) ? R"("events":"/events")" : R"("accept":"/accept")";
  for (const char* name : {"status", "undo", "extend", "quote", "next"}) {
    if (dice.chance(65)) shop.endpoints += R"(,")" + std::string(name) + R"(":"/)" + name + "\"";
  }
  return shop;
}

std::string any_quote(Dice& dice) {
  const std::string total = dice.pick({"1000", "1250", "900"});
  return R"({"currency":"EUR","unit_price":1000,"quantity":1,"list":1000,"reference":null,"discount":0,"subtotal":)" +
         total + R"(,"taxes":[],"tax":0,"tax_included":false,"shipping":0,"total":)" + total +
         R"(,"savings":0,"savings_bps":0,"order_total":11000})";
}

/// Members of a reply, each present or not, sound or not.
std::string any_members(Dice& dice, const Visit& visit) {
  const auto soon = [&] { return "\"" + instant(visit.now + static_cast<Instant>(dice.below(900)) * kSecond) + "\""; };
  std::string text;
  const auto may = [&](std::uint64_t percent, const std::string& name, const std::string& value) {
    if (dice.chance(percent)) text += ",\"" + name + "\":" + value;
  };
  may(75, "purchase_id", dice.pick({R"("pu")", R"("pv")", "7"}));
  may(75, "line_id", dice.pick({R"("l2")", R"("l3")", R"("")"}));
  may(70, "charged", dice.pick({"1000", "3000", "0"}));
  may(70, "order_total", dice.pick({"11000", "13000", "10000", "-1"}));
  if (dice.chance(60)) {
    const std::string until = dice.chance(80) ? R"(,"until":)" + soon() : "";
    text += R"(,"undo":{"url":)" + dice.pick({R"("/undo/pu")", R"("")", "null"}) + until + "}";
  }
  may(25, "status_url", dice.pick({R"("/status/1")", R"("/status/2")"}));
  may(20, "action_url", dice.pick({R"("/bank")", R"("")"}));
  may(25, "quote", dice.chance(80) ? any_quote(dice) : "{}");
  may(35, "token", dice.pick({R"("new")", R"("")"}));
  may(35, "key", dice.pick({R"("key-card")", R"("key-case")", R"("key-other")"}));
  may(30, "deadline", dice.chance(80) ? soon() : "null");
  may(30, "last_refusal", dice.pick({"1", "2", "3"}));
  may(20, "variant_id", dice.pick({R"("v1")", R"("v2")", R"("v9")"}));
  may(20, "quantity", dice.pick({"1", "2", "0"}));
  may(15, "state", dice.pick({R"("accepted")", R"("undone")"}));
  may(40, "server_time", "\"" + instant(visit.now) + "\"");
  return text;
}

void answer(Dice& dice, Visit& visit) {
  const std::string members = any_members(dice, visit);
  const std::string whole = "{" + (members.empty() ? members : members.substr(1)) + "}";
  const std::int64_t patience = dice.chance(20) ? static_cast<std::int64_t>(dice.below(3) * 30'000) : -1;
  if (dice.chance(35)) {
    visit.answer(200, dice.chance(60) ? visit.bought() : whole, patience);
  } else if (dice.chance(10)) {
    visit.answer(202, whole, patience);
  } else if (dice.chance(15)) {
    visit.fail(dice.pick({"network", "timeout", "blocked", "unreadable"}));
  } else {
    static constexpr const char* kProblems[] = {
        "payment_declined", "action_required", "already_accepted", "in_progress", "price_changed",
        "out_of_stock",     "order_released",  "expired",          "superseded",  "consent_required",
        "unauthorized",     "invalid",         "rate_limited",     "unavailable", "about:blank"};
    static constexpr int kStatus[] = {402, 409, 409, 409, 409, 403, 404, 410, 422, 429, 500, 503};
    const int status = kStatus[dice.below(std::size(kStatus))];
    visit.answer(status, R"({"type":")" + dice.pick(kProblems) + "\"" + members + "}", patience);
  }
}

void pass_time(Dice& dice, Visit& visit, std::int64_t wake) {
  static constexpr Instant kWaits[] = {0,          1, kSecond, 2 * kSecond, 5 * kSecond, 10 * kSecond, 30 * kSecond,
                                       2 * kMinute};
  if (dice.chance(2)) visit.now += 40 * kMinute;  // that is another visit
  if (wake > visit.now && dice.chance(wake - visit.now > 5 * kMinute ? 15 : 75)) {
    visit.now = wake - (dice.chance(15) ? 1 : 0);
  } else {
    visit.now += kWaits[dice.below(std::size(kWaits))];
  }
  visit.tick();
}

void shopper(Dice& dice, Visit& visit, const std::string (&totals)[2]) {
  static constexpr const char* kClicks[] = {"shown",   "viewed",   "decline", "undo",  "extend",
                                            "dismiss", "returned", "undo",    "extend"};
  const int slot = dice.chance(90) ? static_cast<int>(dice.below(2)) : static_cast<int>(dice.below(4)) - 1;
  if (dice.chance(45)) {
    const std::string total = slot == 0 || slot == 1 ? totals[slot] : "";
    const std::int64_t agreed = total.empty() || dice.chance(15) ? 1000 : std::stoll(total);
    visit.accept(slot, agreed, dice.chance(40));
  } else if (dice.chance(20)) {
    const std::string variant = dice.pick({"v1", "v2", "v9"});
    visit.send(R"({"type":"choose","slot":)" + std::to_string(slot) + R"(,"variant_id":")" + variant +
               R"(","quantity":)" + std::to_string(dice.below(5)) + "}");
  } else {
    visit.on(dice.pick(kClicks), slot);
  }
}

void load_again(Dice& dice, Visit& visit, Shop& shop) {
  if (dice.chance(50)) {
    shop.id = dice.pick({"sh_1", "sh_2", "sh_3"});
    shop.issued_at = kNoon + static_cast<Instant>(dice.below(3)) * kMinute;
    if (dice.chance(20) && shop.offers.size() > 1) shop.offers.erase(shop.offers.begin());
    if (dice.chance(10)) shop.order = "o_2";
    if (dice.chance(30)) shop.order_total = 11'000;
    visit.show(shop);
  }
  if (dice.chance(25)) {
    visit.send(R"({"type":"start","declined":[{"candidate_id":"card","at_ms":)" + std::to_string(kNoon) + "}]}");
  } else {
    visit.start();
  }
}

/// Walks through one visit; `listen` sees every event with what came of it.
using Listener = std::function<void(const Visit&, const std::string& event, const Step&)>;
void walk(std::uint64_t seed, const Listener& listen) {
  Dice dice(seed);
  Shop shop = any_shop(dice);
  Visit visit(shop);
  std::int64_t wake = 0;
  bool asked = false;
  std::string totals[2];
  visit.listen = [&](const std::string& event, const Step& step) {
    listen(visit, event, step);
    wake = step.wake();
    asked = asked || step.request() != 0;
    for (int slot = 0; slot < 2; ++slot) totals[slot] = step.card(slot) == kNoNode ? "" : step.quoted(slot, "total");
  };
  visit.start();
  for (int i = 0; i < kEvents; ++i) {
    if (asked && dice.chance(65)) {
      asked = dice.chance(20);  // sometimes the same one is answered twice
      answer(dice, visit);
    } else if (dice.chance(20)) {
      pass_time(dice, visit, wake);
    } else if (dice.chance(8)) {
      load_again(dice, visit, shop);
    } else if (dice.chance(8)) {
      const std::string candidate = dice.pick({"card", "case", "small", "stranger"});
      visit.send(R"({"type":"peer","candidate_id":")" + candidate + R"(","state":")" +
                 dice.pick({"submitting", "accepted", "undone", "declined", "pending", "expired"}) + "\"}");
    } else {
      shopper(dice, visit, totals);
    }
  }
}

/// An event in a few words: `accept 0`, `response 200`, `response 409 price_changed`, `peer card declined`.
std::string summary(const std::string& event) {
  const Step parsed(event);
  std::string text(text_at(*parsed.tree, 0, "type"));
  for (const std::string_view key : {"slot", "status", "fault", "variant_id", "quantity", "candidate_id", "state"}) {
    const NodeIndex value = parsed.at(0, key);
    if (value == kNoNode) continue;
    text += ' ';
    text += (*parsed.tree)[value].is(NodeKind::string) ? std::string((*parsed.tree)[value].text) : parsed.print(value);
  }
  const Text problem = text_at(*parsed.tree, parsed.at(0, "body"), "type");
  return problem.empty() ? text : text + ' ' + std::string(problem);
}

/// Where the cards stand: `card:offering case:failed(payment_declined)`.
std::string places(const Step& step) {
  std::string text;
  for (int slot = 0; slot < 2; ++slot) {
    if (step.card(slot) == kNoNode) continue;
    const std::string problem = step.field(slot, "problem");
    text += (text.empty() ? "" : " ") + step.field(slot, "candidate_id") + ':' + step.state(slot) +
            (problem == "null" ? "" : "(" + problem + ")");
  }
  return text.empty() ? step.phase() : text;
}

/// A walk as a log: seconds since noon, the event, where the cards stand, what was asked of the network.
std::string log_of(std::uint64_t seed) {
  std::string text = "== walk " + std::to_string(seed) + "\n";
  walk(seed, [&](const Visit& visit, const std::string& event, const Step& step) {
    const std::string seconds = std::to_string((visit.now - kNoon) / kSecond);
    std::string line = std::string(seconds.size() < 5 ? 5 - seconds.size() : 0, ' ') + seconds + "  " + summary(event);
    line += std::string(line.size() < 48 ? 48 - line.size() : 1, ' ') + places(step);
    for (const NodeIndex request : step.effects("request")) {
      line += " -> " + std::string(text_at(*step.tree, request, "kind"));
    }
    text += line + "\n";
  });
  return text;
}

/// What must be true after every event of every visit.
class Invariants {
 public:
  void check(const std::string& event, const Step& step) {
    const std::string session = step.session_text();
    CHECK(session.size() <= session::kMaxSessionBytes);
    // Written exactly where it changed, before anything is asked of the network.
    const bool persists = !step.effects("persist").empty();
    CHECK(persists == (session != session_));
    if (persists) CHECK(step.effect_types().find("persist") == 0);
    if (!step.effects("request").empty()) CHECK(persists);
    session_ = session;
    requests(step);
    for (const NodeIndex card : step.children(step.at(step.at(0, "view"), "slots"))) check_card(event, step, card);
  }

  std::set<std::string> states;

 private:
  // Ids rise, and a purchase is always asked for under the key of its offer.
  void requests(const Step& step) {
    for (const NodeIndex request : step.effects("request")) {
      const std::int64_t id = integer_at(*step.tree, request, "id").value_or(0);
      CHECK(id > 0);
      if (text_at(*step.tree, request, "kind") != "accept") continue;
      const std::string candidate(text_at(*step.tree, step.at(request, "body"), "candidate_id"));
      const std::string key(text_at(*step.tree, request, "key"));
      CHECK_FALSE(key.empty());
      CHECK(keys_.emplace(candidate, key).first->second == key);
    }
  }

  void check_card(const std::string& event, const Step& step, NodeIndex card) {
    const auto text = [&](std::string_view key) { return std::string(text_at(*step.tree, card, key)); };
    const auto flag = [&](std::string_view key) { return true_at(*step.tree, card, key); };
    const std::string state = text("state");
    const std::string place = text("candidate_id");
    const std::string before = states_.contains(place) ? states_[place] : "";
    states.insert(state);
    states_[place] = state;
    // Only the server's words make a purchase or its undo.
    if (state == "accepted" && before != state && before != "undoing") {
      CHECK(
          (event.find("\"purchase_id\"") != std::string::npos || event.find("already_accepted") != std::string::npos));
      CHECK(event.find("\"response\"") != std::string::npos);
    }
    // Nothing is offered again while a purchase may be under way.
    const auto known = find_word<session::State>(session::kStates, state);
    REQUIRE(known);
    if (session::holds(session::kUnsettled, *known)) CHECK_FALSE((flag("can_accept") || flag("can_decline")));
    if (flag("can_accept")) CHECK(step.at(card, "quote") != kNoNode);
    if (flag("can_undo")) CHECK(state == "accepted");
    if (state == "expired") CHECK_FALSE((flag("can_accept") || flag("can_extend")));
    if (state == "action_required" || step.at(card, "action_url") == kNoNode) return;
    FAIL("a bank's address outside action_required");
  }

  std::string session_ = "null";
  std::map<std::string, std::string> keys_;
  std::map<std::string, std::string> states_;
};

}  // namespace

TEST_CASE("random-walk regression") {
  if (const char* seed = std::getenv("PRINT_VISIT")) {
    walk(std::strtoull(seed, nullptr, 10), [](const Visit& visit, const std::string& event, const Step& step) {
      std::printf("%lld %s\n%s\n", static_cast<long long>(visit.now - kNoon), event.c_str(), step.text.c_str());
    });
    return;
  }
  std::string logs;
  for (std::uint64_t seed = 1; seed <= kKeptWalks; ++seed) logs += log_of(seed);
  const std::string path = std::string(ENCORE_SOURCE_DIR) + "/tests/core/session/random_walks.txt";
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path) << logs;
    return;
  }
  std::ifstream file(path);
  REQUIRE(file.good());
  std::istringstream walked(logs);
  std::string kept;
  for (std::string line; std::getline(walked, line);) {
    std::getline(file, kept);
    INFO("UPDATE_GOLDEN=1 renews random_walks.txt; PRINT_VISIT=n prints walk n");
    REQUIRE(line == kept);
  }
  CHECK_FALSE(std::getline(file, kept));
}

TEST_CASE("what must be true of every visit is true of random ones") {
  std::set<std::string> states;
  for (std::uint64_t seed = 0; seed < kWalks; ++seed) {
    INFO("PRINT_VISIT=" << seed << " prints the walk");
    Invariants invariants;
    walk(seed, [&](const Visit&, const std::string& event, const Step& step) { invariants.check(event, step); });
    states.merge(invariants.states);
  }
  for (const Text state : session::kStates) {
    INFO(state);
    CHECK(states.contains(std::string(state)));
  }
}
