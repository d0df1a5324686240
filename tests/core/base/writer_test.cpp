// SPDX-License-Identifier: MIT
#include "encore/base/writer.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <optional>
#include <vector>

#include "encore/base/text.hpp"

using namespace encore;

TEST_CASE("the writer places commas between members and elements only") {
  const std::vector<std::optional<std::int64_t>> optionals = {std::nullopt, 2};
  std::string text;
  Writer out(text);
  out.open_object();
  out.member("a", std::int64_t{1});
  out.key("b");
  out.open_array();
  out.open_object();
  out.close_object();
  out.null();
  out.boolean(true);
  out.close_array();
  for (const std::optional<std::int64_t>& value : optionals) out.member("optional", value);
  out.member("c", "x");
  out.close_object();
  CHECK(text == R"({"a":1,"b":[{},null,true],"optional":2,"c":"x"})");
}

TEST_CASE("strings are escaped as JSON.stringify escapes them") {
  std::string text;
  append_json_string(text, std::string_view("\"\\/\b\f\n\r\t\0\x1f\x7f\xc3\xa9", 13));
  CHECK(text == "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f\xc3\xa9\"");
}

TEST_CASE("keys are escaped like any text: some are a document's own") {
  std::string text;
  Writer out(text);
  out.open_object();
  out.member("a\":0,\"b", std::int64_t{1});
  out.key("\\\n");
  out.null();
  out.close_object();
  CHECK(text == R"({"a\":0,\"b":1,"\\\n":null})");
}

TEST_CASE("integers print to their last digit at both ends of 64 bits") {
  std::string text;
  append_integer(text, std::numeric_limits<std::int64_t>::min());
  text.push_back(' ');
  append_integer(text, std::numeric_limits<std::int64_t>::max());
  text.push_back(' ');
  append_hex(text, 0xAB, 4);
  CHECK(text == "-9223372036854775808 9223372036854775807 00ab");
}
