// SPDX-License-Identifier: MIT
//
// Visits that nobody thought of: shops of every make, and a shopper, a server, a network and other tabs that do
// whatever a seed says, likely things more often than absurd ones. What each visit came to, every byte of every answer,
// is kept in wanderings.txt as one digest. Where stories.txt tells what a few visits look like, these hold still what
// is left: that nothing about any visit changes unnoticed. (Throws of the dice are never two in one expression:
// compilers differ in which comes first.) When one does, look at it before and after the change:
//
//   PRINT_VISIT=17 test_session "wanderings end where they ended"     prints visit 17, event by event
//   UPDATE_GOLDEN=1 test_session "wanderings end where they ended"     keeps what is new
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include "visit.hpp"

using namespace visit;

namespace {

constexpr int kVisits = 1200;
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

/// One visit, and all that it said.
std::string wander(std::uint64_t seed) {
  Dice dice(seed);
  Shop shop = any_shop(dice);
  Visit visit(shop);
  std::string told;
  std::int64_t wake = 0;
  bool asked = false;
  std::string totals[2];
  visit.listen = [&](const std::string& event, const Step& step) {
    told += std::to_string(visit.now - kNoon) + " " + event + "\n" + step.text + "\n";
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
  return told;
}

/// FNV-1a, 64 bits, as hex.
std::string digest(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  std::string hex;
  append_hex(hex, hash, 16);
  return hex;
}

}  // namespace

TEST_CASE("wanderings end where they ended") {
  if (const char* seed = std::getenv("PRINT_VISIT")) {
    std::puts(wander(std::strtoull(seed, nullptr, 10)).c_str());
    return;
  }
  const std::string path = std::string(ENCORE_SOURCE_DIR) + "/tests/core/session/wanderings.txt";
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream file(path);
    for (int seed = 0; seed < kVisits; ++seed)
      file << seed << ' ' << digest(wander(static_cast<std::uint64_t>(seed))) << '\n';
    return;
  }
  std::ifstream file(path);
  REQUIRE(file.good());
  for (int seed = 0; seed < kVisits; ++seed) {
    int kept_seed = -1;
    std::string kept;
    file >> kept_seed >> kept;
    REQUIRE(kept_seed == seed);
    INFO("visit " << seed << " is another; PRINT_VISIT=" << seed << " prints it");
    REQUIRE(digest(wander(static_cast<std::uint64_t>(seed))) == kept);
  }
}
