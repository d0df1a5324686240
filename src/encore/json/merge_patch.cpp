// SPDX-License-Identifier: MIT
//
// One patch at a time, each a copy of the document with the changes in place: a flat tree
// cannot grow in the middle. Sheets are small and arms are few, so copying costs less than
// a tree of pointers would cost every other reader.
#include "encore/json/merge_patch.hpp"

namespace encore {

namespace {

class Merge {
 public:
  Merge(const Tree& document, const Tree& patch, Tree& result) : document_(document), patch_(patch), to_(result) {}

  // Writes `at` of the document as `by` of the patch changes it. `keyed` is set where an array here is keyed by id.
  void value(NodeIndex at, NodeIndex by, std::string_view key, bool keyed) {
    const bool patched_object = patch_[by].is(NodeKind::object);
    if (patched_object && at != kNoNode && keyed && document_[at].is(NodeKind::array)) {
      elements(at, by, key);
    } else if (patched_object) {
      members(at != kNoNode && document_[at].is(NodeKind::object) ? at : kNoNode, by, key);
    } else {
      copy(patch_, by, key);
    }
  }

 private:
  void members(NodeIndex at, NodeIndex by, std::string_view key) {
    const std::size_t self = open(NodeKind::object, key);
    if (at != kNoNode) {
      for (NodeIndex child = Tree::first(at); child < document_[at].end; child = document_.next(child)) {
        const std::string_view name = document_[child].key;
        const NodeIndex change = patch_.find(by, name);
        if (change == kNoNode) {
          copy(document_, child, name);
        } else if (patch_[change].is(NodeKind::null) || document_.find(at, name) != child) {
          continue;  // removed, or an earlier one of two equal keys
        } else {
          value(child, change, name, name == "candidates" || name == "variants");
        }
        ++to_.nodes[self].count;
      }
    }
    for (NodeIndex change = Tree::first(by); change < patch_[by].end; change = patch_.next(change)) {
      const std::string_view name = patch_[change].key;
      const bool last = patch_.find(by, name) == change;
      if (!last || patch_[change].is(NodeKind::null)) continue;
      if (at != kNoNode && document_.find(at, name) != kNoNode) continue;
      // RFC 7396: an object that meets nothing is merged into an empty one, which drops its nulls.
      value(kNoNode, change, name, false);
      ++to_.nodes[self].count;
    }
    close(self);
  }

  // An array of records, patched by an object whose keys are their ids; null removes the record.
  void elements(NodeIndex at, NodeIndex by, std::string_view key) {
    const std::size_t self = open(NodeKind::array, key);
    for (NodeIndex child = Tree::first(at); child < document_[at].end; child = document_.next(child)) {
      const NodeIndex id = document_.find(child, "id");
      NodeIndex change = kNoNode;
      if (id != kNoNode && document_[id].is(NodeKind::string)) change = patch_.find(by, document_[id].text);
      if (change == kNoNode) {
        copy(document_, child, {});
      } else if (patch_[change].is(NodeKind::null)) {
        continue;
      } else {
        value(child, change, {}, false);
      }
      ++to_.nodes[self].count;
    }
    if (key == "candidates") added(at, by, self);
    close(self);
  }

  // The candidates that only the patch has, each with its key for its id.
  void added(NodeIndex at, NodeIndex by, std::size_t list) {
    for (NodeIndex change = Tree::first(by); change < patch_[by].end; change = patch_.next(change)) {
      const std::string_view id = patch_[change].key;
      if (patch_.find(by, id) != change || !is_whole_candidate(patch_, change) || has(at, id)) continue;
      const std::size_t self = open(NodeKind::object, {});
      Node& named = to_.nodes[open(NodeKind::string, "id")];
      named.text = id;
      close(to_.nodes.size() - 1);
      ++to_.nodes[self].count;
      for (NodeIndex member = Tree::first(change); member < patch_[change].end; member = patch_.next(member)) {
        const std::string_view name = patch_[member].key;
        const bool last = patch_.find(change, name) == member;
        if (name == "id" || !last || patch_[member].is(NodeKind::null)) continue;
        value(kNoNode, member, name, false);
        ++to_.nodes[self].count;
      }
      close(self);
      ++to_.nodes[list].count;
    }
  }

  bool has(NodeIndex list, std::string_view id) const {
    for (NodeIndex child = Tree::first(list); child < document_[list].end; child = document_.next(child)) {
      const NodeIndex at = document_.find(child, "id");
      if (at != kNoNode && document_[at].is(NodeKind::string) && document_[at].text == id) return true;
    }
    return false;
  }

  void copy(const Tree& from, NodeIndex at, std::string_view key) {
    const std::size_t self = to_.nodes.size();
    const auto shift = static_cast<NodeIndex>(self) - at;  // wraps; added back below
    to_.nodes.insert(to_.nodes.end(), from.nodes.data() + at, from.nodes.data() + from.nodes[at].end);
    for (std::size_t i = self; i < to_.nodes.size(); ++i) to_.nodes[i].end += shift;
    to_.nodes[self].key = key;
  }

  std::size_t open(NodeKind kind, std::string_view key) {
    Node& node = to_.nodes.emplace_back();
    node.kind = kind;
    node.key = key;
    return to_.nodes.size() - 1;
  }

  void close(std::size_t self) { to_.nodes[self].end = static_cast<NodeIndex>(to_.nodes.size()); }

  const Tree& document_;
  const Tree& patch_;
  Tree& to_;
};

}  // namespace

bool is_whole_candidate(const Tree& patch, NodeIndex node) {
  return patch[node].is(NodeKind::object) && patch.find(node, "kind") != kNoNode &&
         patch.find(node, "product") != kNoNode;
}

void merge_patch(const Tree& document, std::span<const PatchRoot> patches, Arena&, Tree& result) {
  result.nodes = document.nodes;
  for (const PatchRoot& patch : patches) {
    Tree next;
    next.nodes.reserve(result.nodes.size() + patch.tree->nodes[patch.node].end - patch.node);
    Merge(result, *patch.tree, next).value(0, patch.node, {}, false);
    result.nodes.swap(next.nodes);
  }
}

}  // namespace encore
