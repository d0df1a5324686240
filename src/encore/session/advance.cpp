// SPDX-License-Identifier: MIT
//
// Reads the event, answers the guards by choosing a signal, and writes the result. `persist`
// is asked for exactly where the session's text has changed, and always first.
#include "encore/session/advance.hpp"

#include "encore/base/members.hpp"
#include "encore/base/text.hpp"
#include "encore/select/deadline.hpp"
#include "encore/select/law.hpp"
#include "encore/session/change.hpp"
#include "encore/session/opening.hpp"
#include "encore/session/replies.hpp"
#include "encore/session/requests.hpp"
#include "encore/session/text.hpp"
#include "encore/session/timing.hpp"
#include "encore/session/view.hpp"
#include "encore/sheet/instant.hpp"

namespace encore::session {

namespace {

// Everything that is due, card by card. A signal may make another one due (a wait of no length, a state whose limit
// has passed already); no chain is longer than a card's states.
void run_due(Call& call) {
  for (std::size_t slot = 0; slot < call.session.cards.size(); ++slot) {
    for (std::size_t i = 0; i < kEnumCount<State>; ++i) {
      const Card& card = call.session.cards[slot];
      const auto signal = due(card, token_missing(call, card), call.now);
      if (!signal || !dispatch(call, slot, *signal)) break;
    }
  }
}

// After a reload: nothing is in flight any more, and what was is sent again.
void resume(Call& call) {
  for (Card& card : call.session.cards) {
    if (card.more_time != 0) card.extended = false;
    card.more_time = card.request = 0;
  }
  run_due(call);
  for (std::size_t slot = 0; slot < call.session.cards.size(); ++slot) {
    const Card& card = call.session.cards[slot];
    // What a stored session says of a purchase is confirmed before it is said again, where the server can be asked.
    if (card.state == State::accepted && (card.hidden || !can_ask_status(call, card))) continue;
    dispatch(call, slot, Signal::resume);
  }
}

// Whether an offer's deadline was promised; the hold of a parcel follows the warehouse.
bool is_announced(const Candidate* candidate) {
  return candidate == nullptr || candidate->availability.until || candidate->availability.minutes_after_order;
}

// What a new rendering of the sheet says of a card that is still to be answered: its token and its deadline, but for
// what the server gave this shopper alone. False where it does not hold the offer any more.
bool refresh(Call& call, Card& card) {
  const Candidate* candidate = candidate_of(call.sheet, card.candidate_id);
  if (candidate == nullptr) return false;
  card.quote = kNoNode;
  if (card.extended) return true;
  const Instant first = card.deadline_ms;
  card.deadline_ms = deadline_of(call.sheet, *candidate).value_or(kNever);
  // The first deadline that was announced stands: a later rendering may bring it forward.
  if (first != kNever && (card.deadline_ms == kNever || first < card.deadline_ms) && is_announced(candidate)) {
    card.deadline_ms = first;
  }
  if (!candidate->accept.token.empty()) card.token = {};
  return price_of(call, card).known;
}

// Another rendering of the order's sheet. Within the visit the cards go on where they were, answers and all: a reload
// brings no new offers. On a later visit only what is not settled, can still be undone, or was announced with a
// deadline stays; the rest is new.
void reopen(Call& call) {
  Session& session = call.session;
  const bool same_visit = call.now - session.touched_ms < kVisitMs;
  std::vector<Card> kept;
  for (Card& card : session.cards) {
    const bool undoable = card.state == State::accepted && card.can_undo && call.now < card.undo_until_ms;
    const bool answered = holds(kOver, card.state) || card.state == State::accepted;
    const bool to_answer = !answered || (card.state == State::failed && may_try_again(card.problem));
    const bool announced = card.deadline_ms != kNever && is_announced(candidate_of(call.sheet, card.candidate_id));
    const bool passed = announced && (card.state == State::expired || (to_answer && card.deadline_ms <= call.now));
    const bool stays = same_visit || (to_answer && announced && !passed);
    if (holds(kUnsettled, card.state) || undoable || (stays && (to_answer ? refresh(call, card) : answered))) {
      kept.push_back(card);
    } else if ((card.bought || passed) && session.seen.size() < kMaxSeen) {
      session.seen.push_back(card.candidate_id);
    }
  }
  if (same_visit && !kept.empty()) {
    session.cards = std::move(kept);
    session.sheet_id = call.sheet.id;
    session.issued_at_ms = call.sheet.issued_at;
    session.order_total = call.sheet.order.total;
  } else {
    open_session(call, call.page, std::move(kept));
  }
  resume(call);
}

void start(Call& call) {
  const Session& session = call.session;
  if (session.started && session.order_id == call.sheet.order.id) {
    const bool same = session.sheet_id == call.sheet.id && session.issued_at_ms == call.sheet.issued_at;
    return same ? resume(call) : reopen(call);
  }
  call.session = {};
  open_session(call, call.page, {});
  for (std::size_t slot = 0; slot < call.session.cards.size(); ++slot) {
    // A sheet may leave every token to endpoints.next.
    if (token_missing(call, call.session.cards[slot])) dispatch(call, slot, Signal::no_token);
  }
}

void accept(Call& call, std::size_t slot) {
  const Card& card = call.session.cards[slot];
  const Candidate* candidate = candidate_of(call.sheet, card.candidate_id);
  if (candidate == nullptr || !allowed(call, card).accept) return;
  Occurrence what;
  what.consent = true_at(call.head, call.event, "consent");
  what.total = price_of(call, card).total;
  Signal signal = Signal::accept;
  if (integer_at(call.head, call.event, "total") != what.total) {
    signal = Signal::stale_price;
    what.problem = "price_changed";
  } else if (consent_required(*candidate, law_of(call.sheet)) && !what.consent) {
    signal = Signal::no_consent;
    what.problem = "consent_required";
  } else if (candidate->accept.mode != AcceptMode::one_click) {
    signal = Signal::follow;
  } else if (token_missing(call, card)) {
    signal = Signal::no_token;
  } else if (call.sheet.endpoints.accept.empty() || key_of(card, candidate).empty()) {
    signal = Signal::no_way;
    what.problem = "unavailable";
  }
  dispatch(call, slot, signal, what);
}

void choose(Call& call, std::size_t slot) {
  const Card& card = call.session.cards[slot];
  Occurrence what;
  what.variant_id = text_at(call.head, call.event, "variant_id");
  what.quantity = integer_at(call.head, call.event, "quantity").value_or(0);
  if (!allowed(call, card).change || what.variant_id.empty() || what.quantity < 1) return;
  if (what.variant_id == card.variant_id && what.quantity == card.quantity) return;
  Card wanted = card;
  wanted.variant_id = what.variant_id;
  wanted.quantity = what.quantity;
  wanted.quote = kNoNode;
  if (price_of(call, wanted).known) dispatch(call, slot, Signal::choose, what);
}

// The card that waits for that answer, and whether it is the one beside.
struct Waiting {
  std::size_t slot = kAll;
  bool more_time = false;
};
Waiting waiting_for(const Call& call) {
  const auto id = integer_at(call.head, call.event, "request");
  if (!id || *id <= 0) return {};
  for (std::size_t slot = 0; slot < call.session.cards.size(); ++slot) {
    if (call.session.cards[slot].request == *id) return {slot, false};
    if (call.session.cards[slot].more_time == *id) return {slot, true};
  }
  return {};
}

// The answer about more time: it is granted, or it is not.
void answer_more_time(Call& call, std::size_t slot, const Reply& reply) {
  Occurrence what;
  what.problem = reply.problem;
  what.body = reply.signal == Signal::lost ? kNoNode : reply.body;
  const auto deadline = parse_instant(text_at(call.head, reply.body, "deadline"));
  const bool granted = reply.signal == Signal::extended && deadline && *deadline > call.now;
  if (!dispatch(call, slot, granted ? Signal::extended : Signal::not_extended, what)) {
    call.session.cards[slot].more_time = 0;
  }
}

// Asked where the purchase stands, the server has not met the click yet: nothing stands under the key, or only the
// refusal that the click already answered. While the accept may still arrive, that settles nothing.
bool outcome_unknown(const Card& card, const Reply& reply, std::optional<std::int64_t> last_refusal, Instant now) {
  if (!holds(kPolling, card.state)) return false;
  // It was bought once: "nothing" then answers a request that may not ask for it.
  if (card.was_emitted && reply.signal == Signal::nothing) return true;
  if (!may_be_under_way(card, now)) return false;
  return last_refusal ? *last_refusal <= card.last_refusal : reply.signal == Signal::nothing;
}

// Whether the state waits for the reply to a request that buys or undoes.
bool commands(State state) {
  return sends(state) == Sends::accept || sends(state) == Sends::undo;
}

// A click or an undo that was sent more than once, also before a reload: the reply to one copy need not hold for all.
bool has_copies(const Card& card) {
  return commands(card.state) && card.attempt > 1;
}

void response(Call& call) {
  const auto [slot, more_time] = waiting_for(call);
  if (slot == kAll) return;
  const Card& card = call.session.cards[slot];
  const Ask ask = more_time ? Ask::extend : card.ask;
  const std::int64_t status = integer_at(call.head, call.event, "status").value_or(0);
  Reply reply = read_reply(call, card, ask, status, node_at(call.head, call.event, "body"));
  if (more_time) return answer_more_time(call, slot, reply);
  const auto last_refusal = integer_at(call.head, reply.body, "last_refusal");
  if (outcome_unknown(card, reply, last_refusal, call.now)) reply.signal = Signal::lost;
  // Refused without a record of it.
  if (!last_refusal && has_copies(card) && (reply.signal == Signal::unauthorized || reply.signal == Signal::invalid)) {
    reply.signal = Signal::time_up_unsure;
  }
  Occurrence what;
  what.problem = reply.problem;
  what.body = reply.body;
  what.retry_after_ms = integer_at(call.head, call.event, "retry_after_ms").value_or(0);
  // An answer that makes no sense here is as good as none.
  if (!dispatch(call, slot, reply.signal, what)) dispatch(call, slot, Signal::lost, what);
}

void failure(Call& call) {
  const auto [slot, more_time] = waiting_for(call);
  if (slot == kAll) return;
  const Card& card = call.session.cards[slot];
  Occurrence what;
  what.problem = text_at(call.head, call.event, "fault");
  if (more_time) return answer_more_time(call, slot, {Signal::lost, what.problem, kNoNode});
  if (what.problem != "blocked") {
    dispatch(call, slot, Signal::lost, what);
  } else if (commands(card.state) && !has_copies(card)) {
    dispatch(call, slot, Signal::invalid, what);  // it never left the page
  } else {
    dispatch(call, slot, is_unsure(card, token_missing(call, card)) ? Signal::time_up_unsure : Signal::time_up, what);
  }
}

void peer(Call& call) {
  const Text id = text_at(call.head, call.event, "candidate_id");
  const auto theirs = find_word<State>(kStates, text_at(call.head, call.event, "state"));
  if (!theirs) return;
  const bool declined = *theirs == State::declined;
  if (!declined && !holds(kUnsettled | in(State::accepted, State::undone), *theirs)) return;
  bool mine = false;
  for (std::size_t slot = 0; slot < call.session.cards.size(); ++slot) {
    const Card& card = call.session.cards[slot];
    if (card.candidate_id != id || card.hidden) continue;
    mine = true;
    if (declined) {
      dispatch(call, slot, Signal::peer_declined);
    } else if (can_ask_status(call, card)) {
      const bool known = *theirs == State::undone && dispatch(call, slot, Signal::peer_undone);
      if (!known) dispatch(call, slot, Signal::peer_busy);
    }
  }
  // Bought or undone there, and not ours: the order is not what it was.
  if (!mine && holds(in(State::accepted, State::undone), *theirs))
    requote_others(call, kAll, *theirs == State::accepted ? id : Text{});
}

void card_event(Call& call, EventType type) {
  const auto at = integer_at(call.head, call.event, "slot");
  if (!at || *at < 0 || static_cast<std::size_t>(*at) >= call.session.cards.size()) return;
  const auto slot = static_cast<std::size_t>(*at);
  const Card& card = call.session.cards[slot];
  if (card.hidden) return;
  const Allowed may = allowed(call, card);
  const auto send = [&](Signal signal, bool permitted) {
    if (permitted) dispatch(call, slot, signal);
  };
  switch (type) {
    case EventType::choose: return choose(call, slot);
    case EventType::accept: return accept(call, slot);
    case EventType::shown: return send(Signal::shown, true);
    case EventType::viewed: return send(Signal::viewed, true);
    case EventType::decline: return send(Signal::decline, may.decline);
    case EventType::dismiss: return send(Signal::dismiss, may.dismiss);
    case EventType::undo: return send(Signal::undo, may.undo);
    case EventType::extend: return send(Signal::extend, may.extend);
    case EventType::returned: return send(Signal::returned, true);
    default: return;
  }
}

void handle(Call& call) {
  const auto type = find_word<EventType>(kEventTypes, text_at(call.head, call.event, "type"));
  if (type == EventType::start) return start(call);
  if (!call.session.started) return;
  // An answer first: it may have corrected the clock that would give up waiting for it.
  if (type == EventType::response) return response(call);
  if (type == EventType::failure) return failure(call);
  run_due(call);
  if (type == EventType::peer) return peer(call);
  if (type) card_event(call, *type);
}

// The sheet as the session sees it: the order as the server last said it was, and refusals that the host remembers.
Sheet seen_now(const Sheet& sheet, const Session& session, const Tree& head, NodeIndex event, Arena& arena) {
  Sheet seen = sheet;
  if (session.started && session.order_id == sheet.order.id && session.issued_at_ms == sheet.issued_at) {
    seen.order.total = session.order_total;
  }
  const NodeIndex list = node_at(head, event, "declined");
  if (list == kNoNode || !head[list].is(NodeKind::array)) return seen;
  const std::span<Declined> declined = arena.array<Declined>(sheet.customer.declined.size() + head[list].count);
  std::size_t count = 0;
  for (const Declined& known : sheet.customer.declined) declined[count++] = known;
  for (NodeIndex at = Tree::first(list); at < head[list].end; at = head.next(at)) {
    declined[count].candidate_id = text_at(head, at, "candidate_id");
    declined[count++].at = integer_at(head, at, "at_ms");
  }
  seen.customer.declined = declined;
  return seen;
}

}  // namespace

std::string advance_text(const Sheet& sheet, const Tree& head, Instant now, bool page, Arena& arena) {
  const NodeIndex event = node_at(head, 0, "event");
  Session before = read_session(head, node_at(head, 0, "session"), arena);
  Sheet seen = seen_now(sheet, before, head, event, arena);
  Call call{.sheet = seen, .head = head, .arena = arena, .event = event, .now = now, .page = page, .session = before};
  handle(call);
  run_due(call);

  std::string result = "{\"session\":";
  std::string after = write_session(call.session, head);
  const bool changed = after != write_session(before, head);
  if (changed) {
    call.session.touched_ms = call.now;
    after = write_session(call.session, head);
  }
  result.append(after);
  // The line break ends the session: a host keeps it as text without reading it.
  result.append(",\n\"effects\":[");
  if (changed) result.append("{\"type\":\"persist\"}");
  for (const std::string* list : {&call.notifications, &call.requests}) {
    if (list->empty()) continue;
    if (result.back() != '[') result.push_back(',');
    result.append(*list);
  }
  result.append("],\"view\":");
  append_view(result, call);
  result.append(",\"wake_at_ms\":");
  Instant wake = kNever;
  for (const Card& card : call.session.cards) {
    const Instant next = next_wake(card, call.now);
    if (next != kNever && (wake == kNever || next < wake)) wake = next;
  }
  if (wake == kNever) {
    result.append("null");
  } else {
    append_integer(result, wake);
  }
  result.push_back('}');
  return result;
}

}  // namespace encore::session
