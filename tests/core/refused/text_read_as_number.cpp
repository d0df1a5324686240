// SPDX-License-Identifier: MIT
//
// Expected: a member that is a text needs a TextRule
#include "encore/json/field.hpp"

namespace encore::fields {
struct Planted {
  using Record = OrderLine;
  static constexpr Field kFields[] = {MEMBER(title, Range::money)};
};
}  // namespace encore::fields
