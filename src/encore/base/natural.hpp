// SPDX-License-Identifier: MIT
//
// The whole numbers that reading and printing doubles reckon with: a fixed array of 32-bit
// words, least first, and the few operations that both take. Nothing is checked: the two
// callers bound what they ask for by the exponents a double has.
#pragma once

#include <cstdint>

namespace encore {

/// The leading bit of a normal double's significand, which its 64 bits leave out.
inline constexpr std::uint64_t kHiddenBit = std::uint64_t{1} << 52U;

/// A natural number of up to 5,120 bits: 10^1130 (780 digits against the smallest double)
/// and the shifts that align a fraction stay below it.
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

}  // namespace encore
