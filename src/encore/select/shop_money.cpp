// SPDX-License-Identifier: MIT
//
// A rate has at most 8 digits before the point and 10 after it: with any amount and any two
// currencies' digits the product stays within 128 bits.
#include "encore/select/shop_money.hpp"

#include <algorithm>

#include "encore/base/int128.hpp"
#include "encore/money/currencies.hpp"
#include "encore/money/rounding.hpp"

namespace encore {

namespace {

Int128 power_of_ten(int exponent) {
  Int128 power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

bool is_own_money(const Sheet& sheet) {
  return sheet.order.shop_currency.empty() || sheet.order.shop_currency == sheet.currency;
}

}  // namespace

bool knows_shop_money(const Sheet& sheet) {
  return is_own_money(sheet) || (!sheet.order.rate.empty() && is_currency(sheet.order.shop_currency));
}

std::optional<Minor> from_shop_money(const Sheet& sheet, Minor amount) {
  if (is_own_money(sheet)) return amount;
  if (!knows_shop_money(sheet)) return {};
  Int128 units = 0;
  int decimals = 0;
  bool after_point = false;
  for (const char c : sheet.order.rate) {
    if (c == '.') {
      after_point = true;
      continue;
    }
    units = units * 10 + (c - '0');
    decimals += after_point ? 1 : 0;
  }
  const Int128 scale = power_of_ten(decimals + digits_of(sheet.order.shop_currency));
  const Int128 theirs = units * amount * power_of_ten(is_currency(sheet.currency) ? digits_of(sheet.currency) : 2);
  constexpr Int128 kMost = kMaxMinor;
  return static_cast<Minor>(std::clamp(divide(theirs, scale, Rounding::half_even), -kMost, kMost));
}

}  // namespace encore
