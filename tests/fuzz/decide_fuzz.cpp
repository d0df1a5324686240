// SPDX-License-Identifier: MIT
//
// Any text as a sheet: checked, decided, decided again after another document was read in
// between. Promises: what check passes decide does not refuse; every candidate ends in one slot
// or with its reasons; at most two slots; the same bytes again.
#include "input.hpp"

const encore::fuzz::Plan encore::fuzz::kPlan = {Head::arguments, Body::sheet};

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace encore;
  using namespace encore::fuzz;
  const Input input = split({reinterpret_cast<const char*>(data), size});
  const Answer checked(Operation::check, input.head, input.body);
  const Answer decided(Operation::decide, input.head, input.body);
  if (checked.flag("ok")) promise(!decided.refused(), "what check passes decide does not refuse", decided.text);
  if (decided.refused()) return 0;

  const NodeIndex slots = decided.member("slots");
  const NodeIndex left_out = decided.member("left_out");
  promise(slots != kNoNode && left_out != kNoNode, "a decision has slots and left_out", decided.text);
  promise(decided.tree[slots].count <= 2, "at most two slots", decided.text);
  for (NodeIndex at = Tree::first(left_out); at < decided.tree[left_out].end; at = decided.tree.next(at)) {
    const NodeIndex reasons = decided.tree.find(at, "reasons");
    promise(reasons != kNoNode && decided.tree[reasons].count > 0, "what is left out has a reason", decided.text);
  }
  for (NodeIndex at = Tree::first(slots); at < decided.tree[slots].end; at = decided.tree.next(at)) {
    const NodeIndex quote = decided.tree.find(at, "quote");
    promise(quote != kNoNode && decided.integer(quote, "total") >= 0, "a slot has a price that is not negative",
            decided.text);
  }
  run(Operation::check, "{}", "null");
  run(Operation::decide, "{}", "[]");
  promise(run(Operation::decide, input.head, input.body) == decided.text, "the same bytes again", decided.text);
  return 0;
}
