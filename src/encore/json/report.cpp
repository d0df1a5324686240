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

void IssueBuilder::set(std::int64_t limit, std::int64_t actual) const {
  issue_.limit = limit;
  issue_.actual = actual;
  issue_.has_limit = true;
  issue_.has_actual = true;
}

Issue& Report::list(IssueCode code, const Frame* where) {
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

IssueBuilder Report::add(IssueCode code, const Frame* where) {
  return IssueBuilder(counts_only() ? unlisted_ : list(code, where));
}

IssueBuilder Report::add(IssueCode code, const Frame* where, std::initializer_list<std::string_view> keys) {
  if (counts_only()) return IssueBuilder(unlisted_);
  Issue& issue = list(code, where);
  for (const std::string_view key : keys) append_pointer(issue.path, key);
  return IssueBuilder(issue);
}

void Report::add(IssueCode code, const Frame* where, std::int64_t limit, std::int64_t actual) {
  add(code, where).operands(limit, actual);
}

void Report::add(IssueCode code, const Frame* where, std::string_view subject) {
  add(code, where).subject(subject);
}

void Report::note(IssueCode code, const Frame* where, std::string_view subject) {
  if (noted_ == kMaxIssues) return;
  ++noted_;
  Issue& issue = issues_.emplace_back();
  issue.code = code;
  issue.scope = Scope::note;
  append_frame(issue.path, where);
  issue.subject = subject;
}

}  // namespace encore
