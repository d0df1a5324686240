// SPDX-License-Identifier: MIT
//
// What the server's answers leave in a card: a purchase, an undo, new terms, more time.
#include "encore/base/members.hpp"
#include "encore/session/handlers.hpp"
#include "encore/session/opening.hpp"
#include "encore/session/replies.hpp"
#include "encore/session/waits.hpp"
#include "encore/sheet/instant.hpp"
#include "encore/sheet/limits.hpp"

namespace encore::session {

namespace {

// A text of a reply that the stored session never gives up. One too long for that counts as not given.
Text kept_text(const Tree& head, NodeIndex body, std::string_view key, std::size_t most) {
  const Text text = text_at(head, body, key);
  return text.size() <= most ? text : Text{};
}

// The order as the server says it is now.
void adopt_order_total(Call& call, NodeIndex body) {
  if (const auto total = integer_at(call.head, body, "order_total")) {
    call.session.order_total = call.sheet.order.total = *total;
  }
}

// Token, key, quote and deadline of a reply, each where it is given. The key of a click never changes.
void adopt_members(const Call& call, Card& card, NodeIndex body) {
  if (const Text token = text_at(call.head, body, "token"); !token.empty()) card.token = token;
  const Candidate* candidate = candidate_of(call.sheet, card.candidate_id);
  if (key_of(card, candidate).empty()) card.key = kept_text(call.head, body, "key", kMaxIdLength);
  const NodeIndex quote = node_at(call.head, body, "quote");
  if (is_quote(call, quote)) card.quote = quote;
  if (const auto deadline = parse_instant(text_at(call.head, body, "deadline"))) card.deadline_ms = *deadline;
}

void adopt_purchase(Call& call, Card& card, const Occurrence& what) {
  const Tree& head = call.head;
  card.bought = true;
  card.problem = what.problem;
  card.charged = integer_at(head, what.body, "charged").value_or(-1);
  card.purchase_id = kept_text(head, what.body, "purchase_id", kMaxIdLength);
  // already_accepted says what was bought; it may not be what was clicked.
  const Candidate* candidate = candidate_of(call.sheet, card.candidate_id);
  const Text variant_id = text_at(head, what.body, "variant_id");
  if (!variant_id.empty() && candidate != nullptr && find_variant(*candidate, variant_id) != nullptr) {
    card.variant_id = variant_id;
  }
  if (const auto quantity = integer_at(head, what.body, "quantity"); quantity && *quantity > 0) {
    card.quantity = *quantity;
  }
  const NodeIndex undo = node_at(head, what.body, "undo");
  const auto until = parse_instant(text_at(head, undo, "until"));
  card.undo_url = {};
  if (!kept_text(head, undo, "url", kMaxUndoUrl).empty()) adopt_url(call, card, undo, "url", card.undo_url);
  card.can_undo = until && !card.purchase_id.empty() && (!card.undo_url.empty() || !call.sheet.endpoints.undo.empty());
  card.undo_until_ms = until.value_or(kNever);
  // Where nothing can be undone, the thanks still stand as long before the next offer takes the place.
  if (!until && has_successor(call, card)) card.undo_until_ms = call.now + call.sheet.policy.undo_seconds * 1000;
  adopt_order_total(call, what.body);
}

}  // namespace

void record_purchase(Change& change) {
  clear_pending_request(change.card());
  adopt_purchase(change.call, change.card(), change.what);
  change.by_peer = change.before == State::quoting;
  announce(change);
  requote_others(change.call, change.slot);
}

void record_undo(Change& change) {
  Card& card = change.card();
  clear_pending_request(card);
  card.can_undo = false;
  card.undo_until_ms = kNever;
  card.quote = kNoNode;
  card.problem = {};
  adopt_order_total(change.call, change.what.body);
  change.by_peer = holds(in(State::quoting, State::accepted), change.before);
  announce(change);
  requote_others(change.call, change.slot);
}

void adopt_terms(Change& change) {
  Card& card = change.card();
  clear_pending_request(card);
  card.problem = change.what.problem;
  adopt_members(change.call, card, change.what.body);
}

void adopt_quote(Change& change) {
  Card& card = change.card();
  const Minor before = price_of(change.call, card).total;
  clear_pending_request(card);
  adopt_members(change.call, card, change.what.body);
  announce(change);
  // A price that moved while the buttons rested is shown as a change, and asked for again.
  const Price price = price_of(change.call, card);
  if (price.known && price.total != before) {
    dispatch(change.call, change.slot, Signal::stale_price, {.problem = "price_changed"});
  }
}

void adopt_more_time(Change& change) {
  Card& card = change.card();
  card.more_time = 0;
  card.problem = {};
  adopt_members(change.call, card, change.what.body);
  const auto& hold = change.call.sheet.order.fulfilment.closes_at();
  if (hold && card.deadline_ms > *hold) card.deadline_ms = *hold;
}

void refuse_more_time(Change& change) {
  Card& card = change.card();
  card.more_time = 0;
  card.problem = change.what.problem;
  // No answer is no refusal: the server grants the same time again.
  if (change.what.body == kNoNode) card.extended = false;
}

}  // namespace encore::session
