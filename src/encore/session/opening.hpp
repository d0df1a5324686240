// SPDX-License-Identifier: MIT
//
// Where cards come from: the decision at the first start, another rendering of the sheet on
// a later visit, and the funnel after an answer. The choosing itself is select/'s; this
// file turns its slots into cards and keeps what has been seen.
#pragma once

#include "encore/session/call.hpp"

namespace encore::session {

/// Starts a visit: decides and lays out the cards; emits `decided`, and `holdout` for what would have been shown.
/// Cards in `kept` (purchases not settled yet) stay, in front.
void open_session(Call& call, bool page, std::vector<Card> kept);

/// Puts the successor of the card in `slot` into its place. False where none follows.
bool replace_card(Call& call, std::size_t slot, bool by_accept, bool page);

/// True where an accept brings another offer.
bool has_successor(const Call& call, const Card& card);

}  // namespace encore::session
