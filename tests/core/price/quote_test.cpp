// SPDX-License-Identifier: MIT
//
// The shape of a quote, its derivation and its faults. Figures by the hundred are in the
// golden vectors.
#include <catch2/catch.hpp>
#include <limits>

#include "offer.hpp"

using namespace encore;
using namespace encore::test;

TEST_CASE("a plain quote prints the fifteen documented keys, reference as null") {
  Offer offer(CandidateKind::cross_sell, 1995);
  CHECK(text_of(offer.percent(1000).priced(2).quote) ==
        R"({"currency":"EUR","unit_price":1995,"quantity":2,"list":3990,"reference":null,"discount":400,)"
        R"("subtotal":3590,"taxes":[],"tax":0,"tax_included":false,"shipping":0,"total":3590,"savings":0,)"
        R"("savings_bps":0,"order_total":13590})");
}

TEST_CASE("a derivation names every operation, its operands and the rounding applied") {
  Offer offer(CandidateKind::cross_sell, 1995);
  const Tax vat{"VAT", 190'000};
  offer.candidate.taxes = {&vat, 1};
  const std::string text = text_of(offer.percent(1000).priced(2).quote, true);
  CHECK(text.substr(text.find("\"derivation\"")) ==
        R"("derivation":[{"step":"unit_price","operands":[],"result":1995},)"
        R"({"step":"list","operands":[1995,2],"result":3990},)"
        R"({"step":"percent","operands":[1995,1000],"result":200,"rounding":"half_up"},)"
        R"({"step":"discount","operands":[200,2],"result":400},)"
        R"({"step":"subtotal","operands":[3990,400],"result":3590},)"
        R"({"step":"tax_added","operands":[3590,190000],"result":682,"rounding":"half_up"},)"
        R"({"step":"total","operands":[3590,0,682],"result":4272},)"
        R"({"step":"order_total","operands":[10000,4272],"result":14272}]})");
}

TEST_CASE("net amounts leave out the tax inside gross prices") {
  Offer offer(CandidateKind::cross_sell, 1190);
  const Tax vat{"VAT", 190'000};
  offer.candidate.taxes = {&vat, 1};
  offer.candidate.shipping = {595, true, {}};
  offer.sheet.order.tax_included = true;
  const Quoted gross = offer.percent(5000).priced();
  CHECK(net_subtotal(gross.quote) == 500);
  CHECK(net_list(gross.quote) == 1000);
  CHECK(gross.quote.tax == 190);
  offer.sheet.order.tax_included = false;
  CHECK(net_subtotal(offer.priced().quote) == 595);
}

TEST_CASE("the whole line replaced is credited as it was paid, without rounding") {
  Offer offer(CandidateKind::upgrade, 15'000);
  offer.candidate.replaces = {"l", 1};
  offer.line.paid = 9000;
  const std::string text = text_of(offer.priced().quote, true);
  INFO(text);
  CHECK(text.find(R"({"step":"credit","operands":[9000,1,1],"result":9000})") != std::string::npos);
}

TEST_CASE("a price that has its ending already keeps it, and the line is a multiple of it") {
  Offer offer(CandidateKind::cross_sell, 100);
  offer.sheet.policy.price_ending = "99";
  offer.candidate.discount.type = DiscountType::amount;
  offer.candidate.discount.value = 1;
  offer.candidate.discount.per = DiscountPer::line;
  CHECK(offer.priced(2).quote.subtotal == 198);
}

TEST_CASE("a tax inside the price is exact to the last unit of large amounts") {
  Offer offer(CandidateKind::cross_sell, 1'190'000'000);
  const Tax vat{"VAT", 190'000};
  offer.candidate.taxes = {&vat, 1};
  offer.sheet.order.tax_included = true;
  CHECK(offer.priced().quote.tax == 190'000'000);
}

TEST_CASE("a fault says which one, where and with what operands") {
  Offer offer(CandidateKind::cross_sell, kMaxMinor);
  const Quoted wide = offer.priced(2);
  CHECK(wide.fault == QuoteFault::overflow);
  CHECK(wide.limit == kMaxMinor);

  Offer ranged(CandidateKind::cross_sell, 100);
  ranged.candidate.quantity = {1, 1, 3};
  const Quoted many = ranged.priced(4);
  CHECK(many.fault == QuoteFault::quantity_out_of_range);
  CHECK(many.field == "/quantity/max");
  CHECK(many.limit == 3);
  CHECK(many.actual == 4);

  const Quoted unknown = quote(ranged.sheet, ranged.candidate, "other", 1, 0, ranged.arena);
  CHECK(unknown.fault == QuoteFault::unknown_variant);
  CHECK(unknown.limit == 0);
  CHECK(unknown.actual == 0);
  ranged.candidate.product.variants = {};
  CHECK(quote(ranged.sheet, ranged.candidate, "", 1, 0, ranged.arena).fault == QuoteFault::unknown_variant);
}

TEST_CASE("no value of any field makes pricing wrap, divide by nothing or never end") {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
  const std::int64_t edges[] = {kLeast, -1, 0, 1, 99, 10'000, kMaxMinor, kMost};
  const Tax tax[] = {{"A", kMost}, {"B", 1}};
  for (int kind = 0; kind < 9; ++kind) {
    for (const std::int64_t price : edges) {
      for (const std::int64_t other : edges) {
        Offer offer(static_cast<CandidateKind>(kind), price);
        Candidate& c = offer.candidate;
        c.taxes = tax;
        c.shipping = {other, true, other};
        c.covers = {"l", other, other};
        c.replaces = {"l", 1};
        c.loyalty.points = other;
        c.subscription.interval = {IntervalUnit::week, other};
        c.subscription.recurring_bps = other;
        c.discount.bps = c.discount.value = other;
        offer.variant.lowest_30d = price;
        offer.variant.unit_price_measure = {other, "g", other};
        offer.line.paid = other;
        offer.sheet.order.tax_included = other % 2 == 0;
        offer.sheet.policy.cash_step = other;
        offer.sheet.policy.price_ending = "99";
        Component component;
        component.product = c.product;
        component.quantity = other;
        c.components = {&component, 1};
        for (std::size_t type = 0; type < kEnumCount<DiscountType>; ++type) {
          c.discount.type = static_cast<DiscountType>(type);
          for (const RoundingScope scope : {RoundingScope::unit, RoundingScope::line}) {
            offer.sheet.policy.rounding_scope = scope;
            for (const std::int64_t quantity : {std::int64_t{1}, std::int64_t{1'000'000}, other}) {
              const Quoted quoted = offer.priced(quantity);
              if (quoted.fault == QuoteFault::none) {
                REQUIRE(quoted.quote.total <= kMaxMinor);
                REQUIRE(quoted.quote.total >= -kMaxMinor);
              }
            }
          }
        }
      }
    }
  }
}

TEST_CASE("a variant is chosen by stock where none is named") {
  Offer offer(CandidateKind::cross_sell, 100);
  Variant variants[3] = {offer.variant, offer.variant, offer.variant};
  variants[0].id = "sold out";
  variants[0].stock = 0;
  variants[1].id = "one left";
  variants[1].stock = 1;
  variants[2].id = "untracked";
  offer.candidate.product.variants = variants;
  CHECK(find_variant(offer.candidate, "")->id == "one left");
  offer.candidate.quantity.initial = 2;
  CHECK(find_variant(offer.candidate, "")->id == "untracked");
  variants[2].stock = 0;
  CHECK(find_variant(offer.candidate, "")->id == "sold out");
  CHECK(find_variant(offer.candidate, "one left")->id == "one left");
  CHECK(find_variant(offer.candidate, "missing") == nullptr);
}
