// SPDX-License-Identifier: MIT
//
// From an evaluation to an outcome, and the pointer to what went wrong.
#include "encore/rules/rule.hpp"

#include <algorithm>

#include "encore/base/issue.hpp"
#include "encore/rules/evaluate.hpp"

namespace encore {

namespace {

RuleOutcome outcome(const Evaluation& run, NodeIndex rule, const RuleValue& value) {
  RuleOutcome result;
  result.ok = !run.failed();
  result.truthy = result.ok && truthy(value);
  result.fault = word(run.fault);
  if (run.failed()) result.pointer = pointer_within(run.rule, rule, run.fault_at);
  return result;
}

bool is_private_name(std::string_view text) {
  constexpr std::string_view kMembers[] = {"unit_cost",   "purchased_product_ids",  "returned_product_ids",
                                           "last_bought", "subscribed_product_ids", "ignored"};
  for (const std::string_view member : kMembers) {
    if (text.find(member) != std::string_view::npos) return true;
  }
  return false;
}

bool names_moment(std::string_view text) {
  constexpr std::string_view kMembers[] = {"minutes_since_order", "weekday", "hour", "minute_of_day"};
  for (const std::string_view member : kMembers) {
    if (text.find(member) != std::string_view::npos) return true;
  }
  return false;
}

bool names_customer(const Node& node, bool country) {
  if (!node.is(NodeKind::string)) return false;
  constexpr std::string_view kCustomer = "customer";
  const std::string_view path = node.text;
  if (path.substr(0, kCustomer.size()) == kCustomer) return path.size() == kCustomer.size() || path[8] == '.';
  return path == "derived.first_order" || (country && path == "derived.country");
}

bool reads(const Node& node) {
  return node.key == "var" || node.key == "missing" || node.key == "missing_some";
}

constexpr std::int64_t kEach = 60 * RuleMemory::kStep;

/// Whether a path may be more than a name, or name so much that the moment is part of it: an operation, all data,
/// `derived`.
bool is_open_path(const Node& node) {
  if (node.is(NodeKind::string)) return node.text.empty() || node.text == "derived";
  return node.is(NodeKind::null) || node.is(NodeKind::object) || (node.is(NodeKind::array) && node.count == 0);
}

}  // namespace

std::string pointer_within(const Tree& tree, NodeIndex from, NodeIndex wanted) {
  std::string pointer;
  while (from != wanted) {
    const bool named = tree[from].is(NodeKind::object);
    std::size_t index = 0;
    NodeIndex at = Tree::first(from);
    for (; tree[at].end <= wanted; at = tree.next(at)) ++index;
    if (named) {
      append_pointer(pointer, tree[at].key);
    } else {
      append_pointer(pointer, index);
    }
    from = at;
  }
  return pointer;
}

RuleAllowance::RuleAllowance(std::size_t candidates)
    : all_(2 * RuleMemory::kBudget + static_cast<std::int64_t>(candidates) * kEach), left_(all_) {}

std::int64_t RuleAllowance::take() {
  const std::int64_t taken = std::min(left_, RuleMemory::kBudget);
  left_ -= taken;
  return taken;
}

void RuleAllowance::put_back(std::int64_t left) {
  left_ += std::max<std::int64_t>(left, 0);
}

RuleOutcome evaluate_trigger(const Sheet& sheet, NodeIndex rule, const RuleValue& data, RuleAllowance& allowance,
                             Arena& arena) {
  if (rule == kNoNode) return {};
  Evaluation run{*sheet.tree, RuleMemory(arena, allowance.take())};
  const RuleValue value = evaluate(run, rule, data);
  allowance.put_back(run.memory.left());
  if (run.memory.exhausted()) run.fail(RuleFault::too_costly, rule);  // the last step's value is cut short
  return outcome(run, rule, value);
}

bool reads_private(const Tree& tree, NodeIndex rule) {
  if (rule == kNoNode) return false;
  for (NodeIndex at = rule; at < tree[rule].end; ++at) {
    const Node& node = tree[at];
    if (node.is(NodeKind::string) && is_private_name(node.text)) return true;
    if (at != rule && reads(node)) {
      // An operation inside the operands computes the path: it could spell anything.
      for (NodeIndex inner = at; inner < node.end; ++inner) {
        if (tree[inner].is(NodeKind::object)) return true;
      }
    }
  }
  return false;
}

bool reads_moment(const Tree& tree, NodeIndex rule) {
  if (rule == kNoNode) return false;
  for (NodeIndex at = rule; at < tree[rule].end; ++at) {
    const Node& node = tree[at];
    if (node.is(NodeKind::string) && names_moment(node.text)) return true;
    if (at == rule || !reads(node)) continue;
    for (NodeIndex inner = at; inner < node.end; ++inner) {
      if (is_open_path(tree[inner])) return true;
    }
  }
  return false;
}

bool reads_customer(const Sheet& sheet, NodeIndex rule) {
  if (rule == kNoNode) return false;
  const Tree& tree = *sheet.tree;
  const bool country = sheet.order.billing_country.empty() && sheet.order.shipping_country.empty();
  for (NodeIndex at = rule; at < tree[rule].end; ++at) {
    if (at == rule || !reads(tree[at])) continue;
    for (NodeIndex inner = at; inner < tree[at].end; ++inner) {
      if (is_open_path(tree[inner]) || names_customer(tree[inner], country)) return true;
    }
  }
  return false;
}

RuleOutcome evaluate_rule(const Tree& rule, NodeIndex at, const RuleValue& data, Arena& arena, std::string& to) {
  Evaluation run{rule, RuleMemory(arena)};
  const RuleValue value = evaluate(run, at, data);
  if (!run.failed()) {
    std::string text;
    append_value(text, value, run.memory);
    if (run.memory.exhausted()) {
      run.fail(RuleFault::too_costly, at);
    } else {
      to.append(text);
    }
  }
  return outcome(run, at, value);
}

}  // namespace encore
