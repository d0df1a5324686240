// SPDX-License-Identifier: MIT
//
// Which values of a document are private, by the same tables that decode it. A page sheet
// may hold none of them; publishing removes them. Experiment patches are read as what they
// are: sheets in part, with candidates and variants keyed by id.
#pragma once

#include <vector>

#include "encore/base/tree.hpp"
#include "encore/json/report.hpp"

namespace encore {

/// The nodes of all private fields of a sheet, its experiments' variations included, in document
/// order; nulls too. A private object is one node: its subtree goes with it.
std::vector<NodeIndex> private_fields(const Tree& sheet);

/// Reports `private_field` for each one in the merge patch at `patch`; nulls are none.
void report_private_fields(const Tree& tree, NodeIndex patch, const Frame* where, Report& report);

}  // namespace encore
