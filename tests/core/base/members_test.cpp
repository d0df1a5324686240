// SPDX-License-Identifier: MIT
//
// {"text":"a","null":null,"largest":2^53-1,"larger":2^53,"yes":true,"no":false,"text":"b"}, by hand.
#include "encore/base/members.hpp"

#include <catch2/catch.hpp>

using namespace encore;

namespace {

constexpr std::int64_t kLargest = 9'007'199'254'740'991;

Node member(std::string_view key, NodeKind kind, NodeIndex at) {
  Node node;
  node.kind = kind;
  node.key = key;
  node.end = at + 1;
  return node;
}

Tree example() {
  Tree tree;
  Node root;
  root.kind = NodeKind::object;
  root.count = 7;
  root.end = 8;
  tree.nodes = {root,
                member("text", NodeKind::string, 1),
                member("null", NodeKind::null, 2),
                member("largest", NodeKind::integer, 3),
                member("larger", NodeKind::integer, 4),
                member("yes", NodeKind::boolean, 5),
                member("no", NodeKind::boolean, 6),
                member("text", NodeKind::string, 7)};
  tree.nodes[1].text = "a";
  tree.nodes[3].integer = kLargest;
  tree.nodes[4].integer = -kLargest - 1;
  tree.nodes[5].boolean = true;
  tree.nodes[7].text = "b";
  return tree;
}

}  // namespace

TEST_CASE("a member is read as what it is, and of a repeated one the last") {
  const Tree tree = example();
  CHECK(text_at(tree, 0, "text") == "b");
  CHECK(integer_at(tree, 0, "largest") == kLargest);
  CHECK(true_at(tree, 0, "yes"));
  CHECK_FALSE(true_at(tree, 0, "no"));
  CHECK(node_at(tree, 0, "no") == 6);
}

TEST_CASE("what is absent, null, of another kind or past the exact integers is a default") {
  const Tree tree = example();
  CHECK(node_at(tree, 0, "null") == kNoNode);
  for (const std::string_view key : {"none", "null", "largest", "yes"}) {
    CAPTURE(key);
    CHECK(text_at(tree, 0, key).empty());
  }
  for (const std::string_view key : {"none", "null", "text", "yes", "larger"}) {
    CAPTURE(key);
    CHECK_FALSE(integer_at(tree, 0, key).has_value());
  }
  for (const std::string_view key : {"none", "null", "text", "largest"}) {
    CAPTURE(key);
    CHECK_FALSE(true_at(tree, 0, key));
  }
}

TEST_CASE("no object has no members") {
  const Tree tree = example();
  for (const NodeIndex object : {kNoNode, NodeIndex{1}, NodeIndex{3}}) {
    CAPTURE(object);
    CHECK(node_at(tree, object, "text") == kNoNode);
    CHECK(text_at(tree, object, "text").empty());
    CHECK_FALSE(integer_at(tree, object, "largest").has_value());
    CHECK_FALSE(true_at(tree, object, "yes"));
  }
}
