// SPDX-License-Identifier: MIT
//
// ISO 4217's decimals, the ones people get wrong first.
#include <catch2/catch.hpp>
#include <string>

#include "encore/money/currencies.hpp"

using encore::digits_of;
using encore::is_currency;

TEST_CASE("currencies have the decimals of ISO 4217, not of habit") {
  struct Row {
    const char* code;
    int digits;
  };
  // HUF, IDR, COP, LAK, MMK… are printed without decimals by habit and have two by the standard.
  const Row rows[] = {{"JPY", 0}, {"KRW", 0}, {"CLP", 0}, {"ISK", 0}, {"VND", 0}, {"UYI", 0}, {"XAF", 0},
                      {"XPF", 0}, {"USD", 2}, {"EUR", 2}, {"HUF", 2}, {"IDR", 2}, {"COP", 2}, {"LAK", 2},
                      {"MGA", 2}, {"MRU", 2}, {"XCG", 2}, {"ZWG", 2}, {"SLE", 2}, {"KWD", 3}, {"BHD", 3},
                      {"TND", 3}, {"IQD", 3}, {"JOD", 3}, {"LYD", 3}, {"OMR", 3}, {"CLF", 4}, {"UYW", 4}};
  for (const Row& row : rows) {
    CAPTURE(row.code);
    REQUIRE(is_currency(row.code));
    CHECK(digits_of(row.code) == row.digits);
  }
}

TEST_CASE("what is not an active currency is none") {
  for (const char* code : {"", "US", "USDX", "usd", "XAU", "XXX", "XTS", "XDR", "HRK", "DEM", "ZWL", "ANG", "SDU"}) {
    CAPTURE(code);
    CHECK_FALSE(is_currency(code));
  }
}

TEST_CASE("the table holds 166 currencies") {
  int active = 0;
  for (char a = 'A'; a <= 'Z'; ++a) {
    for (char b = 'A'; b <= 'Z'; ++b) {
      for (char c = 'A'; c <= 'Z'; ++c) {
        const char code[] = {a, b, c};
        if (is_currency(std::string_view(code, 3))) ++active;
      }
    }
  }
  CHECK(active == 166);
}
