// SPDX-License-Identifier: MIT
//
// Everything here runs only when something is wrong.
#include "encore/json/report.hpp"

namespace encore {

namespace {

void append_frame(std::string& path, const Frame* frame) {
  if (frame == nullptr) return;
  append_frame(path, frame->parent);
  if (frame->is_index) {
    append_pointer(path, frame->index);
  } else {
    append_pointer(path, frame->key);
  }
}

}  // namespace

void set_operands(Issue& issue, std::int64_t limit, std::int64_t actual) {
  issue.limit = limit;
  issue.actual = actual;
  issue.has_limit = true;
  issue.has_actual = true;
}

Issue& Report::add(std::string_view code, const Frame* where) {
  (scope == Scope::sheet ? sheet_failed : item_failed) = true;
  if (listed_ == kMaxIssues) {
    unlisted_ = Issue{};
    return unlisted_;
  }
  ++listed_;
  Issue& issue = issues_.emplace_back();
  issue.code = code;
  issue.scope = scope;
  append_frame(issue.path, where);
  return issue;
}

Issue& Report::add(std::string_view code, const Frame* where, std::initializer_list<std::string_view> keys) {
  Issue& issue = add(code, where);
  for (const std::string_view key : keys) append_pointer(issue.path, key);
  return issue;
}

void Report::add(std::string_view code, const Frame* where, std::int64_t limit, std::int64_t actual) {
  set_operands(add(code, where), limit, actual);
}

void Report::add(std::string_view code, const Frame* where, std::string_view subject) {
  add(code, where).subject = subject;
}

void Report::note(std::string_view code, const Frame* where, std::string_view subject) {
  if (noted_ == kMaxIssues) return;
  ++noted_;
  Issue& issue = issues_.emplace_back();
  issue.code = code;
  issue.scope = Scope::note;
  append_frame(issue.path, where);
  issue.subject = subject;
}

}  // namespace encore
