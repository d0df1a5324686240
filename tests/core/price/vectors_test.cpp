// SPDX-License-Identifier: MIT
//
// The golden vectors of tests/vectors/price, whose expectations come from an independent
// reference and from paper. A quote must print exactly the expected keys in the expected
// order with the expected values; a refused one must name its fault and operands.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "encore/json/decode.hpp"
#include "encore/json/parse.hpp"
#include "encore/sheet/instant.hpp"
#include "offer.hpp"

using namespace encore;
using namespace encore::test;

namespace {

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in.good());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Tree parsed(std::string_view text, Arena& arena) {
  Tree tree;
  Issue issue;
  REQUIRE(parse(text, 64, arena, tree, issue));
  return tree;
}

// A subtree as a document of its own.
Tree document(const Tree& tree, NodeIndex at) {
  Tree copy;
  for (NodeIndex i = at; i < tree[at].end; ++i) {
    copy.nodes.push_back(tree[i]);
    copy.nodes.back().end -= at;
  }
  copy.nodes[0].key = {};
  return copy;
}

bool same(const Tree& a, const Tree& b) {
  if (a.nodes.size() != b.nodes.size()) return false;
  for (NodeIndex i = 0; i < a.nodes.size(); ++i) {
    const Node& x = a[i];
    const Node& y = b[i];
    if (x.kind != y.kind || x.key != y.key || x.text != y.text || x.end != y.end || x.boolean != y.boolean)
      return false;
    if (x.is(NodeKind::integer) && x.integer != y.integer) return false;
  }
  return true;
}

Text text_at(const Tree& tree, NodeIndex object, std::string_view key) {
  return tree[tree.find(object, key)].text;
}

void run(const Tree& vectors, NodeIndex vector) {
  Arena arena;
  const NodeIndex input = vectors.find(vector, "input");
  const Tree sheet_tree = document(vectors, vectors.find(input, "sheet"));
  Sheet sheet;
  Issues issues;
  DecodeOptions options;
  REQUIRE(decode(sheet_tree, options, arena, sheet, issues));
  REQUIRE(sheet.candidates.size() == 1);

  const std::optional<Instant> now = parse_instant(text_at(vectors, input, "now"));
  REQUIRE(now.has_value());
  const Quoted quoted = quote(sheet, sheet.candidates[0], text_at(vectors, input, "variant_id"),
                              vectors[vectors.find(input, "quantity")].integer, *now, arena);

  const NodeIndex expect = vectors.find(vector, "expect");
  const NodeIndex fault = vectors.find(expect, "fault");
  if (fault != kNoNode) {
    // An id that dangles or an amount that cannot fit is found while decoding already; such a
    // candidate is never priced. Pricing finds the same for terms that reach it another way.
    CHECK(word(quoted.fault) == vectors[fault].text);
    if (const NodeIndex limit = vectors.find(expect, "limit"); limit != kNoNode) {
      CHECK(quoted.limit == vectors[limit].integer);
      CHECK(quoted.actual == vectors[vectors.find(expect, "actual")].integer);
    }
    return;
  }
  const std::string first_issue = issues.empty() ? "" : std::string(word(issues[0].code)) + " at " + issues[0].path;
  REQUIRE(first_issue == "");
  REQUIRE(word(quoted.fault) == "none");
  const std::string text = text_of(quoted.quote);
  CAPTURE(text);
  CHECK(same(parsed(text, arena), document(vectors, expect)));
}

}  // namespace

TEST_CASE("every golden vector of prices comes out to the last minor unit") {
  const char* file = GENERATE("bent", "bundle", "charges", "cross_sell", "digital", "gift", "protection", "references",
                              "refill", "sample", "subscription", "upgrade");
  const std::string text = file_text(std::string(ENCORE_SOURCE_DIR "/tests/vectors/price/") + file + ".json");
  Arena arena;
  const Tree vectors = parsed(text, arena);
  REQUIRE(vectors[0].count > 0);
  for (NodeIndex at = Tree::first(0); at < vectors[0].end; at = vectors.next(at)) {
    INFO(file << ": " << text_at(vectors, at, "name"));
    run(vectors, at);
  }
}
