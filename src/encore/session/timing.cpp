// SPDX-License-Identifier: MIT
//
// One function per question; the figures stand in states.cpp beside the states they belong to.
#include "encore/session/timing.hpp"

#include "encore/select/hash.hpp"
#include "encore/session/problems.hpp"

namespace encore::session {

namespace {

const Patience& patience_of(const Card& card) {
  return kPatience[static_cast<std::size_t>(card.state)];
}

bool withdrawable(const Card& card) {
  return card.deadline_ms != kNever && holds(kWithdrawable, card.state) &&
         (card.state != State::failed || may_try_again(card.problem));
}

// No wait is longer than the longest Retry-After; one that seems so was reckoned on another clock.
bool reached(Instant moment, Instant now) {
  return now >= moment || moment - now > kMaxRetryAfterMs;
}

std::uint64_t fnv1a(std::uint64_t hash, Text text) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return (hash ^ 0xff) * 0x100000001b3;  // a byte no UTF-8 text holds, so that texts do not run together
}

}  // namespace

bool may_be_under_way(const Card& card, Instant now) {
  return card.sent_ms != kNever && now - card.sent_ms < kTransitMs && card.sent_ms - now < kTransitMs;
}

bool may_try_again(Text problem) {
  const auto known = find_word<Problem>(kProblems, problem);
  return !known || may_try_again(*known);
}

bool is_unsure(const Card& card, bool token_missing) {
  switch (card.state) {
    case State::quoting: return token_missing;
    case State::retrying: return card.doubt;
    default: return true;
  }
}

std::optional<Signal> due(const Card& card, bool token_missing, Instant now) {
  if (withdrawable(card) && now >= card.deadline_ms) return Signal::deadline;
  const Patience& patience = patience_of(card);
  if (patience.limit_ms > 0 && card.since_ms != kNever) {
    if (now - card.since_ms >= patience.limit_ms || card.attempt > patience.attempts) {
      return is_unsure(card, token_missing) ? Signal::time_up_unsure : Signal::time_up;
    }
    if (card.again_ms != kNever && reached(card.again_ms, now)) return Signal::again;
  }
  if (card.state == State::accepted && card.undo_until_ms != kNever && !card.hidden && now >= card.undo_until_ms) {
    return Signal::undo_over;
  }
  return {};
}

Instant next_wake(const Card& card, Instant now) {
  Instant wake = kNever;
  const auto consider = [&](Instant moment) {
    if (moment > now && (wake == kNever || moment < wake)) wake = moment;
  };
  if (withdrawable(card)) consider(card.deadline_ms);
  const Patience& patience = patience_of(card);
  if (patience.limit_ms > 0 && card.since_ms != kNever) {
    consider(card.since_ms + patience.limit_ms);
    if (card.again_ms != kNever) consider(card.again_ms);
  }
  if (card.state == State::accepted && !card.hidden && card.undo_until_ms != kNever) consider(card.undo_until_ms);
  return wake;
}

std::int64_t wait_ms(const Session& session, const Card& card, std::int64_t retry_after_ms) {
  const Patience& patience = patience_of(card);
  std::int64_t bound = patience.base_ms;
  for (std::int64_t i = 1; i < card.attempt && bound < patience.cap_ms; ++i) bound *= 2;
  if (bound > patience.cap_ms) bound = patience.cap_ms;
  std::uint64_t hash = fnv1a(0xcbf29ce484222325, session.decision_id);
  hash = fnv1a(fnv1a(hash, card.key), card.candidate_id);
  const auto drawn =
      splitmix64(hash + static_cast<std::uint64_t>(card.attempt)) % static_cast<std::uint64_t>(bound + 1);
  const auto jitter = static_cast<std::int64_t>(drawn);
  return retry_after_ms > jitter ? (retry_after_ms < kMaxRetryAfterMs ? retry_after_ms : kMaxRetryAfterMs) : jitter;
}

}  // namespace encore::session
