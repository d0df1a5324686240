// SPDX-License-Identifier: MIT
//
// Taxes on taxes: a compound tax is taken of the base and of every tax before it in the
// list. Where prices contain tax, the shares are exact fractions with denominators up to
// 10^30, so the arithmetic here is wider than money/'s. Only in the full build.
#pragma once

#include <cstdint>
#include <span>

#include "encore/money/allocate.hpp"
#include "encore/money/checked.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

bool has_compound(std::span<const Tax> taxes);

/// The part of a gross `amount` that is tax, rounded once, and each tax's share of it.
/// `parts` may be empty; else one for each tax, and they sum to the result.
/// Requires: at most kMaxCompoundTaxes of the taxes are compound.
Minor compound_within(Checked& sums, std::span<const Tax> taxes, Minor amount, Rounding rounding, Leftover leftover,
                      std::span<Minor> parts);

}  // namespace encore
