// SPDX-License-Identifier: MIT
#include "encore/sheet/instant.hpp"

#include <catch2/catch.hpp>

using namespace encore;

namespace {
std::string print(std::int64_t instant) {
  std::string text;
  append_instant(text, instant);
  return text;
}
std::string months_after(const char* text, std::int64_t months) {
  return print(add_months(*parse_instant(text), months));
}
}  // namespace

TEST_CASE("times are read in any zone and printed in UTC with milliseconds") {
  CHECK(parse_instant("1970-01-01T00:00:00Z") == 0);
  CHECK(print(*parse_instant("2026-11-21T11:05:00.1239+01:00")) == "2026-11-21T10:05:00.123Z");
  CHECK(print(*parse_instant("2026-03-01T00:30:00-23:59")) == "2026-03-02T00:29:00.000Z");
  CHECK(print(*parse_instant("2024-02-29T23:59:59.999999999Z")) == "2024-02-29T23:59:59.999Z");
  CHECK(print(*parse_instant("9999-12-31T23:59:59Z")) == "9999-12-31T23:59:59.000Z");
}

TEST_CASE("letters may be small, and a leap second is the start of the next minute") {
  CHECK(print(*parse_instant("2026-11-21t10:05:00z")) == "2026-11-21T10:05:00.000Z");
  CHECK(print(*parse_instant("2016-12-31T23:59:60Z")) == "2017-01-01T00:00:00.000Z");
}

TEST_CASE("a time of another shape, or of a day that is not, is no time") {
  for (const char* text :
       {"", "2026-11-21", "2026-11-21T10:05Z", "2026-11-21T10:05:00", "2026-11-21 10:05:00Z", "2026-11-21T24:00:00Z",
        "2026-11-21T10:60:00Z", "2026-11-21T10:05:61Z", "2026-11-21T10:05:00.Z", "2026-11-21T10:05:00.0000000001Z",
        "2026-11-21T10:05:00+24:00", "2026-11-21T10:05:00+0100", "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z", "2026-00-01T00:00:00Z", "2026-13-01T00:00:00Z", "1969-12-31T23:59:59Z",
        "2026-11-21T10:05:00ZZ"}) {
    INFO(text);
    CHECK_FALSE(parse_instant(text));
  }
}

TEST_CASE("every day from 1970 to 2400 survives printing and reading") {
  for (std::int64_t day = 0; day < 157'000; ++day) {
    const std::int64_t instant = day * 86'400'000 + 43'200'001;
    if (parse_instant(print(instant)) != instant) FAIL(day);
  }
}

TEST_CASE("a month later is the same day, or the month's last") {
  CHECK(months_after("2026-01-31T10:00:00Z", 1) == "2026-02-28T10:00:00.000Z");
  CHECK(months_after("2028-01-31T10:00:00Z", 1) == "2028-02-29T10:00:00.000Z");
  CHECK(months_after("2026-01-31T10:00:00Z", 2) == "2026-03-31T10:00:00.000Z");
  CHECK(months_after("2026-11-30T10:00:00Z", 14) == "2028-01-30T10:00:00.000Z");
  CHECK(months_after("2026-12-15T10:00:00Z", 12) == "2027-12-15T10:00:00.000Z");
  CHECK(months_after("2024-02-29T10:00:00Z", 12) == "2025-02-28T10:00:00.000Z");
}
