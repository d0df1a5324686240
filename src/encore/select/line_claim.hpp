// SPDX-License-Identifier: MIT
//
// What an offer takes of a line of the order: the units that an upgrade replaces, or that
// protection covers. A unit is replaced once, is not replaced under its cover, and is covered
// once by each family. The accept endpoint refuses what passes the units of a line
// (web/src/server/ledger.ts); two offers of which it could grant one only are not shown side
// by side either.
#pragma once

#include <cstdint>

#include "encore/sheet/sheet.hpp"

namespace encore {

class Arena;
class Reasons;

struct LineClaim {
  Text line_id;
  std::int64_t units = 0;  // that it replaces or covers
  std::int64_t left = 0;   // that the order keeps of the line
  bool covers = false;
  Text family;  // of the cover
};

/// Null where the offer takes nothing of a line.
const LineClaim* line_claim_of(const Sheet& sheet, const Candidate& candidate, Arena& arena);

/// Whether the two together take more units of one line than are left of it.
bool exceed_line(const LineClaim* a, const LineClaim* b);

/// Whether the candidate passes the units of a line together with one of these; then says so.
bool judge_line(const Sheet& sheet, const Candidate& candidate, Texts beside, Arena& arena, Reasons& reasons);

}  // namespace encore
