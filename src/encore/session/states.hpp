// SPDX-License-Identifier: MIT
//
// The life of one card, as one table. A card is an offer in its place on the page; it is
// always in one of sixteen states. Whatever happens (a click, a moment, a reply, another
// card or tab) is first put into one of the signals below; the table then says, for a state
// and a signal, where the card goes and which action takes it there. A pair that is not in
// the table changes nothing and writes nothing: so every event in every state is defined,
// and late, doubled or forged ones fall away. Rules the table keeps:
//
//   - submitting and retrying are left only by a reply that settles the purchase, or for
//     unconfirmed once time is up; a deadline never ends them, for a reservation may stand
//   - only `bought` leads to accepted, only `undone` to undone: both are the server's words
//   - a deadline leads to expired and nowhere else: nothing is accepted or advanced by itself
//   - unconfirmed only asks; it never sends the accept again
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace encore::session {

enum class State : std::uint8_t {
  offering,         // to be answered
  quoting,          // asking the server before the buttons work: a price, a token, or what another tab did
  submitting,       // the accept is on its way
  retrying,         // the accept got no answer, or "not now"; it is repeated with the same key
  action_required,  // the bank wants the shopper
  pending,          // accepted for processing; polled
  accepted,         // the server said so
  undoing,          // the undo is on its way
  undone,           // the server said so
  declined,         // by the shopper
  expired,          // the deadline passed unanswered
  price_changed,    // another price than the one clicked; asked again
  out_of_stock,
  order_released,
  failed,       // a definite no, or no way to ask; the problem says whether to try again
  unconfirmed,  // we do not know, and say so
};
inline constexpr std::size_t kStateCount = 16;
inline constexpr std::string_view kStates[] = {"offering",        "quoting",        "submitting", "retrying",
                                               "action_required", "pending",        "accepted",   "undoing",
                                               "undone",          "declined",       "expired",    "price_changed",
                                               "out_of_stock",    "order_released", "failed",     "unconfirmed"};

enum class Signal : std::uint8_t {
  // The shopper.
  shown,
  viewed,
  choose,
  accept,
  stale_price,
  no_consent,
  no_token,
  no_way,
  follow,
  decline,
  dismiss,
  undo,
  extend,
  returned,
  // Time.
  deadline,
  again,
  time_up,
  time_up_unsure,
  undo_over,
  resume,
  // Replies, and their absence.
  bought,
  undone,
  in_progress,
  action_required,
  price_changed,
  out_of_stock,
  order_released,
  expired,
  payment_declined,
  superseded,
  consent_required,
  unauthorized,
  invalid,
  rate_limited,
  unavailable,
  lost,
  nothing,
  quoted,
  extended,
  not_extended,
  // Other cards and tabs.
  order_moved,
  peer_busy,
  peer_undone,
  peer_declined,
};
inline constexpr std::size_t kSignalCount = 44;
inline constexpr std::string_view kSignals[] = {"shown",
                                                "viewed",
                                                "choose",
                                                "accept",
                                                "stale_price",
                                                "no_consent",
                                                "no_token",
                                                "no_way",
                                                "follow",
                                                "decline",
                                                "dismiss",
                                                "undo",
                                                "extend",
                                                "returned",
                                                "deadline",
                                                "again",
                                                "time_up",
                                                "time_up_unsure",
                                                "undo_over",
                                                "resume",
                                                "bought",
                                                "undone",
                                                "in_progress",
                                                "action_required",
                                                "price_changed",
                                                "out_of_stock",
                                                "order_released",
                                                "expired",
                                                "payment_declined",
                                                "superseded",
                                                "consent_required",
                                                "unauthorized",
                                                "invalid",
                                                "rate_limited",
                                                "unavailable",
                                                "lost",
                                                "nothing",
                                                "quoted",
                                                "extended",
                                                "not_extended",
                                                "order_moved",
                                                "peer_busy",
                                                "peer_undone",
                                                "peer_declined"};

/// What is done on the way; actions.cpp runs them.
enum class Action : std::uint8_t {
  none,
  note,           // shown, viewed: told once
  choose,         // take variant and quantity
  submit,         // a new click: start the clock, send the accept
  send,           // send again what the state waits for
  show_problem,   // settle, with the reply's problem
  navigate,       // link and add_to_cart: leave the page, ask nothing
  decline,        // remember, tell, and bring on_decline in its place
  follow_peer,    // the same, told and remembered by the other tab already
  hide,           // out of sight
  succeed,        // bring on_accept in its place, or out of sight
  undo,           // start the clock, send the undo
  ask_more_time,  // once per offer
  poll,           // start the clock, ask where the purchase stands
  back_off,       // wait with full jitter, or as long as the server said
  take_purchase,  // keep what the server said was bought
  take_undo,      // keep what the server said of the order
  authenticate,   // keep where the bank waits; poll meanwhile
  take_terms,     // new quote and token of the same key
  ask,            // quote, next or status, whichever is missing
  take_quote,     // the answer to it
  take_time,      // the new deadline
  refuse_time,    // no more time
  doubt,          // only ask from now on
  rest,           // stop asking until the next visit
  settle,         // give up a wait that was not worth it
};

/// A set of states.
using States = std::uint16_t;
constexpr States in(State state) {
  return static_cast<States>(1U << static_cast<unsigned>(state));
}
template <typename... More>
constexpr States in(State first, More... more) {
  return static_cast<States>(in(first) | in(more...));
}

/// One row: in any of `from`, at `signal`, go `to` (or stay) by `action`.
struct Transition {
  States from;
  Signal signal;
  State to;
  Action action;
  bool stays;  // `to` is the state it was in
};

/// The row for a pair, or null where the pair changes nothing.
const Transition* find_transition(State state, Signal signal);

/// What a state means to those outside, once it is entered.
struct Entrance {
  std::string_view emits;  // event for analytics; "" none
  std::string_view focus;  // where the focus belongs, if it stood in the card; "" stays
  bool announces;          // read out
  bool broadcasts;         // other tabs should know
};
extern const Entrance kEntrances[kStateCount];

/// How long a state may wait in all, how it backs off between two requests, and how often it asks; then it is time_up.
struct Patience {
  std::int32_t limit_ms;  // 0: the state does not wait
  std::int32_t base_ms;
  std::int32_t cap_ms;
  std::int32_t attempts;
};
extern const Patience kPatience[kStateCount];

/// States a deadline ends.
inline constexpr States kWithdrawable =
    in(State::offering, State::quoting, State::price_changed, State::out_of_stock, State::failed);

/// States in which a purchase may exist that we do not know of.
inline constexpr States kUnsettled =
    in(State::submitting, State::retrying, State::action_required, State::pending, State::undoing, State::unconfirmed);

/// Answers a card has had, or that took it away; out of sight on the next visit.
inline constexpr States kOver =
    in(State::declined, State::expired, State::out_of_stock, State::order_released, State::undone, State::failed);

constexpr bool holds(States states, State state) {
  return (states & in(state)) != 0;
}

}  // namespace encore::session
