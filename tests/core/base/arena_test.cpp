// SPDX-License-Identifier: MIT
#include "encore/base/arena.hpp"

#include <catch2/catch.hpp>
#include <cstdint>

using namespace encore;

TEST_CASE("an arena constructs what it hands out, even in memory used before") {
  struct Record {
    std::int64_t value = 7;
  };
  Arena arena;
  for (Record& record : arena.array<Record>(100)) record.value = 1;
  arena.clear();
  for (const Record& record : arena.array<Record>(100)) CHECK(record.value == 7);
}

TEST_CASE("an arena aligns each record and keeps earlier ones when it grows") {
  Arena arena;
  const std::string_view kept = arena.text("kept");
  for (int i = 0; i < 200; ++i) {
    arena.text("x");
    const auto address = reinterpret_cast<std::uintptr_t>(arena.make<std::int64_t>());
    REQUIRE(address % alignof(std::int64_t) == 0);
  }
  arena.array<std::int64_t>(100'000);
  CHECK(kept == "kept");
  CHECK(arena.array<int>(0).empty());
}
