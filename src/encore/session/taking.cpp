// SPDX-License-Identifier: MIT
//
// One case for each action. None asks which state the card is in but to see where it came
// from: that is the table's business.
#include "encore/session/taking.hpp"

#include "encore/base/members.hpp"
#include "encore/session/opening.hpp"
#include "encore/session/replies.hpp"
#include "encore/session/timing.hpp"
#include "encore/sheet/instant.hpp"

namespace encore::session {

namespace {

void start_clock(Card& card, Instant now) {
  stand_still(card);
  card.since_ms = now;
}

void keep_url(const Call& call, NodeIndex body, std::string_view key, Text& url) {
  const Text given = text_at(call.head, body, key);
  if (!given.empty()) url = given;
}

// The order as the server says it is now.
void keep_order_total(Call& call, NodeIndex body) {
  if (const auto total = integer_at(call.head, body, "order_total")) {
    call.session.order_total = call.sheet.order.total = *total;
  }
}

// Token, key, quote and deadline of a reply, each where it is given. The key of a click never changes.
void keep_terms(const Call& call, Card& card, NodeIndex body) {
  keep_url(call, body, "token", card.token);
  const Candidate* candidate = candidate_of(call.sheet, card.candidate_id);
  if (key_of(card, candidate).empty()) card.key = text_at(call.head, body, "key");
  const NodeIndex quote = node_at(call.head, body, "quote");
  if (is_quote(call, quote)) card.quote = quote;
  if (const auto deadline = parse_instant(text_at(call.head, body, "deadline"))) card.deadline_ms = *deadline;
}

void keep_purchase(Call& call, Card& card, const Occurrence& what) {
  const Tree& head = call.head;
  card.bought = true;
  card.problem = what.problem;
  card.charged = integer_at(head, what.body, "charged").value_or(-1);
  card.purchase_id = text_at(head, what.body, "purchase_id");
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
  card.undo_url = text_at(head, undo, "url");
  card.can_undo = until && (!card.undo_url.empty() || !call.sheet.endpoints.undo.empty());
  card.undo_until_ms = until.value_or(kNever);
  // Where nothing can be undone, the thanks still stand as long before the next offer takes the place.
  if (!until && has_successor(call, card)) card.undo_until_ms = call.now + call.sheet.policy.undo_seconds * 1000;
  keep_order_total(call, what.body);
}

void choose(Card& card, const Occurrence& what) {
  card.variant_id = what.variant_id;
  card.quantity = what.quantity;
  card.quote = kNoNode;
  card.problem = {};
}

}  // namespace

void stand_still(Card& card) {
  card.request = 0;
  card.since_ms = kNever;
  card.attempt = 0;
  card.again_ms = kNever;
  card.doubt = false;
}

void schedule(Call& call, Card& card, std::int64_t retry_after_ms) {
  card.request = 0;
  card.again_ms = call.now + wait_ms(call.session, card, retry_after_ms);
}

void take(Call& call, Card& card, const Transition& row, State before, const Occurrence& what) {
  // Whatever refused it: the next accept names the refusal it answers.
  if (const auto last = integer_at(call.head, what.body, "last_refusal"); last && *last > card.last_refusal)
    card.last_refusal = *last;
  switch (row.action) {
    case Action::choose: choose(card, what); break;
    case Action::submit:
      start_clock(card, call.now);
      card.expected_total = what.total;
      card.consent = what.consent;
      card.problem = {};
      card.status_url = card.action_url = {};
      break;
    case Action::show_problem:
      stand_still(card);
      card.problem = what.problem;
      if (card.state == State::accepted) card.can_undo = false;
      break;
    case Action::decline:
    case Action::follow_peer:
      stand_still(card);
      card.problem = {};
      break;
    case Action::hide: card.hidden = true; break;
    case Action::succeed:
      card.can_undo = false;
      card.undo_until_ms = kNever;
      break;
    case Action::undo:
      start_clock(card, call.now);
      card.problem = {};
      break;
    case Action::ask_more_time: card.extended = true; break;
    case Action::poll:
      start_clock(card, call.now);
      card.problem = {};
      keep_url(call, what.body, "status_url", card.status_url);
      if (row.signal == Signal::in_progress) {
        card.attempt = 1;
        schedule(call, card, what.retry_after_ms);
      }
      break;
    case Action::back_off:
      // Whoever could not answer, or would not, put nothing on record (no `after`): a copy of the request that is still
      // on its way may yet buy.
      if (card.ask == static_cast<std::int64_t>(Ask::accept) && !integer_at(call.head, what.body, "last_refusal")) {
        card.doubt = true;
      }
      if (card.state == State::retrying) card.problem = what.problem;
      keep_url(call, what.body, "status_url", card.status_url);
      schedule(call, card, what.retry_after_ms);
      break;
    case Action::take_purchase:
      stand_still(card);
      keep_purchase(call, card, what);
      break;
    case Action::take_undo:
      stand_still(card);
      card.can_undo = false;
      card.undo_until_ms = kNever;
      card.quote = kNoNode;
      card.problem = {};
      keep_order_total(call, what.body);
      break;
    case Action::authenticate:
      if (before != State::action_required) start_clock(card, call.now);
      card.problem = {};
      keep_url(call, what.body, "action_url", card.action_url);
      keep_url(call, what.body, "status_url", card.status_url);
      if (card.attempt == 0) card.attempt = 1;
      schedule(call, card, what.retry_after_ms);
      break;
    case Action::take_terms:
      stand_still(card);
      card.problem = what.problem;
      keep_terms(call, card, what.body);
      break;
    case Action::ask: start_clock(card, call.now); break;
    case Action::take_quote:
      stand_still(card);
      keep_terms(call, card, what.body);
      break;
    case Action::take_time:
      card.more_time = 0;
      card.problem = {};
      keep_terms(call, card, what.body);
      if (const auto& hold = call.sheet.order.fulfilment.hold_until; hold && card.deadline_ms > *hold) {
        card.deadline_ms = *hold;
      }
      break;
    case Action::refuse_time:
      card.more_time = 0;
      card.problem = what.problem;
      // Not heard is not refused: the server grants the same time again.
      if (what.body == kNoNode) card.extended = false;
      break;
    case Action::doubt:
      start_clock(card, call.now);
      if (before == State::undoing) card.problem = "undo";
      if (before != State::undoing && card.problem.empty())
        card.problem = what.problem.empty() ? "timeout" : what.problem;
      break;
    case Action::rest: stand_still(card); break;
    case Action::settle:
      stand_still(card);
      if (card.state == State::expired) card.problem = {};
      if (before == State::quoting && card.state == State::failed) card.problem = "unavailable";
      break;
    case Action::send:
      // A new visit asks anew where the last one had stopped asking.
      if (row.signal == Signal::resume && card.state == State::unconfirmed) start_clock(card, call.now);
      break;
    case Action::none:
    case Action::note:
    case Action::navigate: break;
  }
}

}  // namespace encore::session
