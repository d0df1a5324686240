// SPDX-License-Identifier: MIT
//
// One function per question; how long each state waits stands with its word (src/vocabulary/session.json).
#include "encore/session/timing.hpp"

#include "encore/select/hash.hpp"
#include "encore/session/problems.hpp"

namespace encore::session {

namespace {

// A timer that is due whatever the clock says; nothing is woken for it.
constexpr Instant kAtOnce = 1;

bool is_withdrawable(const Card& card) {
  return card.deadline_ms != kNever && holds(kWithdrawable, card.state) &&
         (card.state != State::failed || may_try_again(card.problem));
}

// No pause is longer than the longest Retry-After; one that seems so was set by another clock.
bool reached(const Timer& timer, Instant now) {
  return now >= timer.at || (timer.signal == Signal::again && timer.at - now > kMaxRetryAfterMs);
}

std::uint64_t fnv1a(std::uint64_t hash, Text text) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return (hash ^ 0xff) * 0x100000001b3;  // no UTF-8 text has this byte: it ends each text
}

}  // namespace

bool may_be_under_way(const Card& card, Instant now) {
  return card.sent_ms != kNever && now - card.sent_ms < kTransitMs && card.sent_ms - now < kTransitMs;
}

bool ended_unseen(const Card& card) {
  return card.state == State::expired && !card.was_viewed && card.sent_ms == kNever;
}

bool may_try_again(Text problem) {
  const auto known = find_word<Problem>(kProblems, problem);
  return !known || may_try_again(*known);
}

bool is_unsure(const Card& card, bool token_missing) {
  switch (card.state) {
    case State::quoting: return token_missing;
    case State::retrying: return card.doubt;
    default: return holds(kUnsettled, card.state);
  }
}

Timers timers_of(const Card& card, bool token_missing) {
  Timers timers;
  auto& [deadline, tries, limit, repetition, undo] = timers;
  if (is_withdrawable(card)) deadline = {card.deadline_ms, Signal::deadline};
  if (const auto limit_of_state = limit_ms(card.state); limit_of_state && card.since_ms != kNever) {
    const Signal up = is_unsure(card, token_missing) ? Signal::time_up_unsure : Signal::time_up;
    if (card.attempt > attempts(card.state)) tries = {kAtOnce, up};
    limit = {card.since_ms + *limit_of_state, up};
    repetition = {card.again_ms, Signal::again};
  }
  if (card.state == State::accepted && !card.hidden) undo = {card.undo_until_ms, Signal::undo_over};
  return timers;
}

std::optional<Signal> due(const Card& card, bool token_missing, Instant now) {
  for (const Timer& timer : timers_of(card, token_missing)) {
    if (timer.at != kNever && reached(timer, now)) return timer.signal;
  }
  return {};
}

Instant next_wake(const Card& card, Instant now) {
  Instant wake = kNever;
  for (const Timer& timer : timers_of(card, false)) {
    if (timer.at > now && (wake == kNever || timer.at < wake)) wake = timer.at;
  }
  return wake;
}

std::int64_t wait_ms(const Session& session, const Card& card, std::int64_t retry_after_ms) {
  const std::int64_t cap = cap_ms(card.state).value_or(0);
  std::int64_t bound = base_ms(card.state).value_or(0);
  for (std::int64_t i = 1; i < card.attempt && bound < cap; ++i) bound *= 2;
  if (bound > cap) bound = cap;
  std::uint64_t hash = fnv1a(0xcbf29ce484222325, session.decision_id);
  hash = fnv1a(fnv1a(hash, card.key), card.candidate_id);
  const auto drawn =
      splitmix64(hash + static_cast<std::uint64_t>(card.attempt)) % static_cast<std::uint64_t>(bound + 1);
  const auto jitter = static_cast<std::int64_t>(drawn);
  return retry_after_ms > jitter ? (retry_after_ms < kMaxRetryAfterMs ? retry_after_ms : kMaxRetryAfterMs) : jitter;
}

}  // namespace encore::session
