// SPDX-License-Identifier: MIT
//
// The pure result of deciding: slots, every reason for each candidate left out, experiment
// assignments and the propensity of what was chosen. It explains itself: with `explain`,
// each candidate also carries the numbers of every stage it reached, so that a merchandiser
// can redo the choice by hand.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "encore/price/quote.hpp"
#include "encore/select/reasons.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

struct ReasonGiven {
  Reason reason{};
  std::optional<std::int64_t> limit;
  std::optional<std::int64_t> actual;
  std::string subject;  // the other candidate, the product, the JSON Pointer in a rule
};

struct Slot {
  const Candidate* candidate = nullptr;
  std::int64_t step = 1;
  const Variant* variant = nullptr;
  std::int64_t quantity = 1;
  std::optional<Instant> deadline;
  Relevance relevance = Relevance::none;
  std::int64_t take_rate_ppm = 0;
  std::optional<Minor> contribution;  // absent on a page sheet
  std::int64_t value = 0;             // the set's value when this slot stands alone
  Quote quote;
};

struct LeftOut {
  const Candidate* candidate = nullptr;
  std::vector<ReasonGiven> reasons;
};

struct Assignment {
  Text experiment;
  bool in_experiment = false;
  std::int64_t variation = 0;
  std::int64_t hash_version = 2;
};

/// Who is asking, and when. `visitor` "" falls back to the sheet's visitor, then the order.
struct Moment {
  Instant now = 0;
  Text visitor;
  Text seed;
};

}  // namespace encore
