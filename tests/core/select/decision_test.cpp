// SPDX-License-Identifier: MIT
//
// What a decision says, against the schema that readers of it rely on.
#include "encore/select/decision.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "encore/base/members.hpp"
#include "encore/json/parse.hpp"

using namespace encore;

TEST_CASE("the published stages are those a decision names, in their order") {
  std::ifstream file(ENCORE_SOURCE_DIR "/web/schema/decision-1.schema.json");
  REQUIRE(file);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  Arena arena;
  Tree schema;
  Issue issue;
  REQUIRE(parse(text, 64, arena, schema, issue));
  NodeIndex at = 0;
  for (const std::string_view key : {"$defs", "explained", "properties", "stage", "enum"}) {
    at = node_at(schema, at, key);
    REQUIRE(at != kNoNode);
  }
  std::vector<std::string_view> published;
  for (NodeIndex one = Tree::first(at); one < schema[at].end; one = schema.next(one)) {
    published.push_back(schema[one].text);
  }
  CHECK(published == std::vector<std::string_view>(std::begin(kStages), std::end(kStages)));
  CHECK(word(kStages, Stage::slot) == "slot");
}
