// SPDX-License-Identifier: MIT
//
// What is wrong with a document, as data. An issue is a code, the JSON Pointer (RFC 6901)
// of the place, and the operands a sentence needs; sentences themselves are written by
// the host, in its reader's language. Codes that a JSON Schema validator also has carry
// the schema keyword's own name, so that both readers of a sheet can be compared.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "encore/base/enum_array.hpp"
#include "encore/base/issue_codes.hpp"

namespace encore {

/// How much an issue takes with it: `decide` refuses a sheet only for `sheet`; an issue of
/// the next three sets aside its order line, candidate or experiment. `note` drops nothing.
enum class Scope : std::uint8_t { sheet, line, candidate, experiment, note };
template <>
inline constexpr std::size_t kEnumCount<Scope> = 5;

/// Its spelling on the wire.
std::string_view word(Scope scope);

struct Issue {
  IssueCode code{};
  Scope scope = Scope::sheet;
  std::string path;         // JSON Pointer; "" is the document
  std::string subject;      // the missing key, the unknown id, the nearest known name…
  std::int64_t limit = 0;   // the bound that was passed, where one is
  std::int64_t actual = 0;  // what stood there
  bool has_limit = false;
  bool has_actual = false;
  std::int64_t line = 0;    // of the text, from 1; 0 where the issue is not about text
  std::int64_t column = 0;  // in characters, from 1
};

using Issues = std::vector<Issue>;

/// Appends `/token` to a JSON Pointer with RFC 6901's escapes (~ is ~0, / is ~1).
void append_pointer(std::string& pointer, std::string_view token);
void append_pointer(std::string& pointer, std::size_t index);

/// Appends the issue as JSON: code, path, scope, then the operands it has.
void append_issue(std::string& to, const Issue& issue);

/// Appends a JSON array of issues.
void append_issues(std::string& to, const Issues& issues);

}  // namespace encore
