// SPDX-License-Identifier: MIT
//
// Any offer priced. Promises: parts sum to the whole, nothing is negative, no discount is above
// the list price, and the terms that a token carries price to the same quote, byte for byte,
// where the request names variant and quantity, as an accept always does (stock, which picks a
// variant where none is named, is no term).
#include "encore/base/issue.hpp"
#include "encore/json/parse.hpp"
#include "input.hpp"

const encore::fuzz::Plan encore::fuzz::kPlan = {Head::arguments, Body::sheet};

namespace {

using namespace encore;
using namespace encore::fuzz;

/// What holds for every quote, whatever the kind.
void hold(const Answer& quoted) {
  const auto of = [&](std::string_view key) { return quoted.integer(0, key); };
  for (const std::string_view key :
       {"unit_price", "list", "discount", "subtotal", "tax", "shipping", "total", "savings"}) {
    promise(of(key) >= 0, "an amount is not negative", quoted.text);
  }
  promise(of("discount") <= of("list"), "a discount is at most the list price", quoted.text);
  const auto given = [&](std::string_view key) { return quoted.member(key) == kNoNode ? 0 : of(key); };
  std::int64_t fees = 0;
  const NodeIndex listed = quoted.member("fees");
  if (listed != kNoNode) {
    for (NodeIndex at = Tree::first(listed); at < quoted.tree[listed].end; at = quoted.tree.next(at)) {
      const NodeIndex included = quoted.tree.find(at, "included");
      if (!quoted.tree[included].boolean) fees += quoted.integer(at, "amount");
    }
  }
  promise(of("total") == of("subtotal") + of("shipping") + (quoted.flag("tax_included") ? 0 : of("tax")) +
                             given("deposit") + fees + given("rounding"),
          "total = subtotal + shipping + added tax + deposit + fees + rounding", quoted.text);
  const NodeIndex taxes = quoted.member("taxes");
  std::int64_t sum = 0;
  for (NodeIndex at = Tree::first(taxes); at < quoted.tree[taxes].end; at = quoted.tree.next(at))
    sum += quoted.integer(at, "amount");
  promise(sum == of("tax"), "the taxes sum to the tax", quoted.text);
  const NodeIndex parts = quoted.member("parts");
  if (parts == kNoNode) return;
  std::int64_t total = 0;
  for (NodeIndex at = Tree::first(parts); at < quoted.tree[parts].end; at = quoted.tree.next(at))
    total += quoted.integer(at, "subtotal");
  promise(total == of("subtotal"), "the parts sum to the subtotal", quoted.text);
}

bool names_what_it_buys(std::string_view head) {
  Arena arena;
  Tree tree;
  Issue issue;
  if (!parse(head, 256, arena, tree, issue)) return false;
  const NodeIndex variant = tree.find(0, "variant_id");
  const NodeIndex quantity = tree.find(0, "quantity");
  return variant != kNoNode && tree[variant].is(NodeKind::string) && !tree[variant].text.empty() &&
         quantity != kNoNode && tree[quantity].is(NodeKind::integer) && tree[quantity].integer != 0;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Input input = split({reinterpret_cast<const char*>(data), size});
  const Answer quoted(Operation::quote, input.head, input.body);
  if (quoted.member("ok") != kNoNode) return 0;
  hold(quoted);
  promise(run(Operation::quote, input.head, input.body) == quoted.text, "the same bytes again", quoted.text);
  if (!names_what_it_buys(input.head)) return 0;
  const Answer terms(Operation::terms, input.head, input.body);
  promise(!terms.refused(), "what has a price has terms", terms.text);
  const Answer again(Operation::quote, input.head, terms.text);
  promise(again.text == quoted.text, "the terms price to the same quote",
          terms.text + "\n" + again.text + "\n" + quoted.text);
  return 0;
}
