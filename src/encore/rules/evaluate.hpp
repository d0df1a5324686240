// SPDX-License-Identifier: MIT
//
// JsonLogic (jsonlogic.com) evaluated on a rule that stands in a tree. The operators that
// decide themselves what to evaluate (if, and, or, and those over arrays) live in
// evaluate.cpp; all others get their evaluated arguments in operators.cpp.
//
// Deviations from json-logic-js, all on purpose: only own keys exist (no `constructor`);
// keys given to `missing` are never evaluated a second time; a slice that splits a
// surrogate pair yields U+FFFD; a rule that costs too much is a fault.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "encore/rules/rule_faults.hpp"
#include "encore/rules/value.hpp"

namespace encore {

struct Evaluation {
  const Tree& rule;  // where the rule's nodes are
  RuleMemory memory;
  RuleFault fault = RuleFault::none;
  NodeIndex fault_at = kNoNode;  // the operation's object

  bool failed() const { return fault != RuleFault::none; }
  RuleValue fail(RuleFault what, NodeIndex at);
};

/// The one member that makes an object an operation; kNoNode for data.
NodeIndex operation_of(const Tree& tree, NodeIndex object);

/// The value of the rule at `at` over `data`. After a fault the value means nothing.
RuleValue evaluate(Evaluation& evaluation, NodeIndex at, const RuleValue& data);

/// Arguments of an operation, all evaluated. Past their end they are undefined.
struct Arguments {
  std::span<const RuleValue> values;
  RuleValue operator[](std::size_t at) const { return at < values.size() ? values[at] : RuleValue{}; }
  std::size_t size() const { return values.size(); }
};

/// Applies the operator `name`; faults with unknown_operator where there is none of that name.
RuleValue operate(Evaluation& evaluation, NodeIndex at, std::string_view name, const Arguments& arguments,
                  const RuleValue& data);

/// A new array of its own identity, even when empty.
RuleValue make_array(Evaluation& evaluation, NodeIndex at, std::span<const RuleValue> items);

}  // namespace encore
