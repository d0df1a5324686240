// SPDX-License-Identifier: MIT
//
// With t the taxes' shares of a net price of 1, gross is 1 + sum t, and the tax within an
// amount is amount x sum t / (1 + sum t). Multiplying amount by a 114-bit numerator would
// pass 128 bits, so it is multiplied bit by bit, taking whole denominators out on the way.
#include "encore/price/compound_tax.hpp"

#include "encore/sheet/limits.hpp"

namespace encore {

namespace {

constexpr std::int64_t kWhole = 1'000'000;

struct Shares {
  Int128 of[kMaxTaxes] = {};
  Int128 sum = 0;
  Int128 denominator = kWhole;  // of a net price of 1
};

Shares shares_of(std::span<const Tax> taxes) {
  Shares shares;
  for (std::size_t i = 0; i < taxes.size() && i < kMaxTaxes; ++i) {
    if (taxes[i].compound) {
      // The next power of the denominator, so that the product of two fractions has one of its own.
      for (std::size_t j = 0; j < i; ++j) shares.of[j] *= kWhole;
      shares.sum *= kWhole;
      shares.denominator *= kWhole;
      shares.of[i] = (shares.denominator + shares.sum) / kWhole * taxes[i].rate_ppm;
    } else {
      shares.of[i] = shares.denominator / kWhole * taxes[i].rate_ppm;
    }
    shares.sum += shares.of[i];
  }
  return shares;
}

struct Quotient {
  Minor whole = 0;
  Int128 rest = 0;
};

// amount x numerator / denominator. Requires: 0 <= numerator <= denominator < 2^125.
Quotient multiplied(Minor amount, Int128 numerator, Int128 denominator) {
  Quotient result;
  for (int bit = 62; bit >= 0; --bit) {
    result.whole *= 2;
    result.rest *= 2;
    if ((amount >> bit & 1) != 0) result.rest += numerator;
    while (result.rest >= denominator) {
      result.rest -= denominator;
      ++result.whole;
    }
  }
  return result;
}

bool rounds_up(const Quotient& exact, Int128 denominator, Rounding rounding) {
  if (exact.rest == 0) return false;
  const Int128 twice = exact.rest * 2;
  switch (rounding) {
    case Rounding::half_up: return twice >= denominator;
    case Rounding::half_even: return twice > denominator || (twice == denominator && (exact.whole & 1) != 0);
    case Rounding::half_down: return twice > denominator;
    case Rounding::up: return true;
    case Rounding::down: break;
  }
  return false;
}

// Shares `amount` out by the exact shares; what the floors leave goes out as money/allocate.hpp says.
void share_out(Minor amount, const Shares& shares, Leftover leftover, std::span<Minor> parts) {
  Int128 rests[kMaxTaxes] = {};
  bool served[kMaxTaxes] = {};
  Minor left = amount;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Quotient exact = multiplied(amount, shares.of[i], shares.sum);
    parts[i] = exact.whole;
    rests[i] = exact.rest;
    left -= exact.whole;
  }
  for (; left > 0; --left) {
    std::size_t best = parts.size();
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (served[i] || shares.of[i] == 0) continue;
      const bool better = best == parts.size() || leftover == Leftover::last ||
                          (leftover == Leftover::largest_remainder && rests[i] > rests[best]) ||
                          (leftover == Leftover::largest_ratio && shares.of[i] > shares.of[best]);
      if (better) best = i;
    }
    if (best == parts.size()) return;
    served[best] = true;
    ++parts[best];
  }
}

}  // namespace

bool has_compound(std::span<const Tax> taxes) {
  for (const Tax& tax : taxes) {
    if (tax.compound) return true;
  }
  return false;
}

Minor compound_within(Checked& sums, std::span<const Tax> taxes, Minor amount, Rounding rounding, Leftover leftover,
                      std::span<Minor> parts) {
  const Shares shares = shares_of(taxes);
  if (shares.sum == 0 || amount <= 0) {
    for (Minor& part : parts) part = 0;
    return 0;
  }
  const Int128 gross = shares.denominator + shares.sum;
  const Quotient exact = multiplied(amount, shares.sum, gross);
  const Minor tax = sums.add(exact.whole, rounds_up(exact, gross, rounding) ? 1 : 0);
  if (!parts.empty()) share_out(tax, shares, leftover, parts);
  return tax;
}

}  // namespace encore
