// SPDX-License-Identifier: MIT
//
// One signal into one card. The table says where it goes; this is what is done on the way,
// in a fixed order: the card takes what the signal brought, those outside are told of the
// state it entered, and only then is anything sent, or another card put in its place.
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

/// Moves the card in `slot`. False, and nothing changed, where the table has no row for the pair.
bool dispatch(Call& call, std::size_t slot, Signal signal, const Occurrence& what = {});

/// Tells every card but `slot` that the order has changed. kAll spares none.
inline constexpr std::size_t kAll = static_cast<std::size_t>(-1);
void move_order(Call& call, std::size_t slot);

}  // namespace encore::session
