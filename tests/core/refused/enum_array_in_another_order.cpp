// SPDX-License-Identifier: MIT
//
// Expected: enum_array_rows_are_not_in_the_order_of_the_enum
#include "encore/base/enum_array.hpp"

namespace encore {
enum class Side : unsigned char { left, right };
template <>
inline constexpr std::size_t kEnumCount<Side> = 2;
constexpr EnumArray<Side, int> kSigns = {{{Side::right, 1}, {Side::left, -1}}};
}  // namespace encore
