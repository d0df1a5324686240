// SPDX-License-Identifier: MIT
//
// The second voice of `check`: what is plausible in a sheet but probably not meant. A warning
// is data like an issue (base/issue.hpp): a code, the JSON Pointer of the place, and the
// operands a sentence needs. It drops no offer and refuses no sheet.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "encore/base/issue.hpp"
#include "encore/check/warning_codes.hpp"

namespace encore {

struct Warning {
  WarningCode code{};
  Scope scope = Scope::sheet;
  std::string path;
  std::string subject;                 // what the code's table says
  std::optional<std::int64_t> limit;   // what was expected, or may be at most
  std::optional<std::int64_t> actual;  // what stands there

  Warning& about(std::string_view name) { return subject = name, *this; }
  Warning& operands(std::int64_t expected, std::int64_t met) { return limit = expected, actual = met, *this; }
  Warning& met(std::int64_t value) { return actual = value, *this; }
};

using Warnings = std::vector<Warning>;

/// A place in the sheet, as a JSON Pointer: place("candidates", 3, "copy").
template <typename... Steps>
std::string place(const Steps&... steps) {
  std::string pointer;
  (append_pointer(pointer, steps), ...);
  return pointer;
}

/// Adds a warning; its operands are given to what comes back, at once.
Warning& warn(Warnings& to, WarningCode code, Scope scope, std::string path);

/// Appends a JSON array of warnings: code, path, scope, then the operands each has.
void append_warnings(std::string& to, const Warnings& warnings);

}  // namespace encore
