// SPDX-License-Identifier: MIT
#include "encore/select/line_claim.hpp"

#include "encore/base/arena.hpp"
#include "encore/select/decision.hpp"
#include "encore/select/relevance.hpp"
#include "encore/sheet/kept.hpp"

namespace encore {

const LineClaim* line_claim_of(const Sheet& sheet, const Candidate& candidate, Arena& arena) {
  LineClaim& claim = *arena.make<LineClaim>();
  if (!candidate.replaces.line_id.empty()) {
    claim.line_id = candidate.replaces.line_id;
    claim.units = candidate.replaces.quantity;
  } else if (!candidate.covers.line_id.empty()) {
    claim.line_id = candidate.covers.line_id;
    claim.units = candidate.quantity.initial;
    claim.covers = true;
    claim.family = candidate.product.family;
  } else {
    return nullptr;
  }
  for (const OrderLine& line : sheet.order.lines) {
    if (line.valid && line.id == claim.line_id) claim.left = kept_quantity(line).whole();
  }
  return &claim;
}

bool exceed_line(const LineClaim* a, const LineClaim* b) {
  if (a == nullptr || b == nullptr || a->line_id != b->line_id) return false;
  if (a->covers && b->covers && a->family != b->family) return false;
  return a->units > a->left - b->units;
}

bool judge_line(const Sheet& sheet, const Candidate& candidate, Texts beside, Arena& arena, Reasons& reasons) {
  const LineClaim* claim = line_claim_of(sheet, candidate, arena);
  if (claim == nullptr) return false;
  for (const Candidate& other : sheet.candidates) {
    if (!other.valid || &other == &candidate || !contains(beside, other.id)) continue;
    const LineClaim* taken = line_claim_of(sheet, other, arena);
    if (!exceed_line(claim, taken)) continue;
    reasons.add(arena, Reason::line_taken, claim->left, claim->units + taken->units, other.id);
    return true;
  }
  return false;
}

}  // namespace encore
