// SPDX-License-Identifier: MIT
//
// The walk: literals are themselves, arrays evaluate element by element, an object with
// exactly one key is an operation.
#include "encore/rules/evaluate.hpp"

#include <vector>

namespace encore {

namespace {

using Type = RuleValue::Type;

/// The operands as written: an array's elements, or the one value without brackets.
struct Operands {
  const Tree& tree;
  NodeIndex given;  // the member's value

  bool bracketed() const { return tree[given].is(NodeKind::array); }
  std::size_t size() const { return bracketed() ? tree[given].count : 1; }
  NodeIndex operator[](std::size_t wanted) const {
    if (!bracketed()) return wanted == 0 ? given : kNoNode;
    if (wanted >= tree[given].count) return kNoNode;
    NodeIndex at = Tree::first(given);
    while (wanted-- > 0) at = tree.next(at);
    return at;
  }
};

RuleValue evaluate_given(Evaluation& run, NodeIndex at, const RuleValue& data) {
  return at == kNoNode ? RuleValue{} : evaluate(run, at, data);
}

RuleValue branch(Evaluation& run, const Operands& operands, const RuleValue& data) {
  std::size_t at = 0;
  for (; at + 1 < operands.size(); at += 2) {
    const bool taken = truthy(evaluate(run, operands[at], data));
    if (run.failed()) return {};
    if (taken) return evaluate(run, operands[at + 1], data);
  }
  return at < operands.size() ? evaluate(run, operands[at], data) : RuleValue::null();
}

/// `and` stops at the first falsy value, `or` at the first truthy one; else the last.
RuleValue connect(Evaluation& run, const Operands& operands, const RuleValue& data, bool stop) {
  RuleValue current;
  for (std::size_t i = 0; i < operands.size() && !run.failed(); ++i) {
    current = evaluate(run, operands[i], data);
    if (truthy(current) == stop) break;
  }
  return current;
}

enum class Over : std::uint8_t { map, filter, all, some, none };

RuleValue over_array(Evaluation& run, NodeIndex at, const Operands& operands, const RuleValue& data, Over what) {
  const RuleValue source = evaluate_given(run, operands[0], data);
  if (run.failed()) return {};
  const std::span<const RuleValue> items = elements(source, run.memory);
  const bool gathers = what == Over::map || what == Over::filter;
  if (!gathers && items.empty()) return RuleValue::of(what == Over::none);
  std::vector<RuleValue> gathered;
  for (const RuleValue& item : items) {
    const RuleValue result = evaluate_given(run, operands[1], item);
    if (run.failed()) return {};
    if (what == Over::map) {
      gathered.push_back(result);
    } else if (what == Over::filter) {
      if (truthy(result)) gathered.push_back(item);
    } else if (truthy(result) != (what == Over::all)) {
      return RuleValue::of(what == Over::some);  // the first that settles it
    }
  }
  if (gathers) return make_array(run, at, gathered);
  return RuleValue::of(what != Over::some);
}

RuleValue reduce(Evaluation& run, NodeIndex at, const Operands& operands, const RuleValue& data) {
  const RuleValue source = evaluate_given(run, operands[0], data);
  RuleValue accumulator = operands[2] == kNoNode ? RuleValue::null() : evaluate(run, operands[2], data);
  if (run.failed()) return {};
  for (const RuleValue& item : elements(source, run.memory)) {
    const std::span<RuleMember> scope = run.memory.array<RuleMember>(2);
    scope[0] = {"current", item};
    scope[1] = {"accumulator", accumulator};
    const RuleValue data_here = RuleValue::object(scope);
    if (data_here.depth > kMaxValueDepth) return run.fail(RuleFault::too_costly, at);
    accumulator = evaluate_given(run, operands[1], data_here);
    if (run.failed()) return {};
  }
  return accumulator;
}

RuleValue evaluate_array(Evaluation& run, NodeIndex at, const RuleValue& data) {
  std::vector<RuleValue> items;
  for (NodeIndex item = Tree::first(at); item < run.rule[at].end; item = run.rule.next(item)) {
    items.push_back(evaluate(run, item, data));
    if (run.failed()) return {};
  }
  return make_array(run, at, items);
}

}  // namespace

NodeIndex operation_of(const Tree& tree, NodeIndex object) {
  NodeIndex last = kNoNode;
  for (NodeIndex at = Tree::first(object); at < tree[object].end; at = tree.next(at)) {
    if (last != kNoNode && tree[at].key != tree[last].key) return kNoNode;
    last = at;
  }
  return last;
}

RuleValue Evaluation::fail(RuleFault what, NodeIndex at) {
  if (!failed()) {
    fault = what;
    fault_at = at;
  }
  return {};
}

RuleValue make_array(Evaluation& run, NodeIndex at, std::span<const RuleValue> items) {
  // At least one place, so that two empty arrays are two.
  const std::span<RuleValue> kept = run.memory.array<RuleValue>(items.empty() ? 1 : items.size());
  for (std::size_t i = 0; i < items.size(); ++i) kept[i] = items[i];
  const RuleValue made = RuleValue::array(kept.first(items.size()));
  return made.depth > kMaxValueDepth ? run.fail(RuleFault::too_costly, at) : made;
}

RuleValue evaluate(Evaluation& run, NodeIndex at, const RuleValue& data) {
  run.memory.spend(RuleMemory::kStep);
  if (run.memory.exhausted()) return run.fail(RuleFault::too_costly, at);
  const Node& node = run.rule[at];
  if (node.is(NodeKind::array)) return evaluate_array(run, at, data);
  if (!node.is(NodeKind::object)) return RuleValue::of(run.rule, at);
  const NodeIndex member = operation_of(run.rule, at);
  if (member == kNoNode) return RuleValue::of(run.rule, at);

  const std::string_view name = run.rule[member].key;
  const Operands operands{run.rule, member};
  if (name == "if" || name == "?:") return branch(run, operands, data);
  if (name == "and") return connect(run, operands, data, false);
  if (name == "or") return connect(run, operands, data, true);
  if (name == "map") return over_array(run, at, operands, data, Over::map);
  if (name == "filter") return over_array(run, at, operands, data, Over::filter);
  if (name == "all") return over_array(run, at, operands, data, Over::all);
  if (name == "some") return over_array(run, at, operands, data, Over::some);
  if (name == "none") return over_array(run, at, operands, data, Over::none);
  if (name == "reduce") return reduce(run, at, operands, data);

  std::vector<RuleValue> values;
  values.reserve(operands.size());
  if (operands.bracketed()) {
    for (NodeIndex item = Tree::first(member); item < run.rule[member].end; item = run.rule.next(item)) {
      values.push_back(evaluate(run, item, data));
    }
  } else {
    values.push_back(evaluate(run, member, data));
  }
  if (run.failed()) return {};
  return operate(run, at, name, {values}, data);
}

}  // namespace encore
