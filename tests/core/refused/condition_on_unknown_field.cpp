// SPDX-License-Identifier: MIT
//
// Expected: the_condition_names_a_field_that_the_table_lacks
#include "encore/json/field.hpp"

namespace encore::fields {
struct Planted {
  using Record = Explore;
  static constexpr Field kFields[] = {MEMBER(method, kRequired), MEMBER(pool, Range::pool)};
  static constexpr Condition kConditions[] = {requires_if(kFields, "method", ExploreMethod::softmax, "temperature")};
};
}  // namespace encore::fields
