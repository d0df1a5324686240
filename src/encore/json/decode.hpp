// SPDX-License-Identifier: MIT
//
// A tree into a typed sheet, with every issue of the document at once. What a JSON Schema
// can say is judged by tables (shapes.cpp) under the schema's own keywords; what it cannot
// (ids that dangle, times in the wrong order) follows in cross.cpp. An issue inside
// /candidates/N or /experiments/N marks that item invalid and leaves the rest usable.
#pragma once

#include <cstddef>

#include "encore/base/arena.hpp"
#include "encore/base/issue.hpp"
#include "encore/base/tree.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

struct DecodeOptions {
  bool page = false;      // a page sheet: private fields are issues, and the smaller size limit holds
  std::size_t bytes = 0;  // of the text
  bool notes = false;     // also report unknown keys (check); deciding does not pay for that
};

/// More issues than this are not listed: a broken generator repeats one fault, and memory is bounded.
inline constexpr std::size_t kMaxIssues = 1'000;

/// False where the text may not be read at all: larger than a page's, or any, sheet may be.
bool size_allowed(std::size_t bytes, bool page, Issue& issue);

/// Fills `sheet` from `tree`, which must outlive it; records live in `arena`. Issues are appended in a
/// fixed order: the document's shape, in the order of the published tables, then the rules across fields.
/// Errors: false if any issue has scope sheet; then only the issues may be used. Candidates and
/// experiments with issues are kept, with `valid` false.
bool decode(const Tree& tree, const DecodeOptions& options, Arena& arena, Sheet& sheet, Issues& issues);

}  // namespace encore
