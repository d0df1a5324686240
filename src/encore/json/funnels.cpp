// SPDX-License-Identifier: MIT
//
// Depth-first search over the successors, without recursion: a candidate is new, on the
// path, or done; an edge to one on the path closes a cycle, and is what gets reported.
#include "encore/base/issue_codes.hpp"
#include "encore/json/cross_parts.hpp"

namespace encore {

namespace {

constexpr std::string_view kEdges[] = {"on_decline", "on_accept"};

Text successor(const Candidate& candidate, std::size_t edge) {
  return edge == 0 ? candidate.on_decline : candidate.on_accept;
}

// Where the search stands with a candidate: its next edge (2 when done), and who led to it.
struct Visit {
  std::uint8_t edge = 0;
  bool met = false;
  std::uint32_t from = IdIndex::kNone;
};

void report_edge(IssueCode code, const Sheet& sheet, std::size_t at, std::size_t edge, Report& report) {
  const Frame list = at_key(nullptr, "candidates");
  const Frame item = at_index(&list, at);
  report.add(code, &item, {kEdges[edge]}).subject(successor(sheet.candidates[at], edge));
  invalidate(sheet.candidates[at]);
}

}  // namespace

void check_funnels(const Sheet& sheet, IdIndex& ids, Arena& arena, Report& report) {
  const std::span<Visit> visits = arena.array<Visit>(sheet.candidates.size());
  for (std::size_t start = 0; start < visits.size(); ++start) {
    std::uint32_t at = static_cast<std::uint32_t>(start);
    if (visits[at].met) continue;
    visits[at].met = true;
    while (at != IdIndex::kNone) {
      Visit& visit = visits[at];
      if (visit.edge == 2) {
        at = visit.from;
        continue;
      }
      const std::size_t edge = visit.edge++;
      const Text id = successor(sheet.candidates[at], edge);
      if (id.empty()) continue;
      const std::uint32_t next = ids.find(id);
      if (next == IdIndex::kNone) {
        report_edge(code::unknown_candidate, sheet, at, edge, report);
      } else if (!visits[next].met) {
        visits[next].met = true;
        visits[next].from = at;
        at = next;
      } else {
        // Met before: on the path if it is an ancestor that has not been left for good.
        std::uint32_t ancestor = at;
        while (ancestor != IdIndex::kNone && ancestor != next) ancestor = visits[ancestor].from;
        if (ancestor == next) report_edge(code::funnel_cycle, sheet, at, edge, report);
      }
    }
  }
}

}  // namespace encore
