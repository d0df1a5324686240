// SPDX-License-Identifier: MIT
//
// One signal changes one card. The table (states.cpp) says where the card goes and names
// the handler that takes it there; a handler changes the card's memory, has the new state
// announced, and requests the effects that follow, in this order. Everything a row does
// stands in its handler.
#pragma once

#include "encore/session/call.hpp"

namespace encore::session {

/// What came with a signal.
struct Occurrence {
  Text problem = {};
  NodeIndex body = kNoNode;  // of a reply
  std::int64_t retry_after_ms = 0;
  std::int64_t total = 0;     // accept: what the button said
  bool consent = false;       // accept
  Text variant_id = {};       // choose
  std::int64_t quantity = 0;  // choose
};

/// What a handler works on. The card is in its new state already.
struct Change {
  Call& call;
  std::size_t slot;
  Signal signal;
  State before;  // the state it came from
  const Occurrence& what;
  bool by_peer = false;    // another tab has emitted and broadcast this change already
  bool announced = false;  // announce() has run

  Card& card() const { return call.session.cards[slot]; }
};

/// Moves the card in `slot`. False, and nothing changed, where the table has no row for the pair.
bool dispatch(Call& call, std::size_t slot, Signal signal, const Occurrence& what = {});

/// Emits, broadcasts and reads out the state the card has entered, once. A handler calls it between the card's memory
/// and the effects that follow from it; for one that requests none, dispatch does.
void announce(Change& change);

/// Asks every card but the one in `slot` to be quoted again, because the order has changed; kAll spares none. What the
/// purchases on the page, or `bought` in another tab, make impossible is withdrawn instead.
inline constexpr std::size_t kAll = static_cast<std::size_t>(-1);
void requote_others(Call& call, std::size_t slot, Text bought = {});

/// Whether the order has taken as many offers as the policy allows: those on this page, and one `bought` in another
/// tab. Of a card's line of successors the page knows the last two; what it does not count, the server refuses.
bool is_full(const Call& call, Text bought = {});

/// Moves on from a wait that has no answer: to what the table says of its time being up.
void give_up(Call& call, std::size_t slot);

}  // namespace encore::session
