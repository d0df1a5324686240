// SPDX-License-Identifier: MIT
//
// Expected: unit_price
#include "encore/json/field.hpp"

namespace encore::fields {
struct Planted {
  using Record = Payment;
  static constexpr Field kFields[] = {MEMBER(unit_price, Range::money)};
};
}  // namespace encore::fields
