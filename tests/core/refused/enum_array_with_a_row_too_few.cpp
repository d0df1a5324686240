// SPDX-License-Identifier: MIT
//
// A tenth kind of candidate once compiled and read past the end of such a table.
// Expected: an EnumArray has one value for each enumerator
#include "encore/base/enum_array.hpp"

namespace encore {
enum class Side : unsigned char { left, right };
template <>
inline constexpr std::size_t kEnumCount<Side> = 2;
constexpr EnumArray<Side, int> kSigns = {{-1}};
}  // namespace encore
