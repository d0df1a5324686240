// SPDX-License-Identifier: MIT
//
// Examples that broke other people's conversions, then properties over random bits. The
// comparison with JavaScript's own printing, 100,000 doubles of it, is a Node test.
#include "encore/base/number.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>

using namespace encore;

namespace {

std::string print(double value) {
  std::string text;
  append_number(text, value);
  return text;
}

std::uint64_t bits(double value) {
  std::uint64_t out = 0;
  std::memcpy(&out, &value, sizeof out);
  return out;
}

double from_bits(std::uint64_t value) {
  double out = 0;
  std::memcpy(&out, &value, sizeof out);
  return out;
}

}  // namespace

TEST_CASE("numbers print as JavaScript prints them") {
  const struct {
    double value;
    const char* text;
  } cases[] = {
      {0.0, "0"},
      {-0.0, "0"},
      {1.0, "1"},
      {-1.5, "-1.5"},
      {0.1, "0.1"},
      {0.1 + 0.2, "0.30000000000000004"},
      {1.0 / 3.0, "0.3333333333333333"},
      {100.0, "100"},
      {1e20, "100000000000000000000"},
      {1e21, "1e+21"},
      {123456789012345680000.0, "123456789012345680000"},
      {1.5e300, "1.5e+300"},
      {0.000001, "0.000001"},
      {0.0000001, "1e-7"},
      {1.5e-7, "1.5e-7"},
      {9007199254740991.0, "9007199254740991"},
      {9007199254740992.0, "9007199254740992"},
      {9007199254740994.0, "9007199254740994"},
      {5e-324, "5e-324"},
      {2.2250738585072014e-308, "2.2250738585072014e-308"},
      {1.7976931348623157e308, "1.7976931348623157e+308"},
      {2.0 / 67108864.0, "2.9802322387695312e-8"},  // two candidates equally close: the even digit
      {4.35, "4.35"},
      {5.684341886080801e-14, "5.684341886080801e-14"},
      {9.5e-322, "9.5e-322"},
  };
  for (const auto& [value, text] : cases) CHECK(print(value) == text);
  CHECK(print(std::numeric_limits<double>::infinity()) == "Infinity");
  CHECK(print(-std::numeric_limits<double>::infinity()) == "-Infinity");
  CHECK(print(std::numeric_limits<double>::quiet_NaN()) == "NaN");
}

TEST_CASE("tokens read to the nearest double, ties to even, however many digits they have") {
  const struct {
    const char* token;
    double value;
  } cases[] = {
      {"0", 0.0},
      {"-12.5e3", -12500.0},
      {"+1", 1.0},
      {".5", 0.5},
      {"5.", 5.0},
      {"1E+2", 100.0},
      {"0.000e999999999999", 0.0},
      {"1e400", std::numeric_limits<double>::infinity()},
      {"-1e999999999999", -std::numeric_limits<double>::infinity()},
      {"1e-400", 0.0},
      {"1e-999999999999", 0.0},
      {"9007199254740993", 9007199254740992.0},                       // a tie: even
      {"9007199254740993.00000000000000000001", 9007199254740994.0},  // just above it
      {"9007199254740995", 9007199254740996.0},                       // a tie: even
      {"2.2250738585072011e-308", 2.225073858507201e-308},            // hung PHP and Java once
      {"2.2250738585072012e-308", 2.2250738585072014e-308},
      {"2.4703282292062327e-324", 0.0},  // half the smallest: even is zero
      {"2.4703282292062328e-324", 5e-324},
      {"1.7976931348623158e308", 1.7976931348623157e308},
      {"1.7976931348623159e308", std::numeric_limits<double>::infinity()},
      {"123456789012345678901234567890", 1.2345678901234568e29},
      {"0.1000000000000000055511151231257827021181583404541015625", 0.1},
  };
  for (const auto& [token, value] : cases) {
    INFO(token);
    CHECK(bits(parse_number(token)) == bits(value));
  }
  CHECK(std::signbit(parse_number("-0")));
}

TEST_CASE("digits past the last that can matter still break a tie") {
  // 2^-1074 x 1.5 has 767 significant digits; one more digit, a thousand places on, makes it larger than the tie.
  std::string tie = "9007199254740993.";
  CHECK(parse_number(tie + std::string(2000, '0')) == 9007199254740992.0);
  CHECK(parse_number(tie + std::string(2000, '0') + "1") == 9007199254740994.0);
  CHECK(parse_number("1" + std::string(308, '0')) == 1e308);
  CHECK(parse_number("0." + std::string(320, '0') + "123") == parse_number("1.23e-321"));
}

TEST_CASE("what is printed reads back as the same double") {
  std::mt19937_64 random(20261121);
  for (int i = 0; i < 20'000; ++i) {
    std::uint64_t pattern = random();
    if (i % 4 == 1) pattern &= ~((std::uint64_t{1} << 52U) - 1);  // powers of two: the gap below is half
    if (i % 4 == 2) pattern &= (std::uint64_t{1} << 52U) - 1;     // subnormals
    const double value = from_bits(pattern);
    if (!std::isfinite(value) || value == 0) continue;
    const std::string text = print(value);
    if (bits(parse_number(text)) != bits(value)) FAIL(text);
  }
}
