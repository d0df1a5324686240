// SPDX-License-Identifier: MIT
//
// The actions of the table, beyond the card's own memory (taking.cpp): those outside are told
// of the state it entered, and only then is anything sent, or another card put in its place.
#include "encore/session/actions.hpp"

#include "encore/base/writer.hpp"
#include "encore/session/opening.hpp"
#include "encore/session/requests.hpp"
#include "encore/session/taking.hpp"
#include "encore/session/timing.hpp"

namespace encore::session {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

// Tells those outside what state was entered.
void announce(Call& call, std::size_t slot, State before, bool quietly) {
  Card& card = call.session.cards[slot];
  if (card.state == before || (before == State::retrying && card.state == State::submitting)) return;
  const Entrance& entrance = kEntrances[static_cast<std::size_t>(card.state)];
  const Text state = kStates[static_cast<std::size_t>(card.state)];
  if (card.state == State::accepted) {
    quietly = quietly || card.was_told;
    card.was_told = true;
  }
  if (!entrance.emits.empty() && !quietly) tell_event(call, slot, entrance.emits);
  if (entrance.broadcasts && !quietly) {
    if (!call.told.empty()) call.told.push_back(',');
    Writer writer(call.told);
    writer.open_object();
    writer.member("type", "broadcast");
    writer.member("candidate_id", card.candidate_id);
    writer.member("state", state);
    writer.close_object();
  }
  const bool by_problem = (card.state == State::failed || card.state == State::accepted) && !card.problem.empty();
  if (entrance.announces) tell(call, "announce", slot, "message", by_problem ? card.problem : state);
  if (!entrance.focus.empty()) tell(call, "focus", slot, "target", entrance.focus);
}

void remember_decline(Call& call, const Card& card) {
  if (!call.told.empty()) call.told.push_back(',');
  Writer writer(call.told);
  writer.open_object();
  writer.member("type", "remember_decline");
  writer.member("candidate_id", card.candidate_id);
  writer.member("until_ms", call.now + call.sheet.policy.remember_decline_days * kDayMs);
  writer.close_object();
}

void navigate(Call& call, std::size_t slot) {
  const Candidate* candidate = candidate_of(call.sheet, call.session.cards[slot].candidate_id);
  if (candidate == nullptr || candidate->accept.url.empty()) return;
  if (!call.asked.empty()) call.asked.push_back(',');
  Writer writer(call.asked);
  writer.open_object();
  writer.member("type", "navigate");
  writer.member("url", candidate->accept.url);
  writer.member("slot", static_cast<std::int64_t>(slot));
  writer.close_object();
}

void note(Call& call, std::size_t slot, Signal signal) {
  Card& card = call.session.cards[slot];
  bool& noted = signal == Signal::shown ? card.was_shown : card.was_viewed;
  if (noted) return;
  noted = true;
  tell_event(call, slot, signal == Signal::shown ? "shown" : "viewed");
}

void give_up(Call& call, std::size_t slot) {
  const Card& card = call.session.cards[slot];
  dispatch(call, slot, is_unsure(card, token_missing(call, card)) ? Signal::time_up_unsure : Signal::time_up);
}

// What the state waits for, asked (again).
void send_again(Call& call, std::size_t slot) {
  const Card& card = call.session.cards[slot];
  bool sent = false;
  switch (card.state) {
    case State::submitting: sent = send(call, slot, Ask::accept); break;
    case State::undoing: sent = send(call, slot, Ask::undo); break;
    case State::quoting: sent = send(call, slot, static_cast<Ask>(card.ask)); break;
    case State::pending:
    case State::action_required: sent = send(call, slot, can_ask_status(call, card) ? Ask::status : Ask::accept); break;
    case State::unconfirmed:
    case State::accepted: sent = send(call, slot, Ask::status); break;
    default: return;
  }
  if (!sent) give_up(call, slot);
}

void bring_successor(Call& call, std::size_t slot, bool by_accept) {
  if (!replace_card(call, slot, by_accept, call.page)) return;
  tell(call, "focus", slot, "target", "card");
  if (token_missing(call, call.session.cards[slot])) dispatch(call, slot, Signal::no_token);
}

// Beyond the card.
void follow(Call& call, std::size_t slot, const Transition& row, Minor price_before, const Occurrence& what) {
  Card& card = call.session.cards[slot];
  switch (row.action) {
    case Action::note: note(call, slot, row.signal); break;
    case Action::submit:
    case Action::send:
    case Action::undo: send_again(call, slot); break;
    case Action::poll:
      if (row.signal == Signal::returned) send_again(call, slot);
      break;
    case Action::doubt:
      // A state that cannot ask has nothing to wait for.
      if (can_ask_status(call, card)) {
        card.attempt = 1;
        schedule(call, card, 0);
      } else {
        stand_still(card);
      }
      break;
    case Action::navigate: navigate(call, slot); break;
    case Action::decline:
      remember_decline(call, card);
      bring_successor(call, slot, false);
      break;
    case Action::follow_peer: bring_successor(call, slot, false); break;
    case Action::succeed: {
      const Text was = card.candidate_id;
      bring_successor(call, slot, true);
      Card& now_there = call.session.cards[slot];
      if (row.signal == Signal::dismiss && now_there.candidate_id == was) now_there.hidden = true;
      break;
    }
    case Action::ask_more_time: send(call, slot, Ask::extend); break;
    case Action::back_off: {
      // Told to wait longer than the state has patience: say so now instead of seeming to work.
      const std::int64_t limit = kPatience[static_cast<std::size_t>(card.state)].limit_ms;
      if (what.retry_after_ms > 0 && holds(in(State::retrying, State::quoting), card.state) &&
          card.again_ms >= card.since_ms + limit) {
        give_up(call, slot);
      }
      break;
    }
    case Action::ask:
      card.ask =
          static_cast<std::int64_t>(row.signal == Signal::peer_busy || row.signal == Signal::peer_undone ? Ask::status
                                    : token_missing(call, card)                                          ? Ask::next
                                                                                                         : Ask::quote);
      send_again(call, slot);
      break;
    case Action::take_quote: {
      // The price moved while the buttons rested: it is shown as a change, and asked for again.
      const Price price = price_of(call, card);
      if (price.known && price.total != price_before) {
        dispatch(call, slot, Signal::stale_price, {.problem = "price_changed"});
      }
      break;
    }
    case Action::take_purchase:
    case Action::take_undo: move_order(call, slot); break;
    default: break;
  }
}

}  // namespace

bool dispatch(Call& call, std::size_t slot, Signal signal, const Occurrence& what) {
  Card& card = call.session.cards[slot];
  const Transition* row = find_transition(card.state, signal);
  if (row == nullptr) return false;
  call.session.latest = slot;
  const State before = card.state;
  const Minor price_before = row->action == Action::take_quote ? price_of(call, card).total : 0;
  if (!row->stays) card.state = row->to;
  take(call, card, *row, before, what);
  // Another tab told of its own purchase, its own undo and its own refusal.
  announce(call, slot, before,
           before == State::quoting    ? holds(in(State::accepted, State::undone), card.state)
           : before == State::accepted ? card.state == State::undone
                                       : row->action == Action::follow_peer);
  follow(call, slot, *row, price_before, what);
  return true;
}

void move_order(Call& call, std::size_t slot) {
  for (std::size_t other = 0; other < call.session.cards.size(); ++other) {
    const Card& card = call.session.cards[other];
    if (other == slot || card.hidden) continue;
    if (card.state == State::failed && !may_try_again(card.problem)) continue;
    dispatch(call, other, Signal::order_moved);
  }
}

}  // namespace encore::session
