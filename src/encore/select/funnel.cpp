// SPDX-License-Identifier: MIT
//
// A successor passes through the same stages as a first offer, alone.
#include "encore/select/funnel.hpp"

#include <algorithm>

#include "encore/base/parts.hpp"
#include "encore/select/appraise.hpp"
#include "encore/select/products.hpp"
#include "encore/select/relevance.hpp"

namespace encore {

namespace {

const Candidate* find_candidate(const Sheet& sheet, Text id) {
  for (const Candidate& candidate : sheet.candidates) {
    if (candidate.id == id) return &candidate;
  }
  return nullptr;
}

// `except`: a candidate whose product may come again.
bool seen(const Sheet& sheet, const FunnelMemory& memory, const Candidate& candidate, const Candidate* except) {
  const auto met = [&](Text id) { return contains(memory.product_ids, id); };
  if (contains(memory.candidate_ids, candidate.id)) return true;
  if (any_product(candidate.product.id, candidate.components, met)) return true;
  return std::any_of(memory.candidate_ids.begin(), memory.candidate_ids.end(), [&](Text id) {
    const Candidate* shown = find_candidate(sheet, id);
    return shown != nullptr && shown != except && shown->valid && share_product(*shown, candidate);
  });
}

// What the shopper declined, as it would be asked for now.
std::optional<Minor> declined_total(const Sheet& sheet, const Candidate& from, const FunnelMemory& memory, Instant now,
                                    Arena& arena) {
  if (memory.declined_total) return memory.declined_total;
  const Quoted quoted = quote(sheet, from, {}, 0, now, arena);
  if (quoted.fault != QuoteFault::none) return {};
  return quoted.quote.total;
}

}  // namespace

Succession succession(const Sheet& sheet, const Candidate& from, bool by_accept, const FunnelMemory& memory,
                      Instant now, Arena& arena) {
  Succession result;
  const Text id = by_accept ? from.on_accept : from.on_decline;
  if (id.empty() || memory.step >= sheet.policy.max_steps) return result;
  result.candidate = find_candidate(sheet, id);
  if (result.candidate == nullptr) return result;
  const bool page = is_page(sheet, memory.page);
  const Appraised appraised =
      appraise(sheet, std::span(result.candidate, 1), now, {.page = page, .funnel = true}, arena);
  const Appraisal& one = appraised.all[0];
  result.reasons = one.reasons;
  std::optional<Minor> declined;
  if (!by_accept && one.quoted) declined = declined_total(sheet, from, memory, now, arena);
  // What was too dear may be offered again for less.
  const Candidate* cheaper = declined && one.quote.total < *declined ? &from : nullptr;
  if (result.candidate->valid && ((cheaper == nullptr && share_product(from, *result.candidate)) ||
                                  seen(sheet, memory, *result.candidate, cheaper))) {
    result.reasons.add(arena, Reason::already_shown, result.candidate->product.id);
  }
  if (kFullBuild && result.candidate->valid) {
    judge_line(sheet, *result.candidate, memory.beside, arena, result.reasons);
  }
  if (declined && one.quote.total > *declined) {
    result.reasons.add(arena, Reason::above_price_cap, *declined, one.quote.total, from.id);
  }
  if (!result.reasons.empty()) return result;

  Slot slot = slot_of(one, page);
  slot.step = memory.step + 1;
  if (kFullBuild) slot.value = in_units(worth_alone(contender_of(sheet, one, arena)), appraised.scale);
  result.slot = slot;
  return result;
}

std::optional<Slot> successor(const Sheet& sheet, const Candidate& from, bool by_accept, const FunnelMemory& memory,
                              Instant now, Arena& arena) {
  return succession(sheet, from, by_accept, memory, now, arena).slot;
}

}  // namespace encore
