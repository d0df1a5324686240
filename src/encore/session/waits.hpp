// SPDX-License-Identifier: MIT
//
// The request a card's state waits for: begun, repeated after a while, cleared.
#pragma once

#include "encore/session/change.hpp"

namespace encore::session {

/// The card waits for nothing any more.
void clear_pending_request(Card& card);

/// A new wait begins: its limit counts from `now`.
void start_waiting(Card& card, Instant now);

/// The next request goes out after the wait that is due, or as long as the server said.
void schedule(Call& call, Card& card, std::int64_t retry_after_ms);

/// Sends what the state waits for, or gives up where that cannot be sent.
void send_awaited(Call& call, std::size_t slot);

/// Replaces `url` by the address that a reply gives under `key`. One that carries the offer's token is as good as none:
/// the session is stored, and addresses are logged.
void adopt_url(const Call& call, const Card& card, NodeIndex body, std::string_view key, Text& url);

}  // namespace encore::session
