// SPDX-License-Identifier: MIT
//
// Every wait for an answer: how it is kept up, and how it ends without one.
#include "encore/session/waits.hpp"

#include "encore/base/members.hpp"
#include "encore/session/handlers.hpp"
#include "encore/session/requests.hpp"
#include "encore/session/timing.hpp"

namespace encore::session {

void clear_pending_request(Card& card) {
  card.request = 0;
  card.since_ms = kNever;
  card.attempt = 0;
  card.again_ms = kNever;
  card.doubt = false;
}

void start_waiting(Card& card, Instant now) {
  clear_pending_request(card);
  card.since_ms = now;
}

void schedule(Call& call, Card& card, std::int64_t retry_after_ms) {
  card.request = 0;
  card.again_ms = call.now + wait_ms(call.session, card, retry_after_ms);
}

void send_awaited(Call& call, std::size_t slot) {
  const Card& card = call.session.cards[slot];
  const auto sending = sends(card.state);
  if (!sending) return;
  bool sent = false;
  switch (*sending) {
    case Sends::accept: sent = send(call, slot, Ask::accept); break;
    case Sends::undo: sent = send(call, slot, Ask::undo); break;
    case Sends::status: sent = send(call, slot, Ask::status); break;
    case Sends::status_or_accept:
      sent = send(call, slot, can_ask_status(call, card) ? Ask::status : Ask::accept);
      break;
    case Sends::as_asked: sent = send(call, slot, card.ask); break;
  }
  if (!sent) give_up(call, slot);
}

void adopt_url(const Call& call, const Card& card, NodeIndex body, std::string_view key, Text& url) {
  const Text given = text_at(call.head, body, key);
  const Text token = token_of(card, candidate_of(call.sheet, card.candidate_id));
  if (!given.empty() && (token.empty() || given.find(token) == Text::npos)) url = given;
}

void repeat_request(Change& change) {
  announce(change);
  send_awaited(change.call, change.slot);
}

void resume_request(Change& change) {
  // A new visit polls again where the last one had stopped.
  if (change.card().state == State::unconfirmed) start_waiting(change.card(), change.call.now);
  announce(change);
  send_awaited(change.call, change.slot);
}

void back_off(Change& change) {
  Call& call = change.call;
  Card& card = change.card();
  // A server that could not answer, or would not, put nothing on record (no `last_refusal`): a copy of the request that
  // is still on its way may yet buy.
  if (card.ask == Ask::accept && !integer_at(call.head, change.what.body, "last_refusal")) card.doubt = true;
  if (card.state == State::retrying) card.problem = change.what.problem;
  adopt_url(call, card, change.what.body, "status_url", card.status_url);
  schedule(call, card, change.what.retry_after_ms);
  announce(change);
  // Asked to wait longer than the state may: say so now instead of seeming to work.
  const std::int64_t limit = limit_ms(card.state).value_or(0);
  if (change.what.retry_after_ms > 0 && holds(kGivesUpEarly, card.state) && card.again_ms >= card.since_ms + limit) {
    give_up(call, change.slot);
  }
}

void start_polling(Change& change) {
  Card& card = change.card();
  start_waiting(card, change.call.now);
  card.problem = {};
  adopt_url(change.call, card, change.what.body, "status_url", card.status_url);
  card.attempt = 1;
  schedule(change.call, card, change.what.retry_after_ms);
}

void await_bank(Change& change) {
  Card& card = change.card();
  if (change.before != State::action_required) start_waiting(card, change.call.now);
  card.problem = {};
  adopt_url(change.call, card, change.what.body, "action_url", card.action_url);
  adopt_url(change.call, card, change.what.body, "status_url", card.status_url);
  if (card.attempt == 0) card.attempt = 1;
  schedule(change.call, card, change.what.retry_after_ms);
}

void ask_terms(Change& change) {
  Card& card = change.card();
  start_waiting(card, change.call.now);
  announce(change);
  card.ask = token_missing(change.call, card) ? Ask::next : Ask::quote;
  send_awaited(change.call, change.slot);
}

void ask_status(Change& change) {
  Card& card = change.card();
  start_waiting(card, change.call.now);
  announce(change);
  card.ask = Ask::status;
  send_awaited(change.call, change.slot);
}

void confirm_purchase(Change& change) {
  Card& card = change.card();
  change.by_peer = true;  // no news
  card.bought = false;
  ask_status(change);
}

void stop_waiting(Change& change) {
  Card& card = change.card();
  clear_pending_request(card);
  if (card.state == State::expired) card.problem = {};
  if (change.before == State::quoting && card.state == State::failed) card.problem = "unavailable";
}

void start_checking(Change& change) {
  Call& call = change.call;
  Card& card = change.card();
  start_waiting(card, call.now);
  if (change.before == State::undoing) {
    card.problem = "undo";
  } else if (card.problem.empty()) {
    card.problem = change.what.problem.empty() ? "timeout" : change.what.problem;
  }
  announce(change);
  // A state that cannot ask has nothing to wait for.
  if (can_ask_status(call, card)) {
    card.attempt = 1;
    schedule(call, card, 0);
  } else {
    clear_pending_request(card);
  }
}

void stop_checking(Change& change) {
  clear_pending_request(change.card());
}

}  // namespace encore::session
