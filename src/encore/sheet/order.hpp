// SPDX-License-Identifier: MIT
//
// The order of a sheet as typed records: what was bought, what its total consists of, how it
// was paid. Amounts are minor units of the order's currency. P marks a private field.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "encore/base/tree.hpp"
#include "encore/money/minor.hpp"
#include "encore/sheet/decimal.hpp"
#include "encore/sheet/words.hpp"

namespace encore {

using Instant = std::int64_t;   // milliseconds since 1970-01-01T00:00:00Z
using Text = std::string_view;  // "" where absent
using Texts = std::span<const Text>;

struct OrderLine {
  Text id;
  Text product_id;  // "" for a tip or a custom item
  Text variant_id;
  Text title;
  Decimal quantity;               // 0 where the line was cancelled
  Minor unit_price = 0;           // negative for a voucher
  std::optional<Minor> paid;      // absent: unit_price x quantity
  std::optional<Minor> refunded;  // of `paid`; part of the order's
  Minor tax = 0;
  Text family;
  Texts categories;
  Texts tags;
  Decimal returned_quantity;
  Decimal fulfilled_quantity;
  Text parent_line_id;  // "": the line is no part of another
  bool gift_card = false;
  std::optional<std::int64_t> interval_days;
  std::optional<Minor> unit_cost;  // P
  NodeIndex node = kNoNode;        // where it stands in Sheet::tree
  bool valid = true;               // false: set aside; only `product_id` may be read
};

/// A fee of the order (gift wrap) or of one piece of an offer (disposal).
struct Fee {
  Text title;
  Minor amount = 0;
  bool included = false;  // of an offer: the price contains it already
};

struct Payment {
  PaymentKind kind = PaymentKind::other;
  bool one_click = false;
  Text label;
};

struct Fulfilment {
  std::optional<Instant> hold_until;
  bool released = false;
  std::optional<Instant> ships_at;

  /// The moment past which nothing joins the order: its hold, else when the parcel leaves.
  const std::optional<Instant>& closes_at() const { return hold_until || released ? hold_until : ships_at; }
};

struct Order {
  Text id;
  Text number;
  std::optional<Instant> placed_at;  // absent on cart and checkout
  OrderStatus status = OrderStatus::open;
  Text currency;  // "": the sheet's
  std::span<const OrderLine> lines;
  Minor subtotal = 0;
  Minor discount = 0;
  Minor shipping = 0;
  Minor tax = 0;
  Minor tips = 0;
  Minor duties = 0;
  std::span<const Fee> fees;
  Minor gift_cards = 0;  // paid with gift cards; part of `total`
  Minor rounding = 0;    // signed: what cash rounding added
  Minor total = 0;
  bool tax_included = false;
  Text shop_currency;  // "": the sheet's; of costs only (select/shop_money.hpp)
  Text rate;           // units of the sheet's currency for one of the shop's
  bool test = false;
  Text billing_country;
  Text shipping_country;
  Text billing_region;  // ISO 3166-2 without the country
  Text shipping_region;
  Buyer buyer = Buyer::consumer;
  Texts coupons;
  Text channel;
  Payment payment;
  Fulfilment fulfilment;
  Minor refunded = 0;
  Minor undoable = 0;  // part of `total` that offers brought which can still be undone
};

}  // namespace encore
