// SPDX-License-Identifier: MIT
//
// The whole core behind one function: text in, text out. An operation takes a small JSON
// head (its arguments; `now` in milliseconds) and a body (the document it works on, usually
// a sheet). The answer is JSON. Every answer to a refused input has the one shape
//   {"ok":false,"issues":[{"code":"…","path":"…", …operands}]}
// and everything else is described beside its operation; web/src/engine/wire.ts holds the
// same shapes as types. The core keeps the last decoded sheet, found again by comparing
// bytes: no result can tell.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace encore {

enum class Operation : std::uint32_t {
  /// head {page?: bool}; body sheet -> {"ok":bool,"issues":[…],"notes":[…]}
  check = 0,
  /// head {now, visitor?, seed?, explain?: bool, page?: bool, force?, exclude?: […],
  /// arms?: {experiment: variation}, slates?: bool}; body sheet -> decision
  decide = 1,
  /// head {session: object|null, event: object, now, page?: bool, visitor?}; body sheet
  /// -> {"session","effects","view","wake_at_ms"}. A visitor the event names comes first.
  advance = 2,
  /// head {candidate_id, variant_id?, quantity?, now, derivation?: bool, page?: bool, visitor?}; body sheet
  /// -> quote, or {"ok":false,"fault":…}
  quote = 3,
  /// head {data?}; body rule -> {"ok":true,"value":…}, or {"ok":false,"fault":…,"pointer":…}
  rule = 4,
  /// head {now, visitor?}; body private sheet
  /// -> {"ok":true,"sheet":…,"dropped":[…],"tokens":[{candidate_id, deadline_ms, terms}]}
  publish = 5,
  /// head {candidate_id, visitor?}; body sheet -> the terms a token carries: a one-candidate sheet
  terms = 6,
  /// head {levels: [12 counts], prior?: {accepts, shows}}; body observations (learn/observations.hpp)
  /// -> the fitted factors (learn/fit_text.hpp). For Node: a million shows take seconds.
  fit = 7,
};

/// Runs one operation. Never throws; never reads a clock; same input, same bytes. A program that holds
/// the page build (base/parts.hpp) returns "" for what needs the full build.
std::string run(Operation operation, std::string_view head, std::string_view body);

}  // namespace encore
