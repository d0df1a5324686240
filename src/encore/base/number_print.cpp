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

// A value above 0 as rest/unit; above/unit and below/unit are half the gaps to its neighbours. Its decimal point stands
// `point` digits to the right of the first digit.
struct Scaled {
  Natural rest{0};
  Natural unit{1};
  Natural above{1};
  Natural below{1};
  int point = 0;
  bool even = false;  // of two doubles as close, readers take the even one: its gaps include their ends

  bool reaches(int order) const { return order > 0 || (order == 0 && even); }
  bool sum_reaches_unit() const {
    Natural high = rest;
    high.add(above);
    return reaches(high.compare(unit));
  }
  void next_digit() {
    rest.multiply_add(10, 0);
    above.multiply_add(10, 0);
    below.multiply_add(10, 0);
  }
};

// value = significand x 2^exponent; `narrow_below` where the gap below is half the gap above.
Scaled scaled(std::uint64_t significand, int exponent, bool narrow_below) {
  Scaled of;
  of.even = (significand & 1U) == 0;
  of.rest = Natural(significand);
  const int doubled = narrow_below ? 2 : 1;
  of.rest.shift_left(doubled);
  of.unit.shift_left(doubled);
  of.above.shift_left(doubled - 1);
  if (exponent >= 0) {
    of.rest.shift_left(exponent);
    of.above.shift_left(exponent);
    of.below.shift_left(exponent);
  } else {
    of.unit.shift_left(-exponent);
  }
  // The decimal point's place, from the highest bit; log10(2) as 315653/2^20. Exact or one too low.
  int top = 63;
  while ((significand >> static_cast<unsigned>(top)) == 0) --top;
  of.point = static_cast<int>((std::int64_t{top + exponent} * 315'653) >> 20) + 1;
  if (of.point >= 0) {
    of.unit.multiply_power_of_ten(of.point);
  } else {
    of.rest.multiply_power_of_ten(-of.point);
    of.above.multiply_power_of_ten(-of.point);
    of.below.multiply_power_of_ten(-of.point);
  }
  if (of.sum_reaches_unit()) {
    ++of.point;
  } else {
    of.next_digit();
  }
  return of;
}

// The shortest digits that read back as the value; how many there are.
int shortest_digits(Scaled& of, char (&digits)[20]) {
  for (int count = 0;;) {
    int digit = take_digit(of.rest, of.unit);
    const bool low = of.reaches(of.below.compare(of.rest));
    const bool high = of.sum_reaches_unit();
    if (low && high) {
      // Both neighbouring digits read back; take the closer one, and the even one of two as close.
      Natural twice = of.rest;
      twice.add(of.rest);
      const int order = twice.compare(of.unit);
      if (order > 0 || (order == 0 && digit % 2 != 0)) ++digit;
    } else if (high) {
      ++digit;
    }
    digits[count++] = static_cast<char>('0' + digit);
    if (low || high) return count;
    of.next_digit();
  }
}

void append_digits(std::string& to, std::string_view text, int point) {
  const auto count = static_cast<int>(text.size());
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
  const int exponent = (biased == 0 ? 1 : biased) - 1075;             // value = significand x 2^exponent
  const bool narrow_below = significand == kHiddenBit && biased > 1;  // the gap below is half the gap above
  Scaled of = scaled(significand, exponent, narrow_below);
  char digits[20];
  const int count = shortest_digits(of, digits);
  append_digits(to, std::string_view(digits, static_cast<std::size_t>(count)), of.point);
}

}  // namespace encore
