// SPDX-License-Identifier: MIT
//
// Two places decide that an amount does not fit; both are here.
#include "encore/money/checked.hpp"

namespace encore {

Minor Checked::bounded(Int128 value) {
  if (value > kMaxMinor || value < -static_cast<Int128>(kMaxMinor)) {
    overflowed_ = true;
    return 0;
  }
  return static_cast<Minor>(value);
}

Minor Checked::add(Minor a, Minor b) {
  return bounded(static_cast<Int128>(a) + b);
}

Minor Checked::subtract(Minor a, Minor b) {
  return bounded(static_cast<Int128>(a) - b);
}

Minor Checked::multiply(Minor a, std::int64_t b) {
  return bounded(static_cast<Int128>(a) * b);
}

Minor Checked::ratio(Minor amount, std::int64_t numerator, std::int64_t denominator, Rounding rounding) {
  if (denominator <= 0) {
    overflowed_ = true;
    return 0;
  }
  return bounded(divide(static_cast<Int128>(amount) * numerator, denominator, rounding));
}

}  // namespace encore
