// SPDX-License-Identifier: MIT
#include <string>

#include "encore/rules/numeric_text.hpp"
#include "encore/rules/utf16.hpp"

using namespace encore;

TEST_CASE("length counts UTF-16 units") {
  CHECK(utf16_length("") == 0);
  CHECK(utf16_length("abc") == 3);
  CHECK(utf16_length("\xC3\xA9") == 1);          // é
  CHECK(utf16_length("\xE2\x82\xAC") == 1);      // €
  CHECK(utf16_length("\xF0\x9F\x98\x80") == 2);  // 😀
}

TEST_CASE("a slice keeps whole characters and marks halves of a pair") {
  const std::string text = "a\xF0\x9F\x98\x80\xC3\xA9";  // a😀é
  const auto slice = [&](std::size_t from, std::size_t to) {
    std::string out;
    append_utf16_slice(out, text, from, to);
    return out;
  };
  CHECK(slice(0, 4) == text);
  CHECK(slice(1, 3) == "\xF0\x9F\x98\x80");
  CHECK(slice(0, 2) == "a\xEF\xBF\xBD");
  CHECK(slice(2, 4) == "\xEF\xBF\xBD\xC3\xA9");
  CHECK(slice(3, 4) == "\xC3\xA9");
  CHECK(slice(2, 2).empty());
  CHECK(slice(4, 9).empty());
}

TEST_CASE("astral characters order before U+E000 to U+FFFF, as their units do") {
  const std::string astral = "\xF0\x9F\x98\x80";   // U+1F600
  const std::string private_use = "\xEE\x80\x80";  // U+E000
  const std::string last_bmp = "\xEF\xBF\xBF";     // U+FFFF
  const std::string before = "\xED\x9F\xBF";       // U+D7FF
  CHECK(compare_utf16(astral, private_use) < 0);
  CHECK(compare_utf16(last_bmp, astral) > 0);
  CHECK(compare_utf16(before, astral) < 0);
  CHECK(compare_utf16("a", astral) < 0);
  CHECK(compare_utf16("ab", "a") > 0);
  CHECK(compare_utf16(astral, astral) == 0);
}

TEST_CASE("text is a number as JavaScript reads it") {
  CHECK(text_to_number("") == 0);
  CHECK(text_to_number(" \n\t\xC2\xA0 12 \xE2\x80\xA8") == 12);
  CHECK(text_to_number("0x1F") == 31);
  CHECK(text_to_number("0b101") == 5);
  CHECK(text_to_number("0o17") == 15);
  CHECK(text_to_number(".5") == 0.5);
  CHECK(text_to_number("5.") == 5);
  CHECK(text_to_number("0x20000000000001") == 9007199254740992.0);  // half to even
  CHECK(text_to_number("0x20000000000003") == 9007199254740996.0);
  for (const char* none : {"3abc", "0x", "-0x1F", "1e", "Infinit", "--3", "1_000", ".", "+", "0b2"}) {
    const double value = text_to_number(none);
    CHECK(value != value);
  }
  CHECK(text_prefix_to_number("  3abc") == 3);
  CHECK(text_prefix_to_number("1e") == 1);
  CHECK(text_prefix_to_number("0x1F") == 0);
}
