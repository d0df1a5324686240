// SPDX-License-Identifier: MIT
//
// Leftover units are handed out by picking the best unserved part again and again. That is
// quadratic in the number of parts, and parts are bundle components and taxes: a handful.
// A part is marked as served by the one unit it got, so no second list is needed.
#include "encore/money/allocate.hpp"

#include "encore/base/int128.hpp"

namespace encore {

void allocate(Minor amount, std::span<const std::int64_t> weights, Leftover leftover, std::span<Minor> parts) {
  if (parts.empty()) return;
  Int128 whole = 0;
  for (const std::int64_t weight : weights) whole += weight;
  for (Minor& part : parts) part = 0;
  if (whole == 0) {
    parts[0] = amount;
    return;
  }

  const auto exact = [&](std::size_t i) { return static_cast<Int128>(amount) * weights[i]; };
  Minor left = amount;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i] = static_cast<Minor>(exact(i) / whole);
    left -= parts[i];
  }

  while (left > 0) {
    std::size_t best = parts.size();
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto cut = exact(i) - parts[i] * whole;  // negative once served
      if (weights[i] == 0 || cut < 0) continue;
      bool better = best == parts.size();
      if (!better) {
        switch (leftover) {
          case Leftover::first: break;
          case Leftover::last: better = true; break;
          case Leftover::largest_remainder: better = cut > exact(best) - parts[best] * whole; break;
          case Leftover::largest_ratio: better = weights[i] > weights[best]; break;
        }
      }
      if (better) best = i;
    }
    if (best == parts.size()) return;  // only where a weight was negative, which the caller promised not to
    ++parts[best];
    --left;
  }
}

}  // namespace encore
