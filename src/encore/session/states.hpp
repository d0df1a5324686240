// SPDX-License-Identifier: MIT
//
// The life of one card, as one table. A card is an offer in its place on the page; it is
// always in one State. Whatever happens (a click, a moment, a reply, another card or tab) is
// first put into one Signal; the table then says, for a state and a signal, where the card
// goes and which handler takes it there. A pair that is not in the table changes nothing
// and writes nothing: so every event in every state is defined, and late, doubled or forged
// ones have no effect. States, signals, and what each state is and means to those outside stand
// in src/vocabulary/session.json; the sets below are its columns. Rules the table keeps:
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

/// The states that a column of src/vocabulary/session.json marks, as one number:
/// the page carries no table of flags.
constexpr States marked(bool (*column)(State)) {
  States states = 0;
  for (std::size_t i = 0; i < kEnumCount<State>; ++i) {
    if (const auto state = static_cast<State>(i); column(state)) states |= in(state);
  }
  return states;
}

inline constexpr States kOpen = marked(open);
inline constexpr States kAnswerable = marked(answerable);
inline constexpr States kChangeable = marked(changeable);
inline constexpr States kWithdrawable = marked(withdrawable);
inline constexpr States kUnsettled = marked(unsettled);
inline constexpr States kAwaiting = marked(awaits_outcome);
inline constexpr States kPolling = marked(polls);
inline constexpr States kGivesUpEarly = marked(gives_up_early);
inline constexpr States kOver = marked(over);
inline constexpr States kFreesLines = marked(frees_lines);
inline constexpr States kNeedsTerms = marked(needs_terms);

constexpr bool holds(States states, State state) {
  return (states & in(state)) != 0;
}

}  // namespace encore::session
