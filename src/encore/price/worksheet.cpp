// SPDX-License-Identifier: MIT
//
// One way in for every step, so that operands and result are written in one place.
#include "encore/price/worksheet.hpp"

namespace encore {

void Worksheet::write(const QuoteStep& step) {
  QuoteStep* written = arena_.make<QuoteStep>();
  *written = step;
  (last_ != nullptr ? last_->next : first_) = written;
  last_ = written;
}

}  // namespace encore
