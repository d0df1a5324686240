// SPDX-License-Identifier: MIT
//
// Taxes of one line, each rounded once by the policy's rule. Where prices are net, every
// tax is its own round(base x rate) and is added. Where prices are gross, the tax is
// already inside: round(base x sum / (1 + sum)) in all, shared among the taxes by the
// policy's leftover rule, shown and not added. Which of the two is the order's business
// (`order.tax_included`): an offer is taxed as the order it joins. A compound tax is taken of
// the base and the taxes before it in the list, as rounded.
#pragma once

#include "encore/price/worksheet.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

struct LineTaxes {
  std::span<const QuoteTax> taxes;
  Minor tax = 0;    // their sum
  Minor added = 0;  // what of it is not in the prices yet
};

LineTaxes line_taxes(Worksheet& work, std::span<const Tax> taxes, Leftover leftover, bool included, Minor base,
                     Arena& arena);

/// What taxes add to a net `base`; 0 where they are included. Leaves no step.
Minor tax_added(Checked& sums, std::span<const Tax> taxes, bool included, Minor base, Rounding rounding);

/// The part of a gross `amount` that is tax; 0 where taxes are not included. Leaves no step.
Minor tax_within(Checked& sums, std::span<const Tax> taxes, bool included, Minor amount, Rounding rounding);

}  // namespace encore
