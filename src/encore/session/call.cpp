// SPDX-License-Identifier: MIT
//
// Prices are reckoned here and nowhere else in the session: the sheet's terms against
// order.total as the server last said it. The renewal date of a subscription is dated by
// the day, so that a view does not change with every millisecond.
#include "encore/session/call.hpp"

#include "encore/base/members.hpp"
#include "encore/base/writer.hpp"
#include "encore/session/json_text.hpp"
#include "encore/sheet/limits.hpp"

namespace encore::session {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

// What the order comes to with this card; once it is bought, the server's figure includes it.
Minor order_total_with(const Call& call, const Card& card, Minor total) {
  return card.bought ? call.session.order_total : call.session.order_total + total;
}

}  // namespace

const Candidate* candidate_of(const Sheet& sheet, Text id) {
  for (const Candidate& candidate : sheet.candidates) {
    if (candidate.id == id && candidate.valid) return &candidate;
  }
  return nullptr;
}

Text token_of(const Card& card, const Candidate* candidate) {
  return !card.token.empty() || candidate == nullptr ? card.token : candidate->accept.token;
}

Text key_of(const Card& card, const Candidate* candidate) {
  return !card.key.empty() || candidate == nullptr ? card.key : candidate->accept.key;
}

bool token_missing(const Call& call, const Card& card) {
  const Candidate* candidate = candidate_of(call.sheet, card.candidate_id);
  return candidate != nullptr && candidate->accept.mode == AcceptMode::one_click &&
         !call.sheet.endpoints.next.empty() && token_of(card, candidate).empty();
}

Price price_of(const Call& call, const Card& card) {
  Price price;
  if (card.quote != kNoNode) {
    price.known = true;
    price.total = integer_at(call.head, card.quote, "total").value_or(0);
    price.sent = card.quote;
    return price;
  }
  const Candidate* candidate = candidate_of(call.sheet, card.candidate_id);
  if (candidate == nullptr) return price;
  const Quoted quoted =
      quote(call.sheet, *candidate, card.variant_id, card.quantity, call.now - call.now % kDayMs, call.arena);
  if (quoted.fault != QuoteFault::none) return price;
  price.known = true;
  price.quote = quoted.quote;
  price.total = quoted.quote.total;
  return price;
}

void append_price(std::string& to, const Call& call, const Card& card, const Price& price) {
  const Minor order_total = order_total_with(call, card, price.total);
  if (price.sent != kNoNode) return append_with(to, call.head, price.sent, "order_total", order_total);
  Quote quote = price.quote;
  quote.order_total = order_total;
  append_quote(to, quote, false);
}

}  // namespace encore::session
