// SPDX-License-Identifier: MIT
//
// Whether a price is set with personal data: where a trigger that reads the customer, or an arm
// that is drawn for one, chooses between two prices of one product. The order's own content is
// not personal, and neither is an arm drawn at random (Directive 2011/83/EU art. 6(1)(ea)). The
// whole core alone needs it; a page has the answer in `candidate.personal_price`.
#pragma once

#include <span>

#include "encore/base/arena.hpp"
#include "encore/select/decision.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

/// Marks every appraisal whose price depends on personal data. Requires: all candidates of the
/// sheet, quoted where they can be.
void mark_personal_prices(const Sheet& sheet, std::span<Appraisal> all, Arena& arena);

}  // namespace encore
