// SPDX-License-Identifier: MIT
//
// What only pricing can find wrong with a sheet: an amount that does not fit once prices,
// taxes and the order's total are added up, and a percentage in an offer's copy that its
// own quote does not bear out. For `check`: deciding goes on, leaves the first kind out and
// shows the second, because a mistake in the copy should not hide an offer from shoppers. Each candidate is priced as
// it is first shown: default variant, default quantity, at the sheet's issued_at; copy that an experiment would put in
// is not read.
#pragma once

#include "encore/base/arena.hpp"
#include "encore/base/issue.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

/// Appends the issues of every valid candidate, in the order of the document.
void check_prices(const Sheet& sheet, Arena& arena, Issues& issues);

}  // namespace encore
