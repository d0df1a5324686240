// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/problems.json by web/tools/generate/vocabulary.mjs; do not edit.
//
// What can go wrong with a click: the problem types of the endpoints (RFC 9457), and the faults of
// a request that got no usable answer. What a problem means for the shopper's money, and whether
// the same click may be repeated, are columns; nothing is inferred from the spelling of a word.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "encore/base/enum_array.hpp"
#include "encore/base/words.hpp"
#include "encore/session/words.hpp"

// One word a line, so that a difference shows words.
// clang-format off
namespace encore::session {

/// What led a card to its state. The problem types are all that a client branches on.
enum class Problem : std::uint8_t {
  /// The payment was declined for good.
  payment_declined,
  /// The bank requires the shopper to authenticate at action_url; afterwards only status_url says
  /// the outcome.
  action_required,
  /// Another variant or quantity was bought under this key, or the purchase was undone.
  already_accepted,
  /// The outcome is not known yet; ask status_url.
  in_progress,
  /// The price is no longer the one that was shown; the new quote, token and key come with it.
  price_changed,
  /// Too few pieces are in stock.
  out_of_stock,
  /// The order is packed, cancelled or returned and can no longer change.
  order_released,
  /// The deadline has passed.
  expired,
  /// The offer that this one was the alternative to was accepted, or this one is no longer offered.
  superseded,
  /// The order may not take this offer; `reason`, a word of the list of reasons, says why.
  not_offered,
  /// The shopper must agree to the terms first.
  consent_required,
  /// There is no valid token, the request is not the buyer's, or its origin is not allowed.
  unauthorized,
  /// The request cannot be processed as it is.
  invalid,
  /// Too many requests; nothing was done, and the same key may be used again.
  rate_limited,
  /// The server cannot process requests at present; nothing was done, and the same key may be used
  /// again.
  unavailable,
  /// The connection failed before an answer came.
  network,
  /// No answer came in time.
  timeout,
  /// The answer was cut short, or lacked what a success must have.
  truncated,
  /// The page refused to send the request to that address.
  blocked,
  /// It is the undo whose outcome is not known.
  undo,
};

}  // namespace encore::session

namespace encore {

template <>
inline constexpr std::size_t kEnumCount<session::Problem> = 20;

}  // namespace encore

namespace encore::session {

inline constexpr std::string_view kProblems[] = {
    "payment_declined",
    "action_required",
    "already_accepted",
    "in_progress",
    "price_changed",
    "out_of_stock",
    "order_released",
    "expired",
    "superseded",
    "not_offered",
    "consent_required",
    "unauthorized",
    "invalid",
    "rate_limited",
    "unavailable",
    "network",
    "timeout",
    "truncated",
    "blocked",
    "undo",
};

/// Its spelling on the wire.
constexpr std::string_view word(Problem value) {
  return kProblems[static_cast<std::size_t>(value)];
}

inline constexpr EnumArray<Problem, bool> kProblemMayTryAgain = {{
    {Problem::payment_declined, true},
    {Problem::action_required, true},
    {Problem::already_accepted, true},
    {Problem::in_progress, true},
    {Problem::price_changed, true},
    {Problem::out_of_stock, true},
    {Problem::order_released, true},
    {Problem::expired, true},
    {Problem::superseded, false},
    {Problem::not_offered, false},
    {Problem::consent_required, true},
    {Problem::unauthorized, false},
    {Problem::invalid, false},
    {Problem::rate_limited, true},
    {Problem::unavailable, true},
    {Problem::network, true},
    {Problem::timeout, true},
    {Problem::truncated, true},
    {Problem::blocked, false},
    {Problem::undo, true},
}};
/// Whether the card's button works again after it.
constexpr bool may_try_again(Problem value) {
  return kProblemMayTryAgain[value];
}

inline constexpr EnumArray<Problem, ChargeClaim> kProblemCharge = {{
    {Problem::payment_declined, ChargeClaim::none},
    {Problem::action_required, ChargeClaim::unknown},
    {Problem::already_accepted, ChargeClaim::charged},
    {Problem::in_progress, ChargeClaim::unknown},
    {Problem::price_changed, ChargeClaim::none},
    {Problem::out_of_stock, ChargeClaim::none},
    {Problem::order_released, ChargeClaim::refunded},
    {Problem::expired, ChargeClaim::none},
    {Problem::superseded, ChargeClaim::none},
    {Problem::not_offered, ChargeClaim::none},
    {Problem::consent_required, ChargeClaim::none},
    {Problem::unauthorized, ChargeClaim::unknown},
    {Problem::invalid, ChargeClaim::unknown},
    {Problem::rate_limited, ChargeClaim::none},
    {Problem::unavailable, ChargeClaim::none},
    {Problem::network, ChargeClaim::unknown},
    {Problem::timeout, ChargeClaim::unknown},
    {Problem::truncated, ChargeClaim::unknown},
    {Problem::blocked, ChargeClaim::none},
    {Problem::undo, ChargeClaim::unknown},
}};
/// What may be said about the shopper's money once it has ended a click.
constexpr ChargeClaim charge(Problem value) {
  return kProblemCharge[value];
}

inline constexpr EnumArray<Problem, std::optional<Signal>> kProblemSignal = {{
    {Problem::payment_declined, Signal::payment_declined},
    {Problem::action_required, Signal::action_required},
    {Problem::already_accepted, Signal::bought},
    {Problem::in_progress, Signal::in_progress},
    {Problem::price_changed, Signal::price_changed},
    {Problem::out_of_stock, Signal::out_of_stock},
    {Problem::order_released, Signal::order_released},
    {Problem::expired, Signal::expired},
    {Problem::superseded, Signal::superseded},
    {Problem::not_offered, Signal::superseded},
    {Problem::consent_required, Signal::consent_required},
    {Problem::unauthorized, Signal::unauthorized},
    {Problem::invalid, Signal::invalid},
    {Problem::rate_limited, Signal::rate_limited},
    {Problem::unavailable, Signal::unavailable},
    {Problem::network, std::nullopt},
    {Problem::timeout, std::nullopt},
    {Problem::truncated, std::nullopt},
    {Problem::blocked, std::nullopt},
    {Problem::undo, std::nullopt},
}};
/// What it does to the card that waits for the answer.
constexpr std::optional<Signal> signal(Problem value) {
  return kProblemSignal[value];
}

}  // namespace encore::session
