// SPDX-License-Identifier: MIT
//
// A patch is only right once it is applied: an arm may break a candidate for the visitors
// who get it, and no other visitor would see it. So `check` applies each arm alone and reads the
// result. Only for a sheet without a fault of its own, which would show again in every arm.
#include <string>

#include "encore/base/issue_codes.hpp"
#include "encore/json/cross_parts.hpp"
#include "encore/json/merge_patch.hpp"

namespace encore {

namespace {

// The first issue of `tree` with the patch at `patch` applied, as "path code"; "" where there is none.
std::string first_fault(const Tree& tree, NodeIndex patch, bool page) {
  Arena arena;
  Tree patched;
  const PatchRoot root{&tree, patch};
  merge_patch(tree, {&root, 1}, arena, patched);
  DecodeOptions options;
  options.page = page;
  Sheet sheet;
  Issues issues;
  decode(patched, options, arena, sheet, issues);
  if (issues.empty()) return {};
  return issues.front().path + " " + std::string(word(issues.front().code));
}

}  // namespace

void check_arms(const Tree& tree, const Sheet& sheet, Report& report) {
  const Frame list = at_key(nullptr, "experiments");
  report.scope = Scope::experiment;
  for (std::size_t i = 0; i < sheet.experiments.size(); ++i) {
    const Frame item = at_index(&list, i);
    const Frame arms = at_key(&item, "variations");
    for (std::size_t j = 0; j < sheet.experiments[i].variations.size(); ++j) {
      const NodeIndex patch = sheet.experiments[i].variations[j];
      if (tree[patch].count == 0) continue;
      const std::string fault = first_fault(tree, patch, report.page());
      if (fault.empty()) continue;
      const Frame where = at_index(&arms, j);
      report.add(code::broken_arm, &where).subject(fault);
    }
  }
  report.scope = Scope::sheet;
}

}  // namespace encore
