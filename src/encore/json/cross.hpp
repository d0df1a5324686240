// SPDX-License-Identifier: MIT
//
// The rules that hold between fields, which no schema can say: ids that must exist or be
// unique, funnels that must end, times and bounds in their order, what a surface allows.
#pragma once

#include "encore/base/arena.hpp"
#include "encore/base/tree.hpp"
#include "encore/json/report.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

/// Judges a decoded sheet; a field that failed by itself stands at its default and is not judged again.
/// Sets `valid` to false on the candidates and experiments it finds fault with.
void check_across(const Tree& tree, const Sheet& sheet, Arena& arena, Report& report);

}  // namespace encore
