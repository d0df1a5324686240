// SPDX-License-Identifier: MIT
//
// Members of an object by name, without ceremony: each function answers a default where the
// member is absent or of another kind, which is all that heads, replies and stored sessions
// deserve. Sheets, which people write, are read by json/ and told what is wrong. `object` may
// be kNoNode, or no object at all: it then has no members.
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
