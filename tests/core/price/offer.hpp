// SPDX-License-Identifier: MIT
//
// A sheet with one candidate, built in memory: what a test about prices needs and no more.
#pragma once

#include <string>
#include <vector>

#include "encore/price/quote.hpp"

namespace encore::test {

struct Offer {
  Offer(CandidateKind kind, Minor price) {
    variant.id = "v";
    variant.price = price;
    candidate.id = "c";
    candidate.kind = kind;
    candidate.product.id = "p";
    candidate.product.variants = {&variant, 1};
    candidate.quantity.max = 1'000'000;
    line.id = "l";
    line.quantity = 1;
    line.unit_price = 10'000;
    sheet.currency = "EUR";
    sheet.order.total = 10'000;
    sheet.order.lines = {&line, 1};
  }
  Offer(const Offer&) = delete;  // spans point inside

  Quoted priced(std::int64_t quantity = 1) { return quote(sheet, candidate, "v", quantity, 1'795'255'500'000, arena); }

  Offer& percent(std::int64_t bps) {
    candidate.discount.type = DiscountType::percent;
    candidate.discount.bps = bps;
    return *this;
  }

  Sheet sheet;
  Candidate candidate;
  Variant variant;
  OrderLine line;
  Arena arena;
};

inline std::string text_of(const Quote& quote, bool derivation = false) {
  std::string text;
  append_quote(text, quote, derivation);
  return text;
}

}  // namespace encore::test
