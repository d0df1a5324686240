// SPDX-License-Identifier: MIT
//
// Faults other than overflow are not repeated here: what dangles or lies out of range has
// been found while decoding, and an upgrade without a difference is a reason, not a fault.
#include "encore/price/check.hpp"

#include "encore/base/issue_codes.hpp"
#include "encore/price/copy_percentages.hpp"
#include "encore/price/quote.hpp"

namespace encore {

namespace {

void add(Issues& issues, const Candidate& candidate, IssueCode code, std::string_view field, std::int64_t limit) {
  Issue& issue = issues.emplace_back();
  issue.code = code;
  issue.scope = Scope::candidate;
  issue.path = "/candidates";
  append_pointer(issue.path, candidate.position);
  issue.path.append(field);
  issue.limit = limit;
  issue.has_limit = true;
}

}  // namespace

void check_prices(const Sheet& sheet, Arena& arena, Issues& issues) {
  for (const Candidate& candidate : sheet.candidates) {
    if (!candidate.valid) continue;
    const Quoted quoted = quote(sheet, candidate, {}, 0, sheet.issued_at, arena);
    if (quoted.fault == QuoteFault::overflow) {
      add(issues, candidate, code::too_large, quoted.field, kMaxMinor);
    }
    if (quoted.fault != QuoteFault::none) continue;
    for (const CopyPercentage& copy : check_copy_percentages(candidate.copy, quoted.quote)) {
      add(issues, candidate, code::copy_percentage, copy.field, quoted.quote.savings_bps);
      issues.back().actual = copy.stated_bps;
      issues.back().has_actual = true;
    }
  }
}

}  // namespace encore
