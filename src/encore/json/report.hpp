// SPDX-License-Identifier: MIT
//
// How the decoder and the rules across fields put an issue on the list: where they stand is
// a chain of frames on the stack, and the JSON Pointer is built only when something is
// wrong. The scope follows from the item being read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "encore/base/issue.hpp"
#include "encore/base/parts.hpp"
#include "encore/json/decode.hpp"

namespace encore {

/// One step of a JSON Pointer: a key, or an index where `is_index`.
struct Frame {
  const Frame* parent = nullptr;
  std::string_view key;
  std::size_t index = 0;
  bool is_index = false;
};

/// The frame of member `key`, and of element `index`, inside `parent`.
inline Frame at_key(const Frame* parent, std::string_view key) {
  return {parent, key, 0, false};
}
inline Frame at_index(const Frame* parent, std::size_t index) {
  return {parent, {}, index, true};
}

/// The issue just listed; a rule adds its operands and subject.
class IssueBuilder {
 public:
  explicit IssueBuilder(Issue& issue) : issue_(issue) {}

  void operands(std::int64_t limit, std::int64_t actual) const {
    if (kFullBuild) set(limit, actual);
  }
  void subject(std::string_view subject) const {
    if (kFullBuild) issue_.subject = subject;
  }

 private:
  void set(std::int64_t limit, std::int64_t actual) const;

  Issue& issue_;
};

class Report {
 public:
  Report(const DecodeOptions& decode_options, Issues& issues) : options(decode_options), issues_(issues) {}

  const DecodeOptions& options;
  Scope scope = Scope::sheet;  // of what is being read
  bool item_failed = false;    // the candidate or experiment being read has an issue
  bool sheet_failed = false;   // an issue of scope sheet was met

  /// Lists an issue at `where`; what is returned takes operands. Past kMaxIssues the fault still counts.
  IssueBuilder add(IssueCode code, const Frame* where);
  /// The same, `keys` below `where`: a rule that is kept builds no frames.
  IssueBuilder add(IssueCode code, const Frame* where, std::initializer_list<std::string_view> keys);
  /// With operands limit and actual.
  void add(IssueCode code, const Frame* where, std::int64_t limit, std::int64_t actual);
  /// With a subject.
  void add(IssueCode code, const Frame* where, std::string_view subject);
  /// Only in the page build: this sheet needs the full build.
  void needs_full_build() { counts_only(); }
  /// Whether nothing but notes was listed.
  bool clean() const { return listed_ == 0; }
  /// Whether notes are asked for, and whether the sheet is judged as a browser judges it.
  bool notes() const { return kFullBuild && options.notes; }
  bool page() const { return !kFullBuild || options.page; }
  /// Lists a note.
  void note(IssueCode code, const Frame* where, std::string_view subject);

 private:
  // The page build only counts: it falls back to the full build, which lists them.
  bool counts_only() {
    (scope == Scope::sheet ? sheet_failed : item_failed) = true;
    if (!kFullBuild) listed_ = 1;
    return !kFullBuild;
  }
  Issue& list(IssueCode code, const Frame* where);

  Issues& issues_;
  Issue unlisted_;
  std::size_t listed_ = 0;
  std::size_t noted_ = 0;
};

}  // namespace encore
