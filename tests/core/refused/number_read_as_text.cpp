// SPDX-License-Identifier: MIT
//
// Expected: a member that is a number needs a Range or kTime
#include "encore/json/field.hpp"

namespace encore::fields {
struct Planted {
  using Record = OrderLine;
  static constexpr Field kFields[] = {MEMBER(quantity, TextRule::id)};
};
}  // namespace encore::fields
