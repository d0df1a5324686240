// SPDX-License-Identifier: MIT
//
// Reading: digits and exponent make a fraction of two big integers; one long division
// gives 53 bits and whether anything was left, which is all that rounding needs.
// Printing: the free-format algorithm of Steele and White as Burger and Dybvig stated it
// ("Printing Floating-Point Numbers Quickly and Accurately", 1996): digits of r/s are
// produced until the rest lies within half a gap to the neighbouring double. The gap is
// closed where the significand is even, because reading breaks ties to even.
#include "encore/base/number.hpp"

#include <cstdint>
#include <cstring>

#include "encore/base/text.hpp"

namespace encore {

namespace {

// Enough digits to decide any tie: no double, and no midpoint of two, has more than 767
// significant ones. Digits past the limit count only as "something is left".
constexpr int kMaxDigits = 780;

// A natural number of up to 5,120 bits: 10^1130 (780 digits against the smallest double)
// and the shifts that align a fraction stay below it.
class Natural {
 public:
  explicit Natural(std::uint64_t value = 0) {
    for (; value != 0; value >>= 32U) words_[size_++] = static_cast<std::uint32_t>(value);
  }

  void multiply_add(std::uint32_t factor, std::uint32_t addend) {
    std::uint64_t carry = addend;
    for (int i = 0; i < size_; ++i) {
      carry += std::uint64_t{words_[i]} * factor;
      words_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32U;
    }
    if (carry != 0) words_[size_++] = static_cast<std::uint32_t>(carry);
  }

  void multiply_power_of_ten(int exponent) {
    for (; exponent >= 9; exponent -= 9) multiply_add(1'000'000'000, 0);
    for (; exponent > 0; --exponent) multiply_add(10, 0);
  }

  void shift_left(int bits) {
    if (size_ == 0 || bits == 0) return;
    const int whole = bits / 32;
    const auto part = static_cast<std::uint32_t>(bits % 32);
    words_[size_] = 0;
    for (int i = size_; i >= 0; --i) {
      std::uint64_t pair = std::uint64_t{words_[i]} << 32U;
      if (i > 0) pair |= words_[i - 1];
      words_[i + whole] = static_cast<std::uint32_t>((pair << part) >> 32U);
    }
    for (int i = 0; i < whole; ++i) words_[i] = 0;
    size_ += whole + 1;
    trim();
  }

  void add(const Natural& other) {
    std::uint64_t carry = 0;
    for (int i = 0; i < other.size_ || i < size_ || carry != 0; ++i) {
      if (i == size_) words_[size_++] = 0;
      carry += words_[i];
      if (i < other.size_) carry += other.words_[i];
      words_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32U;
    }
  }

  /// Requires: other <= *this.
  void subtract(const Natural& other) {
    std::uint64_t borrow = 0;
    for (int i = 0; i < size_; ++i) {
      const std::uint64_t taken = borrow + (i < other.size_ ? other.words_[i] : 0);
      borrow = words_[i] < taken ? 1 : 0;
      words_[i] = static_cast<std::uint32_t>(words_[i] - taken);
    }
    trim();
  }

  int compare(const Natural& other) const {
    if (size_ != other.size_) return size_ < other.size_ ? -1 : 1;
    for (int i = size_ - 1; i >= 0; --i) {
      if (words_[i] != other.words_[i]) return words_[i] < other.words_[i] ? -1 : 1;
    }
    return 0;
  }

  int bits() const {
    int top = 0;
    if (size_ > 0) {
      for (std::uint32_t word = words_[size_ - 1]; word != 0; word >>= 1U) ++top;
    }
    return size_ == 0 ? 0 : (size_ - 1) * 32 + top;
  }

  bool is_zero() const { return size_ == 0; }

 private:
  void trim() {
    while (size_ > 0 && words_[size_ - 1] == 0) --size_;
  }

  std::uint32_t words_[160];
  int size_ = 0;
};

// Takes as many times `unit` out of `rest` as it holds, at most 9.
int take_digit(Natural& rest, const Natural& unit) {
  int digit = 0;
  for (; rest.compare(unit) >= 0; ++digit) rest.subtract(unit);
  return digit;
}

double from_bits(std::uint64_t bits) {
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

constexpr std::uint64_t kInfinityBits = 0x7FF0'0000'0000'0000U;
constexpr std::uint64_t kHiddenBit = std::uint64_t{1} << 52U;

// Powers of ten that a double holds exactly.
constexpr double kExactTens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// The double nearest to over/under (both positive), ties to even.
double divide(Natural over, Natural under) {
  // Align so that the quotient has 54 or 55 bits; fewer where the result is subnormal.
  int shift = over.bits() - under.bits() - 54;
  if (shift < -1075) shift = -1075;
  if (shift < 0) {
    over.shift_left(-shift);
  } else {
    under.shift_left(shift);
  }
  std::uint64_t quotient = 0;
  under.shift_left(55);
  for (int i = 0; i <= 55; ++i) {
    quotient = (quotient << 1U) | (over.compare(under) >= 0 ? 1U : 0U);
    if ((quotient & 1U) != 0) over.subtract(under);
    over.shift_left(1);
  }
  // Value = quotient x 2^shift, and a rest. Cut to 53 bits, or to the subnormals' last place.
  bool rest = !over.is_zero();
  int drop = 0;
  while ((quotient >> static_cast<unsigned>(drop)) >= kHiddenBit * 2 || shift + drop < -1074) ++drop;
  const std::uint64_t half = drop == 0 ? 0 : std::uint64_t{1} << static_cast<unsigned>(drop - 1);
  const std::uint64_t cut = drop == 0 ? 0 : quotient & (half * 2 - 1);
  quotient >>= static_cast<unsigned>(drop);
  if (drop > 0 && (cut > half || (cut == half && (rest || (quotient & 1U) != 0)))) ++quotient;
  // A carry out of the significand walks into the exponent by itself.
  const int exponent = shift + drop + 1074;  // 0 for subnormals and for the smallest normal ones
  if (exponent > 2045) return from_bits(kInfinityBits);
  return from_bits(quotient >= kHiddenBit ? (static_cast<std::uint64_t>(exponent) << 52U) + quotient : quotient);
}

}  // namespace

double parse_number(std::string_view token) {
  std::size_t at = 0;
  const bool negative = !token.empty() && token[0] == '-';
  if (negative || (!token.empty() && token[0] == '+')) ++at;

  char digits[kMaxDigits];
  int count = 0;
  int exponent = 0;  // of the last digit kept
  bool fraction = false;
  bool more = false;
  for (; at < token.size(); ++at) {
    const char c = token[at];
    if (c == '.') {
      fraction = true;
    } else if (c < '0' || c > '9') {
      break;
    } else if (count == 0 && c == '0') {
      if (fraction) --exponent;
    } else if (count < kMaxDigits) {
      digits[count++] = c;
      if (fraction) --exponent;
    } else {
      more = more || c != '0';
      if (!fraction) ++exponent;
    }
  }
  if (at < token.size()) {  // e or E
    ++at;
    const bool down = at < token.size() && token[at] == '-';
    if (at < token.size() && (down || token[at] == '+')) ++at;
    int written = 0;
    for (; at < token.size(); ++at) {
      if (written < 100'000'000) written = written * 10 + (token[at] - '0');
    }
    exponent += down ? -written : written;
  }
  while (count > 0 && digits[count - 1] == '0' && !more) {
    --count;
    ++exponent;
  }

  double value = 0;
  if (count > 0 && count + exponent > 310) {
    value = from_bits(kInfinityBits);
  } else if (count > 0 && count + exponent > -326) {
    std::uint64_t short_digits = 0;
    for (int i = 0; i < count && i < 19; ++i)
      short_digits = short_digits * 10 + static_cast<std::uint64_t>(digits[i] - '0');
    if (count <= 15 && exponent >= -22 && exponent <= 22) {
      // One rounding of two exact operands is the nearest double.
      value = static_cast<double>(short_digits);
      value = exponent < 0 ? value / kExactTens[-exponent] : value * kExactTens[exponent];
    } else {
      Natural over;
      for (int i = 0; i < count; ++i) over.multiply_add(10, static_cast<std::uint32_t>(digits[i] - '0'));
      if (more) {
        over.multiply_add(10, 1);
        --exponent;
      }
      Natural under(1);
      if (exponent >= 0) {
        over.multiply_power_of_ten(exponent);
      } else {
        under.multiply_power_of_ten(-exponent);
      }
      value = divide(over, under);
    }
  }
  return negative ? -value : value;
}

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
