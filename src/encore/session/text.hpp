// SPDX-License-Identifier: MIT
//
// The session as JSON text and back. A member that has its default is not written, so a
// fresh card is some 90 bytes. The text never exceeds 4 KB; where it would, it sheds, in this
// order and only as far as needed:
//   1. tokens and quotes that the server sent: of cards at rest, of the card that has not just
//      moved, and (after the arms) of the one that has. Without them an accept is answered
//      `price_changed` again, and asked again.
//   2. the arms, before the last of those terms: events then name none.
//   3. action_url and status_url: endpoints.status and the key find the purchase as well, and
//      its answer brings the bank's address again.
//   4. the names of the offers that gave up their place; their number stays full, so that no
//      successor comes any more and none is shown twice.
// Never a key, a purchase, an undo, a deadline, a consent or the amount agreed to: with ids of
// 128 Latin characters two cards that have every member fit without the rest (stored_test.cpp).
// Ids in other scripts take up to four times the bytes; then a card goes that was not clicked.
// Reading forgives: text that is not a session of this version reads as none.
#pragma once

#include <string>

#include "encore/base/arena.hpp"
#include "encore/session/session.hpp"

namespace encore::session {

/// Reads the session that stands at `node` of `tree`; kNoNode or null reads as one not started. `arena` takes
/// what has no text of its own there.
Session read_session(const Tree& tree, NodeIndex node, Arena& arena);

/// The text, at most kMaxSessionBytes. Sheds from `session` what has no room, so that value and text agree.
std::string write_session(Session& session, const Tree& tree);

}  // namespace encore::session
