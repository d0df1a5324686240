// SPDX-License-Identifier: MIT
//
// One way in for every step, so that operands and result are written in one place.
#include "encore/price/worksheet.hpp"

#include "encore/sheet/words.hpp"

namespace encore {

Minor Worksheet::ratio(std::string_view step, std::initializer_list<std::int64_t> operands, Minor amount,
                       std::int64_t numerator, Int128 denominator, Rounding rounding) {
  const Minor result = sums_.ratio(amount, numerator, denominator, rounding);
  return note(step, operands, result, word(kRoundings, rounding));
}

Minor Worksheet::note(std::string_view step, std::initializer_list<std::int64_t> operands, Minor result,
                      std::string_view rounding) {
  QuoteStep& written = steps_.emplace_back();
  written.step = step;
  for (const std::int64_t operand : operands) written.operands[written.count++] = operand;
  written.result = result;
  written.rounding = rounding;
  return result;
}

std::span<const QuoteStep> Worksheet::steps(Arena& arena) const {
  const std::span<QuoteStep> copy = arena.array<QuoteStep>(steps_.size());
  for (std::size_t i = 0; i < copy.size(); ++i) copy[i] = steps_[i];
  return copy;
}

}  // namespace encore
