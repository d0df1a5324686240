// SPDX-License-Identifier: MIT
//
// Every candidate's numbers, stage by stage: eligible, quoted, within the guards, valued.
// Reasons are collected whole within a stage; later stages are judged for survivors only.
// Prices and contributions are reckoned for all valid candidates all the same, because the
// scale of worth is the largest contribution on the sheet: so it does not change from one
// moment to the next, and a page sheet, which lacks the excluded, keeps it.
#pragma once

#include <span>

#include "encore/base/arena.hpp"
#include "encore/select/choose.hpp"
#include "encore/select/decision.hpp"

namespace encore {

struct AppraiseOptions {
  bool page = false;
  bool funnel = false;       // a successor: `funnel_only` does not stop it
  bool every_guard = false;  // publishing: judge prices of the ineligible too
};

struct Appraised {
  std::span<Appraisal> all;  // one for each candidate, in the sheet's order
  /// What kFullWorth stands for: minor units, or units of published worth on a page sheet.
  std::int64_t scale = kFullWorth;
};

/// True where the sheet is a page's: its odds and worths were published or written by hand.
bool is_page(const Sheet& sheet, bool page);

Appraised appraise(const Sheet& sheet, std::span<const Candidate> candidates, Instant now,
                   const AppraiseOptions& options, Arena& arena);

/// What choosing needs to know.
Contender contender_of(const Sheet& sheet, const Appraisal& appraisal, Arena& arena);

/// The slot of a candidate that is shown, as the first step.
Slot slot_of(const Appraisal& appraisal, bool page);

/// `value` in minor units (in millionths under the objective `take_rate`), rounded half-even.
std::int64_t in_units(const Worth& value, std::int64_t scale);

}  // namespace encore
