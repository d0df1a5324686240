// SPDX-License-Identifier: MIT
//
// The free-format algorithm of Steele and White as Burger and Dybvig stated it ("Printing
// Floating-Point Numbers Quickly and Accurately", 1996): digits of r/s are produced until
// the rest lies within half a gap to the neighbouring double. The gap is closed where the
// significand is even, because reading breaks ties to even.
#include "encore/base/number.hpp"

#include <cstdint>
#include <cstring>

#include "encore/base/natural.hpp"
#include "encore/base/text.hpp"

namespace encore {

namespace {

// Takes as many times `unit` out of `rest` as it holds, at most 9.
int take_digit(Natural& rest, const Natural& unit) {
  int digit = 0;
  for (; rest.compare(unit) >= 0; ++digit) rest.subtract(unit);
  return digit;
}

}  // namespace

void append_number(std::string& to, double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  const bool negative = (bits >> 63U) != 0;
  const auto biased = static_cast<int>((bits >> 52U) & 0x7FFU);
  std::uint64_t significand = bits & (kHiddenBit - 1);
  if (biased == 0x7FF) {
    to.append(significand != 0 ? "NaN" : negative ? "-Infinity" : "Infinity");
    return;
  }
  if (value >= -9007199254740992.0 && value <= 9007199254740992.0) {
    const auto whole = static_cast<std::int64_t>(value);
    if (static_cast<double>(whole) == value) return append_integer(to, whole);
  }
  if (negative) to.push_back('-');
  if (biased != 0) significand |= kHiddenBit;
  const int exponent = (biased == 0 ? 1 : biased) - 1075;  // value = significand x 2^exponent
  const bool even = (significand & 1U) == 0;
  const bool narrow_below = significand == kHiddenBit && biased > 1;  // the gap below is half the gap above

  // value = rest/unit; above/unit and below/unit are half the gaps to the neighbours.
  Natural rest(significand);
  Natural unit(1);
  Natural above(1);
  Natural below(1);
  const int doubled = narrow_below ? 2 : 1;
  rest.shift_left(doubled);
  unit.shift_left(doubled);
  above.shift_left(doubled - 1);
  if (exponent >= 0) {
    rest.shift_left(exponent);
    above.shift_left(exponent);
    below.shift_left(exponent);
  } else {
    unit.shift_left(-exponent);
  }
  // The decimal point's place, from the highest bit; log10(2) as 315653/2^20. Exact or one too low.
  int top = 63;
  while ((significand >> static_cast<unsigned>(top)) == 0) --top;
  int point = static_cast<int>((std::int64_t{top + exponent} * 315'653) >> 20) + 1;
  if (point >= 0) {
    unit.multiply_power_of_ten(point);
  } else {
    rest.multiply_power_of_ten(-point);
    above.multiply_power_of_ten(-point);
    below.multiply_power_of_ten(-point);
  }
  const auto reaches = [&](int order) { return order > 0 || (order == 0 && even); };
  {
    Natural high = rest;
    high.add(above);
    if (reaches(high.compare(unit))) {
      ++point;
    } else {
      rest.multiply_add(10, 0);
      above.multiply_add(10, 0);
      below.multiply_add(10, 0);
    }
  }
  char digits[20];
  int count = 0;
  for (;;) {
    int digit = take_digit(rest, unit);
    const bool low = reaches(below.compare(rest));
    Natural high = rest;
    high.add(above);
    const bool high_enough = reaches(high.compare(unit));
    if (low && high_enough) {
      // Both neighbouring digits read back; take the closer one, and the even one of two as close.
      high = rest;
      high.add(rest);
      const int order = high.compare(unit);
      if (order > 0 || (order == 0 && digit % 2 != 0)) ++digit;
    } else if (high_enough) {
      ++digit;
    }
    digits[count++] = static_cast<char>('0' + digit);
    if (low || high_enough) break;
    rest.multiply_add(10, 0);
    above.multiply_add(10, 0);
    below.multiply_add(10, 0);
  }

  const std::string_view text(digits, static_cast<std::size_t>(count));
  if (point > 21 || point < -5) {  // scientific
    to.append(text.substr(0, 1));
    if (count > 1) to.append(".").append(text.substr(1));
    to.push_back('e');
    if (point > 0) to.push_back('+');
    append_integer(to, point - 1);
  } else if (point <= 0) {
    to.append("0.").append(static_cast<std::size_t>(-point), '0').append(text);
  } else if (count <= point) {
    to.append(text).append(static_cast<std::size_t>(point - count), '0');
  } else {
    to.append(text.substr(0, static_cast<std::size_t>(point)))
        .append(".")
        .append(text.substr(static_cast<std::size_t>(point)));
  }
}

}  // namespace encore
