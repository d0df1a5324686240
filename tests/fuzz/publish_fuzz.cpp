// SPDX-License-Identifier: MIT
//
// Any private sheet published. Promises: the page sheet is one that a browser takes, no private
// field is left in it, and deciding on it there is not refused.
#include "input.hpp"

const encore::fuzz::Plan encore::fuzz::kPlan = {Head::arguments, Body::sheet};

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace encore;
  using namespace encore::fuzz;
  const Input input = split({reinterpret_cast<const char*>(data), size});
  const Answer published(Operation::publish, input.head, input.body);
  if (!published.flag("ok")) return 0;
  const NodeIndex sheet = published.member("sheet");
  promise(sheet != kNoNode, "what is published is a sheet", published.text);
  std::string page;
  append_value(page, published.tree, sheet);
  const Answer checked(Operation::check, R"({"page":true})", page);
  const NodeIndex issues = checked.member("issues");
  for (NodeIndex at = Tree::first(issues); at < checked.tree[issues].end; at = checked.tree.next(at)) {
    promise(checked.tree[checked.tree.find(at, "code")].text != "private_field", "no private field is left",
            checked.text + "\n" + page);
    promise(checked.tree[checked.tree.find(at, "scope")].text != "sheet", "a browser takes the page sheet",
            checked.text + "\n" + page);
  }
  const Answer decided(Operation::decide, R"({"page":true,"now":1795255200000})", page);
  promise(!decided.refused(), "a browser decides on the page sheet", decided.text + "\n" + page);
  return 0;
}
