// SPDX-License-Identifier: MIT
//
// JSON text (RFC 8259) into a flat tree, in one pass. Stricter than JSON.parse in three
// points, each an issue: bytes must be UTF-8, an escaped surrogate needs its other half,
// and a number must fit a double. Integral tokens within int64 stay exact integers.
#pragma once

#include <cstddef>
#include <string_view>

#include "encore/base/arena.hpp"
#include "encore/base/issue.hpp"
#include "encore/base/tree.hpp"

namespace encore {

/// More values than 10,000 full candidates have (some 150 each). Bounds the memory that 16 MiB of
/// brackets would ask for: a node is 28 times as large as the two bytes that can make one, 20 times in Wasm.
inline constexpr std::size_t kMaxValues = 2'097'152;

/// Replaces `tree` by what `text` says. Keys and strings point into `text`, or into `arena` where they were written
/// with escapes: both must outlive the tree. Errors: false, with one issue of code syntax, utf8, depth, too_many_values
/// or number_range at path "", with line and column; the tree is then of no use.
bool parse(std::string_view text, std::size_t max_depth, Arena& arena, Tree& tree, Issue& issue);

}  // namespace encore
