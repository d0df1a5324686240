// SPDX-License-Identifier: MIT
//
// Hashes against published test vectors, and buckets against the edges of their ranges. The
// whole of it is held against GrowthBook's SDK in tests/node/select.
#include "encore/select/assign.hpp"
#include "encore/select/hash.hpp"
#include "read_sheet.hpp"

using namespace encore;

TEST_CASE("the hashes are FNV-1a") {
  // Landon Curt Noll's test vectors: offset bases and the hash of "a".
  Fnv32 empty;
  CHECK(empty.value() == 0x811C9DC5U);
  Fnv32 a;
  a.take("a");
  CHECK(a.value() == 0xE40C292CU);
  CHECK(fnv64("") == 0xCBF29CE484222325U);
  CHECK(fnv64("foobar") == 0x85944171F73967E8U);
  std::string text;
  append_fnv128(text, "");
  CHECK(text == "6c62272e07bb014262b821756295c58d");
  text.clear();
  append_fnv128(text, "a");
  CHECK(text == "d228cb696f1a8caf78912b704e4a8964");
}

TEST_CASE("texts hash by their UTF-16 units") {
  // U+1F600 is the units D83D DE00; hashing them by hand.
  std::uint32_t state = 0x811C9DC5U;
  for (const std::uint32_t unit : {0xD83DU, 0xDE00U, 0x00E4U}) state = (state ^ unit) * 0x01000193U;
  Fnv32 hash;
  hash.take("\xF0\x9F\x98\x80\xC3\xA4");
  CHECK(hash.value() == state);
}

TEST_CASE("an arm covers the start of its share") {
  const double halves[] = {0.5, 0.5};
  CHECK(arm_of(0, 2, 1, halves, 2) == 0);
  CHECK(arm_of(4999, 2, 1, halves, 2) == 0);
  CHECK(arm_of(5000, 2, 1, halves, 2) == 1);
  CHECK(arm_of(9999, 2, 1, halves, 2) == 1);
  CHECK(arm_of(999, 1, 1, halves, 2) == 1);
  CHECK(arm_of(2000, 2, 0.4, halves, 2) == -1);
  CHECK(arm_of(5000, 2, 0.4, halves, 2) == 1);
  CHECK(arm_of(0, 2, 0, halves, 2) == -1);
  CHECK(arm_of(0, 2, 1, {}, 1) == -1);  // one arm is no experiment
  const double wrong[] = {0.5, 0.3};
  CHECK(arm_of(9999, 2, 1, wrong, 2) == 1);  // equal weights instead
}

TEST_CASE("a forced arm is the inspector's, and an unknown one is not there") {
  ReadSheet read(
      camera_order("", R"({"id":"p"})",
                   R"(,"experiments":[{"key":"k","coverage":0,"variations":[{},{"policy":{"max_offers":1}}]}])"));
  CHECK_FALSE(assign(read.sheet, "v", {}, read.arena).assignments[0].in_experiment);
  const ForcedArm one[] = {{"k", 1}};
  const Assigned forced = assign(read.sheet, "v", one, read.arena);
  CHECK(forced.assignments[0].in_experiment);
  CHECK(forced.patches.size() == 1);
  const ForcedArm seven[] = {{"k", 7}};
  CHECK_FALSE(assign(read.sheet, "v", seven, read.arena).assignments[0].in_experiment);
}

TEST_CASE("holdout shares are those of the policy") {
  ReadSheet read(camera_order("", R"({"id":"p","holdout_bps":1000})"));
  int held = 0;
  for (int i = 0; i < 20'000; ++i) held += held_out(read.sheet, "visitor-" + std::to_string(i)) ? 1 : 0;
  CHECK(held > 1850);
  CHECK(held < 2150);
}
