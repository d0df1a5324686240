// SPDX-License-Identifier: MIT
//
// Whether two parts of a document are written alike.
#pragma once

#include "encore/base/tree.hpp"

namespace encore {

/// Whether the subtrees at `a` and `b` say the same, members in the same order; their own keys are not compared.
inline bool alike(const Tree& tree, NodeIndex a, NodeIndex b) {
  if (tree[a].end - a != tree[b].end - b) return false;
  for (NodeIndex i = 0; i < tree[a].end - a; ++i) {
    const Node& one = tree[a + i];
    const Node& other = tree[b + i];
    const bool same = one.kind == other.kind && one.count == other.count && one.text == other.text &&
                      one.integer == other.integer && one.boolean == other.boolean && (i == 0 || one.key == other.key);
    if (!same) return false;
  }
  return true;
}

}  // namespace encore
