// SPDX-License-Identifier: MIT
//
// Hidden cards keep their number: a slot's number is its place on the page.
#include "encore/session/view.hpp"

#include "encore/base/writer.hpp"
#include "encore/select/law.hpp"
#include "encore/session/problems.hpp"
#include "encore/session/timing.hpp"

namespace encore::session {

namespace {

// An offer that ended unseen has nothing to say; more time brings it back.
bool is_away(const Card& card) {
  return card.hidden || ended_unseen(card);
}

bool may_change(const Candidate& candidate) {
  return candidate.product.variants.size() > 1 || candidate.quantity.max > candidate.quantity.min;
}

bool in_stock(const Candidate& candidate, const Card& card) {
  const Variant* variant = find_variant(candidate, card.variant_id);
  return variant != nullptr && (!variant->stock || *variant->stock >= card.quantity);
}

bool may_extend(const Call& call, const Candidate& candidate, const Card& card) {
  const auto& hold = call.sheet.order.fulfilment.closes_at();
  return card.state == State::offering && candidate.availability.extendable && !card.extended &&
         candidate.availability.cause != DeadlineCause::fulfilment && !call.sheet.endpoints.extend.empty() &&
         card.deadline_ms != kNever && call.now < card.deadline_ms && (!hold || card.deadline_ms < *hold);
}

// An instant, or null where there is none.
void moment(Writer& writer, std::string_view key, Instant value) {
  writer.key(key);
  value == kNever ? writer.null() : writer.integer(value);
}

void text_or_null(Writer& writer, std::string_view key, Text value) {
  writer.key(key);
  value.empty() ? writer.null() : writer.string(value);
}

// What may be said of the shopper's money: the problem says so in failed, the state elsewhere.
ChargeClaim charge_of(const Card& card) {
  if (card.state != State::failed) return charge(card.state);
  const auto known = find_word<Problem>(kProblems, card.problem);
  return known ? charge(*known) : ChargeClaim::unknown;
}

void append_card(Writer& writer, const Call& call, std::size_t slot) {
  const Card& card = call.session.cards[slot];
  const Candidate* candidate = candidate_of(call.sheet, card.candidate_id);
  const Allowed may = allowed(call, card);
  writer.open_object();
  writer.member("slot", static_cast<std::int64_t>(slot));
  writer.member("candidate_id", card.candidate_id);
  writer.member("step", card.step);
  writer.member("state", word(card.state));
  writer.member("variant_id", card.variant_id);
  writer.member("quantity", card.quantity);
  writer.key("quote");
  const Price price = price_of(call, card);
  if (price.known) {
    append_price(writer.value(), call, card, price);
  } else {
    writer.null();
  }
  const bool dated = card.deadline_ms != kNever && holds(kWithdrawable, card.state);
  moment(writer, "deadline_ms", dated ? card.deadline_ms : kNever);
  const auto cause = candidate == nullptr ? DeadlineCause::none : candidate->availability.cause;
  text_or_null(writer, "cause", dated ? word(cause) : Text{});
  writer.member("countdown", dated && candidate != nullptr && candidate->availability.countdown);
  const bool asks = candidate != nullptr && consent_required(*candidate, law_of(call.sheet));
  writer.member("consent_required", asks);
  writer.member("can_accept", may.accept);
  writer.member("can_decline", may.decline);
  writer.member("can_change", may.change);
  writer.member("can_extend", may.extend);
  writer.member("can_undo", may.undo);
  writer.member("can_dismiss", may.dismiss);
  moment(writer, "undo_until_ms", may.undo ? card.undo_until_ms : kNever);
  text_or_null(writer, "problem", card.problem);
  writer.key("charged");
  card.bought&& card.charged >= 0 ? writer.integer(card.charged) : writer.null();
  writer.member("charge", word(charge_of(card)));
  text_or_null(writer, "action_url", card.state == State::action_required ? card.action_url : Text{});
  moment(writer, "retry_at_ms", card.again_ms);
  writer.close_object();
}

}  // namespace

Allowed allowed(const Call& call, const Card& card) {
  Allowed may;
  const Candidate* candidate = candidate_of(call.sheet, card.candidate_id);
  const bool once_more = card.state != State::failed || may_try_again(card.problem);
  may.decline = once_more && holds(kOpen, card.state);
  may.dismiss = holds(kOver, card.state) || card.state == State::accepted;
  may.undo = card.state == State::accepted && card.can_undo && call.now < card.undo_until_ms;
  if (candidate == nullptr) return may;
  may.change = once_more && holds(kChangeable, card.state) && may_change(*candidate);
  may.accept = once_more && holds(kAnswerable, card.state) && in_stock(*candidate, card) && price_of(call, card).known;
  may.extend = may_extend(call, *candidate, card);
  return may;
}

void append_view(std::string& to, const Call& call) {
  const Session& session = call.session;
  bool empty = true;
  for (const Card& card : session.cards) empty = empty && is_away(card);
  Writer writer(to);
  writer.open_object();
  writer.member("phase", !session.started ? "starting" : session.holdout ? "holdout" : empty ? "empty" : "offering");
  writer.key("slots");
  writer.open_array();
  for (std::size_t slot = 0; slot < session.cards.size(); ++slot) {
    if (!is_away(session.cards[slot])) append_card(writer, call, slot);
  }
  writer.close_array();
  writer.member("order_total", session.started ? session.order_total : call.sheet.order.total);
  writer.key("law");
  append_law(writer, law_of(call.sheet));
  writer.close_object();
}

}  // namespace encore::session
