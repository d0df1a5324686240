// SPDX-License-Identifier: MIT
//
// The session as JSON text and back. A member that has its default is not written, so a
// fresh card is some 90 bytes. The text never exceeds 4 KB: what can be asked for again is
// shed first (tokens and quotes that the server sent: of cards at rest, then of the card
// that has not just moved), then the arms and long addresses; last of all a card itself.
// An accept without its shed terms is answered `price_changed` again, and asked again.
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
