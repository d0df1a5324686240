// SPDX-License-Identifier: MIT
//
// JSON Merge Patch (RFC 7396) on trees, with the sheet's one addition: where the document
// has an array under `candidates` or `product.variants` and the patch an object, the
// object's keys are ids and patch the element of that id. A candidate that the document lacks is
// added at the end where the patch gives its `kind` and `product`; every other id that the
// document lacks is ignored: an arm may name what publishing dropped. Other arrays are replaced
// whole, and null removes, which is the same as absent everywhere in a sheet.
#pragma once

#include <span>

#include "encore/base/arena.hpp"
#include "encore/base/tree.hpp"

namespace encore {

/// A patch: the subtree of `tree` at `node`.
struct PatchRoot {
  const Tree* tree = nullptr;
  NodeIndex node = 0;
};

/// Whether the patch at `node` says enough of a candidate to add it.
bool is_whole_candidate(const Tree& patch, NodeIndex node);

/// `document` after all patches, in their order. Texts are shared with the inputs, not copied: the inputs'
/// arenas, and the texts they were read from, must outlive the result.
void merge_patch(const Tree& document, std::span<const PatchRoot> patches, Arena& arena, Tree& result);

}  // namespace encore
