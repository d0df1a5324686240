// SPDX-License-Identifier: MIT
//
// Everything a session does because of the time: deadlines, waits, limits, and the one
// moment at which it wants to be woken. All of it is reckoned from moments that stand in
// the session, so a tick that comes too early, twice or never changes nothing.
//
// Moments are compared with a clock that may have been corrected backwards. A wait that
// ends further ahead than any wait can be is over; nothing else here depends on it.
#pragma once

#include <cstdint>
#include <optional>

#include "encore/session/session.hpp"

namespace encore::session {

/// A server's Retry-After beyond this is not waited for: the shopper is told instead.
inline constexpr std::int64_t kMaxRetryAfterMs = 600'000;

/// So long after the last accept was sent, one of its kind may still be on its way to the server: the page itself would
/// have gone on trying for a minute and have waited twenty seconds for an answer, and nothing between page and server
/// (proxies, queues, a radio out of reach) is taken to hold a request for longer than that.
inline constexpr std::int64_t kTransitMs = 80'000;

/// Whether an accept of this card may still reach the server. A moment further ahead than that is another clock's.
bool may_be_under_way(const Card& card, Instant now);

/// Whether a failed card may be tried again, by its problem.
bool may_try_again(Text problem);

/// Whether giving up leaves a question open: was it bought; is there a token.
/// `token_missing` is said by who knows the sheet.
bool is_unsure(const Card& card, bool token_missing);

/// The signal that is due for this card at `now`, if one is. Deadlines come first, then limits, then repetitions.
std::optional<Signal> due(const Card& card, bool token_missing, Instant now);

/// The earliest moment after `now` at which anything of this card becomes due or looks different; 0 for none.
Instant next_wake(const Card& card, Instant now);

/// How long to wait before the next request: full jitter (uniform over 0..min(cap, base * 2^attempt)), or the
/// server's Retry-After where that is longer. The draw is splitmix64 of the FNV-1a hash of decision id, key and
/// candidate id, and the attempt: the same session waits the same, two shoppers do not.
std::int64_t wait_ms(const Session& session, const Card& card, std::int64_t retry_after_ms);

}  // namespace encore::session
