// SPDX-License-Identifier: MIT
//
// What one call of `advance` works on, and the few lookups every part of it makes: which
// candidate a card stands for, what it costs now, what proves its terms.
#pragma once

#include <optional>
#include <string>

#include "encore/price/quote.hpp"
#include "encore/session/session.hpp"

namespace encore::session {

struct Call {
  Sheet& sheet;      // as it stands now: order.total follows the purchases
  const Tree& head;  // {session, event}
  Arena& arena;
  NodeIndex event = kNoNode;
  Instant now = 0;
  bool page = false;  // a page sheet, as deciding has it
  Session session = {};
  std::string notifications = {};  // effects, comma-separated JSON objects
  std::string requests = {};       // the effects that run after them: requests and navigation
};

/// The candidate of that id, null where this rendering of the sheet has none that is valid.
const Candidate* candidate_of(const Sheet& sheet, Text id);

/// What the server gave instead, else the sheet's.
Text token_of(const Card& card, const Candidate* candidate);
Text key_of(const Card& card, const Candidate* candidate);

/// True where the offer needs a token that only endpoints.next can give.
bool token_missing(const Call& call, const Card& card);

/// What the card stands for now, against the order as the server last said it was. A quote the server sent
/// stands until the shopper chooses again.
struct Price {
  bool known = false;
  Minor total = 0;
  Quote quote;  // where the core priced it
  NodeIndex sent = kNoNode;
};
Price price_of(const Call& call, const Card& card);

/// Appends the price as a quote, `order_total` as the session has it. Requires: known.
void append_price(std::string& to, const Call& call, const Card& card, const Price& price);

}  // namespace encore::session
