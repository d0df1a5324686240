// SPDX-License-Identifier: MIT
//
// Digits and exponent make a fraction of two big integers; one long division gives 53 bits
// and whether anything was left, which is all that rounding needs.
#include "encore/base/number.hpp"

#include <cstdint>
#include <cstring>

#include "encore/base/natural.hpp"

namespace encore {

namespace {

// Enough digits to decide any tie: no double, and no midpoint of two, has more than 767
// significant ones. Digits past the limit count only as "something is left".
constexpr int kMaxDigits = 780;

double from_bits(std::uint64_t bits) {
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

constexpr std::uint64_t kInfinityBits = 0x7FF0'0000'0000'0000U;

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

}  // namespace encore
