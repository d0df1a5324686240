// SPDX-License-Identifier: MIT
//
// What a card takes from a signal into its own memory: answers, terms, clocks. Whoever is
// beyond the card, and what is sent on its behalf, is the other half (actions.cpp).
#pragma once

#include "encore/session/actions.hpp"

namespace encore::session {

/// The card waits for nothing any more.
void stand_still(Card& card);

/// The next request goes out after the wait that is due, or as long as the server said.
void schedule(Call& call, Card& card, std::int64_t retry_after_ms);

/// Changes the card as `row` says; it is in its new state already. `before` is the state it came from.
void take(Call& call, Card& card, const Transition& row, State before, const Occurrence& what);

}  // namespace encore::session
