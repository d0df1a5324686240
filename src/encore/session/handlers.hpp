// SPDX-License-Identifier: MIT
//
// What the rows of the table do. Each handler is the whole of its rows: it changes the card
// and requests the effects. None reads which state the card is in, except to see where it
// came from; which pair leads where is the table's business.
#pragma once

#include "encore/session/change.hpp"

namespace encore::session {

// answers.cpp: what the shopper does, here or in another tab.
void record_exposure(Change& change);    // shown, viewed: emitted once
void change_choice(Change& change);      // takes variant and quantity
void submit_accept(Change& change);      // a new click: sends the accept
void show_problem(Change& change);       // stops waiting, with the problem that came
void open_link(Change& change);          // link and add_to_cart: leaves the page, sends nothing
void decline_offer(Change& change);      // stores the refusal, shows the on_decline successor
void decline_in_peer(Change& change);    // the same, remembered and emitted by the other tab
void hide_card(Change& change);          // out of sight
void show_successor(Change& change);     // after a purchase: the on_accept successor, or out of sight when dismissed
void request_undo(Change& change);       // sends the undo
void request_more_time(Change& change);  // once per offer
void return_from_bank(Change& change);   // requests where the purchase stands

// waits.cpp: requests that are repeated, given up, or taken up again.
void repeat_request(Change& change);    // sends what the state waits for
void resume_request(Change& change);    // the same after a reload
void back_off(Change& change);          // waits with full jitter, or as long as the server said
void start_polling(Change& change);     // waits, then requests where the purchase stands
void await_bank(Change& change);        // keeps where the shopper authenticates; polls meanwhile
void ask_terms(Change& change);         // requests the token or the quote, whichever is missing
void ask_status(Change& change);        // checks whether another tab bought it
void confirm_purchase(Change& change);  // requests whether what is stored as bought was
void stop_waiting(Change& change);      // ends a wait that was not worth it, or a deadline's card
void start_checking(Change& change);    // from now on only requests what became of it
void stop_checking(Change& change);     // requests no more until the next visit

// outcomes.cpp: what the server said.
void record_purchase(Change& change);  // keeps what was bought; the other cards are quoted again
void record_undo(Change& change);      // keeps what is left of the order
void adopt_terms(Change& change);      // price_changed: a new quote and token of the same key
void adopt_quote(Change& change);      // the answer to ask_terms
void adopt_more_time(Change& change);  // the new deadline
void refuse_more_time(Change& change);

}  // namespace encore::session
