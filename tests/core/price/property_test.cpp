// SPDX-License-Identifier: MIT
//
// What holds for every offer there is, on offers drawn at random from a fixed seed: the
// seed and the round are in the failure's message.
#include <catch2/catch.hpp>

#include "offer.hpp"

using namespace encore;
using namespace encore::test;

namespace {

constexpr std::uint64_t kSeed = 4'217;

struct Dice {
  std::uint64_t state;
  std::int64_t operator()(std::int64_t bound) {
    state = state * 6'364'136'223'846'793'005u + 1'442'695'040'888'963'407u;
    return static_cast<std::int64_t>((state >> 33) % static_cast<std::uint64_t>(bound));
  }
};

void draw_policy(Dice& dice, Policy& policy) {
  policy.rounding = static_cast<Rounding>(dice(5));
  policy.rounding_scope = static_cast<RoundingScope>(dice(2));
  policy.leftover = static_cast<Leftover>(dice(4));
}

void draw_discount(Dice& dice, Discount& discount, Minor price) {
  discount.type = static_cast<DiscountType>(dice(5));
  discount.bps = dice(10'001);
  discount.value = dice(price * 2 + 2);
  discount.per = static_cast<DiscountPer>(dice(2));
}

}  // namespace

TEST_CASE("parts sum to the whole; a total is never negative, never above list plus tax and shipping") {
  Dice dice{kSeed};
  for (int round = 0; round < 30'000; ++round) {
    CAPTURE(kSeed, round);
    Offer offer(static_cast<CandidateKind>(dice(9)), dice(1'000'000));
    Policy& policy = offer.sheet.policy;
    draw_policy(dice, policy);
    draw_discount(dice, offer.candidate.discount, offer.variant.price);
    if (dice(3) == 0) policy.price_ending = dice(2) ? "99" : "5";
    if (dice(3) == 0) policy.cash_step = 1 + dice(25);
    if (dice(4) == 0) policy.ceiling_action = CeilingAction::cap;
    offer.sheet.order.tax_included = dice(2) == 1;
    const Tax taxes[] = {{"A", dice(300'000)}, {"B", dice(300'000)}, {"C", dice(2) * dice(10'000)}};
    offer.candidate.taxes = {taxes, static_cast<std::size_t>(dice(4))};
    offer.candidate.shipping = {dice(1'000), dice(2) == 1, {}};
    offer.candidate.replaces = {"l", 1};
    offer.candidate.covers = {"l", dice(3'000), 12};
    offer.candidate.subscription.interval = {IntervalUnit::month, 1};
    offer.line.paid = dice(500'000);
    Product products[3];
    Variant variants[3];
    Component components[3];
    for (int i = 0; i < 3; ++i) {
      variants[i].price = dice(4) * dice(100'000);
      products[i].variants = {&variants[i], 1};
      components[i].product = products[i];
      components[i].quantity = 1 + dice(3);
    }
    offer.candidate.components = components;

    const Quoted quoted = offer.priced(1 + dice(9));
    if (quoted.fault != QuoteFault::none) {
      REQUIRE(quoted.fault == QuoteFault::nothing_to_pay_difference);
      continue;
    }
    const Quote& q = quoted.quote;
    REQUIRE(q.list == q.unit_price * q.quantity);
    REQUIRE(q.discount >= 0);
    REQUIRE(q.discount <= q.list);
    REQUIRE(q.subtotal == q.list - q.discount - q.credit.value_or(0));
    REQUIRE(q.subtotal >= 0);
    const Minor added = q.tax_included ? 0 : q.tax;
    REQUIRE(q.total == q.subtotal + q.shipping + added + q.rounding);
    REQUIRE(q.total - q.rounding <= q.list + added + q.shipping);
    REQUIRE(q.order_total == offer.sheet.order.total + q.total);
    Minor tax = 0;
    for (const QuoteTax& one : q.taxes) {
      REQUIRE(one.amount >= 0);
      tax += one.amount;
    }
    REQUIRE(q.tax == tax);
    Minor list = 0, discount = 0, subtotal = 0;
    for (const QuotePart& part : q.parts) {
      REQUIRE(part.subtotal >= 0);
      list += part.list;
      discount += part.discount;
      subtotal += part.subtotal;
    }
    if (!q.parts.empty()) {
      REQUIRE(list == q.list);
      REQUIRE(discount == q.discount);
      REQUIRE(subtotal == q.subtotal);
    }
  }
}

TEST_CASE("a larger discount never costs more") {
  Dice dice{kSeed};
  for (int round = 0; round < 3'000; ++round) {
    CAPTURE(kSeed, round);
    Offer offer(CandidateKind::cross_sell, dice(100'000));
    draw_policy(dice, offer.sheet.policy);
    if (dice(2)) offer.sheet.policy.price_ending = "99";
    const std::int64_t quantity = 1 + dice(5);
    Minor before = kMaxMinor;
    for (std::int64_t bps = 0; bps <= 10'000; bps += 1 + dice(600)) {
      // An ending is skipped where nothing positive results, so below 99 the plain price holds: still monotone.
      const Minor total = offer.percent(bps).priced(quantity).quote.total;
      REQUIRE(total <= before);
      before = total;
    }
  }
}

TEST_CASE("quantity scales exactly per unit, and within half a minor unit a piece per line") {
  Dice dice{kSeed};
  for (int round = 0; round < 20'000; ++round) {
    CAPTURE(kSeed, round);
    Offer offer(CandidateKind::cross_sell, dice(1'000'000));
    Policy& policy = offer.sheet.policy;
    policy.rounding = static_cast<Rounding>(dice(3));  // the halves: they bound a piece's error by one half
    const std::int64_t quantity = 1 + dice(50);
    offer.percent(dice(10'001));

    policy.rounding_scope = RoundingScope::unit;
    const Minor by_unit = offer.priced(quantity).quote.subtotal;
    REQUIRE(by_unit == offer.priced(1).quote.subtotal * quantity);

    policy.rounding_scope = RoundingScope::line;
    const Minor by_line = offer.priced(quantity).quote.subtotal;
    const Minor gap = by_unit > by_line ? by_unit - by_line : by_line - by_unit;
    REQUIRE(2 * gap <= quantity + 1);  // half a unit a piece, and half a unit for the line itself
  }
}
