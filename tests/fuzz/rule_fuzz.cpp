// SPDX-License-Identifier: MIT
//
// Any text as a JsonLogic rule over any data. Promise: a value or a fault, as JSON, within the
// evaluator's own bounds of time and memory (libFuzzer's limits hold it to them).
#include "input.hpp"

const encore::fuzz::Plan encore::fuzz::kPlan = {Head::data, Body::rule};

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace encore;
  using namespace encore::fuzz;
  const Input input = split({reinterpret_cast<const char*>(data), size});
  const Answer answer(Operation::rule, input.head, input.body);
  if (answer.flag("ok")) promise(answer.member("value") != kNoNode, "a rule has a value", answer.text);
  return 0;
}
