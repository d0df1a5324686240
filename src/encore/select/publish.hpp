// SPDX-License-Identifier: MIT
//
// From the private sheet to what a page may hold. Candidates that private facts exclude are
// dropped, with their reasons for the server's log; evidence and costs give way to the take
// rate (`take_rate_ppm`) and the relative contribution (`worth`, the largest is 1,000,000); arms
// that touch a price are settled; every private field stays behind. Those two integers are
// the ones the private choice itself is made on, so both sheets show the same slots at the
// same prices at the same moment.
//
// What stays for the page to judge: time, stock, refusals, the order's state, triggers that
// look at the clock, arms of copy, layout and presentation, visitor and surface. Keys that no
// table knows stay only where such a trigger names them.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "encore/base/arena.hpp"
#include "encore/select/assign.hpp"
#include "encore/select/decision.hpp"

namespace encore {

/// True where publishing draws what is shown, now and then: exploration by uncertainty.
bool explores_when_published(const Sheet& sheet);

/// True where some arm of `experiment` touches more than presentation: prices, terms that
/// are signed, or what only the server has; or the choice, where publishing explores or holds a reserve. Publishing
/// settles such an experiment.
bool settled_by_publishing(const Sheet& sheet, const Experiment& experiment);

/// Of the arms in force, the patches that publishing applies before it reads the sheet.
std::span<const Patch> patches_to_publish(const Sheet& sheet, const Assigned& assigned, Arena& arena);

/// True where the trigger reads what no page has, or nothing that can be otherwise by the time the page is looked at.
/// Pages are spared its evaluation: an ordinary one then loads no rules at all. Any other trigger is signed with the
/// terms, and judged again when the offer is accepted.
bool settles_trigger(const Sheet& sheet, const Candidate& candidate);

/// Appends {"ok":true,"sheet":…,"dropped":[…],"law":{…},"tokens":[…]}. Requires: the patches above have
/// been applied to the document before `sheet` was decoded. `tokens` holds, for each
/// candidate kept, the end of its token's validity (its deadline, or issued_at plus
/// `token_minutes`), whether it must be agreed to, and the terms it signs.
void append_publication(std::string& to, const Sheet& sheet, const DecisionContext& moment, Arena& arena);

/// Appends the terms of one candidate: a sheet with that candidate alone and nothing but what
/// pricing and a condition on the clock read (and what a sheet cannot do without), so that quoting the terms is quoting
/// a sheet. False where there is no valid candidate of that id.
bool append_terms(std::string& to, const Sheet& sheet, Text candidate_id);

}  // namespace encore
