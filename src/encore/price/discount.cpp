// SPDX-License-Identifier: MIT
//
// A tier is one of the plain discounts under another name, so `tiered` is rewritten first
// and the rest sees three forms only: a share, an amount, a price.
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

Minor taken_off(Worksheet& work, const Discount& discount, RoundingScope scope, Minor unit_price, std::int64_t quantity,
                Minor list) {
  const bool by_line = scope == RoundingScope::line;
  switch (discount.type) {
    case DiscountType::percent: {
      const Minor off = work.ratio(Step::percent, by_line ? list : unit_price, discount.bps, 10'000);
      return by_line ? off : work.multiply(Step::discount, off, quantity);
    }
    case DiscountType::amount:
      return work.multiply(Step::amount, discount.value, discount.per == DiscountPer::line ? 1 : quantity);
    case DiscountType::fixed_price: {
      const Minor off = unit_price > discount.value ? work.sums().subtract(unit_price, discount.value) : 0;
      return work.multiply(Step::discount, work.note(Step::fixed_price, off, unit_price, discount.value), quantity);
    }
    case DiscountType::free: return work.note(Step::free, list, list);
    case DiscountType::none:
    case DiscountType::tiered: break;
  }
  return 0;
}

Minor to_cash_step(Worksheet& work, const Policy& policy, std::int64_t quantity, Minor list, Minor subtotal) {
  const Minor cash_step = policy.cash_step.value_or(0);
  if (cash_step <= 1 || cash_step > list / quantity) return subtotal;  // no multiple lies between 0 and the list price
  const Minor grain = policy.rounding_scope == RoundingScope::unit ? cash_step * quantity : cash_step;
  Rounding rounding = work.rounding();
  Minor multiple = work.sums().ratio(subtotal, 1, grain, rounding) * grain;
  if (multiple > list) {
    rounding = Rounding::down;
    multiple = subtotal / grain * grain;
  }
  if (multiple <= 0) return subtotal;
  return work.note_rounded(Step::cash_step, rounding, multiple, subtotal, grain);
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
  Minor off = taken_off(work, plain, policy.rounding_scope, unit_price, quantity, list);
  if (off > list) off = list;
  if (off < 0) off = 0;

  Minor subtotal = list - off;
  subtotal = to_cash_step(work, policy, quantity, list, subtotal);
  subtotal = to_price_ending(work, policy.price_ending, quantity, subtotal);
  off = list - subtotal;

  if (ceiling_bps) {
    const Minor highest = work.sums().ratio(list, *ceiling_bps, 10'000, work.rounding());
    if (off > highest) {
      off = work.note_rounded(Step::at_most, work.rounding(), highest, list, *ceiling_bps);
    }
  }
  return off;
}

}  // namespace encore
