// SPDX-License-Identifier: MIT
//
// A JSON document as one flat array of nodes in document order. A container's children
// follow it, and `end` says where its subtree stops, so walking needs no pointers and
// skipping a subtree is one assignment. The tree is a value: it depends on no text,
// parsing or the meaning of keys. Strings point into the parsed text or its arena.
//
// Duplicate keys are kept; `find` returns the last, as JSON.parse does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace encore {

/// Where a node stands in its tree.
using NodeIndex = std::uint32_t;
inline constexpr NodeIndex kNoNode = 0xFFFFFFFF;

enum class NodeKind : std::uint8_t {
  null,
  boolean,
  integer,  // written without fraction or exponent and within int64
  number,   // any other number, as the nearest double; infinite when it overflows
  string,
  array,
  object,
};

struct Node {
  NodeKind kind = NodeKind::null;
  bool boolean = false;
  NodeIndex end = 0;        // one past the last node of this subtree
  std::uint32_t count = 0;  // elements of an array, members of an object
  std::string_view key;     // set when the parent is an object
  std::string_view text;    // set when kind is string
  union {
    std::int64_t integer = 0;
    double number;
  };

  bool is(NodeKind other) const { return kind == other; }
  bool is_container() const { return kind >= NodeKind::array; }
};

class Tree {
 public:
  const Node& operator[](NodeIndex at) const { return nodes[at]; }
  bool empty() const { return nodes.empty(); }

  /// First child of a container, or its `end` where it has none. Step with `next`.
  static NodeIndex first(NodeIndex container) { return container + 1; }
  NodeIndex next(NodeIndex child) const { return nodes[child].end; }

  /// The last member of `object` named `key`, or kNoNode. Anything but an object has none.
  NodeIndex find(NodeIndex object, std::string_view key) const {
    NodeIndex found = kNoNode;
    if (!nodes[object].is(NodeKind::object)) return found;
    for (NodeIndex at = first(object); at < nodes[object].end; at = next(at)) {
      if (nodes[at].key == key) found = at;
    }
    return found;
  }

  std::vector<Node> nodes;    // [0] is the root
  bool whole_numbers = true;  // false where a part of the core met another number, and left it at 0
};

}  // namespace encore
