// SPDX-License-Identifier: MIT
//
// Issues as JSON: the key order of web/src/engine/wire.ts, operands only where there are some.
#include "encore/base/issue.hpp"

#include "encore/base/text.hpp"
#include "encore/base/writer.hpp"

namespace encore {

namespace {
constexpr EnumArray<Scope, std::string_view> kScopes = {{"sheet", "line", "candidate", "experiment", "note"}};
}  // namespace

std::string_view word(Scope scope) {
  return kScopes[scope];
}

void append_pointer(std::string& pointer, std::string_view token) {
  pointer.push_back('/');
  for (const char c : token) {
    if (c == '~') {
      pointer.append("~0");
    } else if (c == '/') {
      pointer.append("~1");
    } else {
      pointer.push_back(c);
    }
  }
}

void append_pointer(std::string& pointer, std::size_t index) {
  pointer.push_back('/');
  append_integer(pointer, static_cast<std::int64_t>(index));
}

void append_issue(std::string& to, const Issue& issue) {
  Writer out(to);
  out.open_object();
  out.member("code", word(issue.code));
  out.member("path", std::string_view(issue.path));
  out.member("scope", word(issue.scope));
  if (!issue.subject.empty()) out.member("subject", std::string_view(issue.subject));
  if (issue.has_limit) out.member("limit", issue.limit);
  if (issue.has_actual) out.member("actual", issue.actual);
  if (issue.line > 0) {
    out.member("line", issue.line);
    out.member("column", issue.column);
  }
  out.close_object();
}

void append_issues(std::string& to, const Issues& issues) {
  to.push_back('[');
  for (const Issue& issue : issues) {
    if (&issue != &issues.front()) to.push_back(',');
    append_issue(to, issue);
  }
  to.push_back(']');
}

}  // namespace encore
