// SPDX-License-Identifier: MIT
//
// The life of one card, as one table. A card is an offer in its place on the page; it is
// always in one State. Whatever happens (a click, a moment, a reply, another card or tab) is
// first put into one Signal; the table then says, for a state and a signal, where the card
// goes and which handler takes it there. A pair that is not in the table changes nothing
// and writes nothing: so every event in every state is defined, and late, doubled or forged
// ones have no effect. States, signals, and what a state means to those outside are words
// of src/vocabulary/session.json. Rules the table keeps:
//
//   - submitting and retrying are left only by a reply that settles the purchase, or for
//     unconfirmed once time is up; a deadline never ends them, for a reservation may stand
//   - only `bought` leads to accepted, only `undone` to undone: both are the server's words
//   - a deadline leads to expired and nowhere else: nothing is accepted or advanced by itself
//   - unconfirmed only polls; it never sends the accept again
#pragma once

#include <cstdint>

#include "encore/session/words.hpp"

namespace encore::session {

struct Change;

/// The whole of what a row does; see handlers.hpp.
using Handler = void (*)(Change&);

/// A set of states.
using States = std::uint32_t;
static_assert(kEnumCount<State> <= 32);
constexpr States in(State state) {
  return States{1} << static_cast<unsigned>(state);
}
template <typename... More>
constexpr States in(State first, More... more) {
  return in(first) | in(more...);
}

/// One row: in any of `from`, at `signal`, the card goes `to` (or stays), and `handle` does the rest.
struct Transition {
  States from;
  Signal signal;
  State to;
  Handler handle;
  bool stays;  // `to` is the state it was in
};

/// The row for a pair, or null where the pair changes nothing.
const Transition* find_transition(State state, Signal signal);

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
