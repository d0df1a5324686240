// SPDX-License-Identifier: MIT
//
// Small sheets for tests, as text, and what decoding makes of them.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "encore/json/decode.hpp"
#include "encore/json/parse.hpp"

namespace encore::test {

inline std::string candidate(std::string_view id, std::string_view more = "") {
  return R"({"id":")" + std::string(id) + R"(","kind":"cross_sell","product":{"id":"p-)" + std::string(id) +
         R"(","title":"T","variants":[{"id":"v","price":1000}]})" + std::string(more) + "}";
}

/// A paid order with one line `l1` of two pieces, and these candidates.
inline std::string sheet(std::string_view candidates, std::string_view more = "") {
  return R"({"version":1,"id":"s","issued_at":"2026-11-21T10:00:00Z","locale":"de-DE","currency":"EUR","surface":"thank_you",)"
         R"("order":{"id":"o","placed_at":"2026-11-21T10:00:00Z","status":"paid","subtotal":5000,"total":5000,)"
         R"("lines":[{"id":"l1","product_id":"p1","title":"L","quantity":2,"unit_price":2500}],)"
         R"("fulfilment":{"hold_until":"2026-11-21T11:00:00Z"}},"candidates":[)" +
         std::string(candidates) + "]" + std::string(more) + "}";
}

struct Decoded {
  std::string text;
  Arena arena;
  Tree tree;
  Sheet sheet;
  Issues issues;
  bool ok = false;

  explicit Decoded(std::string text_, DecodeOptions options = {}) : text(std::move(text_)) {
    options.bytes = text.size();
    Issue issue;
    if (parse(text, 64, arena, tree, issue)) {
      ok = decode(tree, options, arena, sheet, issues);
    } else {
      issues.push_back(issue);
    }
  }

  /// "path code" of every issue, sorted.
  std::vector<std::string> findings() const {
    std::vector<std::string> found;
    for (const Issue& issue : issues) found.push_back(issue.path + " " + std::string(word(issue.code)));
    std::sort(found.begin(), found.end());
    return found;
  }
};

using Findings = std::vector<std::string>;

}  // namespace encore::test
