// SPDX-License-Identifier: MIT
//
// Digits by hand: std::to_chars for integers would do, but it brings tables we do not need.
#include "encore/base/text.hpp"

#include "encore/base/issue.hpp"

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

void append_pointer(std::string& pointer, std::string_view token) {
  pointer.push_back('/');
  for (const char c : token) {
    if (c == '~') {
      pointer.append("~0");
    } else if (c == '/') {
      pointer.append("~1");
    } else {
      pointer.push_back(c);
    }
  }
}

void append_pointer(std::string& pointer, std::size_t index) {
  pointer.push_back('/');
  append_integer(pointer, static_cast<std::int64_t>(index));
}

}  // namespace encore
