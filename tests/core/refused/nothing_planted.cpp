// SPDX-License-Identifier: MIT
//
// The control: the same kind of tables without a mistake compile, so a refusal above is the
// mistake's and not a missing header's.
#include "encore/base/enum_array.hpp"
#include "encore/json/field.hpp"

namespace encore::fields {
struct Sound {
  using Record = Explore;
  static constexpr Field kFields[] = {MEMBER(method, kRequired), MEMBER(pool, Range::pool),
                                      DISPLAY_ONLY("note", TextRule::any)};
  static constexpr Condition kConditions[] = {requires_if(kFields, "method", ExploreMethod::softmax, "pool")};
};
static_assert(Sound::kConditions[0].needed == 1 && Sound::kFields[2].display_only());
}  // namespace encore::fields
