// SPDX-License-Identifier: MIT
//
// The actions of the table. `take` changes the card's own memory; `follow` reaches beyond
// it. Nothing here asks which state it is in but to see where it came from: that is the
// table's business.
#include "encore/session/actions.hpp"

#include "encore/base/writer.hpp"
#include "encore/session/json_text.hpp"
#include "encore/session/opening.hpp"
#include "encore/session/replies.hpp"
#include "encore/session/requests.hpp"
#include "encore/session/timing.hpp"
#include "encore/sheet/instant.hpp"

namespace encore::session {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

// The card waits for nothing any more.
void stand_still(Card& card) {
  card.request = 0;
  card.since_ms = kNever;
  card.attempt = 0;
  card.again_ms = kNever;
  card.doubt = false;
}

void start_clock(Card& card, Instant now) {
  stand_still(card);
  card.since_ms = now;
}

void schedule(Call& call, Card& card, std::int64_t retry_after_ms) {
  card.request = 0;
  card.again_ms = call.now + wait_ms(call.session, card, retry_after_ms);
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

// The card's own memory. `before` is the state it came from.
void take(Call& call, Card& card, const Transition& row, State before, const Occurrence& what) {
  // Whatever refused it: the next accept names the refusal it answers.
  if (const auto after = integer_at(call.head, what.body, "after"); after && *after > card.after) card.after = *after;
  switch (row.action) {
    case Action::choose:
      stand_still(card);
      choose(card, what);
      break;
    case Action::submit:
      start_clock(card, call.now);
      card.key = key_of(card, candidate_of(call.sheet, card.candidate_id));
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
      if (card.ask == static_cast<std::int64_t>(Ask::accept) && !integer_at(call.head, what.body, "after")) {
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
    case Action::ask_more_time:
      if (!send(call, slot, Ask::extend)) card.extended = false;
      break;
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
