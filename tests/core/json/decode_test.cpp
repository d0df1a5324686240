// SPDX-License-Identifier: MIT
#include "encore/json/decode.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "encore/json/shape.hpp"
#include "encore/sheet/instant.hpp"
#include "encore/sheet/limits.hpp"
#include "sheets.hpp"

using namespace encore;
using encore::test::candidate;
using encore::test::Decoded;
using encore::test::Findings;
using encore::test::sheet;

namespace {
std::string example(const std::string& name) {
  std::ifstream file(std::string(ENCORE_SOURCE_DIR "/examples/sheets/") + name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}
}  // namespace

TEST_CASE("a whole sheet arrives in its records") {
  const Decoded decoded(example("camera.json"));
  REQUIRE(decoded.findings() == Findings{});
  REQUIRE(decoded.ok);
  const Sheet& sheet = decoded.sheet;
  CHECK(sheet.id == "sh_camera_01");
  CHECK(sheet.issued_at == parse_instant("2026-11-21T10:00:04Z"));
  CHECK(sheet.surface == Surface::thank_you);
  CHECK(sheet.order.lines.size() == 2);
  CHECK(sheet.order.lines[0].tags.size() == 2);
  CHECK(sheet.order.lines[0].unit_cost == 41200);
  CHECK(sheet.order.tax_included);
  CHECK(sheet.order.payment.kind == PaymentKind::card);
  CHECK(sheet.order.payment.one_click);
  CHECK(sheet.customer.loyalty.money_to_next_tier == 4000);
  CHECK(sheet.policy.discount_ceiling_bps == 3000);
  CHECK(sheet.policy.price_band_bps.max == 2500);
  REQUIRE(sheet.candidates.size() == 7);
  const Candidate& card = sheet.candidates[0];
  CHECK(card.id == "offer-card");
  CHECK(card.product.variants.size() == 2);
  CHECK(card.product.variants[1].stock == 64);
  CHECK(decoded.tree[card.product.variants[1].options].is(NodeKind::object));
  CHECK(card.quantity.max == 3);
  CHECK(card.discount.type == DiscountType::percent);
  CHECK(card.discount.bps == 1000);
  CHECK(card.taxes[0].rate_ppm == 190000);
  CHECK(card.availability.cause == DeadlineCause::fulfilment);
  CHECK(card.has_evidence);
  CHECK(card.evidence.paired.accepts == 138);
  CHECK(card.loyalty.points == 22);
  CHECK(card.on_decline == "offer-card-small");
  CHECK(card.position == 0);
  CHECK(decoded.tree[card.node].is(NodeKind::object));
  const Candidate& protection = sheet.candidates[3];
  CHECK(protection.kind == CandidateKind::protection);
  CHECK(protection.covers.term_months == 36);
  CHECK(protection.consent.required);
  CHECK(decoded.tree[sheet.candidates[6].trigger].is(NodeKind::object));
  REQUIRE(sheet.experiments.size() == 1);
  CHECK(sheet.experiments[0].weights[1] == 0.5);
  CHECK(sheet.experiments[0].variations.size() == 2);
  CHECK(sheet.endpoints.events == "/encore/events");
  CHECK_FALSE(sheet.published.given);
}

TEST_CASE("absent and null mean the documented default") {
  const Decoded decoded(sheet(
      candidate("a", R"(,"discount":null,"quantity":{"max":null},"availability":{"cause":null},"affinity_bps":null)"),
      R"(,"policy":null,"customer":null,"experiments":null,"endpoints":null,"published":null)"));
  CHECK(decoded.findings() == Findings{});
  const Policy& policy = decoded.sheet.policy;
  CHECK(policy.max_offers == 2);
  CHECK(policy.dilution_bps == 1000);
  CHECK(policy.default_margin_bps == 4000);
  CHECK(policy.prior.shows == 100);
  CHECK(policy.min_relevance == Relevance::category);
  CHECK(policy.reference_price == ReferencePrice::lowest_30d);
  CHECK(policy.token_minutes == 60);
  const Candidate& item = decoded.sheet.candidates[0];
  CHECK(item.valid);
  CHECK(item.quantity.max == 1);
  CHECK(item.discount.type == DiscountType::none);
  CHECK(item.availability.cause == DeadlineCause::none);
  CHECK_FALSE(item.affinity_bps);
  CHECK(item.trigger == kNoNode);
}

TEST_CASE("an integral number is an integer in any spelling") {
  const Decoded decoded(sheet(candidate("a", R"(,"priority":-25.0e1,"value_minor":9007199254740991.0)")));
  CHECK(decoded.findings() == Findings{});
  CHECK(decoded.sheet.candidates[0].priority == -250);
  CHECK(decoded.sheet.candidates[0].value_minor == kMaxMinor);
}

TEST_CASE("amounts past 2^53-1 are refused, never wrapped") {
  for (const char* amount :
       {"9007199254740992", "9223372036854775807", "9223372036854775808", "18446744073709551615", "1e300"}) {
    INFO(amount);
    const Decoded decoded(sheet(candidate("a", R"(,"value_minor":)" + std::string(amount))));
    CHECK(decoded.findings() == Findings{"/candidates/0/value_minor maximum"});
  }
}

TEST_CASE("every issue of a document comes at once, each with its scope") {
  const Decoded decoded(sheet(R"({"id":"a","kind":"crosssell"},)" + candidate("b") + ",7",
                              R"(,"policy":{"id":"p","max_offers":3},"experiments":[{"key":"e"}])"));
  CHECK(decoded.findings() == Findings{"/candidates/0 required", "/candidates/0/kind enum", "/candidates/2 type",
                                       "/experiments/0 required", "/policy/max_offers maximum"});
  CHECK_FALSE(decoded.ok);
  for (const Issue& issue : decoded.issues) {
    const Scope expected = issue.path.rfind("/candidates", 0) == 0    ? Scope::candidate
                           : issue.path.rfind("/experiments", 0) == 0 ? Scope::experiment
                                                                      : Scope::sheet;
    CHECK(issue.scope == expected);
  }
}

TEST_CASE("a bad candidate or experiment drops itself and nothing else") {
  const Decoded decoded(sheet(candidate("a", R"(,"priority":"high")") + "," + candidate("b"),
                              R"(,"experiments":[{"key":"e","variations":[{}]},{"key":"f","variations":[{},{}]}])"));
  REQUIRE(decoded.ok);
  CHECK_FALSE(decoded.sheet.candidates[0].valid);
  CHECK(decoded.sheet.candidates[0].id == "a");
  CHECK(decoded.sheet.candidates[1].valid);
  CHECK_FALSE(decoded.sheet.experiments[0].valid);
  CHECK(decoded.sheet.experiments[1].valid);
}

TEST_CASE("the order of keys does not matter, and of two equal keys the last counts") {
  const Decoded decoded(sheet(
      R"({"product":{"variants":[{"price":"x","price":5,"id":"v"}],"title":"T","id":"p"},"kind":"gift","id":"a"})"));
  CHECK(decoded.findings() == Findings{});
  CHECK(decoded.sheet.candidates[0].product.variants[0].price == 5);
}

TEST_CASE("unknown keys are noted with the nearest known one, and only where notes are asked for") {
  const std::string text = sheet(candidate("a", R"(,"discout":{},"zebra":1)"), R"(,"polcy":{})");
  CHECK(Decoded(text).issues.empty());
  DecodeOptions options;
  options.notes = true;
  const Decoded decoded(text, options);
  REQUIRE(decoded.issues.size() == 3);
  CHECK(decoded.ok);
  for (const Issue& issue : decoded.issues) {
    CHECK(issue.scope == Scope::note);
    CHECK(issue.code == code::unknown_key);
  }
  CHECK(decoded.issues[0].path == "/polcy");
  CHECK(decoded.issues[0].subject == "policy");
  CHECK(decoded.issues[1].subject == "discount");
  CHECK(decoded.issues[2].subject.empty());
}

TEST_CASE("a text past its size limit is refused unread") {
  DecodeOptions options;
  options.page = true;
  const std::string padding(kMaxPageBytes, ' ');
  const Decoded decoded(sheet(candidate("a")) + padding, options);
  CHECK_FALSE(decoded.ok);
  REQUIRE(decoded.issues.size() == 1);
  CHECK(decoded.issues[0].code == code::size);
  CHECK(decoded.issues[0].limit == 1'048'576);
  CHECK(Decoded(sheet(candidate("a")) + padding).ok);
}

TEST_CASE("a thousand issues are listed, and the rest still count") {
  std::string items;
  for (int i = 0; i < 1'200; ++i) items += R"({"id":""},)";
  const Decoded decoded(sheet(items + candidate("good")));
  CHECK(decoded.issues.size() == kMaxIssues);
  CHECK(decoded.ok);
  CHECK_FALSE(decoded.sheet.candidates[1'199].valid);
  CHECK(decoded.sheet.candidates[1'200].valid);
}

TEST_CASE("a document that is no object, or whose parts are none, is refused without more ado") {
  CHECK(Decoded("[]").findings() == Findings{" type"});
  CHECK(Decoded("null").findings() == Findings{" type"});
  CHECK(Decoded("{}").issues.size() == 8);
  CHECK_FALSE(Decoded(R"({"order":[],"candidates":{},"policy":7})").ok);
}

TEST_CASE("each word field of the decoder reads the words of its member's enum") {
  const auto words = [](ShapeId id, std::string_view name) { return words_of(*shape(id).fields.find(name)).data(); };
  CHECK(words(ShapeId::sheet, "surface") == kSurfaces);
  CHECK(words(ShapeId::policy, "min_relevance") == kRelevances);
  CHECK(words(ShapeId::interval, "unit") == kIntervalUnits);
  CHECK(words(ShapeId::candidate, "layout") == kLayouts);
}

TEST_CASE("a field that only the page reads is checked and stored nowhere") {
  for (std::size_t id = 0; id < kEnumCount<ShapeId>; ++id) {
    for (const Field field : shape(static_cast<ShapeId>(id)).fields) {
      if (field.display_only()) CHECK(field.offset == 0);
    }
  }
  const FieldList candidate = shape(ShapeId::candidate).fields;
  CHECK((*candidate.find("proof")).display_only());
  CHECK_FALSE((*candidate.find("product")).display_only());
}
