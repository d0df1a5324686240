// SPDX-License-Identifier: MIT
//
// Splitting, asking, and the one promise that holds for every operation.
#include "input.hpp"

#include <cstdio>
#include <cstdlib>

#include "encore/base/issue.hpp"
#include "encore/base/writer.hpp"
#include "encore/json/parse.hpp"

namespace encore::fuzz {

Input split(std::string_view bytes) {
  const std::size_t line = bytes.find('\n');
  if (line == std::string_view::npos) return {"{}", bytes};
  return {bytes.substr(0, line), bytes.substr(line + 1)};
}

void broken(std::string_view promise, std::string_view answer) {
  std::fprintf(stderr, "broken promise: %.*s\nanswer: %.*s\n", static_cast<int>(promise.size()), promise.data(),
               static_cast<int>(answer.size()), answer.data());
  std::abort();
}

Answer::Answer(Operation operation, std::string_view head, std::string_view body) : text(run(operation, head, body)) {
  Issue issue;
  promise(parse(text, 1024, arena, tree, issue), "an answer is JSON", text);
  promise(tree[0].is(NodeKind::object), "an answer is an object", text);
}

bool Answer::refused() const {
  return member("issues") != kNoNode && member("ok") != kNoNode && !flag("ok");
}

bool Answer::flag(std::string_view key) const {
  const NodeIndex at = member(key);
  return at != kNoNode && tree[at].is(NodeKind::boolean) && tree[at].boolean;
}

std::int64_t Answer::integer(NodeIndex object, std::string_view key) const {
  const NodeIndex at = tree.find(object, key);
  promise(at != kNoNode && tree[at].is(NodeKind::integer), key, text);
  return tree[at].integer;
}

void append_value(std::string& to, const Tree& tree, NodeIndex at) {
  const Node& node = tree[at];
  switch (node.kind) {
    case NodeKind::null: to.append("null"); break;
    case NodeKind::boolean: to.append(node.boolean ? "true" : "false"); break;
    case NodeKind::integer: to.append(std::to_string(node.integer)); break;
    case NodeKind::number: {
      char digits[32];
      to.append(digits, static_cast<std::size_t>(std::snprintf(digits, sizeof digits, "%.17g", node.number)));
      break;
    }
    case NodeKind::string: append_json_string(to, node.text); break;
    case NodeKind::array:
    case NodeKind::object: {
      const bool named = node.is(NodeKind::object);
      to.push_back(named ? '{' : '[');
      for (NodeIndex child = Tree::first(at); child < node.end; child = tree.next(child)) {
        if (child != Tree::first(at)) to.push_back(',');
        if (named) append_json_string(to, tree[child].key), to.push_back(':');
        append_value(to, tree, child);
      }
      to.push_back(named ? '}' : ']');
    }
  }
}

}  // namespace encore::fuzz
