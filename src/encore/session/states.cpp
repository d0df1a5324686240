// SPDX-License-Identifier: MIT
//
// The table itself, in the order of a card's life. Read a row as a sentence: "in any of
// these states, at this signal, go there, by this action". Guards (is the box ticked, is
// there an endpoint, has the price moved) are answered before, by choosing the signal.
#include "encore/session/states.hpp"

namespace encore::session {

namespace {

using enum State;
using S = Signal;
using A = Action;

constexpr Transition go(States from, Signal signal, State to, Action action) {
  return {from, signal, to, action, false};
}
constexpr Transition stay(States from, Signal signal, Action action) {
  return {from, signal, offering, action, true};
}

// Where the buttons work.
constexpr States kAnswerable = in(offering, price_changed, failed);
// Where an accept's outcome may arrive, by its own reply or by polling. `pending` may repeat the accept itself.
constexpr States kAwaiting = in(submitting, pending, action_required, unconfirmed);
constexpr States kPolling = in(pending, action_required, unconfirmed);

constexpr Transition kTable[] = {
    // What the shopper sees.
    stay(in(offering, quoting, price_changed), S::shown, A::note),
    stay(in(offering, quoting, price_changed), S::viewed, A::note),

    // What the shopper does.
    go(in(offering, price_changed, out_of_stock, failed), S::choose, offering, A::choose),
    go(kAnswerable, S::accept, submitting, A::submit),
    go(kAnswerable, S::stale_price, price_changed, A::show_problem),
    go(kAnswerable, S::no_consent, offering, A::show_problem),
    go(kAnswerable, S::no_token, quoting, A::ask),
    go(kAnswerable, S::no_way, failed, A::show_problem),
    stay(kAnswerable, S::follow, A::navigate),
    go(in(offering, quoting, price_changed, failed), S::decline, declined, A::decline),
    stay(in(undone, declined, expired, out_of_stock, order_released, failed), S::dismiss, A::hide),
    stay(in(accepted), S::dismiss, A::succeed),
    go(in(accepted), S::undo, undoing, A::undo),
    stay(in(offering), S::extend, A::ask_more_time),
    go(in(action_required), S::returned, pending, A::poll),

    // Time. A purchase under way is not ended by the offer's deadline.
    go(kWithdrawable, S::deadline, expired, A::settle),
    go(in(retrying), S::again, submitting, A::send),
    stay(in(quoting, action_required, pending, undoing, unconfirmed), S::again, A::send),
    go(in(retrying), S::time_up, failed, A::settle),
    go(in(quoting), S::time_up, offering, A::settle),
    go(in(quoting), S::time_up_unsure, failed, A::settle),
    go(in(submitting, retrying, action_required, pending, undoing), S::time_up_unsure, unconfirmed, A::doubt),
    stay(in(unconfirmed), S::time_up_unsure, A::rest),
    stay(in(accepted), S::undo_over, A::succeed),

    // A reload, or the next visit: what was under way goes on with the same key; what is over is out of sight.
    go(in(submitting, retrying), S::resume, submitting, A::send),
    stay(in(quoting, action_required, pending, undoing, unconfirmed), S::resume, A::send),
    stay(kOver, S::resume, A::hide),

    // The outcome of an accept. In `quoting`, another tab's purchase is looked up.
    go(static_cast<States>(kAwaiting | in(quoting)), S::bought, accepted, A::take_purchase),
    go(static_cast<States>(kAwaiting | in(quoting, undoing)), S::undone, undone, A::take_undo),
    go(in(submitting, quoting), S::in_progress, pending, A::poll),
    stay(static_cast<States>(kPolling | in(undoing)), S::in_progress, A::back_off),
    go(static_cast<States>(kAwaiting | in(quoting)), S::action_required, action_required, A::authenticate),
    go(static_cast<States>(kAwaiting | in(quoting)), S::price_changed, price_changed, A::take_terms),
    go(static_cast<States>(kAwaiting | in(quoting)), S::out_of_stock, out_of_stock, A::show_problem),
    go(static_cast<States>(kAwaiting | in(quoting)), S::order_released, order_released, A::show_problem),
    go(static_cast<States>(kAwaiting | in(quoting)), S::expired, expired, A::show_problem),
    go(static_cast<States>(kAwaiting | in(quoting)), S::payment_declined, failed, A::show_problem),
    go(static_cast<States>(kAwaiting | in(quoting)), S::superseded, failed, A::show_problem),
    go(static_cast<States>(kAwaiting | in(quoting)), S::consent_required, offering, A::show_problem),
    go(in(submitting, quoting), S::unauthorized, failed, A::show_problem),
    go(in(submitting, quoting), S::invalid, failed, A::show_problem),
    // Nothing stands under the key: an idle card goes on, an anxious one may try again.
    go(in(quoting), S::nothing, offering, A::take_quote),
    go(kPolling, S::nothing, failed, A::show_problem),

    // No answer, or "not now". The accept is repeated, everything else is asked again.
    go(in(submitting), S::lost, retrying, A::back_off),
    go(in(submitting), S::rate_limited, retrying, A::back_off),
    go(in(submitting), S::unavailable, retrying, A::back_off),
    stay(static_cast<States>(kPolling | in(quoting, undoing)), S::lost, A::back_off),
    stay(static_cast<States>(kPolling | in(quoting, undoing)), S::rate_limited, A::back_off),
    stay(static_cast<States>(kPolling | in(quoting, undoing)), S::unavailable, A::back_off),
    // Who may not ask where a purchase stands learns nothing of it.
    stay(kPolling, S::unauthorized, A::back_off),
    stay(kPolling, S::invalid, A::back_off),

    // An undo that was refused leaves the purchase as it is.
    go(in(undoing), S::expired, accepted, A::show_problem),
    go(in(undoing), S::order_released, accepted, A::show_problem),
    go(in(undoing), S::superseded, accepted, A::show_problem),
    go(in(undoing), S::unauthorized, accepted, A::show_problem),
    go(in(undoing), S::invalid, accepted, A::show_problem),
    go(in(undoing), S::nothing, accepted, A::show_problem),

    // Prices, tokens, time.
    go(in(quoting), S::quoted, offering, A::take_quote),
    stay(in(offering, price_changed), S::extended, A::take_time),
    go(in(expired), S::extended, offering, A::take_time),  // asked before the deadline, answered after it
    stay(in(offering, price_changed), S::not_extended, A::refuse_time),

    // Other cards and tabs.
    go(in(offering, quoting, price_changed, failed), S::order_moved, quoting, A::ask),
    go(kAnswerable, S::peer_busy, quoting, A::ask),
    // What was asked before the undo may be answered after it: asked anew, so that the older answer counts no more.
    stay(static_cast<States>(kPolling | in(quoting, accepted)), S::peer_undone, A::ask),
    go(in(accepted), S::undone, undone, A::take_undo),
    go(in(offering, quoting, price_changed, failed), S::peer_declined, declined, A::follow_peer),
};

}  // namespace

const Transition* find_transition(State state, Signal signal) {
  for (const Transition& row : kTable) {
    if (row.signal == signal && holds(row.from, state)) return &row;
  }
  return nullptr;
}

const Entrance kEntrances[kStateCount] = {
    {"", "", false, false},               // offering
    {"", "", false, false},               // quoting
    {"", "", true, true},                 // submitting
    {"", "", false, false},               // retrying
    {"", "outcome", true, true},          // action_required
    {"", "", true, true},                 // pending: the first request may have been lost, and asked about in vain
    {"accepted", "outcome", true, true},  // accepted
    {"", "", true, false},                // undoing
    {"undone", "outcome", true, true},    // undone
    {"declined", "outcome", true, true},  // declined
    {"expired", "outcome", true, false},  // expired
    {"", "accept", true, false},          // price_changed
    {"failed", "outcome", true, false},   // out_of_stock
    {"failed", "outcome", true, false},   // order_released
    {"failed", "outcome", true, false},   // failed
    {"failed", "outcome", true, false},   // unconfirmed
};

// submitting, retrying: a minute is as long as a shopper believes that something still happens. pending: payment
// providers answer or give up within three. action_required: banks' own pages time out after ten to fifteen.
// quoting: the offer waits, so a fifth of a minute is already long. unconfirmed: a quarter of an hour of ever rarer
// questions, then none until the next visit.
const Patience kPatience[kStateCount] = {
    {0, 0, 0, 0},                   // offering
    {20'000, 400, 4'000, 10},       // quoting
    {60'000, 500, 8'000, 20},       // submitting
    {60'000, 500, 8'000, 20},       // retrying
    {900'000, 4'000, 20'000, 120},  // action_required
    {180'000, 1'000, 10'000, 60},   // pending
    {0, 0, 0, 0},                   // accepted
    {60'000, 500, 8'000, 20},       // undoing
    {0, 0, 0, 0},                   // undone
    {0, 0, 0, 0},                   // declined
    {0, 0, 0, 0},                   // expired
    {0, 0, 0, 0},                   // price_changed
    {0, 0, 0, 0},                   // out_of_stock
    {0, 0, 0, 0},                   // order_released
    {0, 0, 0, 0},                   // failed
    {900'000, 2'000, 60'000, 40},   // unconfirmed
};

}  // namespace encore::session
