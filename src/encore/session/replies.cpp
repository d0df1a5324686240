// SPDX-License-Identifier: MIT
//
// What each answer must hold to be one, and what a quote must hold to be painted.
#include "encore/session/replies.hpp"

#include "encore/base/members.hpp"
#include "encore/session/problems.hpp"

namespace encore::session {

namespace {

// The word of a type that may be a whole URI: what follows its last / # or :.
Text last_word(Text type) {
  const std::size_t cut = type.find_last_of("/#:");
  return cut == Text::npos ? type : type.substr(cut + 1);
}

Reply by_status(std::int64_t status) {
  if (status == 429) return {Signal::rate_limited, "rate_limited"};
  if (status == 401 || status == 403) return {Signal::unauthorized, "unauthorized"};
  if (status == 410) return {Signal::expired, "expired"};
  if (status == 400 || status == 404 || status == 422) return {Signal::invalid, "invalid"};
  return {Signal::lost, "unavailable"};  // what has no meaning here says nothing of the click
}

bool is_charged(const Call& call, NodeIndex body) {
  return !text_at(call.head, body, "purchase_id").empty() && integer_at(call.head, body, "charged").value_or(-1) >= 0;
}

bool is_purchase(const Call& call, NodeIndex body) {
  return is_charged(call, body) && !text_at(call.head, body, "line_id").empty() &&
         integer_at(call.head, body, "order_total");
}

// Whether a purchase may be this card's: not one under another card's key, and for the amount that was agreed to, or
// was charged before. Another choice of it, bought in another tab, says that it is one.
bool is_own_purchase(const Call& call, const Card& card, NodeIndex body) {
  const Text id = text_at(call.head, body, "purchase_id");
  for (const Card& other : call.session.cards) {
    if (&other != &card && key_of(other, candidate_of(call.sheet, other.candidate_id)) == id) return false;
  }
  const Text variant_id = text_at(call.head, body, "variant_id");
  if (!variant_id.empty() && variant_id != card.variant_id) return true;
  if (integer_at(call.head, body, "quantity").value_or(card.quantity) != card.quantity) return true;
  const std::int64_t agreed = card.was_emitted ? card.charged : card.sent_ms == kNever ? -1 : card.expected_total;
  return agreed < 0 || integer_at(call.head, body, "charged") == agreed;
}

bool is_undone(const Call& call, NodeIndex body) {
  return text_at(call.head, body, "state") == "undone";
}

// A success of this kind, or nothing.
std::optional<Signal> good_news(const Call& call, const Card& card, Ask ask, std::int64_t status, NodeIndex body) {
  const Tree& tree = call.head;
  switch (ask) {
    case Ask::accept:
    case Ask::status:
      if (status == 202) return Signal::in_progress;
      if (is_undone(call, body)) return Signal::undone;
      if (is_purchase(call, body) && is_own_purchase(call, card, body)) return Signal::bought;
      return {};
    case Ask::undo:
      if (integer_at(tree, body, "order_total")) return Signal::undone;
      return {};
    case Ask::quote:
      if (is_quote(call, node_at(tree, body, "quote"))) return Signal::quoted;
      return {};
    case Ask::next:
      if (!text_at(tree, body, "token").empty() && !text_at(tree, body, "key").empty()) return Signal::quoted;
      return {};
    case Ask::extend:
      if (!text_at(tree, body, "token").empty() && !text_at(tree, body, "deadline").empty()) return Signal::extended;
      return {};
  }
  return {};
}

}  // namespace

bool is_quote(const Call& call, NodeIndex quote) {
  const Tree& tree = call.head;
  constexpr std::string_view kAmounts[] = {"unit_price", "quantity", "list",    "discount",    "subtotal",   "tax",
                                           "shipping",   "total",    "savings", "savings_bps", "order_total"};
  for (const std::string_view key : kAmounts) {
    if (!integer_at(tree, quote, key)) return false;
  }
  const NodeIndex taxes = node_at(tree, quote, "taxes");
  return taxes != kNoNode && tree[taxes].is(NodeKind::array) && text_at(tree, quote, "currency") == call.sheet.currency;
}

Reply read_reply(const Call& call, const Card& card, Ask ask, std::int64_t status, NodeIndex body) {
  if (status >= 200 && status < 300) {
    if (const auto signal = good_news(call, card, ask, status, body)) return {*signal, {}, body};
    return {Signal::lost, "truncated", body};
  }
  if (ask == Ask::status && status == 404) return {Signal::nothing, "unavailable", body};
  const Text type = last_word(text_at(call.head, body, "type"));
  if (const auto known = find_word<Problem>(kProblems, type); known && session::signal(*known)) {
    Reply reply{*session::signal(*known), type, body};
    if (reply.signal == Signal::bought) {
      // Another variant may have been bought, for another amount: it says so. Without the purchase it says nothing.
      reply.signal = is_undone(call, body) ? Signal::undone : is_charged(call, body) ? Signal::bought : Signal::lost;
    }
    return reply;
  }
  Reply reply = by_status(status);
  // A problem of a type that is not known here says nothing of the click either.
  if (reply.signal == Signal::invalid && !type.empty() && type != "blank") reply = {Signal::lost, "unavailable"};
  reply.body = body;
  return reply;
}

}  // namespace encore::session
