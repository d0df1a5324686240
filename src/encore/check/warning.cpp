// SPDX-License-Identifier: MIT
//
// Warnings as JSON: the key order of web/src/engine/wire.ts.
#include "encore/check/warning.hpp"

#include <utility>

#include "encore/base/writer.hpp"

namespace encore {

Warning& warn(Warnings& to, WarningCode code, Scope scope, std::string path) {
  Warning& one = to.emplace_back();
  one.code = code;
  one.scope = scope;
  one.path = std::move(path);
  return one;
}

void append_warnings(std::string& to, const Warnings& warnings) {
  Writer out(to);
  out.open_array();
  for (const Warning& one : warnings) {
    out.open_object();
    out.member("code", word(one.code));
    out.member("path", std::string_view(one.path));
    out.member("scope", word(one.scope));
    if (!one.subject.empty()) out.member("subject", std::string_view(one.subject));
    out.member("limit", one.limit);
    out.member("actual", one.actual);
    out.close_object();
  }
  out.close_array();
}

}  // namespace encore
