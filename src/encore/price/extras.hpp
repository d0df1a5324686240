// SPDX-License-Identifier: MIT
//
// What is to pay beside the price. A refundable deposit (Pfand) stands beside the price and
// is in no unit price, discount, band or savings (CJEU C-543/21). A fee says whether the
// price contains it. Both are of one piece. A cash step then takes what is collected to the
// nearest multiple: the charge itself, or for cash the order together with the offer. Tax
// is not computed again, and nothing is rounded down to nothing.
#pragma once

#include "encore/price/worksheet.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

struct Extras {
  Minor deposit = 0;
  std::span<const QuoteFee> fees;
  Minor added_fees = 0;  // those that the price does not contain
};

/// Deposit and fees of the line. Only in the full build.
Extras line_extras(Worksheet& work, const Candidate& candidate, std::int64_t quantity, Arena& arena);

/// What the cash step adds to `total`; negative where it takes off.
Minor cash_rounding(Worksheet& work, const Sheet& sheet, Minor total);

}  // namespace encore
