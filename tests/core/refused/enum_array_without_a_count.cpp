// SPDX-License-Identifier: MIT
//
// Expected: specialise kEnumCount beside the enum
#include "encore/base/enum_array.hpp"

namespace encore {
enum class Side : unsigned char { left, right };
constexpr EnumArray<Side, int> kSigns = {{-1, 1}};
}  // namespace encore
