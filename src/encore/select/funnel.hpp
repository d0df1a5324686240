// SPDX-License-Identifier: MIT
//
// What follows an answer: a candidate's `on_decline` (the downsell) or `on_accept`. A
// successor is judged and priced again when its turn comes, as if it stood first, with three
// differences: `funnel_only` does not stop it, nothing already shown or bought in the visit
// comes again, and a downsell never costs more than what was declined.
#pragma once

#include <optional>

#include "encore/base/arena.hpp"
#include "encore/select/decision.hpp"

namespace encore {

/// What the visit has seen so far.
struct FunnelMemory {
  std::int64_t step = 1;  // of the candidate that was answered
  Texts candidate_ids;    // shown in any slot
  Texts beside;           // of these, what takes the units of an order line: see line_claim.hpp
  Texts product_ids;      // shown or bought; products of `candidate_ids` need not be repeated
  /// What the shopper was asked for and declined (the quote's total); empty: quoted again.
  std::optional<Minor> declined_total;
  bool page = false;  // as DecideOptions
};

struct Succession {
  std::optional<Slot> slot;
  const Candidate* candidate = nullptr;  // the successor, shown or not; null where none is named
  Reasons reasons;                       // why it is not shown
};

/// The offer that takes the place of `from`, or why there is none. `max_steps` counts the
/// first offer; past it the chain ends without a reason.
Succession succession(const Sheet& sheet, const Candidate& from, bool by_accept, const FunnelMemory& memory,
                      Instant now, Arena& arena);

/// The slot alone.
std::optional<Slot> successor(const Sheet& sheet, const Candidate& from, bool by_accept, const FunnelMemory& memory,
                              Instant now, Arena& arena);

}  // namespace encore
