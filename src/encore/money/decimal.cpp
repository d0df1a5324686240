// SPDX-License-Identifier: MIT
//
// Digits are written from the right into a fixed buffer, with the point where it falls.
#include "encore/money/decimal.hpp"

#include <cstdint>

namespace encore {

void append_decimal(std::string& to, Minor amount, int digits) {
  char text[24];
  char* at = text + sizeof text;
  std::uint64_t rest = amount < 0 ? -static_cast<std::uint64_t>(amount) : static_cast<std::uint64_t>(amount);
  int written = 0;
  do {
    if (written == digits && digits > 0) *--at = '.';
    *--at = static_cast<char>('0' + rest % 10);
    rest /= 10;
    ++written;
  } while (rest > 0 || written <= digits);
  if (amount < 0) *--at = '-';
  to.append(at, static_cast<std::size_t>(text + sizeof text - at));
}

}  // namespace encore
