// SPDX-License-Identifier: MIT
//
// The whole core behind one function: text in, text out. An operation takes a small JSON
// head (its arguments; `now` in milliseconds) and a body (the document it works on, usually
// a sheet). The answer is JSON. Every answer to a refused input has the one shape
//   {"ok":false,"issues":[{"code":"…","path":"…", …operands}]}
// and everything else is described beside its operation; web/src/engine/wire.ts holds the
// same shapes as types. The core keeps the last decoded sheet, found again by comparing
// bytes: no result shows it.
#pragma once

#include <string>
#include <string_view>

#include "encore/api/operations.hpp"

namespace encore {

/// Runs one operation. Never throws; never reads a clock; same input, same bytes. A program that holds
/// the page build (base/parts.hpp) returns "" for what needs the full build.
std::string run(Operation operation, std::string_view head, std::string_view body);

}  // namespace encore
