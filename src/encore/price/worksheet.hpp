// SPDX-License-Identifier: MIT
//
// Where a quote is worked out: every operation computes an amount, checked, and writes
// down the step it was, so a derivation cannot tell another story than the arithmetic.
// Overflow sticks and is asked for once at the end (money/checked.hpp). How many of the
// operands a step has is known to its row in steps.hpp.
#pragma once

#include "encore/base/arena.hpp"
#include "encore/base/parts.hpp"
#include "encore/money/checked.hpp"
#include "encore/price/quote.hpp"
#include "encore/price/steps.hpp"

namespace encore {

class Worksheet {
 public:
  /// `rounding` is the rule of every step that does not name its own; steps live in `arena`.
  Worksheet(Rounding rounding, Arena& arena) : rounding_(rounding), arena_(arena) {}

  Minor add(Step step, Minor a, Minor b) { return note(step, sums_.add(a, b), a, b); }
  Minor subtract(Step step, Minor a, Minor b) { return note(step, sums_.subtract(a, b), a, b); }
  Minor multiply(Step step, Minor a, std::int64_t b) { return note(step, sums_.multiply(a, b), a, b); }

  /// amount x numerator / denominator by the worksheet's rule; the first two are the operands.
  Minor ratio(Step step, Minor amount, std::int64_t numerator, std::int64_t denominator) {
    return ratio(step, rounding_, amount, numerator, denominator, amount, numerator);
  }
  /// The same with its own rule and operands.
  Minor ratio(Step step, Rounding rounding, Minor amount, std::int64_t numerator, std::int64_t denominator,
              std::int64_t a, std::int64_t b = 0, std::int64_t c = 0) {
    return note_rounded(step, rounding, sums_.ratio(amount, numerator, denominator, rounding), a, b, c);
  }

  /// Writes down a step whose result was chosen or computed elsewhere; returns the result.
  Minor note(Step step, Minor result, std::int64_t a = 0, std::int64_t b = 0, std::int64_t c = 0) {
    if (kFullBuild) write({step, {}, {a, b, c}, result, nullptr});
    return result;
  }
  Minor note_rounded(Step step, Rounding rounding, Minor result, std::int64_t a, std::int64_t b = 0,
                     std::int64_t c = 0) {
    if (kFullBuild) write({step, rounding, {a, b, c}, result, nullptr});
    return result;
  }

  /// Arithmetic that leaves no step.
  Checked& sums() { return sums_; }
  Rounding rounding() const { return rounding_; }

  /// The first of the steps so far; they live in the arena, as the quote does.
  const QuoteStep* steps() const { return first_; }

 private:
  void write(const QuoteStep& step);

  Checked sums_;
  Rounding rounding_;
  Arena& arena_;
  const QuoteStep* first_ = nullptr;
  QuoteStep* last_ = nullptr;
};

}  // namespace encore
