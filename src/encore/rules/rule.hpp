// SPDX-License-Identifier: MIT
//
// Rules as the rest of the core meets them: is this trigger true for this order at this
// moment, and if it cannot be evaluated, where in the rule is the fault.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "encore/rules/value.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

struct RuleOutcome {
  bool ok = true;
  bool truthy = true;
  std::string pointer;     // within the rule, of the faulty operation; "" is the rule itself
  std::string_view fault;  // unknown_operator, wrong_arguments, too_costly
};

/// What rules of one sheet read at one moment; build it once, ask for many triggers.
/// See data.cpp for every member of `derived`.
RuleValue rule_data(const Sheet& sheet, Instant now, RuleMemory& memory);

/// What all triggers of a sheet may cost together, so that hundreds of dear ones do not hold a
/// page's thread for seconds: two of the dearest, and sixty steps for each candidate.
class RuleAllowance {
 public:
  explicit RuleAllowance(std::size_t candidates);
  /// For the next rule; what it leaves is put back.
  std::int64_t take();
  void put_back(std::int64_t left);
  std::int64_t all() const { return all_; }
  std::int64_t left() const { return left_; }

 private:
  std::int64_t all_;
  std::int64_t left_;
};

/// Evaluates the rule at `rule` of `sheet.tree`. kNoNode is true.
RuleOutcome evaluate_trigger(const Sheet& sheet, NodeIndex rule, const RuleValue& data, RuleAllowance& allowance,
                             Arena& arena);

/// The JSON Pointer of `wanted` from `from`, in whose subtree it stands.
std::string pointer_within(const Tree& tree, NodeIndex from, NodeIndex wanted);

/// True where the rule reads, or could read, what never reaches a browser: costs of lines
/// or purchase history, by name or through a path that is computed.
bool reads_private(const Tree& tree, NodeIndex rule);

/// True where the rule's answer may be another at another moment: it reads what `derived` has from the clock, or could,
/// by taking all of it or through a path that is computed.
bool reads_moment(const Tree& tree, NodeIndex rule);

/// True where the rule reads who the customer is, or could, through a path that is computed. The country counts where
/// the order names none.
bool reads_customer(const Sheet& sheet, NodeIndex rule);

/// Evaluates any rule, at `at` of `rule`, over any data and appends its value as JSON.
RuleOutcome evaluate_rule(const Tree& rule, NodeIndex at, const RuleValue& data, Arena& arena, std::string& to);

}  // namespace encore
