// SPDX-License-Identifier: MIT
//
// Arithmetic that cannot wrap. Each operation is exact in 128 bits and then held to
// |result| <= kMaxMinor; a result past the bound raises one sticky flag and reads 0. A
// caller computes a whole quote as if nothing could go wrong and asks once at the end.
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

  Minor bounded(Int128 value);
  Minor add(Minor a, Minor b) { return bounded(static_cast<Int128>(a) + b); }
  Minor subtract(Minor a, Minor b) { return bounded(static_cast<Int128>(a) - b); }
  Minor multiply(Minor a, std::int64_t b) { return bounded(static_cast<Int128>(a) * b); }

  /// amount x numerator / denominator, rounded once. A denominator of 0 or below is an overflow.
  Minor ratio(Minor amount, std::int64_t numerator, std::int64_t denominator, Rounding rounding);

 private:
  bool overflowed_ = false;
};

}  // namespace encore
