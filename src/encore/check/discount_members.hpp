// SPDX-License-Identifier: MIT
//
// Which members of a discount count for which type: a column of the table of types, read word by word.
#pragma once

#include <string_view>

#include "encore/sheet/words.hpp"

namespace encore {

/// Calls `visit(member)` for each member that counts for the type, in the table's order.
template <typename Visit>
constexpr void each_member(DiscountType type, Visit&& visit) {
  std::string_view rest = members(type);
  while (!rest.empty()) {
    const std::string_view key = rest.substr(0, rest.find(' '));
    visit(key);
    rest.remove_prefix(key.size() == rest.size() ? rest.size() : key.size() + 1);
  }
}

constexpr bool has_member(DiscountType type, std::string_view member) {
  bool found = false;
  each_member(type, [&](std::string_view key) { found = found || key == member; });
  return found;
}

}  // namespace encore
