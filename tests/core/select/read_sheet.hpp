// SPDX-License-Identifier: MIT
//
// A sheet out of JSON text, for tests: the way api/ goes, without its memory of the last one.
#pragma once

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "encore/json/decode.hpp"
#include "encore/json/merge_patch.hpp"
#include "encore/json/parse.hpp"
#include "encore/select/assign.hpp"
#include "encore/sheet/limits.hpp"

namespace encore {

/// Lives as long as the sheet is used: records point into it.
struct ReadSheet {
  explicit ReadSheet(std::string json, Text visitor = {}) : text(std::move(json)) {
    Issue issue;
    REQUIRE(parse(text, kMaxDepth, arena, tree, issue));
    DecodeOptions options;
    options.bytes = text.size();
    REQUIRE(decode(tree, options, arena, sheet, issues));
    std::vector<PatchRoot> patches;
    for (const Patch& patch : assign(sheet, visitor, {}, arena).patches) patches.push_back({&tree, patch.node});
    if (patches.empty()) return;
    merge_patch(tree, patches, arena, patched);
    issues.clear();
    sheet = Sheet{};
    REQUIRE(decode(patched, options, arena, sheet, issues));
  }

  const Candidate& candidate(Text id) const {
    for (const Candidate& one : sheet.candidates) {
      if (one.id == id) return one;
    }
    FAIL("no candidate " << id);
    return sheet.candidates[0];
  }

  std::string text;
  Arena arena;
  Tree tree;
  Tree patched;
  Sheet sheet;
  Issues issues;
};

/// A paid order of one camera for 600.00 with these candidates (JSON, separated by commas).
inline std::string camera_order(const std::string& candidates, const std::string& policy = R"({"id":"p"})",
                                const std::string& more = "") {
  return R"({"version":1,"id":"sh","issued_at":"2026-11-21T10:00:00Z","locale":"en-US","currency":"USD","surface":"thank_you",
    "order":{"id":"o1","placed_at":"2026-11-21T09:58:00Z","status":"paid","lines":[{"id":"l1","product_id":"camera","title":"Camera",
    "quantity":1,"unit_price":60000}],"subtotal":60000,"total":60000,"payment":{"kind":"card","one_click":true}},"policy":)" +
         policy + more + R"(,"candidates":[)" + candidates + "]}";
}

inline std::string offer(const std::string& id, int price, const std::string& more = "",
                         const std::string& product = "") {
  return R"({"id":")" + id + R"(","kind":"cross_sell","pairs_with":["camera"],"product":{"id":")" +
         (product.empty() ? "p-" + id : product) + R"(","title":"Offer","variants":[{"id":"v","price":)" +
         std::to_string(price) + R"(,"unit_cost":100}]})" + more + "}";
}

/// 2026-11-21T10:05:00Z
inline constexpr Instant kNow = 1'795'255'500'000;

}  // namespace encore
