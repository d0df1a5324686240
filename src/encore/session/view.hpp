// SPDX-License-Identifier: MIT
//
// What a page may paint and a shopper may do, read off the session. The same permissions
// guard the events, so that a button that is not shown cannot be pressed by script either.
#pragma once

#include <string>

#include "encore/session/call.hpp"

namespace encore::session {

struct Allowed {
  bool accept = false;
  bool decline = false;
  bool change = false;
  bool extend = false;
  bool undo = false;
  bool dismiss = false;
};

/// What the shopper may do with this card now. Requires: it is in sight.
Allowed allowed(const Call& call, const Card& card);

/// Appends the view as JSON, keys in the order of the published type.
void append_view(std::string& to, const Call& call);

}  // namespace encore::session
