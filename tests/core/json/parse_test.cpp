// SPDX-License-Identifier: MIT
#include "encore/json/parse.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace encore;

namespace {

struct Parsed {
  Arena arena;
  Tree tree;
  Issue issue;
  bool ok = false;

  explicit Parsed(std::string_view text, std::size_t max_depth = 64) {
    ok = parse(text, max_depth, arena, tree, issue);
  }
};

}  // namespace

TEST_CASE("a tree holds each kind of value, in document order") {
  const std::string text = R"( {"a":[1,-2,2.5,"x\u00e9\ud83d\ude00",true,false,null,{}],"b":{"c":[]}} )";
  const Parsed parsed(text);
  REQUIRE(parsed.ok);
  const Tree& tree = parsed.tree;
  REQUIRE(tree[0].is(NodeKind::object));
  CHECK(tree[0].count == 2);
  CHECK(tree[0].end == tree.nodes.size());
  const NodeIndex a = tree.find(0, "a");
  REQUIRE(tree[a].is(NodeKind::array));
  CHECK(tree[a].count == 8);
  CHECK(tree[a + 1].integer == 1);
  CHECK(tree[a + 2].integer == -2);
  CHECK(tree[a + 3].is(NodeKind::number));
  CHECK(tree[a + 3].number == 2.5);
  CHECK(tree[a + 4].text == "x\xc3\xa9\xf0\x9f\x98\x80");
  CHECK(tree[a + 5].boolean);
  CHECK_FALSE(tree[a + 6].boolean);
  CHECK(tree[a + 7].is(NodeKind::null));
  CHECK(tree[a + 8].is(NodeKind::object));
  CHECK(tree.next(a) == tree.find(0, "b"));
  CHECK(tree.find(a, "b") == kNoNode);
}

TEST_CASE("a string without escapes points into the text, one with escapes does not") {
  const std::string text = R"({"key":"as it stands","k\u0065y":"a\ttab"})";
  const Parsed parsed(text);
  REQUIRE(parsed.ok);
  const auto inside = [&](std::string_view part) {
    return part.data() >= text.data() && part.data() + part.size() <= text.data() + text.size();
  };
  CHECK(parsed.tree[1].key == "key");
  CHECK(parsed.tree[1].text == "as it stands");
  CHECK(inside(parsed.tree[1].key));
  CHECK(inside(parsed.tree[1].text));
  CHECK(parsed.tree[2].key == "key");
  CHECK(parsed.tree[2].text == "a\ttab");
  CHECK_FALSE(inside(parsed.tree[2].key));
  CHECK_FALSE(inside(parsed.tree[2].text));
}

TEST_CASE("strings of every length, with anything special at every place, are read as the library alone reads them") {
  // Eight bytes are looked at together: each special byte at each place of up to three words, before and after others.
  const std::string_view specials[] = {
      "",     "\\n",     "\\\"", "\\\\",         "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80",
      "\x7f", "\\u00e9", "\xff", "\xed\xa0\x80", "\x1f"};
  const std::string_view meanings[] = {"",     "\n",       "\"", "\\", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80",
                                       "\x7f", "\xc3\xa9", "",   "",   ""};
  for (std::size_t length = 0; length <= 24; ++length) {
    for (std::size_t at = 0; at <= length; ++at) {
      for (std::size_t i = 0; i < std::size(specials); ++i) {
        const std::string before(at, 'a');
        const std::string after(length - at, '!');
        const std::string text = "[\"" + before + std::string(specials[i]) + after + "\",\"next\"]";
        const Parsed parsed(text);
        INFO(text);
        const bool sound = i < 9;
        REQUIRE(parsed.ok == sound);
        if (sound) {
          CHECK(parsed.tree[1].text == before + std::string(meanings[i]) + after);
          CHECK(parsed.tree[2].text == "next");
        } else {
          CHECK(parsed.issue.code == (i == 11 ? code::syntax : code::utf8));
          CHECK(parsed.issue.column == static_cast<int>(at) + 3);
        }
      }
    }
  }
}

TEST_CASE("a text that ends inside of a string is refused, wherever it ends") {
  const std::string text = R"({"key":"value \u00e9","next":["\"\\"]})";
  REQUIRE(Parsed(text).ok);
  for (std::size_t size = 0; size < text.size(); ++size) {
    INFO(size);
    const auto exact = std::make_unique<char[]>(size);  // so that a sanitizer sees a read past the end
    text.copy(exact.get(), size);
    const Parsed parsed(std::string_view(exact.get(), size));
    CHECK_FALSE(parsed.ok);
    CHECK(parsed.issue.code == code::syntax);
  }
}

TEST_CASE("of two equal keys the last one counts") {
  const Parsed parsed(R"({"a":1,"b":2,"a":3})");
  REQUIRE(parsed.ok);
  CHECK(parsed.tree[parsed.tree.find(0, "a")].integer == 3);
}

TEST_CASE("integral tokens stay exact to the ends of 64 bits, others become the nearest double") {
  const Parsed parsed(
      "[9223372036854775807,-9223372036854775808,9223372036854775808,18446744073709551615,"
      "-9223372036854775809,2500.0,1e2,0.1,-0]");
  REQUIRE(parsed.ok);
  const Tree& tree = parsed.tree;
  CHECK(tree[1].integer == 9223372036854775807);
  CHECK(tree[2].integer == -9223372036854775807 - 1);
  CHECK(tree[3].number == 9223372036854775808.0);
  CHECK(tree[4].number == 18446744073709551616.0);  // the library alone would say -1 to a careless reader
  CHECK(tree[5].number == -9223372036854775808.0);
  CHECK(tree[6].is(NodeKind::number));
  CHECK(tree[6].number == 2500.0);
  CHECK(tree[7].number == 100.0);
  CHECK(tree[8].number == 0.1);
  CHECK(tree[9].is(NodeKind::integer));
}

TEST_CASE("text that is not JSON is a syntax issue with its place") {
  const struct {
    const char* text;
    int line;
    int column;
  } cases[] = {{"", 1, 1},
               {"{\"a\":1,}", 1, 8},
               {"[1\"two\"]", 1, 7},
               {"[-\"abc\"]", 1, 3},
               {"[\"x\",1.\"abc\"]", 1, 8},
               {"t\"u\"", 1, 2},
               {"{1\",\"", 1, 2},
               {"00\"a\":", 1, 2},
               {"{\"a\" \"b\"}", 1, 8},
               {"[1,\n 2\n 3]", 3, 2},
               {"\"\xc3\xa9\" x", 1, 5},
               {"[\"\\ud800\"]", 1, 9},
               {"01", 1, 2},
               {"[1] [2]", 1, 5},
               {"nul", 1, 4}};
  for (const auto& [text, line, column] : cases) {
    INFO(text);
    const Parsed parsed(text);
    REQUIRE_FALSE(parsed.ok);
    CHECK(parsed.issue.code == code::syntax);
    CHECK(parsed.issue.path.empty());
    CHECK(parsed.issue.line == line);
    CHECK(parsed.issue.column == column);
  }
}

TEST_CASE("a NUL does not end the text") {
  for (const std::string_view text : {std::string_view("{}\0", 3), std::string_view("[1] \0{", 6)}) {
    const Parsed parsed(text);
    REQUIRE_FALSE(parsed.ok);
    CHECK(parsed.issue.code == code::syntax);
    CHECK(parsed.issue.column == static_cast<int>(text.find('\0')) + 1);
  }
  // A fault that comes earlier in the text is reported first.
  CHECK(Parsed(std::string_view("]\0", 2)).issue.column == 1);
  CHECK(Parsed(std::string_view("1e400\0", 6)).issue.code == code::number_range);
  CHECK(Parsed(std::string_view("[\0", 2), 0).issue.code == code::depth);
  CHECK(Parsed(std::string_view("[\"\0\"]", 5)).issue.code == code::syntax);
}

TEST_CASE("bytes that are not UTF-8 are an issue of their own") {
  for (const char* text :
       {"\"\xff\"", "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"", "\"\xe2\x82\"", "\"\xf5\""}) {
    const Parsed parsed(text);
    REQUIRE_FALSE(parsed.ok);
    CHECK(parsed.issue.code == code::utf8);
    CHECK(parsed.issue.line == 1);
    CHECK(parsed.issue.column == 2);
  }
}

TEST_CASE("nesting is refused one level past the limit") {
  CHECK(Parsed(std::string(64, '[') + std::string(64, ']')).ok);
  const Parsed parsed(std::string(65, '[') + std::string(65, ']'));
  REQUIRE_FALSE(parsed.ok);
  CHECK(parsed.issue.code == code::depth);
  CHECK(parsed.issue.limit == 64);
  CHECK(Parsed("[{\"a\":[]},[[]]]", 3).ok);
  CHECK_FALSE(Parsed("[{\"a\":[{}]}]", 3).ok);
}

TEST_CASE("a number that no double holds is refused, not rounded to infinity") {
  for (const char* text : {"1e400", "[-1e999]", "{\"a\":2e308}"}) {
    const Parsed parsed(text);
    REQUIRE_FALSE(parsed.ok);
    CHECK(parsed.issue.code == code::number_range);
  }
  CHECK(Parsed("1e308").ok);
  CHECK(Parsed("1e-400").ok);
}

TEST_CASE("a document of more values than any sheet needs is refused before it fills the memory") {
  std::string text = "[0";
  for (std::size_t i = 0; i < kMaxValues; ++i) text += ",0";
  const Parsed parsed(text + "]");
  REQUIRE_FALSE(parsed.ok);
  CHECK(parsed.issue.code == code::too_many_values);
}
