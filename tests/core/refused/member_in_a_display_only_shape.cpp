// SPDX-License-Identifier: MIT
//
// What overwrote product.id when it was written as the comment of the tables asked for.
// Expected: Record
#include "encore/json/field.hpp"

namespace encore::fields {
struct Planted {
  static constexpr Field kFields[] = {MEMBER(text, TextRule::any)};
};
}  // namespace encore::fields
