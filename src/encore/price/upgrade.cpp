// SPDX-License-Identifier: MIT
//
// Pieces are worth the same but for the leftover units, which `leftover` gives to the first
// pieces or to the last. The whole line is a share of 1, so it comes out exactly.
#include "encore/price/upgrade.hpp"

#include "encore/sheet/kept.hpp"

namespace encore {

Minor replaced_credit(Worksheet& work, const OrderLine& line, std::int64_t replaced, Leftover leftover) {
  const Minor left = line_left(line, work.rounding());
  const Decimal kept = kept_quantity(line);
  if (Decimal(replaced) == kept) return work.note(Step::credit, left, left, replaced, replaced);
  if (!kept.is_whole()) {
    const std::int64_t part = Decimal(replaced).millionths;
    return work.ratio(Step::credit, work.rounding(), left, part, kept.millionths, left, part, kept.millionths);
  }
  const std::int64_t pieces = kept.whole();
  const std::int64_t over = left % pieces;  // as many pieces are worth one unit more
  const std::int64_t at_end = replaced - (pieces - over);
  const std::int64_t dearer =
      leftover == Leftover::last ? (at_end > 0 ? at_end : 0) : (replaced < over ? replaced : over);
  return work.note(Step::credit, left / pieces * replaced + dearer, left, replaced, pieces);
}

}  // namespace encore
