// SPDX-License-Identifier: MIT
//
// Arrays indexed by an enum.
#include "encore/base/enum_array.hpp"

#include <catch2/catch.hpp>
#include <string_view>

namespace {
enum class Side : unsigned char { left, right };
struct Sign {
  int value = 0;
  std::string_view name;
};
}  // namespace

template <>
inline constexpr std::size_t encore::kEnumCount<Side> = 2;

namespace {

using encore::EnumArray;

TEST_CASE("an array indexed by an enum holds one value for each enumerator") {
  static constexpr EnumArray<Side, int> kByPosition = {{-1, 1}};
  CHECK(kByPosition[Side::left] == -1);
  CHECK(kByPosition[Side::right] == 1);
  CHECK(EnumArray<Side, int>::size() == 2);
}

TEST_CASE("rows that name their enumerator are found under it") {
  static constexpr EnumArray<Side, Sign> kRows = {{{Side::left, {-1, "minus"}}, {Side::right, {1, "plus"}}}};
  CHECK(kRows[Side::right].name == "plus");
  int sum = 0;
  for (const Sign& sign : kRows) sum += sign.value;
  CHECK(sum == 0);
}

}  // namespace
