// SPDX-License-Identifier: MIT
//
// The pure result of deciding: slots, every reason for each candidate left out, experiment
// assignments and the propensity of what was chosen. It explains itself: `appraisals`
// holds, for each candidate, the numbers of every stage it reached, so that a merchandiser
// can redo the choice by hand. Texts point into the sheet or the arena of the decision.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "encore/base/arena.hpp"
#include "encore/base/parts.hpp"
#include "encore/price/quote.hpp"
#include "encore/select/reasons.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

namespace learn {
struct Score;
}

struct ReasonGiven {
  Reason reason{};
  std::optional<std::int64_t> limit;
  std::optional<std::int64_t> actual;
  Text subject;  // the other candidate, the product, the JSON Pointer in a rule
};

/// The reasons against one candidate, in the order they were found. They live in the arena
/// they were added with; a copy shows the same ones and must not be added to. A part of the
/// core only counts them.
class Reasons {
 public:
  void add(Arena& arena, const ReasonGiven& given) { kFullBuild ? keep(arena, given) : void(++size_); }
  void add(Arena& arena, Reason reason, Text subject = {}) { add(arena, {reason, {}, {}, subject}); }
  void add(Arena& arena, Reason reason, std::int64_t limit, std::int64_t actual, Text subject = {}) {
    add(arena, {reason, limit, actual, subject});
  }
  void clear() { size_ = 0; }

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  const ReasonGiven& operator[](std::size_t i) const { return items_[i]; }
  const ReasonGiven* begin() const { return items_; }
  const ReasonGiven* end() const { return items_ + size_; }

 private:
  void keep(Arena& arena, const ReasonGiven& given);

  ReasonGiven* items_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t room_ = 0;
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
  bool personal_price = false;
  std::int64_t value = 0;  // the set's value when this slot stands alone
  Quote quote;
};

struct LeftOut {
  const Candidate* candidate = nullptr;
  Reasons reasons;
};

struct Assignment {
  Text experiment;
  bool in_experiment = false;
  std::int64_t variation = 0;
  std::int64_t hash_version = 2;
};

/// How likely a candidate is taken when shown alone, and from what that was reckoned.
struct TakeRate {
  std::int64_t ppm = 0;
  bool published = false;                 // given as take_rate_ppm: the rest is not known here
  const learn::Score* learned = nullptr;  // by the sheet's model, and from which of its rows
  std::int64_t shows = 0;
  std::int64_t accepts = 0;
  std::int64_t paired_shows = 0;  // beside another offer; their accepts count for more
  std::int64_t paired_accepts = 0;
  std::int64_t prior_shows = 0;
  std::int64_t prior_ppm = 0;
};

/// One candidate's numbers, stage by stage.
struct Appraisal {
  const Candidate* candidate = nullptr;
  Stage stage = Stage::invalid;
  Relevance relevance = Relevance::none;
  std::optional<Instant> deadline;
  bool quoted = false;
  const Variant* variant = nullptr;
  Quote quote;
  Minor cost = 0;          // nothing where the sheet is a page's
  Minor contribution = 0;  // net revenue under `revenue`, else margin; under `take_rate` r is 1 all the same
  TakeRate take_rate;
  std::int64_t worth = 0;  // r in millionths of the largest: what is compared
  std::int64_t odds = 0;   // v = p / (1 - p) in units of 2^-24
  std::int64_t value_alone = 0;
  bool personal = false;          // its price depends on personal data
  std::int64_t value_in_set = 0;  // of the best set that holds it beside, or in place of, what is shown
  Reasons reasons;
};

/// What a decision depends on besides the sheet. `visitor` "" falls back to the sheet's visitor, then the order.
struct DecisionContext {
  Instant now = 0;
  Text visitor;
  Text seed;
};

/// Candidates that could have been shown together, in this order, and how likely that was over all draws.
struct PossibleSlate {
  const Candidate* first = nullptr;
  const Candidate* second = nullptr;
  std::int64_t propensity_ppb = 1'000'000'000;
};

struct Decision {
  std::string id;
  DecisionContext at;  // with the visitor that was used
  bool page = false;   // judged as a page's: no contributions
  bool holdout = false;
  std::int64_t propensity_ppb = 1'000'000'000;
  bool explored = false;              // drawn, not shown for being the best
  bool fallback = false;              // part of what publish drew has ended
  std::span<const Slot> slots;        // under holdout, what would have been shown: not printed
  std::span<const LeftOut> left_out;  // in the sheet's order
  std::span<const Assignment> assignments;
  std::span<const Appraisal> appraisals;  // one for each candidate, in the sheet's order
  std::span<const PossibleSlate> slates;  // only where asked for
};

}  // namespace encore
