// SPDX-License-Identifier: MIT
//
// Reading a tree without ceremony: each function answers a default where the member is
// absent or of another kind, which is all that replies and stored sessions deserve.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "encore/base/tree.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore::session {

/// The text of member `key`; "" where there is none. `object` may be kNoNode.
Text text_at(const Tree& tree, NodeIndex object, std::string_view key);

/// The integer of member `key`, |value| <= 2^53-1.
std::optional<std::int64_t> integer_at(const Tree& tree, NodeIndex object, std::string_view key);

/// True where member `key` is the literal true.
bool true_at(const Tree& tree, NodeIndex object, std::string_view key);

/// Member `key`, or kNoNode where it is absent or null.
NodeIndex node_at(const Tree& tree, NodeIndex object, std::string_view key);

/// Appends the subtree as JSON text. Only integers are printed as numbers: no amount is anything else.
void append_node(std::string& to, const Tree& tree, NodeIndex node);

/// The same for an object, whose member `key` gets `value` in place of its own.
void append_with(std::string& to, const Tree& tree, NodeIndex object, std::string_view key, std::int64_t value);

}  // namespace encore::session
