// SPDX-License-Identifier: MIT
//
// The one way through the table, and what every entered state reports outside.
#include "encore/session/change.hpp"

#include "encore/base/arena.hpp"
#include "encore/base/members.hpp"
#include "encore/select/decision.hpp"
#include "encore/select/line_claim.hpp"
#include "encore/session/effects.hpp"
#include "encore/session/timing.hpp"

namespace encore::session {

namespace {

// Whether a purchase took the units of an order line that this offer needs: one on this page, or one of another tab.
bool is_rival(Call& call, const Card& card, Text bought) {
  const Candidate* candidate = candidate_of(call.sheet, card.candidate_id);
  if (candidate == nullptr) return false;
  const std::vector<Card>& cards = call.session.cards;
  const std::span<Text> ids = call.arena.array<Text>(cards.size() + 1);
  std::size_t count = 0;
  ids[count++] = bought;
  for (const Card& other : cards) {
    if (other.state == State::accepted) ids[count++] = other.candidate_id;
  }
  Reasons reasons;
  return judge_line(call.sheet, *candidate, ids.first(count), call.arena, reasons);
}

}  // namespace

bool is_full(const Call& call, Text bought) {
  const auto most = call.sheet.policy.max_accepts;
  if (!most) return false;
  std::int64_t count = bought.empty() ? 0 : 1;
  for (const Card& card : call.session.cards) {
    if (card.by_accept) ++count;
    if (card.state == State::accepted && card.candidate_id != bought) ++count;
  }
  return count >= *most;
}

void announce(Change& change) {
  if (change.announced) return;
  change.announced = true;
  Call& call = change.call;
  Card& card = change.card();
  if (card.state == change.before) return;
  // A repetition is not news.
  if (change.before == State::retrying && card.state == State::submitting) return;
  const Text state = word(card.state);
  bool quiet = change.by_peer;
  if (card.state == State::accepted) {
    quiet = quiet || card.was_emitted;
    card.was_emitted = true;
  }
  if (const auto event = emits(card.state); event && !quiet) notify_event(call, change.slot, *event);
  if (broadcasts(card.state) && !quiet) notify_tabs(call, card, state);
  const bool by_problem = (card.state == State::failed || card.state == State::accepted) && !card.problem.empty();
  // What ended before it was seen ends without a word.
  const bool unseen = ended_unseen(card);
  if (announces(card.state) && !unseen)
    notify(call, "announce", change.slot, "message", by_problem ? card.problem : state);
  if (!focus(card.state).empty() && !unseen) notify(call, "focus", change.slot, "target", focus(card.state));
}

bool dispatch(Call& call, std::size_t slot, Signal signal, const Occurrence& what) {
  Card& card = call.session.cards[slot];
  const Transition* row = find_transition(card.state, signal);
  if (row == nullptr) return false;
  call.session.latest = slot;
  Change change{call, slot, signal, card.state, what};
  if (!row->stays) card.state = row->to;
  // A refusal on record, whichever it is: the next accept names it.
  if (const auto refusal = integer_at(call.head, what.body, "last_refusal"); refusal && *refusal > card.last_refusal) {
    card.last_refusal = *refusal;
  };
  row->handle(change);
  announce(change);
  return true;
}

void requote_others(Call& call, std::size_t slot, Text bought) {
  for (std::size_t other = 0; other < call.session.cards.size(); ++other) {
    const Card& card = call.session.cards[other];
    if (other == slot || card.hidden) continue;
    if (card.state == State::failed && !may_try_again(card.problem)) continue;
    // What has been sent is the server's to refuse.
    const bool waits = card.request != 0 || card.doubt;
    const bool gone = (kFullBuild && is_rival(call, card, bought)) || (!waits && is_full(call, bought));
    if (!gone || !dispatch(call, other, Signal::superseded, {.problem = "superseded"})) {
      dispatch(call, other, Signal::order_moved);
    }
  }
}

void give_up(Call& call, std::size_t slot) {
  const Card& card = call.session.cards[slot];
  dispatch(call, slot, is_unsure(card, token_missing(call, card)) ? Signal::time_up_unsure : Signal::time_up);
}

}  // namespace encore::session
