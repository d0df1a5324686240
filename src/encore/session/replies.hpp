// SPDX-License-Identifier: MIT
//
// An answer from the shop's server, put into one signal. Only the problem's `type` is
// branched on (RFC 9457); the HTTP status decides where there is none, as proxies and
// crashed servers answer. A success must carry everything a success has: a 200 with half a
// body, or with HTML, is no answer at all, and what was asked is asked again.
#pragma once

#include "encore/session/call.hpp"

namespace encore::session {

struct Reply {
  Signal signal = Signal::lost;
  Text problem;  // for the card; "" where the signal is good news
  NodeIndex body = kNoNode;
};

/// Reads the answer to `card`'s request of kind `ask`: `status` and the body at `body` of the call's head.
Reply read_reply(const Call& call, const Card& card, Ask ask, std::int64_t status, NodeIndex body);

/// True where the node holds a whole quote in the sheet's currency.
bool is_quote(const Call& call, NodeIndex quote);

}  // namespace encore::session
