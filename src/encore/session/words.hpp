// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/session.json by web/tools/generate/vocabulary.mjs; do not edit.
//
// The life of one card. A card is an offer in its place on the page, always in one State. Whatever
// happens is put into one Signal; the table in session/states.cpp says where a state and a signal
// lead. What a state means to those outside, what it claims of the shopper's money, and how long it
// waits, are columns here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "encore/base/enum_array.hpp"
#include "encore/base/words.hpp"
#include "encore/session/analytics_events.hpp"

// One word a line, so that a difference shows words.
// clang-format off
namespace encore::session {

/// What may be said about the shopper's money in a state or after a problem.
enum class ChargeClaim : std::uint8_t {
  /// The server has said, or it follows from what was never sent, that nothing was charged.
  none,
  /// The server has said that the amount was charged.
  charged,
  /// Anything that was charged has been, or is being, paid back.
  refunded,
  /// Nothing may be said: the amount may have been charged.
  unknown,
};

/// What a state sends while it waits for an answer.
enum class Sends : std::uint8_t {
  /// The accept, again with the same key.
  accept,
  /// The undo.
  undo,
  /// Where the purchase stands.
  status,
  /// Where the purchase stands; the accept again where that cannot be asked.
  status_or_accept,
  /// What the card asked when it entered the state.
  as_asked,
};

/// Where one card stands. The table in src/encore/session/states.cpp says how it moves.
enum class State : std::uint8_t {
  /// The offer is to be answered.
  offering,
  /// The server is asked before the buttons work: for a price, a token, or what another tab did.
  quoting,
  /// The accept is on its way.
  submitting,
  /// The accept got no answer, or "not now"; it is repeated with the same key.
  retrying,
  /// The bank asks the shopper to authenticate.
  action_required,
  /// The server has taken the accept and does not know its outcome yet; it is polled.
  pending,
  /// The server said that the offer was bought.
  accepted,
  /// The undo is on its way.
  undoing,
  /// The server said that the purchase was undone.
  undone,
  /// The shopper declined the offer.
  declined,
  /// The deadline passed before an answer.
  expired,
  /// The price is another than the one clicked; the shopper is asked again.
  price_changed,
  /// The server said that too few pieces are in stock.
  out_of_stock,
  /// The order can no longer be changed.
  order_released,
  /// A definite refusal, or no way to ask; the problem says whether the shopper may try again and
  /// what was charged.
  failed,
  /// Nothing is known of the outcome, and the card says so.
  unconfirmed,
};

/// What can happen to a card. Guards (is the box ticked, is there an endpoint, has the price moved)
/// are answered before, by choosing the signal.
enum class Signal : std::uint8_t {
  /// The card was painted.
  shown,
  /// Half of the card was in view for a second.
  viewed,
  /// The shopper chose a variant or a quantity.
  choose,
  /// The shopper clicked accept, and nothing stands against it.
  accept,
  /// The accept names another total than the card has now.
  stale_price,
  /// The accept lacks a consent that the offer needs.
  no_consent,
  /// The offer has no token yet.
  no_token,
  /// There is no endpoint or no key to accept with.
  no_way,
  /// The accept of an offer whose button is a link.
  follow,
  /// The shopper declined.
  decline,
  /// The shopper closed an outcome.
  dismiss,
  /// The shopper asked for the undo.
  undo,
  /// The shopper asked for more time.
  extend,
  /// The shopper came back from the bank.
  returned,
  /// The offer's deadline has come.
  deadline,
  /// It is time to repeat the request.
  again,
  /// The wait is over, and nothing can have been bought.
  time_up,
  /// The wait is over, and something may have been bought.
  time_up_unsure,
  /// The time in which the purchase can be undone is over.
  undo_over,
  /// The page was loaded again.
  resume,
  /// The server named the purchase.
  bought,
  /// The server said that the purchase was undone.
  undone,
  /// The server does not know the outcome yet.
  in_progress,
  /// The server says that the bank asks the shopper to authenticate.
  action_required,
  /// The server has another price.
  price_changed,
  /// The server says that too few pieces are in stock.
  out_of_stock,
  /// The server says that the order can no longer be changed.
  order_released,
  /// The server says that the deadline has passed.
  expired,
  /// The server says that the payment was declined.
  payment_declined,
  /// The server says that the offer no longer applies.
  superseded,
  /// The server misses the consent.
  consent_required,
  /// The server refuses the request as not allowed.
  unauthorized,
  /// The server cannot process the request.
  invalid,
  /// The server asks to try later.
  rate_limited,
  /// The server cannot answer now.
  unavailable,
  /// No usable answer came.
  lost,
  /// The server knows no purchase under the key.
  nothing,
  /// The server sent a price or a token.
  quoted,
  /// The server granted more time.
  extended,
  /// The server granted no more time.
  not_extended,
  /// Another card of this page changed the order.
  order_moved,
  /// Another tab may be buying this offer.
  peer_busy,
  /// Another tab says that the purchase was undone.
  peer_undone,
  /// Another tab declined this offer.
  peer_declined,
};

/// What a host tells a session.
enum class EventType : std::uint8_t {
  /// The first event of a page, or of a page loaded again.
  start,
  /// The timer rang, the page woke, or the clock was corrected.
  tick,
  /// The card was painted.
  shown,
  /// Half of the card was in view for a second.
  viewed,
  /// The shopper chose a variant or a quantity.
  choose,
  /// The shopper clicked accept.
  accept,
  /// The shopper declined.
  decline,
  /// The shopper asked for the undo.
  undo,
  /// The shopper asked for more time.
  extend,
  /// The shopper closed an outcome.
  dismiss,
  /// The shopper came back from the bank.
  returned,
  /// An answer to a request arrived.
  response,
  /// A request got no answer.
  failure,
  /// Another tab of the order said where a card stands.
  peer,
};

/// What a request asks; it tells how to send it and how long to wait: an accept includes the
/// payment provider's own time, everything else is a database read.
enum class Ask : std::uint8_t {
  /// Buys the offer.
  accept,
  /// Asks for the price after the order changed.
  quote,
  /// Asks where a purchase stands.
  status,
  /// Undoes the purchase.
  undo,
  /// Asks for more time.
  extend,
  /// Asks for the token of a successor.
  next,
};

}  // namespace encore::session

namespace encore {

template <>
inline constexpr std::size_t kEnumCount<session::ChargeClaim> = 4;

template <>
inline constexpr std::size_t kEnumCount<session::Sends> = 5;

template <>
inline constexpr std::size_t kEnumCount<session::State> = 16;

template <>
inline constexpr std::size_t kEnumCount<session::Signal> = 44;

template <>
inline constexpr std::size_t kEnumCount<session::EventType> = 14;

template <>
inline constexpr std::size_t kEnumCount<session::Ask> = 6;

}  // namespace encore

namespace encore::session {

inline constexpr std::string_view kChargeClaims[] = {
    "none",
    "charged",
    "refunded",
    "unknown",
};

/// Its spelling on the wire.
constexpr std::string_view word(ChargeClaim value) {
  return kChargeClaims[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kSendings[] = {
    "accept",
    "undo",
    "status",
    "status_or_accept",
    "as_asked",
};

/// Its spelling on the wire.
constexpr std::string_view word(Sends value) {
  return kSendings[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kStates[] = {
    "offering",
    "quoting",
    "submitting",
    "retrying",
    "action_required",
    "pending",
    "accepted",
    "undoing",
    "undone",
    "declined",
    "expired",
    "price_changed",
    "out_of_stock",
    "order_released",
    "failed",
    "unconfirmed",
};

/// Its spelling on the wire.
constexpr std::string_view word(State value) {
  return kStates[static_cast<std::size_t>(value)];
}

inline constexpr EnumArray<State, ChargeClaim> kStateCharge = {{
    {State::offering, ChargeClaim::none},
    {State::quoting, ChargeClaim::none},
    {State::submitting, ChargeClaim::unknown},
    {State::retrying, ChargeClaim::unknown},
    {State::action_required, ChargeClaim::unknown},
    {State::pending, ChargeClaim::unknown},
    {State::accepted, ChargeClaim::charged},
    {State::undoing, ChargeClaim::charged},
    {State::undone, ChargeClaim::refunded},
    {State::declined, ChargeClaim::none},
    {State::expired, ChargeClaim::none},
    {State::price_changed, ChargeClaim::none},
    {State::out_of_stock, ChargeClaim::none},
    {State::order_released, ChargeClaim::refunded},
    {State::failed, ChargeClaim::none},
    {State::unconfirmed, ChargeClaim::unknown},
}};
/// What the state says of the shopper's money; in failed, the problem says it.
constexpr ChargeClaim charge(State value) {
  return kStateCharge[value];
}

inline constexpr EnumArray<State, std::optional<AnalyticsEvent>> kStateEmits = {{
    {State::offering, std::nullopt},
    {State::quoting, std::nullopt},
    {State::submitting, std::nullopt},
    {State::retrying, std::nullopt},
    {State::action_required, std::nullopt},
    {State::pending, std::nullopt},
    {State::accepted, AnalyticsEvent::accepted},
    {State::undoing, std::nullopt},
    {State::undone, AnalyticsEvent::undone},
    {State::declined, AnalyticsEvent::declined},
    {State::expired, AnalyticsEvent::expired},
    {State::price_changed, std::nullopt},
    {State::out_of_stock, AnalyticsEvent::failed},
    {State::order_released, AnalyticsEvent::failed},
    {State::failed, AnalyticsEvent::failed},
    {State::unconfirmed, AnalyticsEvent::failed},
}};
/// The event for analytics once the state is entered.
constexpr std::optional<AnalyticsEvent> emits(State value) {
  return kStateEmits[value];
}

inline constexpr EnumArray<State, std::string_view> kStateFocus = {{
    {State::offering, ""},
    {State::quoting, ""},
    {State::submitting, ""},
    {State::retrying, ""},
    {State::action_required, "outcome"},
    {State::pending, ""},
    {State::accepted, "outcome"},
    {State::undoing, ""},
    {State::undone, "outcome"},
    {State::declined, "outcome"},
    {State::expired, "outcome"},
    {State::price_changed, "accept"},
    {State::out_of_stock, "outcome"},
    {State::order_released, "outcome"},
    {State::failed, "outcome"},
    {State::unconfirmed, "outcome"},
}};
/// Where the focus goes if it stood in the card.
constexpr std::string_view focus(State value) {
  return kStateFocus[value];
}

inline constexpr EnumArray<State, bool> kStateAnnounces = {{
    {State::offering, false},
    {State::quoting, false},
    {State::submitting, true},
    {State::retrying, false},
    {State::action_required, true},
    {State::pending, true},
    {State::accepted, true},
    {State::undoing, true},
    {State::undone, true},
    {State::declined, true},
    {State::expired, true},
    {State::price_changed, true},
    {State::out_of_stock, true},
    {State::order_released, true},
    {State::failed, true},
    {State::unconfirmed, true},
}};
/// Whether screen readers hear of the state.
constexpr bool announces(State value) {
  return kStateAnnounces[value];
}

inline constexpr EnumArray<State, bool> kStateBroadcasts = {{
    {State::offering, false},
    {State::quoting, false},
    {State::submitting, true},
    {State::retrying, false},
    {State::action_required, true},
    {State::pending, true},
    {State::accepted, true},
    {State::undoing, false},
    {State::undone, true},
    {State::declined, true},
    {State::expired, false},
    {State::price_changed, false},
    {State::out_of_stock, false},
    {State::order_released, false},
    {State::failed, false},
    {State::unconfirmed, false},
}};
/// Whether the order's other tabs hear of the state.
constexpr bool broadcasts(State value) {
  return kStateBroadcasts[value];
}

inline constexpr EnumArray<State, std::optional<std::int32_t>> kStateLimitMs = {{
    {State::offering, std::nullopt},
    {State::quoting, 20000},
    {State::submitting, 60000},
    {State::retrying, 60000},
    {State::action_required, 900000},
    {State::pending, 180000},
    {State::accepted, std::nullopt},
    {State::undoing, 60000},
    {State::undone, std::nullopt},
    {State::declined, std::nullopt},
    {State::expired, std::nullopt},
    {State::price_changed, std::nullopt},
    {State::out_of_stock, std::nullopt},
    {State::order_released, std::nullopt},
    {State::failed, std::nullopt},
    {State::unconfirmed, 900000},
}};
/// How long the state may wait for an answer in all.
constexpr std::optional<std::int32_t> limit_ms(State value) {
  return kStateLimitMs[value];
}

inline constexpr EnumArray<State, std::optional<std::int32_t>> kStateBaseMs = {{
    {State::offering, std::nullopt},
    {State::quoting, 400},
    {State::submitting, 500},
    {State::retrying, 500},
    {State::action_required, 4000},
    {State::pending, 1000},
    {State::accepted, std::nullopt},
    {State::undoing, 500},
    {State::undone, std::nullopt},
    {State::declined, std::nullopt},
    {State::expired, std::nullopt},
    {State::price_changed, std::nullopt},
    {State::out_of_stock, std::nullopt},
    {State::order_released, std::nullopt},
    {State::failed, std::nullopt},
    {State::unconfirmed, 2000},
}};
/// The bound of the first pause between two requests; it doubles with each.
constexpr std::optional<std::int32_t> base_ms(State value) {
  return kStateBaseMs[value];
}

inline constexpr EnumArray<State, std::optional<std::int32_t>> kStateCapMs = {{
    {State::offering, std::nullopt},
    {State::quoting, 4000},
    {State::submitting, 8000},
    {State::retrying, 8000},
    {State::action_required, 20000},
    {State::pending, 10000},
    {State::accepted, std::nullopt},
    {State::undoing, 8000},
    {State::undone, std::nullopt},
    {State::declined, std::nullopt},
    {State::expired, std::nullopt},
    {State::price_changed, std::nullopt},
    {State::out_of_stock, std::nullopt},
    {State::order_released, std::nullopt},
    {State::failed, std::nullopt},
    {State::unconfirmed, 60000},
}};
/// The bound that no pause exceeds.
constexpr std::optional<std::int32_t> cap_ms(State value) {
  return kStateCapMs[value];
}

inline constexpr EnumArray<State, std::optional<std::int32_t>> kStateAttempts = {{
    {State::offering, std::nullopt},
    {State::quoting, 10},
    {State::submitting, 20},
    {State::retrying, 20},
    {State::action_required, 120},
    {State::pending, 60},
    {State::accepted, std::nullopt},
    {State::undoing, 20},
    {State::undone, std::nullopt},
    {State::declined, std::nullopt},
    {State::expired, std::nullopt},
    {State::price_changed, std::nullopt},
    {State::out_of_stock, std::nullopt},
    {State::order_released, std::nullopt},
    {State::failed, std::nullopt},
    {State::unconfirmed, 40},
}};
/// How often the state asks.
constexpr std::optional<std::int32_t> attempts(State value) {
  return kStateAttempts[value];
}

inline constexpr EnumArray<State, bool> kStateOpen = {{
    {State::offering, true},
    {State::quoting, true},
    {State::submitting, false},
    {State::retrying, false},
    {State::action_required, false},
    {State::pending, false},
    {State::accepted, false},
    {State::undoing, false},
    {State::undone, false},
    {State::declined, false},
    {State::expired, false},
    {State::price_changed, true},
    {State::out_of_stock, false},
    {State::order_released, false},
    {State::failed, true},
    {State::unconfirmed, false},
}};
/// Whether the offer is still to be answered; in failed, where its problem lets the shopper try
/// again.
constexpr bool open(State value) {
  return kStateOpen[value];
}

inline constexpr EnumArray<State, bool> kStateAnswerable = {{
    {State::offering, true},
    {State::quoting, false},
    {State::submitting, false},
    {State::retrying, false},
    {State::action_required, false},
    {State::pending, false},
    {State::accepted, false},
    {State::undoing, false},
    {State::undone, false},
    {State::declined, false},
    {State::expired, false},
    {State::price_changed, true},
    {State::out_of_stock, false},
    {State::order_released, false},
    {State::failed, true},
    {State::unconfirmed, false},
}};
/// Whether the accept button works; in failed as in open.
constexpr bool answerable(State value) {
  return kStateAnswerable[value];
}

inline constexpr EnumArray<State, bool> kStateChangeable = {{
    {State::offering, true},
    {State::quoting, false},
    {State::submitting, false},
    {State::retrying, false},
    {State::action_required, false},
    {State::pending, false},
    {State::accepted, false},
    {State::undoing, false},
    {State::undone, false},
    {State::declined, false},
    {State::expired, false},
    {State::price_changed, true},
    {State::out_of_stock, true},
    {State::order_released, false},
    {State::failed, true},
    {State::unconfirmed, false},
}};
/// Whether another variant or quantity may be chosen; in failed as in open.
constexpr bool changeable(State value) {
  return kStateChangeable[value];
}

inline constexpr EnumArray<State, bool> kStateWithdrawable = {{
    {State::offering, true},
    {State::quoting, true},
    {State::submitting, false},
    {State::retrying, false},
    {State::action_required, false},
    {State::pending, false},
    {State::accepted, false},
    {State::undoing, false},
    {State::undone, false},
    {State::declined, false},
    {State::expired, false},
    {State::price_changed, true},
    {State::out_of_stock, true},
    {State::order_released, false},
    {State::failed, true},
    {State::unconfirmed, false},
}};
/// Whether the offer's deadline ends it; in failed as in open.
constexpr bool withdrawable(State value) {
  return kStateWithdrawable[value];
}

inline constexpr EnumArray<State, bool> kStateUnsettled = {{
    {State::offering, false},
    {State::quoting, false},
    {State::submitting, true},
    {State::retrying, true},
    {State::action_required, true},
    {State::pending, true},
    {State::accepted, false},
    {State::undoing, true},
    {State::undone, false},
    {State::declined, false},
    {State::expired, false},
    {State::price_changed, false},
    {State::out_of_stock, false},
    {State::order_released, false},
    {State::failed, false},
    {State::unconfirmed, true},
}};
/// Whether a purchase may exist that the card does not know of.
constexpr bool unsettled(State value) {
  return kStateUnsettled[value];
}

inline constexpr EnumArray<State, bool> kStateAwaitsOutcome = {{
    {State::offering, false},
    {State::quoting, false},
    {State::submitting, true},
    {State::retrying, false},
    {State::action_required, true},
    {State::pending, true},
    {State::accepted, false},
    {State::undoing, false},
    {State::undone, false},
    {State::declined, false},
    {State::expired, false},
    {State::price_changed, false},
    {State::out_of_stock, false},
    {State::order_released, false},
    {State::failed, false},
    {State::unconfirmed, true},
}};
/// Whether an accept's outcome may arrive, by its own reply or by polling.
constexpr bool awaits_outcome(State value) {
  return kStateAwaitsOutcome[value];
}

inline constexpr EnumArray<State, bool> kStatePolls = {{
    {State::offering, false},
    {State::quoting, false},
    {State::submitting, false},
    {State::retrying, false},
    {State::action_required, true},
    {State::pending, true},
    {State::accepted, false},
    {State::undoing, false},
    {State::undone, false},
    {State::declined, false},
    {State::expired, false},
    {State::price_changed, false},
    {State::out_of_stock, false},
    {State::order_released, false},
    {State::failed, false},
    {State::unconfirmed, true},
}};
/// Whether the server is asked where a purchase stands.
constexpr bool polls(State value) {
  return kStatePolls[value];
}

inline constexpr EnumArray<State, bool> kStateGivesUpEarly = {{
    {State::offering, false},
    {State::quoting, true},
    {State::submitting, false},
    {State::retrying, true},
    {State::action_required, false},
    {State::pending, false},
    {State::accepted, false},
    {State::undoing, false},
    {State::undone, false},
    {State::declined, false},
    {State::expired, false},
    {State::price_changed, false},
    {State::out_of_stock, false},
    {State::order_released, false},
    {State::failed, false},
    {State::unconfirmed, false},
}};
/// Whether a Retry-After beyond limit_ms ends the state at once, instead of seeming to work.
constexpr bool gives_up_early(State value) {
  return kStateGivesUpEarly[value];
}

inline constexpr EnumArray<State, bool> kStateOver = {{
    {State::offering, false},
    {State::quoting, false},
    {State::submitting, false},
    {State::retrying, false},
    {State::action_required, false},
    {State::pending, false},
    {State::accepted, false},
    {State::undoing, false},
    {State::undone, true},
    {State::declined, true},
    {State::expired, true},
    {State::price_changed, false},
    {State::out_of_stock, true},
    {State::order_released, true},
    {State::failed, true},
    {State::unconfirmed, false},
}};
/// Whether the matter is at an end without a purchase: dismissed by the shopper, out of sight on
/// the next visit.
constexpr bool over(State value) {
  return kStateOver[value];
}

inline constexpr EnumArray<State, bool> kStateFreesLines = {{
    {State::offering, false},
    {State::quoting, false},
    {State::submitting, false},
    {State::retrying, false},
    {State::action_required, false},
    {State::pending, false},
    {State::accepted, false},
    {State::undoing, false},
    {State::undone, true},
    {State::declined, true},
    {State::expired, true},
    {State::price_changed, false},
    {State::out_of_stock, false},
    {State::order_released, false},
    {State::failed, false},
    {State::unconfirmed, false},
}};
/// Whether the order lines that the offer would take are free for another one.
constexpr bool frees_lines(State value) {
  return kStateFreesLines[value];
}

inline constexpr EnumArray<State, bool> kStateNeedsTerms = {{
    {State::offering, false},
    {State::quoting, false},
    {State::submitting, true},
    {State::retrying, true},
    {State::action_required, true},
    {State::pending, true},
    {State::accepted, false},
    {State::undoing, true},
    {State::undone, false},
    {State::declined, false},
    {State::expired, false},
    {State::price_changed, true},
    {State::out_of_stock, false},
    {State::order_released, false},
    {State::failed, false},
    {State::unconfirmed, true},
}};
/// Whether token and quote are the last to be shed from a stored session that is too long.
constexpr bool needs_terms(State value) {
  return kStateNeedsTerms[value];
}

inline constexpr EnumArray<State, std::optional<Sends>> kStateSends = {{
    {State::offering, std::nullopt},
    {State::quoting, Sends::as_asked},
    {State::submitting, Sends::accept},
    {State::retrying, std::nullopt},
    {State::action_required, Sends::status_or_accept},
    {State::pending, Sends::status_or_accept},
    {State::accepted, Sends::status},
    {State::undoing, Sends::undo},
    {State::undone, std::nullopt},
    {State::declined, std::nullopt},
    {State::expired, std::nullopt},
    {State::price_changed, std::nullopt},
    {State::out_of_stock, std::nullopt},
    {State::order_released, std::nullopt},
    {State::failed, std::nullopt},
    {State::unconfirmed, Sends::status},
}};
/// What is sent while the state waits for an answer.
constexpr std::optional<Sends> sends(State value) {
  return kStateSends[value];
}

inline constexpr std::string_view kSignals[] = {
    "shown",
    "viewed",
    "choose",
    "accept",
    "stale_price",
    "no_consent",
    "no_token",
    "no_way",
    "follow",
    "decline",
    "dismiss",
    "undo",
    "extend",
    "returned",
    "deadline",
    "again",
    "time_up",
    "time_up_unsure",
    "undo_over",
    "resume",
    "bought",
    "undone",
    "in_progress",
    "action_required",
    "price_changed",
    "out_of_stock",
    "order_released",
    "expired",
    "payment_declined",
    "superseded",
    "consent_required",
    "unauthorized",
    "invalid",
    "rate_limited",
    "unavailable",
    "lost",
    "nothing",
    "quoted",
    "extended",
    "not_extended",
    "order_moved",
    "peer_busy",
    "peer_undone",
    "peer_declined",
};

/// Its spelling on the wire.
constexpr std::string_view word(Signal value) {
  return kSignals[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kEventTypes[] = {
    "start",
    "tick",
    "shown",
    "viewed",
    "choose",
    "accept",
    "decline",
    "undo",
    "extend",
    "dismiss",
    "returned",
    "response",
    "failure",
    "peer",
};

/// Its spelling on the wire.
constexpr std::string_view word(EventType value) {
  return kEventTypes[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kAsks[] = {
    "accept",
    "quote",
    "status",
    "undo",
    "extend",
    "next",
};

/// Its spelling on the wire.
constexpr std::string_view word(Ask value) {
  return kAsks[static_cast<std::size_t>(value)];
}

inline constexpr EnumArray<Ask, std::string_view> kAskMethod = {{
    {Ask::accept, "POST"},
    {Ask::quote, "POST"},
    {Ask::status, "GET"},
    {Ask::undo, "POST"},
    {Ask::extend, "POST"},
    {Ask::next, "POST"},
}};
/// The HTTP method.
constexpr std::string_view method(Ask value) {
  return kAskMethod[value];
}

inline constexpr EnumArray<Ask, std::int32_t> kAskTimeoutMs = {{
    {Ask::accept, 20000},
    {Ask::quote, 10000},
    {Ask::status, 10000},
    {Ask::undo, 10000},
    {Ask::extend, 10000},
    {Ask::next, 10000},
}};
/// How long an answer may take.
constexpr std::int32_t timeout_ms(Ask value) {
  return kAskTimeoutMs[value];
}

}  // namespace encore::session
