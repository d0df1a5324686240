// SPDX-License-Identifier: MIT
//
// One step of a session: the sheet, the session as it was, an event and the moment in; the
// session as it is, the effects in the order to run them, the view and the next moment to
// be woken at out. Pure: no clock, no randomness; the same arguments give the same bytes.
// Whatever is due at the moment is done before a click is looked at, so one that comes too
// late meets the state it should; an answer is looked at before anything gives up waiting
// for it. What is not understood changes nothing.
#pragma once

#include <string>

#include "encore/base/arena.hpp"
#include "encore/base/tree.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore::session {

/// `head` is {session: object|null, event: object}, whatever else it holds; see web/src/engine/session.ts for the
/// events. `page`: the sheet is a page's. Requires: the arms of `event.visitor` (else the sheet's) have been applied to
/// `sheet`. Returns {"session","effects","view","wake_at_ms"} as text, with one line break in all: after the session
/// and its comma.
std::string advance_text(const Sheet& sheet, const Tree& head, Instant now, bool page, Arena& arena);

}  // namespace encore::session
