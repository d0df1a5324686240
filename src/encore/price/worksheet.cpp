// SPDX-License-Identifier: MIT
//
// One way in for every step, so that operands and result are written in one place.
#include "encore/price/worksheet.hpp"

namespace encore {

Minor Worksheet::note(Step step, Minor result, std::int64_t a, std::int64_t b, std::int64_t c) {
  steps_.push_back({step, {}, {a, b, c}, result});
  return result;
}

Minor Worksheet::note_rounded(Step step, Rounding rounding, Minor result, std::int64_t a, std::int64_t b,
                              std::int64_t c) {
  note(step, result, a, b, c);
  steps_.back().rounding = rounding;
  return result;
}

std::span<const QuoteStep> Worksheet::steps(Arena& arena) const {
  const std::span<QuoteStep> copy = arena.array<QuoteStep>(steps_.size());
  for (std::size_t i = 0; i < copy.size(); ++i) copy[i] = steps_[i];
  return copy;
}

}  // namespace encore
