// SPDX-License-Identifier: MIT
//
// The triggers of a sheet: each alone, and what they cost together.
#include "encore/check/check.hpp"
#include "encore/check/trigger.hpp"
#include "encore/rules/rule.hpp"

namespace encore {

namespace {

// A rule that is a constant says true (the default) or was not meant to be a rule.
bool is_default(const Node& rule) {
  return rule.is(NodeKind::null) || (rule.is(NodeKind::boolean) && rule.boolean);
}

void look_at(const Inspection& inspection, const Candidate& candidate, const RuleValue& data,
             RuleAllowance& allowance) {
  const Tree& tree = *inspection.sheet.tree;
  const Node& rule = tree[candidate.trigger];
  const std::string path = place("candidates", std::size_t{candidate.position}, "trigger");
  if (is_default(rule)) return;
  if (rule.is(NodeKind::string)) {
    warn(inspection.warnings, warning::trigger_text, Scope::candidate, path).about(rule.text);
    return;
  }
  TriggerFindings findings{inspection.warnings};
  walk_trigger(tree, candidate.trigger, path, findings);
  if (findings.faulty) return;
  const RuleOutcome outcome = evaluate_trigger(inspection.sheet, candidate.trigger, data, allowance, inspection.arena);
  if (!outcome.ok) {
    warn(inspection.warnings, warning::trigger_fault, Scope::candidate, path + outcome.pointer).about(outcome.fault);
    return;
  }
  if (!findings.suspect) weigh_trigger(tree, candidate.trigger, path, inspection.arena, findings);
}

}  // namespace

void inspect_triggers(const Inspection& inspection) {
  const Sheet& sheet = inspection.sheet;
  RuleMemory memory(inspection.arena);
  const RuleValue data = rule_data(sheet, sheet.issued_at, memory);
  RuleAllowance allowance(sheet.candidates.size());
  for (const Candidate& candidate : sheet.candidates) {
    if (!candidate.valid || candidate.trigger == kNoNode) continue;
    if (inspection.warnings.size() > kMaxWarnings) return;
    look_at(inspection, candidate, data, allowance);
  }
  // On a longer order they take more: half of it on this one is near enough to all of it.
  const std::int64_t used = allowance.all() - allowance.left();
  if (used < allowance.all() / 2) return;
  constexpr auto kStep = static_cast<std::int64_t>(RuleMemory::kStep);
  warn(inspection.warnings, warning::triggers_costly, Scope::sheet, place("candidates"))
      .operands(allowance.all() / kStep, used / kStep);
}

}  // namespace encore
