// SPDX-License-Identifier: MIT
//
// The examples of RFC 7396, appendix A, then what the sheet adds to it.
#include "encore/json/merge_patch.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "encore/base/number.hpp"
#include "encore/base/writer.hpp"
#include "encore/json/parse.hpp"

using namespace encore;

namespace {

void print(const Tree& tree, NodeIndex at, Writer& out) {
  const Node& node = tree[at];
  switch (node.kind) {
    case NodeKind::null: return out.null();
    case NodeKind::boolean: return out.boolean(node.boolean);
    case NodeKind::integer: return out.integer(node.integer);
    case NodeKind::string: return out.string(node.text);
    case NodeKind::number: {
      std::string text;
      append_number(text, node.number);
      return out.raw(text);
    }
    case NodeKind::array:
    case NodeKind::object: {
      const bool object = node.is(NodeKind::object);
      object ? out.open_object() : out.open_array();
      std::uint32_t count = 0;
      for (NodeIndex child = Tree::first(at); child < node.end; child = tree.next(child), ++count) {
        if (object) out.key(tree[child].key);
        print(tree, child, out);
      }
      REQUIRE(count == node.count);
      return object ? out.close_object() : out.close_array();
    }
  }
}

std::string patched(std::string_view document, const std::vector<std::string>& patches) {
  Arena arena;
  Issue issue;
  Tree tree;
  REQUIRE(parse(document, 64, arena, tree, issue));
  std::vector<Tree> trees(patches.size());
  std::vector<PatchRoot> roots;
  for (std::size_t i = 0; i < patches.size(); ++i) {
    REQUIRE(parse(patches[i], 64, arena, trees[i], issue));
    roots.push_back({&trees[i], 0});
  }
  Tree result;
  merge_patch(tree, roots, arena, result);
  CHECK(result[0].end == result.nodes.size());
  std::string text;
  Writer out(text);
  print(result, 0, out);
  return text;
}

}  // namespace

TEST_CASE("the examples of RFC 7396 hold") {
  const char* cases[][3] = {
      {R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})"},
      {R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})"},
      {R"({"a":"b"})", R"({"a":null})", R"({})"},
      {R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})"},
      {R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})"},
      {R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})"},
      {R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})"},
      {R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})"},
      {R"(["a","b"])", R"(["c","d"])", R"(["c","d"])"},
      {R"({"a":"b"})", R"(["c"])", R"(["c"])"},
      {R"({"a":"foo"})", R"(null)", R"(null)"},
      {R"({"a":"foo"})", R"("bar")", R"("bar")"},
      {R"({"e":null})", R"({"a":1})", R"({"e":null,"a":1})"},
      {R"([1,2])", R"({"a":"b","c":null})", R"({"a":"b"})"},
      {R"({})", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})"},
  };
  for (const auto& [document, patch, result] : cases) {
    INFO(document << " + " << patch);
    CHECK(patched(document, {patch}) == result);
  }
}

TEST_CASE("candidates and variants are patched by their ids") {
  const std::string document =
      R"({"policy":{"id":"p"},"candidates":[{"id":"a","product":{"variants":[{"id":"s","price":5},{"id":"m","price":6}]}},)"
      R"({"id":"b","copy":{"headline":"B"}}]})";
  CHECK(
      patched(document, {R"({"candidates":{"a":{"product":{"variants":{"m":{"price":4}}}}}})"}) ==
      R"({"policy":{"id":"p"},"candidates":[{"id":"a","product":{"variants":[{"id":"s","price":5},{"id":"m","price":4}]}},)"
      R"({"id":"b","copy":{"headline":"B"}}]})");
  CHECK(patched(document,
                {R"({"candidates":{"b":{"copy":{"headline":null,"body":"x"}},"a":null,"zz":{"priority":1}}})"}) ==
        R"({"policy":{"id":"p"},"candidates":[{"id":"b","copy":{"body":"x"}}]})");
}

TEST_CASE("other arrays are replaced whole, and an array replaces a keyed one") {
  CHECK(patched(R"({"candidates":[{"id":"a","taxes":[1,2]}]})", {R"({"candidates":{"a":{"taxes":[3]}}})"}) ==
        R"({"candidates":[{"id":"a","taxes":[3]}]})");
  CHECK(patched(R"({"candidates":[{"id":"a"}]})", {R"({"candidates":[{"id":"z"}]})"}) ==
        R"({"candidates":[{"id":"z"}]})");
}

TEST_CASE("patches apply in their order") {
  CHECK(patched(R"({"policy":{"max_offers":2}})",
                {R"({"policy":{"max_offers":1}})", R"({"policy":{"second_offer":"never"}})",
                 R"({"policy":{"max_offers":2}})"}) == R"({"policy":{"max_offers":2,"second_offer":"never"}})");
  CHECK(patched(R"({"a":1})", {}) == R"({"a":1})");
}

TEST_CASE("equal keys count once, the last one") {
  CHECK(patched(R"({"a":1,"a":{"b":1}})", {R"({"a":{"c":2}})"}) == R"({"a":{"b":1,"c":2}})");
  CHECK(patched(R"({"a":1})", {R"({"a":2,"a":3,"b":1,"b":null})"}) == R"({"a":3})");
}
