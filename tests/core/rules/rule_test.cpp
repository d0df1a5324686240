// SPDX-License-Identifier: MIT
//
// The golden vectors of tests/vectors/rules run through the shared vector runner (native,
// Wasm and browsers); here stand the facts about order data, budgets and privacy.
#include <string>

#include "encore/base/arena.hpp"
#include "encore/json/parse.hpp"
#include "encore/rules/rule.hpp"
#include "encore/sheet/instant.hpp"

using namespace encore;

namespace {

struct Parsed {
  Arena arena;
  Tree tree;
  explicit Parsed(std::string_view text) {
    Issue issue;
    REQUIRE(parse(text, 256, arena, tree, issue));
  }
};

std::string value_of(std::string_view rule, std::string_view data) {
  Parsed r(rule);
  Parsed d(data);
  std::string out;
  const RuleOutcome outcome = evaluate_rule(r.tree, 0, RuleValue::of(d.tree, 0), r.arena, out);
  return outcome.ok ? out : std::string(outcome.fault) + "@" + outcome.pointer;
}

bool is_private(std::string_view rule) {
  Parsed r(rule);
  return reads_private(r.tree, 0);
}

}  // namespace

TEST_CASE("an operator's fault names its place in the rule") {
  CHECK(value_of(R"({"and":[true,{"or":[false,{"is_in":[1,2]}]}]})", "{}") == "unknown_operator@/and/1/or/1");
  CHECK(value_of(R"({"a/b":1})", "{}") == "unknown_operator@");
  CHECK(value_of(R"({"!":{"a~/b":1}})", "{}") == "unknown_operator@/!");
}

TEST_CASE("a rule that costs too much ends with a fault, never with the memory") {
  std::string data = "{\"n\":[";
  for (int i = 0; i < 400; ++i) data += i == 0 ? "1" : ",1";
  data += "]}";
  const std::string nested =
      R"({"map":[{"var":"n"},{"map":[[1,2,3,4,5,6,7,8,9],{"map":[[1,2,3,4,5,6,7,8,9],{"map":[[1,2,3,4,5,6,7,8,9],1]}]}]}]})";
  CHECK(value_of(nested, data).substr(0, 10) == "too_costly");
}

TEST_CASE("a value that holds itself a billion times is not written out") {
  const std::string n =
      R"({"n":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36]})";
  const auto doubled = [](std::string_view start) {
    return std::string(R"({"reduce":[{"var":"n"},[{"var":"accumulator"},{"var":"accumulator"}],)") +
           std::string(start) + "]}";
  };
  CHECK(value_of(doubled("0"), n).substr(0, 10) == "too_costly");
  // Joined, an empty array is no text at all; the walk over it is charged all the same.
  CHECK(value_of(R"({"cat":[)" + doubled("[]") + "]}", n).substr(0, 10) == "too_costly");
}

TEST_CASE("derived data spares merchants reductions") {
  Parsed document(R"({"version":1,"id":"s","issued_at":"2026-11-21T10:00:00Z","currency":"EUR",
      "order":{"id":"o"},"customer":{"country":"AT"}})");
  const Text categories[] = {"camera", "gift"};
  const Text more[] = {"gift", "bag"};
  OrderLine lines[3];
  lines[0].product_id = "p1";
  lines[0].variant_id = "v1";
  lines[0].family = "cameras";
  lines[0].quantity = 2;
  lines[0].unit_price = 500;
  lines[0].categories = categories;
  lines[1].product_id = "p2";
  lines[1].quantity = 1;
  lines[1].unit_price = 300;
  lines[1].paid = 250;
  lines[1].categories = more;
  lines[2].product_id = "p3";  // sent back whole: no longer part of the order
  lines[2].quantity = 1;
  lines[2].returned_quantity = 1;
  Sheet sheet;
  sheet.tree = &document.tree;
  sheet.order.lines = lines;
  sheet.order.placed_at = parse_instant("2026-11-21T10:00:00Z");
  sheet.customer.orders_count = 1;
  sheet.customer.country = "AT";
  sheet.policy.utc_offset_minutes = 14 * 60;

  Arena arena;
  RuleMemory memory(arena);
  const Instant now = *parse_instant("2026-11-21T10:07:30Z");  // a Saturday; Sunday 00:07 in the shop's zone
  const RuleValue data = rule_data(sheet, now, memory);
  const auto ask = [&](std::string_view rule) {
    Parsed r(rule);
    std::string out;
    CHECK(evaluate_rule(r.tree, 0, data, r.arena, out).ok);
    return out;
  };
  CHECK(
      ask(R"({"var":"derived"})") ==
      R"({"product_ids":["p1","p2"],"variant_ids":["v1"],"families":["cameras"],"categories":["camera","gift","bag"],)"
      R"("tags":[],"quantities":[2,1],"line_totals":[1000,250],"quantity":3,"first_order":true,"country":"AT",)"
      R"("minutes_since_order":7,"weekday":7,"hour":0,"minute_of_day":7})");
  CHECK(ask(R"({"var":"sheet.currency"})") == R"("EUR")");
  CHECK(ask(R"({"var":"order.id"})") == R"("o")");
}

TEST_CASE("an absent trigger is true") {
  Sheet sheet;
  Arena arena;
  RuleAllowance allowance(1);
  const RuleOutcome outcome = evaluate_trigger(sheet, kNoNode, RuleValue::null(), allowance, arena);
  CHECK(outcome.ok);
  CHECK(outcome.truthy);
}

TEST_CASE("rules that look at the clock, or could, are known") {
  const auto clock = [](std::string_view rule) {
    const Parsed parsed(rule);
    return reads_moment(parsed.tree, 0);
  };
  CHECK_FALSE(clock("true"));
  CHECK_FALSE(clock(R"({">":[{"var":"order.total"},5000]})"));
  CHECK_FALSE(clock(R"({"in":["bags",{"var":"derived.categories"}]})"));
  CHECK_FALSE(clock(R"({"some":[{"var":"order.lines"},{">":[{"var":"quantity"},1]}]})"));
  CHECK_FALSE(clock(R"({"missing":["customer.id","order.number"]})"));
  for (const char* member : {"minutes_since_order", "weekday", "hour", "minute_of_day"}) {
    CHECK(clock(R"({"<":[{"var":"derived.)" + std::string(member) + R"("},3]})"));
    CHECK(clock(R"({"<":[{"var":["derived.)" + std::string(member) + R"(",0]},3]})"));
  }
  // All of `derived`, all data, and paths that are computed.
  for (const char* open : {R"({"var":"derived"})", R"({"var":""})", R"({"var":null})", R"({"var":[]})",
                           R"({"var":[""]})", R"({"var":{"cat":["derived.h","our"]}})",
                           R"({"missing":{"merge":[["a"],["b"]]}})", R"({"==":[1,{"if":[true,{"var":[null,2]}]}]})"}) {
    INFO(open);
    CHECK(clock(open));
  }
}

TEST_CASE("a member of the derived data changes with the moment exactly where rules that read it are known for it") {
  Parsed document(R"({"version":1,"id":"s","issued_at":"2026-11-21T10:00:00Z","currency":"EUR","order":{"id":"o"}})");
  OrderLine line;
  line.product_id = "p1";
  line.quantity = 2;
  line.unit_price = 500;
  Sheet sheet;
  sheet.tree = &document.tree;
  sheet.order.lines = {&line, 1};
  sheet.order.placed_at = parse_instant("2026-11-21T10:00:00Z");
  Arena arena;
  RuleMemory memory(arena);
  const RuleValue now = rule_data(sheet, *parse_instant("2026-11-21T10:07:30Z"), memory);
  const RuleValue later = rule_data(sheet, *parse_instant("2026-11-24T15:31:00Z"), memory);
  const auto ask = [](std::string_view rule, const RuleValue& data) {
    Parsed parsed(rule);
    std::string out;
    CHECK(evaluate_rule(parsed.tree, 0, data, parsed.arena, out).ok);
    return out;
  };
  const std::string all = ask(R"({"var":"derived"})", now);
  const Parsed derived(all);
  REQUIRE(derived.tree[0].count > 10);
  for (NodeIndex at = Tree::first(0); at < derived.tree[0].end; at = derived.tree.next(at)) {
    const std::string rule = R"({"var":"derived.)" + std::string(derived.tree[at].key) + "\"}";
    const Parsed parsed(rule);
    INFO(rule);
    CHECK(reads_moment(parsed.tree, 0) == (ask(rule, now) != ask(rule, later)));
  }
}

TEST_CASE("rules that read, or could read, private data are known") {
  CHECK_FALSE(is_private(R"({">":[{"var":"order.total"},5000]})"));
  CHECK_FALSE(is_private(R"({"in":["p1",{"var":["derived.product_ids",[]]}]})"));
  CHECK(is_private(R"({"in":["p1",{"var":"customer.purchased_product_ids"}]})"));
  CHECK(is_private(R"({"some":[{"var":"order.lines"},{">":[{"var":"unit_cost"},10]}]})"));
  CHECK(is_private(R"({"var":{"cat":["customer.purchased_","product_ids"]}})"));
  CHECK(is_private(R"({"missing":{"merge":[["a"],["b"]]}})"));
}

TEST_CASE("the triggers of one sheet share an allowance: two of the dearest, and sixty steps each") {
  RuleAllowance allowance(3);
  CHECK(allowance.take() == RuleMemory::kBudget);  // a rule that spends all it is given
  allowance.put_back(-5);
  CHECK(allowance.take() == RuleMemory::kBudget);
  allowance.put_back(RuleMemory::kBudget - 100);  // one that spends little
  CHECK(allowance.take() == RuleMemory::kBudget);
  allowance.put_back(0);
  const auto each = static_cast<std::int64_t>(60 * RuleMemory::kStep);
  CHECK(allowance.take() == 3 * each - 100);
  CHECK(allowance.take() == 0);
}
