// SPDX-License-Identifier: MIT
//
// One way in for every step, so that operands and result are written in one place.
#include "encore/price/worksheet.hpp"

namespace encore {

Minor Worksheet::note(Step step, Minor result, std::int64_t a, std::int64_t b, std::int64_t c) {
  QuoteStep* written = arena_.make<QuoteStep>();
  written->step = step;
  written->operands[0] = a;
  written->operands[1] = b;
  written->operands[2] = c;
  written->result = result;
  (last_ != nullptr ? last_->next : first_) = written;
  last_ = written;
  return result;
}

Minor Worksheet::note_rounded(Step step, Rounding rounding, Minor result, std::int64_t a, std::int64_t b,
                              std::int64_t c) {
  note(step, result, a, b, c);
  last_->rounding = rounding;
  return result;
}

}  // namespace encore
