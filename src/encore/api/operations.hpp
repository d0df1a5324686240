// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/operations.json by web/tools/generate/vocabulary.mjs; do not edit.
//
// What the core can be asked: text in, text out. An operation takes a head, a small JSON object
// with its arguments, and a body, the document it works on. `now` is in milliseconds since the
// epoch. Every answer to a refused input is {"ok": false, "issues": […]}.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encore/base/enum_array.hpp"
#include "encore/base/words.hpp"

// One word a line, so that a difference shows words.
// clang-format off
namespace encore {

/// The operations of the core, by number: hosts of all builds ask by their places in this list.
enum class Operation : std::uint32_t {
  /// Says everything that is wrong with a sheet.
  check,
  /// Decides what a sheet shows at a moment.
  decide,
  /// Moves a session on by one event; a visitor whom the event names comes before the head's.
  advance,
  /// Prices one candidate.
  quote,
  /// Evaluates a JsonLogic rule over data, or (a rule in the head) over what a trigger of the sheet
  /// reads.
  rule,
  /// Makes a page sheet of a private sheet.
  publish,
  /// Gives the terms that a token carries: a sheet of one candidate.
  terms,
  /// Fits the factors of a take-rate model; for Node, as a million shows take seconds.
  fit,
};

template <>
inline constexpr std::size_t kEnumCount<Operation> = 8;

inline constexpr std::string_view kOperations[] = {
    "check",
    "decide",
    "advance",
    "quote",
    "rule",
    "publish",
    "terms",
    "fit",
};

/// Its spelling on the wire.
constexpr std::string_view word(Operation value) {
  return kOperations[static_cast<std::size_t>(value)];
}

}  // namespace encore
