// SPDX-License-Identifier: MIT
//
// The session as a value: what one visit keeps between two events, and nothing that can
// be read from the sheet again. No sheet, no visitor, no name, no address; a token only
// where the server replaced the sheet's. Texts point into the sheet, the head of the call
// or the call's arena; they live as long as the call, and the text form carries them on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "encore/session/states.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore::session {

inline constexpr std::int64_t kNever = 0;  // of the `_ms` fields: not set

struct Card {
  Text candidate_id;
  std::int64_t step = 1;
  State state = State::offering;
  Text variant_id;
  std::int64_t quantity = 1;
  Text from;  // whose successor it is; "" is chosen by the decision
  bool by_accept = false;
  std::int64_t deadline_ms = kNever;
  Text problem;

  // What the server put in place of the sheet's.
  Text token;
  NodeIndex quote = kNoNode;  // in the head of the call, where replies and stored sessions both stand

  // The request that the state waits for.
  std::int64_t request = 0;  // its id; 0: none in flight
  Ask ask = Ask::accept;
  std::int64_t since_ms = kNever;
  std::int64_t attempt = 0;
  std::int64_t again_ms = kNever;  // when to ask again
  bool doubt = false;              // an accept went out and nothing on record came back
  std::int64_t sent_ms = kNever;   // when the last accept went out; outlives the waiting
  std::int64_t more_time = 0;      // id of the extend request in flight

  // What the shopper agreed to.
  Text key;  // fixed by the first click
  std::int64_t expected_total = 0;
  std::int64_t last_refusal = 0;  // the refusal last heard of this key; the next accept names it
  bool consent = false;

  // What the server said came of it.
  bool bought = false;  // also once it was undone
  bool can_undo = false;
  std::int64_t charged = 0;  // -1: the server did not say
  Text purchase_id;
  Text status_url;
  Text action_url;
  Text undo_url;
  std::int64_t undo_until_ms = kNever;

  bool was_shown = false;
  bool was_viewed = false;
  bool was_emitted = false;  // the event `accepted`
  bool extended = false;
  bool hidden = false;
};

struct Session {
  bool started = false;
  Text sheet_id;
  Text order_id;
  std::int64_t issued_at_ms = 0;  // another rendering of the sheet is another sheet
  std::int64_t order_total = 0;   // as the server last said
  std::int64_t touched_ms = 0;    // when anything last changed
  std::int64_t requests = 0;      // ids given so far
  Text decision_id;
  std::int64_t propensity_ppb = 0;
  bool holdout = false;
  bool fallback = false;   // part of what publish drew had ended
  Text arms;               // JSON text: {"experiment": variation}
  std::vector<Text> seen;  // candidates that gave up their place
  std::vector<Card> cards;
  std::size_t latest = 0;  // the card this call moved last; not written
};

/// A page that is loaded again so long after the last change is another visit (the half hour that web analytics uses).
inline constexpr std::int64_t kVisitMs = std::int64_t{30} * 60'000;

/// Where that many candidates have given up their place, no successor comes any more: nothing shown is ever forgotten.
inline constexpr std::size_t kMaxSeen = 16;

/// Hosts keep the text in storage that is shared with the whole shop, and it crosses the Wasm border with every event.
inline constexpr std::size_t kMaxSessionBytes = 4096;

/// What a session never gives up (text.hpp) has to fit, also with two cards in full: keys and ids of purchases as long
/// as an id of the sheet may be, and addresses for the undo as long as this. What a server sends beyond counts as not
/// given, before anything is promised to the shopper.
inline constexpr std::size_t kMaxUndoUrl = 400;

}  // namespace encore::session
