// SPDX-License-Identifier: MIT
//
// Members of an object by name. Each function returns a default where the member is absent
// or of another kind, which is enough for the heads of requests, replies and stored
// sessions, all written by machines. Sheets are written by people: json/ reads them and
// reports every fault. `object` may be kNoNode or another kind of node: it then has no
// members.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "encore/base/tree.hpp"

namespace encore {

/// Member `key`, or kNoNode where it is absent or null.
NodeIndex node_at(const Tree& tree, NodeIndex object, std::string_view key);

/// The text of member `key`; "" where there is none.
std::string_view text_at(const Tree& tree, NodeIndex object, std::string_view key);

/// The integer of member `key`, |value| <= 2^53-1: beyond, a JavaScript host would have rounded it.
std::optional<std::int64_t> integer_at(const Tree& tree, NodeIndex object, std::string_view key);

/// True where member `key` is the literal true.
bool true_at(const Tree& tree, NodeIndex object, std::string_view key);

}  // namespace encore
