// SPDX-License-Identifier: MIT
//
// The grammar is scanned here; the correctly rounded value of a decimal comes from
// base/number.hpp.
#include "encore/rules/numeric_text.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>

#include "encore/base/number.hpp"
#include "encore/rules/utf16.hpp"

namespace encore {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Length of the StrDecimalLiteral that `text` starts with (sign included), 0 where none.
std::size_t decimal_prefix(std::string_view text) {
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
  if (text.substr(at, 8) == "Infinity") return at + 8;
  std::size_t digits = 0;
  while (at < text.size() && is_digit(text[at])) ++at, ++digits;
  if (at < text.size() && text[at] == '.') {
    std::size_t fraction = at + 1;
    while (fraction < text.size() && is_digit(text[fraction])) ++fraction, ++digits;
    if (digits > 0) at = fraction;
  }
  if (digits == 0) return 0;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    std::size_t exponent = at + 1;
    if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-')) ++exponent;
    if (exponent < text.size() && is_digit(text[exponent])) {
      while (exponent < text.size() && is_digit(text[exponent])) ++exponent;
      at = exponent;
    }
  }
  return at;
}

/// The number that a whole StrDecimalLiteral denotes.
double decimal_value(std::string_view literal) {
  const bool negative = literal[0] == '-';
  if (literal[0] == '-' || literal[0] == '+') literal.remove_prefix(1);
  const double value = literal[0] == 'I' ? kInfinity : parse_number(literal);
  return negative ? -value : value;
}

std::string_view trim_start(std::string_view text) {
  while (const std::size_t size = white_space(text)) text.remove_prefix(size);
  return text;
}

std::string_view trim_end(std::string_view text) {
  for (;;) {
    std::size_t start = text.size();
    while (start > 0 && (static_cast<unsigned char>(text[start - 1]) & 0xC0) == 0x80) --start;
    if (start > 0) --start;
    const std::string_view last = text.substr(start);
    if (last.empty() || white_space(last) != last.size()) return text;
    text.remove_suffix(last.size());
  }
}

/// The value of `digits` in a base that is a power of two, rounded once, half to even.
double radix_value(std::string_view digits, int bits) {
  if (digits.empty()) return kNaN;
  std::uint64_t mantissa = 0;
  int dropped = 0;      // bits beyond what the mantissa holds
  bool sticky = false;  // any dropped bit was set
  for (const char c : digits) {
    int digit = 99;
    if (is_digit(c)) digit = c - '0';
    if (c >= 'a' && c <= 'f') digit = c - 'a' + 10;
    if (c >= 'A' && c <= 'F') digit = c - 'A' + 10;
    if (digit >= (1 << bits)) return kNaN;
    for (int bit = bits - 1; bit >= 0; --bit) {
      const bool set = ((digit >> bit) & 1) != 0;
      if (mantissa >> 62) {
        ++dropped;
        sticky = sticky || set;
      } else {
        mantissa = (mantissa << 1) | (set ? 1U : 0U);
      }
    }
  }
  // The lowest of 63 kept bits lies far below the 53 of a double: or-ing the sticky bit
  // in there makes the one rounding of the conversion see it.
  if (sticky) mantissa |= 1;
  double value = static_cast<double>(mantissa);
  for (; dropped > 0 && value < kInfinity; --dropped) value *= 2;
  return value;
}

}  // namespace

double text_to_number(std::string_view text) {
  text = trim_end(trim_start(text));
  if (text.empty()) return 0;
  if (text.size() > 2 && text[0] == '0') {
    const char base = static_cast<char>(text[1] | 0x20);
    if (base == 'x') return radix_value(text.substr(2), 4);
    if (base == 'o') return radix_value(text.substr(2), 3);
    if (base == 'b') return radix_value(text.substr(2), 1);
  }
  return decimal_prefix(text) == text.size() ? decimal_value(text) : kNaN;
}

double text_prefix_to_number(std::string_view text) {
  text = trim_start(text);
  const std::size_t size = decimal_prefix(text);
  return size == 0 ? kNaN : decimal_value(text.substr(0, size));
}

}  // namespace encore
