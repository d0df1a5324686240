// SPDX-License-Identifier: MIT
//
// The table itself, in the order of a card's life. Read a row as a sentence: "in any of
// these states, at this signal, go there, by this handler". Guards (is the box ticked, is
// there an endpoint, has the price moved) are answered before, by choosing the signal.
#include "encore/session/states.hpp"

#include "encore/session/handlers.hpp"

namespace encore::session {

namespace {

using enum State;
using S = Signal;

constexpr Transition go(States from, Signal signal, State to, Handler handle) {
  return {from, signal, to, handle, false};
}
constexpr Transition stay(States from, Signal signal, Handler handle) {
  return {from, signal, offering, handle, true};
}

constexpr Transition kTable[] = {
    // What is visible to the shopper.
    stay(in(offering, quoting, price_changed), S::shown, record_exposure),
    stay(in(offering, quoting, price_changed), S::viewed, record_exposure),

    // What the shopper does.
    go(kChangeable, S::choose, offering, change_choice),
    go(kAnswerable, S::accept, submitting, submit_accept),
    go(kAnswerable, S::stale_price, price_changed, show_problem),
    go(kAnswerable, S::no_consent, offering, show_problem),
    go(kAnswerable, S::no_token, quoting, ask_terms),
    go(kAnswerable, S::no_way, failed, show_problem),
    stay(kAnswerable, S::follow, open_link),
    go(kOpen, S::decline, declined, decline_offer),
    stay(kOver, S::dismiss, hide_card),
    stay(in(accepted), S::dismiss, show_successor),
    go(in(accepted), S::undo, undoing, request_undo),
    stay(in(offering), S::extend, request_more_time),
    go(in(action_required), S::returned, pending, return_from_bank),

    // Time. A purchase under way is not ended by the offer's deadline.
    go(kWithdrawable, S::deadline, expired, stop_waiting),
    go(in(retrying), S::again, submitting, repeat_request),
    stay(in(quoting, action_required, pending, undoing, unconfirmed), S::again, repeat_request),
    go(in(retrying), S::time_up, failed, stop_waiting),
    go(in(quoting), S::time_up, offering, stop_waiting),
    go(in(quoting), S::time_up_unsure, failed, stop_waiting),
    go(in(submitting, retrying, action_required, pending, undoing), S::time_up_unsure, unconfirmed, start_checking),
    stay(in(unconfirmed), S::time_up_unsure, stop_checking),
    stay(in(accepted), S::undo_over, show_successor),

    // A reload, or the next visit: what was under way goes on with the same key; what is over is out of sight.
    go(in(submitting, retrying), S::resume, submitting, resume_request),
    stay(in(quoting, action_required, pending, undoing, unconfirmed), S::resume, resume_request),
    stay(kOver, S::resume, hide_card),
    go(in(accepted), S::resume, pending, confirm_purchase),

    // The outcome of an accept, by its own reply or by polling; `pending` may repeat it. In `quoting`, another tab's
    // purchase is looked up.
    go(kAwaiting | in(quoting), S::bought, accepted, record_purchase),
    go(kAwaiting | in(quoting, undoing), S::undone, undone, record_undo),
    go(in(submitting, quoting), S::in_progress, pending, start_polling),
    stay(kPolling | in(undoing), S::in_progress, back_off),
    go(kAwaiting | in(quoting), S::action_required, action_required, await_bank),
    go(kAwaiting | in(quoting), S::price_changed, price_changed, adopt_terms),
    go(kAwaiting | in(quoting), S::out_of_stock, out_of_stock, show_problem),
    go(kAwaiting | in(quoting), S::order_released, order_released, show_problem),
    go(kAwaiting | in(quoting), S::expired, expired, show_problem),
    go(kAwaiting | in(quoting), S::payment_declined, failed, show_problem),
    go(kAwaiting | kAnswerable | in(quoting), S::superseded, failed, show_problem),
    go(kAwaiting | in(quoting), S::consent_required, offering, show_problem),
    go(in(submitting, quoting), S::unauthorized, failed, show_problem),
    go(in(submitting, quoting), S::invalid, failed, show_problem),
    // Nothing stands under the key: a card that only looked goes on, one that waited for its purchase may try again.
    go(in(quoting), S::nothing, offering, adopt_quote),
    go(kPolling, S::nothing, failed, show_problem),

    // No answer, or "not now". The accept is repeated, everything else is asked again.
    go(in(submitting), S::lost, retrying, back_off),
    go(in(submitting), S::rate_limited, retrying, back_off),
    go(in(submitting), S::unavailable, retrying, back_off),
    stay(kPolling | in(quoting, undoing), S::lost, back_off),
    stay(kPolling | in(quoting, undoing), S::rate_limited, back_off),
    stay(kPolling | in(quoting, undoing), S::unavailable, back_off),
    // Who may not ask where a purchase stands learns nothing of it.
    stay(kPolling, S::unauthorized, back_off),
    stay(kPolling, S::invalid, back_off),

    // An undo that was refused leaves the purchase as it is.
    go(in(undoing), S::expired, accepted, show_problem),
    go(in(undoing), S::order_released, accepted, show_problem),
    go(in(undoing), S::superseded, accepted, show_problem),
    go(in(undoing), S::unauthorized, accepted, show_problem),
    go(in(undoing), S::invalid, accepted, show_problem),
    go(in(undoing), S::nothing, accepted, show_problem),

    // Prices, tokens, time.
    go(in(quoting), S::quoted, offering, adopt_quote),
    stay(in(offering, price_changed), S::extended, adopt_more_time),
    go(in(expired), S::extended, offering, adopt_more_time),  // asked before the deadline, answered after it
    stay(in(offering, price_changed), S::not_extended, refuse_more_time),

    // Other cards and tabs.
    go(kOpen, S::order_moved, quoting, ask_terms),
    go(kAnswerable, S::peer_busy, quoting, ask_status),
    // What was asked before the undo may be answered after it: asked again, so that the older answer no longer counts.
    stay(kPolling | in(quoting, accepted), S::peer_undone, ask_status),
    go(in(accepted), S::undone, undone, record_undo),
    go(kOpen, S::peer_declined, declined, decline_in_peer),
};

constexpr bool has_row(State state, Signal signal) {
  for (const Transition& row : kTable) {
    if (row.signal == signal && holds(row.from, state)) return true;
  }
  return false;
}

// A state that waits for an answer asks again (an accept is repeated by the state that it leads to), ends by itself,
// and goes on after a reload.
constexpr bool every_wait_ends() {
  for (std::size_t i = 0; i < kEnumCount<State>; ++i) {
    const auto state = static_cast<State>(i);
    if (!limit_ms(state)) continue;
    if (!has_row(state, holds(kUnsettled, state) ? S::time_up_unsure : S::time_up)) return false;
    if (!attempts(state) || !has_row(state, S::resume)) return false;
    if (sends(state) != Sends::accept && !has_row(state, S::again)) return false;
  }
  return true;
}
static_assert(every_wait_ends(),
              "a state with limit_ms has attempts, and rows for S::again, for its time's end and for S::resume");

}  // namespace

const Transition* find_transition(State state, Signal signal) {
  for (const Transition& row : kTable) {
    if (row.signal == signal && holds(row.from, state)) return &row;
  }
  return nullptr;
}

}  // namespace encore::session
