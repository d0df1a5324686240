// SPDX-License-Identifier: MIT
#include "encore/json/private_fields.hpp"

#include <catch2/catch.hpp>

#include "sheets.hpp"

using namespace encore;
using encore::test::candidate;
using encore::test::Decoded;
using encore::test::Findings;
using encore::test::sheet;

TEST_CASE("every private field of a page sheet is named, and refuses the sheet") {
  std::string text = sheet(
      candidate(
          "a",
          R"(,"evidence":{"shows":1},"refunds":{"sold":1,"returned":0},"subscription":{"interval":{"unit":"month","count":1},"expected_cycles":3})"),
      R"(,"customer":{"purchased_product_ids":[],"last_bought":{},"ignored":{}},"policy":{"id":"p","discount_ceiling_bps":1,"margin_floor_bps":null,)"
      R"("default_margin_bps":1,"refund_rate_ceiling_bps":1,"giveaway_budget":1,"prior":{},"reserve":1})");
  text.replace(text.find(R"("price":1000)"), 12, R"("price":1000,"unit_cost":1)");
  text.replace(text.find(R"("unit_price":2500)"), 17, R"("unit_price":2500,"unit_cost":1)");
  CHECK(Decoded(text).ok);
  DecodeOptions options;
  options.page = true;
  const Decoded page(text, options);
  CHECK_FALSE(page.ok);
  CHECK(page.findings() == Findings{
                               "/candidates/0/evidence private_field",
                               "/candidates/0/product/variants/0/unit_cost private_field",
                               "/candidates/0/refunds private_field",
                               "/candidates/0/subscription/expected_cycles private_field",
                               "/customer/ignored private_field",
                               "/customer/last_bought private_field",
                               "/customer/purchased_product_ids private_field",
                               "/order/lines/0/unit_cost private_field",
                               "/policy/default_margin_bps private_field",
                               "/policy/discount_ceiling_bps private_field",
                               "/policy/giveaway_budget private_field",
                               "/policy/prior private_field",
                               "/policy/refund_rate_ceiling_bps private_field",
                               "/policy/reserve private_field",
                           });
  // Publishing removes nulls too, and finds the same places.
  CHECK(private_fields(page.tree).size() == page.issues.size() + 1);
}

TEST_CASE("a secret in an experiment's patch is found too") {
  DecodeOptions options;
  options.page = true;
  const Decoded page(
      sheet(candidate("a"), R"(,"experiments":[{"key":"e","variations":[{},{"candidates":{"a":{"evidence":{"shows":1},)"
                            R"("product":{"variants":{"v":{"unit_cost":3}}}}},"policy":{"margin_floor_bps":1}}]}])"),
      options);
  CHECK_FALSE(page.ok);
  CHECK(page.findings() == Findings{
                               "/experiments/0/variations/1/candidates/a/evidence private_field",
                               "/experiments/0/variations/1/candidates/a/product/variants/v/unit_cost private_field",
                               "/experiments/0/variations/1/policy/margin_floor_bps private_field",
                           });
  CHECK(private_fields(page.tree).size() == 3);
}
