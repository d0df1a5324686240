// SPDX-License-Identifier: MIT
//
// Arithmetic that cannot wrap. Each operation is exact in 128 bits and then held to
// |result| <= kMaxMinor; a result past the bound raises one sticky flag and reads 0. A
// caller computes a whole quote as if nothing could go wrong and checks once at the end.
#pragma once

#include <cstdint>

#include "encore/base/int128.hpp"
#include "encore/money/minor.hpp"
#include "encore/money/rounding.hpp"

namespace encore {

class Checked {
 public:
  /// Some result so far did not fit. Never cleared.
  bool overflowed() const { return overflowed_; }

  // Out of line: 128 bits take so many instructions that a quote was twice as large with them in it.
  [[gnu::noinline]] Minor bounded(Int128 value);
  [[gnu::noinline]] Minor add(Minor a, Minor b);
  [[gnu::noinline]] Minor subtract(Minor a, Minor b);
  [[gnu::noinline]] Minor multiply(Minor a, std::int64_t b);

  /// amount x numerator / denominator, rounded once. A denominator of 0 or below is an overflow.
  [[gnu::noinline]] Minor ratio(Minor amount, std::int64_t numerator, std::int64_t denominator, Rounding rounding);

 private:
  bool overflowed_ = false;
};

}  // namespace encore
