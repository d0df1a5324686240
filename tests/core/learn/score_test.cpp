// SPDX-License-Identifier: MIT
//
// Rows of a model, and the sum that applies them.
#include "encore/learn/score.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace encore;
using namespace encore::learn;

namespace {

const std::vector<Text> kRows = {
    "base|||-278000|9000|1000|50",
    "relevance_price|product|1500|40000|8000|300|30",
    "relevance_price|category|3000|-30000|8000|300|10",
    "kind||cross_sell|0|3000|900|40",
    "discount||0|0|2000|700|30",
    "discount||2000|21000|2500|200|15",
    "family|||0|20000|0|0",
    "family||cards|5000|4000|120|9",
    "product|||0|30000|0|0",
    "product||sd|-7000|6000|80|4",
    "family_pair|cameras|cards|12000|5000|60|6",
    "product_pair|||-1000|22000|0|0|0",
    "product_pair|cam|sd|65536|7000|20|4|131072",
    "product_pair|bag|sd|9000|9000|2|0|-70000",
    "customer||returning|3000|1000|400|25",
};

OrderLine line(Text product, Text family, Minor price) {
  OrderLine made;
  made.product_id = product;
  made.family = family;
  made.quantity = 1;
  made.unit_price = price;
  return made;
}

struct Shop {
  Arena arena;
  std::vector<OrderLine> lines{line("bag", "bags", 90'000), line("cam", "cameras", 60'000)};
  Sheet sheet;
  Candidate candidate;

  Shop() {
    sheet.order.lines = lines;
    sheet.order.total = 150'000;
    sheet.customer.orders_count = 2;
    candidate.kind = CandidateKind::cross_sell;
    candidate.product.id = "sd";
    candidate.product.family = "cards";
  }

  Score ask(std::int64_t subtotal, std::int64_t discount, Relevance relevance = Relevance::product) {
    return score(Model(kRows, arena), sheet, {&candidate, relevance, subtotal, discount, subtotal + discount});
  }
};

}  // namespace

TEST_CASE("a score is the sum of the rows that the offer touches, each of them named") {
  Shop shop;
  const Score score = shop.ask(20'000, 0);
  std::int64_t sum = 0, variance = 0;
  for (std::size_t i = 0; i < score.used_count; ++i) {
    sum += score.used[i]->value;
    variance += score.used[i]->error * score.used[i]->error;
  }
  CHECK(score.used_count == kMostUsed);
  CHECK(score.log2_odds == sum);
  CHECK(score.variance == variance);
  // base, product at up to 15 %, no discount, cards, sd, cameras -> cards, cam -> sd, returning
  CHECK(sum == -278'000 + 40'000 + 0 + 0 + 5'000 - 7'000 + 12'000 + 65'536 + 3'000);
}

TEST_CASE("the discount's depth and the price's share choose their rows") {
  Shop shop;
  const std::int64_t full = shop.ask(20'000, 0).log2_odds;
  CHECK(shop.ask(20'000, 5'000).log2_odds == full + 21'000);  // a fifth off
  CHECK(shop.ask(22'501, 0).log2_odds == full - 40'000);      // beyond 15 %: a band that the model does not hold
}

TEST_CASE("an offer goes with the line of the highest lift, though another is dearer") {
  Shop shop;
  Model model(kRows, shop.arena);
  CHECK(anchor_of(model, shop.sheet, shop.candidate)->product_id == "cam");
  shop.lines[1].returned_quantity = 1;
  CHECK(anchor_of(model, shop.sheet, shop.candidate)->product_id == "bag");
  shop.lines[0].returned_quantity = 1;
  CHECK(anchor_of(model, shop.sheet, shop.candidate) == nullptr);
}

TEST_CASE("a line that the candidate pairs with comes before any lift, and a pair never seen has its families' lift") {
  Shop shop;
  const Text named[] = {"bag"};
  shop.candidate.pairs_with = named;
  CHECK(anchor_of(Model(kRows, shop.arena), shop.sheet, shop.candidate)->product_id == "bag");
  shop.candidate.pairs_with = {};
  shop.candidate.product.id = "new";
  std::vector<Text> rows = kRows;
  rows.emplace_back("family_pair|cameras|cards|12000|5000|60|6|90000");
  CHECK(anchor_of(Model(rows, shop.arena), shop.sheet, shop.candidate)->product_id == "cam");
  ModelRow row;
  CHECK(read_row("family_pair|a|b|1|2|3|1|-40", row));
  CHECK(row.lift == -40);
  CHECK_FALSE(read_row("family_pair|a|b|1|2|3|1|", row));
}

TEST_CASE("without lift the same family comes first, then a shared category, then the dearest line") {
  Shop shop;
  const Text categories[] = {"photo"};
  shop.candidate.product.id = "new";
  Model model(kRows, shop.arena);
  const auto anchor = [&] { return anchor_of(model, shop.sheet, shop.candidate)->product_id; };
  CHECK(anchor() == "bag");
  shop.lines[1].categories = categories;
  shop.candidate.product.categories = categories;
  CHECK(anchor() == "cam");
  shop.lines[0].family = "cards";
  CHECK(anchor() == "bag");
}

TEST_CASE("a product that the model never saw is scored by the row for all others, and is less certain") {
  Shop shop;
  const Score known = shop.ask(20'000, 0);
  shop.candidate.product.id = "new";
  const Score fresh = shop.ask(20'000, 0);
  CHECK(fresh.log2_odds != known.log2_odds);
  CHECK(fresh.variance > known.variance);
}

TEST_CASE("rows in any other form are not read") {
  ModelRow row;
  CHECK(read_row("product_pair|a|b|-1|2|3|1|4", row));
  CHECK((row.bought == "a" && row.offered == "b" && row.value == -1 && row.lift == 4));
  for (const Text text :
       {"", "base", "base|||", "base|||1|2|3", "base|||1|2|3|4", "base|||1|2|3|3|0", "unknown|||1|2|3|1",
        "base|||1|-2|3|1", "base|||x|2|3|1", "base|||1|2|3|1|", "base|||1||3|1", "product_pair|a|b|1|2|3|1",
        "base|||99999999999999|2|3|1", "base|||+1|2|3|1", "base||| 1|2|3|1"}) {
    CAPTURE(text);
    CHECK_FALSE(read_row(text, row));
  }
}

TEST_CASE("a model without a base does not apply") {
  Arena arena;
  const std::vector<Text> rows = {"product||sd|1|2|3|1", "nonsense"};
  CHECK_FALSE(Model(rows, arena).applies());
  CHECK_FALSE(Model({}, arena).applies());
}
