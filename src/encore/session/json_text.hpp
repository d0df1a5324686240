// SPDX-License-Identifier: MIT
//
// The way back to text for what a session keeps as it came: a quote the server sent, the arms
// of its decision. Not write_node (select/sheet_text.hpp), which prints doubles and drops a key
// that is repeated later, as a published sheet must: a page's part of the core holds no doubles
// (they are 0 there), so a session has none either, and both parts print the same bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "encore/base/tree.hpp"

namespace encore::session {

/// Appends the subtree as JSON text. Only integers are printed as numbers, others as null: no amount is anything else.
void append_node(std::string& to, const Tree& tree, NodeIndex node);

/// The same for an object, whose member `key` gets `value` in place of its own.
void append_with(std::string& to, const Tree& tree, NodeIndex object, std::string_view key, std::int64_t value);

}  // namespace encore::session
