// SPDX-License-Identifier: MIT
//
// The rules between fields. Bad documents, one per rule, also stand in the corpus; here
// are the edges.
#include "encore/json/cross.hpp"

#include <catch2/catch.hpp>

#include "sheets.hpp"

using namespace encore;
using encore::test::candidate;
using encore::test::Decoded;
using encore::test::Findings;
using encore::test::sheet;

namespace {
Findings judged(const std::string& candidates, const std::string& more = "") {
  return Decoded(sheet(candidates, more)).findings();
}
std::string experiment(const std::string& key, const std::string& variations, const std::string& more = "") {
  return R"({"key":")" + key + R"(","variations":[)" + variations + "]" + more + "}";
}
}  // namespace

TEST_CASE("a funnel that branches and meets again is no cycle") {
  CHECK(judged(candidate("a", R"(,"on_decline":"b","on_accept":"c")") + "," + candidate("b", R"(,"on_decline":"d")") +
               "," + candidate("c", R"(,"on_decline":"d")") + "," + candidate("d")) == Findings{});
}

TEST_CASE("each edge that closes a cycle is reported, and only that") {
  CHECK(judged(candidate("a", R"(,"on_decline":"b")") + "," + candidate("b", R"(,"on_accept":"c")") + "," +
               candidate("c", R"(,"on_decline":"a","on_accept":"b")")) ==
        Findings{"/candidates/2/on_accept funnel_cycle", "/candidates/2/on_decline funnel_cycle"});
  CHECK(judged(candidate("a", R"(,"on_decline":"a")")) == Findings{"/candidates/0/on_decline funnel_cycle"});
}

TEST_CASE("a chain of ten thousand successors is walked without recursion") {
  std::string items;
  for (int i = 0; i < 9'999; ++i) {
    items += candidate("c" + std::to_string(i), R"(,"on_decline":"c)" + std::to_string(i + 1) + "\"") + ",";
  }
  CHECK(judged(items + candidate("c9999")) == Findings{});
}

TEST_CASE("ids must be known where they are named, and the second of two equal ones is at fault") {
  CHECK(judged(candidate("a", R"(,"on_decline":"zz","on_accept":"b")") + "," + candidate("b") + "," + candidate("b")) ==
        Findings{"/candidates/0/on_decline unknown_candidate", "/candidates/2/id duplicate_id"});
  CHECK(judged(candidate("a", R"(,"replaces":{"line_id":"l2"},"covers":{"line_id":"l1"})")) ==
        Findings{"/candidates/0/replaces/line_id unknown_line"});
}

TEST_CASE("the deadline decides whether fulfilment may be its cause") {
  CHECK(judged(candidate("a", R"(,"availability":{"cause":"fulfilment"})")) == Findings{});
  CHECK(judged(candidate("a", R"(,"availability":{"cause":"fulfilment","until":"2026-11-21T12:00:00+01:00"})")) ==
        Findings{});
  CHECK(judged(candidate("a", R"(,"availability":{"cause":"fulfilment","minutes_after_order":60})")) == Findings{});
  CHECK(judged(candidate("a", R"(,"availability":{"cause":"fulfilment","minutes_after_order":59})")) ==
        Findings{"/candidates/0/availability/cause cause_not_held"});
  CHECK(judged(candidate("a", R"(,"availability":{"cause":"campaign","minutes_after_order":59})")) == Findings{});
}

TEST_CASE("a value that could not be read is not blamed twice") {
  CHECK(judged(candidate("a", R"(,"quantity":{"default":2,"max":"three"})")) ==
        Findings{"/candidates/0/quantity/max type"});
}

TEST_CASE("a quantity's bounds enclose its default") {
  CHECK(judged(candidate("a", R"(,"quantity":{"default":2,"min":2,"max":2})")) == Findings{});
  CHECK(judged(candidate("a", R"(,"quantity":{"min":2,"max":3})")) ==
        Findings{"/candidates/0/quantity order_of_bounds"});
  CHECK(judged(candidate("a", R"(,"quantity":{"default":4,"max":3})")) ==
        Findings{"/candidates/0/quantity order_of_bounds"});
}

TEST_CASE("experiments conflict where they touch one path, however deep") {
  const std::string one = experiment("one", R"({},{"candidates":{"a":{"copy":{"headline":"x"}}}})");
  CHECK(judged(candidate("a"),
               R"(,"experiments":[)" + one + "," +
                   experiment("two", R"({},{"candidates":{"a":{"copy":{"body":"x"}},"b":{"copy":{}}}})") + "]") ==
        Findings{});
  CHECK(judged(candidate("a"), R"(,"experiments":[)" + one + "," +
                                   experiment("two", R"({},{"candidates":{"a":{"copy":null}}})") + "]") ==
        Findings{"/experiments/1/variations/1/candidates/a/copy patch_conflict"});
  CHECK(judged(candidate("a"),
               R"(,"experiments":[)" + one + "," + experiment("two", R"({"candidates":{"a":null}},{})") + "]") ==
        Findings{"/experiments/1/variations/0/candidates/a patch_conflict"});
}

TEST_CASE("weights and holdout fit the variations") {
  CHECK(judged("", R"(,"experiments":[)" + experiment("e", "{},{}", R"(,"weights":[0.3,0.695],"holdout":1)") + "]") ==
        Findings{});
  CHECK(judged("", R"(,"experiments":[)" + experiment("e", "{},{}", R"(,"weights":[0.3,0.6],"holdout":2)") + "]") ==
        Findings{"/experiments/0/holdout holdout_index", "/experiments/0/weights weights_sum"});
  CHECK(judged("",
               R"(,"experiments":[)" + experiment("e", "{},{}", R"(,"weights":[1],"namespace":["n",0.5,0.4])") + "]") ==
        Findings{"/experiments/0/namespace order_of_bounds", "/experiments/0/weights weights_count"});
}

TEST_CASE("check reports a mode that the surface forbids; deciding gives a reason instead") {
  std::string text = sheet(candidate("a", R"(,"accept":{"mode":"one_click"})"));
  text.replace(text.find("thank_you"), 9, "cart");
  text.replace(text.find(R"("placed_at":"2026-11-21T10:00:00Z",)"), 35, "");
  CHECK(Decoded(text).findings() == Findings{});
  DecodeOptions options;
  options.notes = true;
  CHECK(Decoded(text, options).findings() == Findings{"/candidates/0/accept/mode surface_mismatch"});
}

TEST_CASE("check applies each arm alone and says which one breaks what") {
  DecodeOptions options;
  options.notes = true;
  const std::string fine = experiment("e", R"({},{"candidates":{"a":{"copy":{"headline":"x"}}}})");
  CHECK(Decoded(sheet(candidate("a"), R"(,"experiments":[)" + fine + "]"), options).findings() == Findings{});
  const std::string broken = experiment("e", R"({},{"candidates":{"a":{"priority":"high"}}})");
  const Decoded decoded(sheet(candidate("a"), R"(,"experiments":[)" + broken + "]"), options);
  REQUIRE(decoded.findings() == Findings{"/experiments/0/variations/1 broken_arm"});
  CHECK(decoded.issues[0].subject == "/candidates/0/priority type");
  CHECK(decoded.issues[0].scope == Scope::experiment);
  // Deciding applies the arm anyway and drops what it broke; it does not pay for looking ahead.
  CHECK(Decoded(sheet(candidate("a"), R"(,"experiments":[)" + broken + "]")).findings() == Findings{});
}
