// SPDX-License-Identifier: MIT
#include "encore/base/issue.hpp"

#include <catch2/catch.hpp>

using namespace encore;

TEST_CASE("a JSON Pointer escapes tildes and slashes as RFC 6901 says") {
  std::string pointer;
  append_pointer(pointer, "a/b");
  append_pointer(pointer, std::size_t{12});
  append_pointer(pointer, "m~n");
  append_pointer(pointer, "");
  CHECK(pointer == "/a~1b/12/m~0n/");
}

TEST_CASE("an issue prints the operands it has and no others") {
  Issue issue;
  issue.code = code::minimum;
  issue.scope = Scope::candidate;
  issue.path = "/candidates/0";
  std::string text;
  append_issue(text, issue);
  CHECK(text == R"({"code":"minimum","path":"/candidates/0","scope":"candidate"})");

  issue.subject = "\"";
  issue.limit = 0;
  issue.has_limit = true;
  issue.actual = -5;
  issue.has_actual = true;
  issue.line = 2;
  issue.column = 9;
  text.clear();
  append_issues(text, {issue, Issue{}});
  CHECK(text == R"([{"code":"minimum","path":"/candidates/0","scope":"candidate","subject":"\"","limit":0,"actual":-5,)"
                R"("line":2,"column":9},{"code":"type","path":"","scope":"sheet"}])");
}
