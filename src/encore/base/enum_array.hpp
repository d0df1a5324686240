// SPDX-License-Identifier: MIT
//
// An array with one element for each enumerator, indexed by the enum itself. The compiler
// compares the sizes: a new enumerator without its row does not compile, and neither does a
// row too many. Where the position alone would not tell a reader what stands in it, each
// row names its enumerator, and a row in another place than its enumerator's does not
// compile either.
//
//   constexpr EnumArray<Side, int> kSigns = {{-1, 1}};
//   constexpr EnumArray<Side, int> kSigns = {{{Side::left, -1}, {Side::right, 1}}};
#pragma once

#include <cstddef>

namespace encore {

/// How many enumerators `Enum` has, from 0 without gaps. Each enum that indexes an array
/// specialises it where the enum is defined; without that, EnumArray does not compile.
template <typename Enum>
inline constexpr std::size_t kEnumCount = 0;

/// Never defined: calling it ends the compiler's evaluation, and its name is the diagnostic.
void enum_array_rows_are_not_in_the_order_of_the_enum();

template <typename Enum, typename T>
class EnumArray {
 public:
  static constexpr std::size_t kCount = kEnumCount<Enum>;
  static_assert(kCount > 0, "specialise kEnumCount beside the enum");

  struct Row {
    Enum key;
    T value;
  };

  template <std::size_t N>
  consteval EnumArray(const T (&values)[N]) {
    static_assert(N == kCount, "an EnumArray has one value for each enumerator");
    for (std::size_t i = 0; i < kCount; ++i) values_[i] = values[i];
  }

  template <std::size_t N>
  consteval EnumArray(const Row (&rows)[N]) {
    static_assert(N == kCount, "an EnumArray has one row for each enumerator");
    for (std::size_t i = 0; i < kCount; ++i) {
      if (static_cast<std::size_t>(rows[i].key) != i) enum_array_rows_are_not_in_the_order_of_the_enum();
      values_[i] = rows[i].value;
    }
  }

  /// Requires: `key` is an enumerator, not a number cast to the enum.
  constexpr const T& operator[](Enum key) const { return values_[static_cast<std::size_t>(key)]; }

  static constexpr std::size_t size() { return kCount; }
  constexpr const T* begin() const { return values_; }
  constexpr const T* end() const { return values_ + kCount; }

 private:
  T values_[kCount] = {};
};

}  // namespace encore
