// SPDX-License-Identifier: MIT
//
// Everything a session does because of the time. A card's timers are one small array: what
// is due and when to wake are both read from it. All moments stand in the session, so a
// tick that comes too early, twice or never changes nothing.
//
// Moments are compared with a clock that may have been corrected backwards. A pause that
// ends further ahead than any pause can is over; nothing else here depends on it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "encore/session/session.hpp"

namespace encore::session {

/// A server's Retry-After beyond this is not waited for: the card gives up and says so.
inline constexpr std::int64_t kMaxRetryAfterMs = 600'000;

/// For so long after the last accept was sent, a copy of it may still be on its way to the server: the page itself goes
/// on trying for a minute and waits twenty seconds for an answer, and proxies, queues and radios are taken to hold a
/// request no longer than that.
inline constexpr std::int64_t kTransitMs = 80'000;

/// Whether an accept of this card may still reach the server. A moment further ahead than that is another clock's.
bool may_be_under_way(const Card& card, Instant now);

/// Whether a failed card may be tried again, by its problem.
bool may_try_again(Text problem);

/// Whether the offer ended before the shopper saw it or asked for it: there is nothing to say of it.
bool ended_unseen(const Card& card);

/// Whether giving up leaves a question open: was it bought; is there a token. `token_missing` follows from the sheet.
bool is_unsure(const Card& card, bool token_missing);

/// A moment, and what happens to the card then. kNever: not set.
struct Timer {
  Instant at = kNever;
  Signal signal = Signal::again;
};

/// A card's timers, the more important first: its deadline, the number of tries, the limit of the wait, the next
/// repetition, the end of the undo.
using Timers = std::array<Timer, 5>;
Timers timers_of(const Card& card, bool token_missing);

/// The signal of the first timer that is due at `now`, if one is.
std::optional<Signal> due(const Card& card, bool token_missing, Instant now);

/// The earliest timer after `now`; kNever for none.
Instant next_wake(const Card& card, Instant now);

/// How long to wait before the next request: full jitter (uniform over 0..min(cap, base * 2^attempt)), or the
/// server's Retry-After where that is longer. The draw is splitmix64 of the FNV-1a hash of decision id, key and
/// candidate id, and the attempt: the same session waits the same, two shoppers do not.
std::int64_t wait_ms(const Session& session, const Card& card, std::int64_t retry_after_ms);

}  // namespace encore::session
