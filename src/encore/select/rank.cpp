// SPDX-License-Identifier: MIT
//
// A max-heap under `before`: its root is the item that comes last.
#include "encore/select/rank.hpp"

#include <cstddef>
#include <utility>

namespace encore {

void rank(std::span<std::uint32_t> items, Before before, const void* context) {
  const auto sift = [&](std::size_t root, std::size_t size) {
    for (std::size_t child = 2 * root + 1; child < size; child = 2 * root + 1) {
      if (child + 1 < size && before(context, items[child], items[child + 1])) ++child;
      if (!before(context, items[root], items[child])) return;
      std::swap(items[root], items[child]);
      root = child;
    }
  };
  for (std::size_t i = items.size() / 2; i-- > 0;) sift(i, items.size());
  for (std::size_t last = items.size(); last-- > 1;) {
    std::swap(items[0], items[last]);
    sift(0, last);
  }
}

}  // namespace encore
