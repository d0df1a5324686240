// SPDX-License-Identifier: MIT
//
// Which earlier price may be struck through, and what may be said to be saved.
// Directive 98/6/EC, Article 6a: a seller who announces a reduction must show the lowest price
// of the last thirty days. So under `lowest_30d` the reference is the lower of compare_at
// and lowest_30d, and where the 30-day price is not known, no reduction is announced at
// all. Under `compare_at` it is compare_at and nothing else. In both cases only where it
// lies above what one unit costs now.
//
// A bundle's reference is its own variant's, or else the sum of its components' where
// each of them has one. An upgrade (a difference), a trial and a share of another line's
// price have no earlier price to compare with.
#pragma once

#include "encore/price/worksheet.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

struct Savings {
  std::optional<Minor> reference;  // of one unit
  Minor savings = 0;
  std::int64_t savings_bps = 0;  // floored: never in the shop's favour
};

Savings announced_savings(Worksheet& work, const Candidate& candidate, const Variant& variant, ReferencePrice rule,
                          std::int64_t quantity, Minor subtotal);

}  // namespace encore
