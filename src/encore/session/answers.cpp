// SPDX-License-Identifier: MIT
//
// What the shopper answers: clicks, choices, refusals, and those another tab reports.
#include "encore/session/effects.hpp"
#include "encore/session/handlers.hpp"
#include "encore/session/opening.hpp"
#include "encore/session/requests.hpp"
#include "encore/session/waits.hpp"

namespace encore::session {

namespace {

void place_successor(Call& call, std::size_t slot, bool by_accept) {
  if (!replace_card(call, slot, by_accept, call.page)) return;
  notify(call, "focus", slot, "target", "card");
  if (token_missing(call, call.session.cards[slot])) dispatch(call, slot, Signal::no_token);
}

}  // namespace

void record_exposure(Change& change) {
  Card& card = change.card();
  const bool shown = change.signal == Signal::shown;
  bool& recorded = shown ? card.was_shown : card.was_viewed;
  if (recorded) return;
  recorded = true;
  notify_event(change.call, change.slot, shown ? AnalyticsEvent::shown : AnalyticsEvent::viewed);
}

void change_choice(Change& change) {
  Card& card = change.card();
  card.variant_id = change.what.variant_id;
  card.quantity = change.what.quantity;
  card.quote = kNoNode;
  card.problem = {};
}

void submit_accept(Change& change) {
  Card& card = change.card();
  start_waiting(card, change.call.now);
  card.expected_total = change.what.total;
  card.consent = change.what.consent;
  card.problem = {};
  card.status_url = card.action_url = {};
  announce(change);
  send_awaited(change.call, change.slot);
}

void show_problem(Change& change) {
  Card& card = change.card();
  clear_pending_request(card);
  card.problem = change.what.problem;
  if (card.state == State::accepted) card.can_undo = false;
}

void open_link(Change& change) {
  request_navigation(change.call, change.slot);
}

void decline_offer(Change& change) {
  Card& card = change.card();
  clear_pending_request(card);
  card.problem = {};
  announce(change);
  notify_decline(change.call, card);
  place_successor(change.call, change.slot, false);
}

void decline_in_peer(Change& change) {
  Card& card = change.card();
  clear_pending_request(card);
  card.problem = {};
  change.by_peer = true;
  announce(change);
  place_successor(change.call, change.slot, false);
}

void hide_card(Change& change) {
  change.card().hidden = true;
}

void show_successor(Change& change) {
  Card& card = change.card();
  card.can_undo = false;
  card.undo_until_ms = kNever;
  const Text bought = card.candidate_id;
  announce(change);
  place_successor(change.call, change.slot, true);
  Card& now_there = change.card();
  if (change.signal == Signal::dismiss && now_there.candidate_id == bought) now_there.hidden = true;
}

void request_undo(Change& change) {
  Card& card = change.card();
  start_waiting(card, change.call.now);
  card.problem = {};
  announce(change);
  send_awaited(change.call, change.slot);
}

void request_more_time(Change& change) {
  change.card().extended = true;
  send(change.call, change.slot, Ask::extend);
}

void return_from_bank(Change& change) {
  Card& card = change.card();
  start_waiting(card, change.call.now);
  card.problem = {};
  announce(change);
  send_awaited(change.call, change.slot);
}

}  // namespace encore::session
