// SPDX-License-Identifier: MIT
//
// The parts of the rules across fields that need a file of their own, and what they share.
// Private to cross.cpp.
#pragma once

#include "encore/base/arena.hpp"
#include "encore/base/tree.hpp"
#include "encore/json/id_index.hpp"
#include "encore/json/report.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

/// Marks a candidate or experiment as failed. Readers of a sheet see its items as const; here, while it
/// is still being decoded, the arena owns them and no reader has them yet.
template <typename Item>
void invalidate(const Item& item) {
  const_cast<Item&>(item).valid = false;
}

/// Successors exist, and following them comes to an end. `ids` holds every candidate's position.
void check_funnels(const Sheet& sheet, IdIndex& ids, Arena& arena, Report& report);

/// Each arm, applied alone, leaves a sheet without a fault. Requires: the sheet itself has none.
void check_arms(const Tree& tree, const Sheet& sheet, Report& report);

/// Keys differ, indices and weights fit the variations, and no two experiments patch one path.
void check_experiments(const Tree& tree, const Sheet& sheet, Arena& arena, Report& report);

}  // namespace encore
