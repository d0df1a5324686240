// SPDX-License-Identifier: MIT
//
// Expected: ShapeOf
#include "encore/json/field.hpp"

namespace encore::fields {
struct Weight {
  std::int64_t grams = 0;
};
struct Parcel {
  Weight weight;
};
struct Planted {
  using Record = Parcel;
  static constexpr Field kFields[] = {MEMBER(weight)};
};
}  // namespace encore::fields
