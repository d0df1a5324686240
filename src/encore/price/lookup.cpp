// SPDX-License-Identifier: MIT
//
// Which variant and which order line a candidate refers to.
#include "encore/price/quote.hpp"

namespace encore {

namespace {

const Variant* variant_of(const Product& product, Text id) {
  for (const Variant& variant : product.variants) {
    if (variant.id == id) return &variant;
  }
  return nullptr;
}

}  // namespace

const Variant* find_variant(const Candidate& candidate, Text variant_id) {
  const std::span<const Variant> variants = candidate.product.variants;
  if (!variant_id.empty()) return variant_of(candidate.product, variant_id);
  if (variants.empty()) return nullptr;
  const std::int64_t wanted = candidate.quantity.initial > 1 ? candidate.quantity.initial : 1;
  for (const Variant& variant : variants) {
    if (!variant.stock || *variant.stock >= wanted) return &variant;
  }
  return &variants[0];
}

const Variant* find_variant(const Component& component) {
  if (!component.variant_id.empty()) return variant_of(component.product, component.variant_id);
  return component.product.variants.empty() ? nullptr : &component.product.variants[0];
}

const OrderLine* find_line(const Order& order, Text line_id) {
  for (const OrderLine& line : order.lines) {
    if (line.valid && line.id == line_id) return &line;
  }
  return nullptr;
}

Minor net_subtotal(const Quote& quote) {
  return quote.subtotal - quote.tax_in_subtotal;
}

Minor net_list(const Quote& quote) {
  return quote.list - quote.tax_in_list;
}

}  // namespace encore
