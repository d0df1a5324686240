// SPDX-License-Identifier: MIT
//
// Keys are spelled as they came, so that what is read back is the same tree again.
#include "encore/session/json_text.hpp"

#include "encore/base/text.hpp"
#include "encore/base/writer.hpp"

namespace encore::session {

void append_node(std::string& to, const Tree& tree, NodeIndex node) {
  const Node& value = tree[node];
  switch (value.kind) {
    case NodeKind::boolean: to.append(value.boolean ? "true" : "false"); return;
    case NodeKind::integer: append_integer(to, value.integer); return;
    case NodeKind::string: append_json_string(to, value.text); return;
    case NodeKind::null:
    case NodeKind::number: to.append("null"); return;
    case NodeKind::array:
    case NodeKind::object: break;
  }
  const bool object = value.is(NodeKind::object);
  to.push_back(object ? '{' : '[');
  for (NodeIndex child = Tree::first(node); child < value.end; child = tree.next(child)) {
    if (child != Tree::first(node)) to.push_back(',');
    if (object) {
      append_json_string(to, tree[child].key);
      to.push_back(':');
    }
    append_node(to, tree, child);
  }
  to.push_back(object ? '}' : ']');
}

void append_with(std::string& to, const Tree& tree, NodeIndex object, std::string_view key, std::int64_t value) {
  Writer writer(to);
  writer.open_object();
  for (NodeIndex child = Tree::first(object); child < tree[object].end; child = tree.next(child)) {
    writer.key(tree[child].key);
    if (tree[child].key == key) {
      writer.integer(value);
    } else {
      append_node(writer.value(), tree, child);
    }
  }
  writer.close_object();
}

}  // namespace encore::session
