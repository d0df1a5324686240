// SPDX-License-Identifier: MIT
//
// What goes out to the shop's endpoints: one effect for each request, its body spelled as
// the contract of the endpoints has it. A card has one request in flight that its state
// waits for (and, beside it, at most one for more time); sending takes the next id, so an
// answer to an older one is known as late and changes nothing.
#pragma once

#include "encore/session/call.hpp"

namespace encore::session {

/// Sends a request of kind `kind` for the card in `slot`. False, and nothing is sent, where there is no address to
/// send it to or nothing to prove the terms with.
bool send(Call& call, std::size_t slot, Ask kind);

/// True where the outcome of an accept can be asked for without repeating it.
bool can_ask_status(const Call& call, const Card& card);

}  // namespace encore::session
