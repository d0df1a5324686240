// SPDX-License-Identifier: MIT
//
// Levenshtein's distance over bytes, with one row of memory. Near is a third of the name's
// length, at most three slips. Where nothing is near, the names that platforms have for the
// same thing are asked.
#include "encore/json/nearest.hpp"

namespace encore {

namespace {

constexpr std::size_t kLongest = 32;  // no known name is longer

std::size_t distance(std::string_view a, std::string_view b) {
  std::size_t row[kLongest + 1] = {};
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      std::size_t best = row[j - 1] < row[j] ? row[j - 1] : row[j];
      row[j] = ++best < replaced ? best : replaced;
    }
  }
  return row[b.size()];
}

// Keeps the nearest of the names offered to it; the first of equals.
struct Nearest {
  std::string_view wanted;
  std::string_view found;
  std::size_t best = 4;

  void offer(std::string_view name) {
    const std::size_t away = distance(wanted, name);
    if (away < best && away * 3 <= name.size()) {
      best = away;
      found = name;
    }
  }
};

struct Alias {
  std::string_view name;
  std::string_view ours;
};

// What Shopify, WooCommerce, Magento, BigCommerce, Medusa and others call it. Where one name may mean several of
// ours, the first that stands among those known is meant.
constexpr Alias kAliases[] = {
    {"grand_total", "total"},
    {"total_price", "total"},
    {"current_total_price", "total"},
    {"order_total", "total"},
    {"base_grand_total", "total"},
    {"amount_total", "total"},
    {"subtotal_price", "subtotal"},
    {"total_tax", "tax"},
    {"tax_amount", "tax"},
    {"tax_total", "tax"},
    {"vat", "tax"},
    {"total_discounts", "discount"},
    {"discount_amount", "discount"},
    {"discount_total", "discount"},
    {"shipping_amount", "shipping"},
    {"shipping_total", "shipping"},
    {"total_refunded", "refunded"},
    {"refunded_total", "refunded"},
    {"compare_at_price", "compare_at"},
    {"compareAtPrice", "compare_at"},
    {"regular_price", "compare_at"},
    {"original_price", "compare_at"},
    {"was_price", "compare_at"},
    {"msrp", "compare_at"},
    {"omnibus_price", "lowest_30d"},
    {"lowest_price", "lowest_30d"},
    {"lowest_price_30d", "lowest_30d"},
    {"line_items", "lines"},
    {"items", "lines"},
    {"name", "title"},
    {"name", "number"},
    {"qty", "quantity"},
    {"qty_ordered", "quantity"},
    {"amount", "price"},
    {"amount", "value"},
    {"unit_amount", "price"},
    {"price", "unit_price"},
    {"cost", "unit_cost"},
    {"cost_price", "unit_cost"},
    {"cost_per_item", "unit_cost"},
    {"inventory_quantity", "stock"},
    {"stock_quantity", "stock"},
    {"inventory", "stock"},
    {"image_url", "image"},
    {"alt", "image_alt"},
    {"product_type", "family"},
    {"collections", "categories"},
    {"created_at", "placed_at"},
    {"created_at", "issued_at"},
    {"date_created", "placed_at"},
    {"financial_status", "status"},
    {"payment_status", "status"},
    {"currency_code", "currency"},
    {"country_code", "billing_country"},
    {"country_code", "country"},
    {"discount_codes", "coupons"},
    {"coupon_lines", "coupons"},
    {"order_number", "number"},
    {"increment_id", "number"},
    {"order_count", "orders_count"},
    {"number_of_orders", "orders_count"},
    {"percentage", "bps"},
    {"percent", "bps"},
    {"rate", "rate_ppm"},
    {"valid_until", "until"},
    {"expires_at", "until"},
    {"ends_at", "until"},
    {"starts_at", "from"},
    {"timer", "countdown"},
    {"time_zone", "utc_offset_minutes"},
    {"timezone", "utc_offset_minutes"},
    {"iana_timezone", "utc_offset_minutes"},
    {"utc_offset", "utc_offset_minutes"},
    {"button", "accept"},
    {"cta", "accept"},
    {"heading", "headline"},
    {"title", "headline"},
    {"description", "body"},
    {"text", "body"},
    {"condition", "trigger"},
    {"conditions", "trigger"},
    {"rule", "trigger"},
    {"offers", "candidates"},
    {"completed", "paid"},
    {"complete", "paid"},
    {"payed", "paid"},
    {"processing", "paid"},
    {"captured", "paid"},
    {"refunded", "returned"},
    {"partially_refunded", "partially_returned"},
    {"voided", "cancelled"},
    {"creditcard", "card"},
    {"credit_card", "card"},
    {"stripe", "card"},
    {"paypal", "wallet"},
    {"apple_pay", "wallet"},
    {"google_pay", "wallet"},
    {"klarna", "bnpl"},
    {"cod", "cash"},
    {"cash_on_delivery", "cash"},
    {"bank_transfer", "invoice"},
    {"fixed", "amount"},
    {"fixed_amount", "amount"},
    {"percentage", "percent"},
    {"crosssell", "cross_sell"},
    {"upsell", "upgrade"},
    {"warranty", "protection"},
    {"one_click_upsell", "one_click"},
    {"redirect", "link"},
};

}  // namespace

std::string_view nearest_name(const Shape& shape, std::string_view name) {
  if (name.size() > kLongest) return {};
  Nearest nearest{name, {}};
  for (const Field field : shape.fields) nearest.offer(field.name);
  for (const Alias& alias : kAliases) {
    if (!nearest.found.empty()) break;
    if (alias.name == name && !(shape.fields.find(alias.ours) == shape.fields.end())) nearest.found = alias.ours;
  }
  return nearest.found;
}

std::string_view nearest_word(std::span<const std::string_view> words, std::string_view word) {
  if (word.size() > kLongest) return {};
  Nearest nearest{word, {}};
  for (const std::string_view known : words) nearest.offer(known);
  for (const Alias& alias : kAliases) {
    if (!nearest.found.empty()) break;
    if (alias.name != word) continue;
    for (const std::string_view known : words) {
      if (known == alias.ours) nearest.found = known;
    }
  }
  return nearest.found;
}

}  // namespace encore
