// SPDX-License-Identifier: MIT
//
// Deciding: a sheet, a moment and a visitor in; up to two slots, and a reason for everything
// else, out. Pure: the same arguments give the same bytes on every machine. The stages are
// one file each: assign, eligible, guard, take_rate, choose, explore.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "encore/base/arena.hpp"
#include "encore/base/writer.hpp"
#include "encore/select/assign.hpp"
#include "encore/select/decision.hpp"

namespace encore {

struct DecideOptions {
  /// The sheet is a page's: private guards are not judged (publishing has), take rates and
  /// worths are read instead of reckoned. Implied where the sheet says it was published.
  bool page = false;
  /// These candidates count as shown already.
  Texts exclude;
  /// These are shown or bought, and take their units of an order line.
  Texts beside;
  /// The inspector's: show this one alone if it can be priced, whatever the rules say.
  Text force;
  /// The inspector's: these arms, whatever the buckets say.
  std::span<const ForcedArm> arms;
  /// Every slate that could have been shown, with its probability.
  bool slates = false;
};

/// Decides. Requires: the arms' patches have been applied to the document before `sheet`
/// was decoded (see assign.hpp). The result's texts live in `sheet` and `arena`.
Decision decide(const Sheet& sheet, const DecisionContext& moment, const DecideOptions& options, Arena& arena);

/// Slots a surface can hold: one in a checkout, two elsewhere.
std::int64_t slots_of(Surface surface);

/// Appends the decision as JSON, keys in the documented order; with `explain`, every
/// candidate's numbers too.
void append_decision(std::string& to, const Sheet& sheet, const Decision& decision, bool explain);

/// Appends one slot as it stands in a decision.
void append_slot(std::string& to, const Slot& slot);

/// Appends {"candidate_id","reasons"} as it stands in `left_out`.
void append_left_out(Writer& json, const LeftOut& left_out);

/// The decision's name: FNV-1a of 128 bits, in hexadecimal, over `encore-decision-1`, sheet
/// id, order id, issued_at, policy id, now, visitor and seed joined by line feeds (times as
/// the core prints them). It names, it does not secure.
std::string decision_id(const Sheet& sheet, const DecisionContext& moment);

}  // namespace encore
