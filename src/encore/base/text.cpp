// SPDX-License-Identifier: MIT
//
// Digits by hand: std::to_chars for integers would do, but it brings tables we do not need.
#include "encore/base/text.hpp"

namespace encore {

void append_integer(std::string& to, std::int64_t value) {
  char digits[20];
  std::size_t count = 0;
  std::uint64_t rest = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  do {
    digits[count++] = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (value < 0) to.push_back('-');
  while (count > 0) to.push_back(digits[--count]);
}

void append_hex(std::string& to, std::uint64_t value, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
    to.push_back("0123456789abcdef"[(value >> shift) & 15]);
  }
}

}  // namespace encore
