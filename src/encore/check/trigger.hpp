// SPDX-License-Identifier: MIT
//
// What is probably not meant in one trigger. `walk_trigger` reads it from its root and looks at
// each operation alone; `weigh_trigger` finds what its clauses come to together.
#pragma once

#include <string>
#include <vector>

#include "encore/base/arena.hpp"
#include "encore/check/fields.hpp"
#include "encore/check/warning.hpp"

namespace encore {

struct TriggerFindings {
  Warnings& warnings;
  bool suspect = false;  // something was found: what the clauses come to follows from that
  bool faulty = false;   // it cannot be evaluated
};

void walk_trigger(const Tree& tree, NodeIndex rule, std::string path, TriggerFindings& findings);

/// Whether the rule can be true and can be false, and a clause that decides nothing: by trying,
/// for each field it compares with a constant, a value of every range and set that the constants
/// cut out. What that cannot decide (arithmetic, fields against fields, lists) counts as
/// something that may be true or false; a rule with too many such values is not weighed.
void weigh_trigger(const Tree& tree, NodeIndex rule, std::string path, Arena& arena, TriggerFindings& findings);

/// The member that makes the object at `at` an operation; kNoNode for data.
NodeIndex rule_operation(const Tree& tree, NodeIndex at);

/// The operands of an operation's member: an array's elements, or the one value without brackets.
std::vector<NodeIndex> rule_operands(const Tree& tree, NodeIndex member);

/// The path of a `var` that is written out; "" for anything else.
Text rule_path(const Tree& tree, NodeIndex at);

}  // namespace encore
