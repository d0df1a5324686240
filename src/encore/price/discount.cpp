// SPDX-License-Identifier: MIT
//
// A tier is one of the plain discounts under another name, so `tiered` is rewritten first
// and the rest handles plain forms only: a share, an amount, a price, free, a share off some pieces.
#include "encore/price/discount.hpp"

namespace encore {

namespace {

// The tier of the highest min_quantity that the quantity reaches, as a plain discount.
Discount reached_tier(Worksheet& work, const Discount& tiered, std::int64_t quantity) {
  const Tier* reached = nullptr;
  for (const Tier& tier : tiered.tiers) {
    if (tier.min_quantity <= quantity && (!reached || tier.min_quantity > reached->min_quantity)) reached = &tier;
  }
  Discount plain;
  if (!reached) return plain;
  work.note(Step::tier, reached->min_quantity, quantity);
  if (reached->bps) {
    plain.type = DiscountType::percent;
    plain.bps = *reached->bps;
  } else if (reached->value) {
    plain.type = DiscountType::amount;
    plain.value = *reached->value;
  } else if (reached->fixed_price) {
    plain.type = DiscountType::fixed_price;
    plain.value = *reached->fixed_price;
  }
  return plain;
}

// A share off `count` of the pieces, or (by line) off their sum.
Minor percent_off(Worksheet& work, const Policy& policy, Minor unit_price, std::int64_t count, std::int64_t bps) {
  const Rounding rounding = discount_rounding_of(policy);
  if (policy.rounding_scope == RoundingScope::line) {
    const Minor sum = work.sums().multiply(unit_price, count);
    return work.ratio(Step::percent, rounding, sum, bps, 10'000, sum, bps);
  }
  const Minor off = work.ratio(Step::percent, rounding, unit_price, bps, 10'000, unit_price, bps);
  return work.multiply(Step::discount, off, count);
}

// How many of `quantity` pieces an n-th piece or buy-x-get-y reduces. Pieces that do not fill a group are reduced as
// far as they pass what must be bought.
std::int64_t reduced_pieces(Worksheet& work, const Discount& discount, std::int64_t quantity) {
  const bool nth = discount.type == DiscountType::nth;
  const std::int64_t get = nth ? 1 : discount.get;
  const std::int64_t group = nth ? discount.every : discount.buy + get;
  if (group <= 0) return 0;
  const std::int64_t over = quantity % group - (group - get);
  return work.note(Step::reduced, quantity / group * get + (over > 0 ? over : 0), quantity, group);
}

Minor taken_off(Worksheet& work, const Discount& discount, const Policy& policy, Minor unit_price,
                std::int64_t quantity, Minor list) {
  switch (discount.type) {
    case DiscountType::percent: return percent_off(work, policy, unit_price, quantity, discount.bps);
    case DiscountType::amount:
      return work.multiply(Step::amount, discount.value, discount.per == DiscountPer::line ? 1 : quantity);
    case DiscountType::fixed_price: {
      const Minor off = unit_price > discount.value ? work.sums().subtract(unit_price, discount.value) : 0;
      return work.multiply(Step::discount, work.note(Step::fixed_price, off, unit_price, discount.value), quantity);
    }
    case DiscountType::free: return work.note(Step::free, list, list);
    case DiscountType::nth:
    case DiscountType::buy_get:
      if (!kFullBuild) break;
      return percent_off(work, policy, unit_price, reduced_pieces(work, discount, quantity), discount.bps);
    case DiscountType::none:
    case DiscountType::tiered: break;
  }
  return 0;
}

Minor to_price_ending(Worksheet& work, Text ending, std::int64_t quantity, Minor subtotal) {
  if (ending.empty() || ending.size() > 15) return subtotal;  // longer than any amount
  std::int64_t modulus = 1;
  std::int64_t wanted = 0;
  for (const char digit : ending) {
    if (digit < '0' || digit > '9') return subtotal;
    modulus *= 10;
    wanted = wanted * 10 + (digit - '0');
  }
  const Minor price = subtotal / quantity;
  if (price < wanted) return subtotal;
  const Minor ended = price - (price - wanted) % modulus;
  if (ended <= 0) return subtotal;
  return work.note(Step::price_ending, ended, price, wanted, modulus) * quantity;
}

}  // namespace

Minor line_discount(Worksheet& work, const Discount& discount, const Policy& policy, Minor unit_price,
                    std::int64_t quantity, Minor list, std::optional<std::int64_t> ceiling_bps) {
  const Discount plain = discount.type == DiscountType::tiered ? reached_tier(work, discount, quantity) : discount;
  Minor off = taken_off(work, plain, policy, unit_price, quantity, list);
  if (off > list) off = list;
  if (off < 0) off = 0;

  off = list - to_price_ending(work, policy.price_ending, quantity, list - off);

  if (ceiling_bps) {
    const Minor highest = work.sums().ratio(list, *ceiling_bps, 10'000, work.rounding());
    if (off > highest) {
      off = work.note_rounded(Step::at_most, work.rounding(), highest, list, *ceiling_bps);
    }
  }
  return off;
}

}  // namespace encore
