// SPDX-License-Identifier: MIT
//
// Where a quote is worked out: every operation computes an amount, checked, and writes
// down the step it was, so a derivation cannot tell another story than the arithmetic.
// Overflow sticks and is asked for once at the end (money/checked.hpp).
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "encore/base/arena.hpp"
#include "encore/money/checked.hpp"
#include "encore/price/quote.hpp"
#include "encore/price/steps.hpp"

namespace encore {

class Worksheet {
 public:
  /// `rounding` is the rule of every step that does not name its own.
  explicit Worksheet(Rounding rounding) : rounding_(rounding) { steps_.reserve(16); }

  Minor multiply(std::string_view step, Minor a, std::int64_t b) { return note(step, {a, b}, sums_.multiply(a, b)); }
  Minor add(std::string_view step, Minor a, Minor b) { return note(step, {a, b}, sums_.add(a, b)); }
  Minor subtract(std::string_view step, Minor a, Minor b) { return note(step, {a, b}, sums_.subtract(a, b)); }

  /// amount x numerator / denominator by the worksheet's rule; the step names the first two.
  Minor ratio(std::string_view step, Minor amount, std::int64_t numerator, std::int64_t denominator) {
    return ratio(step, {amount, numerator}, amount, numerator, denominator, rounding_);
  }
  /// The same with its own operands and rule.
  Minor ratio(std::string_view step, std::initializer_list<std::int64_t> operands, Minor amount, std::int64_t numerator,
              Int128 denominator, Rounding rounding);

  /// Writes down a step whose result was chosen rather than computed; returns the result.
  Minor note(std::string_view step, std::initializer_list<std::int64_t> operands, Minor result,
             std::string_view rounding = {});

  /// Arithmetic that leaves no step.
  Checked& sums() { return sums_; }
  Rounding rounding() const { return rounding_; }

  /// The steps so far, copied to where the quote lives.
  std::span<const QuoteStep> steps(Arena& arena) const;

 private:
  Checked sums_;
  Rounding rounding_;
  std::vector<QuoteStep> steps_;
};

}  // namespace encore
