// SPDX-License-Identifier: MIT
//
// Digits by hand: std::to_chars for integers would do, but it brings tables we do not need.
#include "encore/base/text.hpp"

namespace encore {

void append_integer(std::string& to, std::int64_t value) {
  char digits[20];
  char* const end = digits + sizeof digits;
  char* first = end;
  std::uint64_t rest = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  do {
    *--first = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (value < 0) *--first = '-';
  to.append(first, static_cast<std::size_t>(end - first));
}

void append_hex(std::string& to, std::uint64_t value, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
    to.push_back("0123456789abcdef"[(value >> shift) & 15]);
  }
}

}  // namespace encore
