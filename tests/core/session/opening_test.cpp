// SPDX-License-Identifier: MIT
//
// What a visit opens with: the decision of this visitor, the arms that are carried along, and what the host remembers.
#include "visit.hpp"

using namespace visit;

namespace {

std::string experiment(const std::string& key, const std::string& more = "") {
  return R"({"key":")" + key + R"(","variations":[{},{}])" + more + "}";
}

}  // namespace

TEST_CASE("refusals that the host remembers end with their list") {
  Visit visit;
  const std::string now = std::to_string(visit.now);
  const Step step = visit.send(R"({"type":"start","declined":[{"candidate_id":"other","at_ms":)" + now +
                               R"(}],"newest":{"candidate_id":"card","at_ms":)" + now + "}}");
  CHECK(step.field(0, "candidate_id") == "card");
}

TEST_CASE("an offer starts with the quantity that the sheet proposes") {
  Shop shop;
  shop.offers[0].more = R"("quantity":{"default":2,"min":1,"max":3},)";
  Visit visit(shop);
  CHECK(visit.start().field(0, "quantity") == "2");
}

TEST_CASE("arms are carried along up to 768 bytes, to the byte") {
  // Eleven of them, {"aaa...a":0,"bbb...b":0 and so on, are 759 bytes.
  for (const std::size_t length : {std::size_t{9}, std::size_t{10}}) {
    Shop shop;
    for (char name = 'a'; name <= 'k'; ++name) shop.more += experiment(std::string(64, name)) + ",";
    shop.more = R"("experiments":[)" + shop.more + experiment(std::string(length, 'z')) + "],";
    Visit visit(shop);
    visit.send(R"({"type":"start","visitor":"Ada"})");
    const std::string body = visit.accept().effect_text("request", "body");
    CHECK(body.find("kkk") != std::string::npos);
    CHECK((body.find("zzz") != std::string::npos) == (length == 9));
  }
}

TEST_CASE("an experiment that the visitor is not part of is not among the arms") {
  Shop shop;
  shop.more = R"("experiments":[)" + experiment("all") + "," + experiment("none", R"(,"coverage":0)") + "],";
  Visit visit(shop);
  visit.send(R"({"type":"start","visitor":"Ada"})");
  const std::string body = visit.accept().effect_text("request", "body");
  CHECK(body.find(R"("arms":{"all":)") != std::string::npos);
  CHECK(body.find("none") == std::string::npos);
}

TEST_CASE("another visitor or another seed is another decision, and the same ones the same") {
  const auto decision = [](const std::string& visitor, const std::string& seed) {
    Visit visit;
    const Step step = visit.send(R"({"type":"start","visitor":")" + visitor + R"(","seed":")" + seed + "\"}");
    return std::string(text_at(*step.tree, step.at(step.at(0, "session"), "decision"), "decision_id"));
  };
  CHECK(decision("Ada", "1") == decision("Ada", "1"));
  CHECK(decision("Ada", "1") != decision("Ada", "2"));
  CHECK(decision("Ada", "1") != decision("Bob", "1"));
}
