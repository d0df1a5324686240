// SPDX-License-Identifier: MIT
//
// A member that is null counts as absent: hosts write either where they have no value.
#include "encore/base/members.hpp"

namespace encore {

namespace {

constexpr std::int64_t kMaxExact = 9'007'199'254'740'991;

}  // namespace

NodeIndex node_at(const Tree& tree, NodeIndex object, std::string_view key) {
  if (object == kNoNode) return kNoNode;
  const NodeIndex found = tree.find(object, key);
  return found == kNoNode || tree[found].is(NodeKind::null) ? kNoNode : found;
}

std::string_view text_at(const Tree& tree, NodeIndex object, std::string_view key) {
  const NodeIndex found = node_at(tree, object, key);
  return found != kNoNode && tree[found].is(NodeKind::string) ? tree[found].text : std::string_view{};
}

std::optional<std::int64_t> integer_at(const Tree& tree, NodeIndex object, std::string_view key) {
  const NodeIndex found = node_at(tree, object, key);
  if (found == kNoNode || !tree[found].is(NodeKind::integer)) return {};
  const std::int64_t value = tree[found].integer;
  if (value > kMaxExact || value < -kMaxExact) return {};
  return value;
}

bool true_at(const Tree& tree, NodeIndex object, std::string_view key) {
  const NodeIndex found = node_at(tree, object, key);
  return found != kNoNode && tree[found].is(NodeKind::boolean) && tree[found].boolean;
}

}  // namespace encore
