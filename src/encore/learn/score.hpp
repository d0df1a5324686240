// SPDX-License-Identifier: MIT
//
// Applying a model: a take rate is the sum of the rows that an offer touches, in integers. A row is one level of one
// factor, written as text (so that a sheet of twenty candidates is read no slower for it):
//   <factor>|<bought>|<offered>|<value>|<error>|<shows>|<accepts>            family_pair, product_pair: and |<lift>
// value, error and lift are log2 in units of 1/65536. `bought` and `offered` are ids or families; a factor that is not
// a pair has its level in `offered` (a kind, a band, `first`, `returning`), relevance_price the relevance in `bought`.
// A row with neither stands for the levels that have none of their own: its value is 0 and its error the factor's
// spread.
//
// Which line of an order an offer goes with is settled by one rule, here and where evidence is counted: the line that
// the candidate pairs with, then of the highest lift (of the products, else of their families), then of the same
// family, then of a shared category, then the dearest, then the first.
#pragma once

#include <cstdint>
#include <span>

#include "encore/base/arena.hpp"
#include "encore/learn/bands.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore::learn {

struct ModelRow {
  Factor factor{};
  Text bought;
  Text offered;
  std::int64_t value = 0;
  std::int64_t error = 0;
  std::int64_t shows = 0;
  std::int64_t accepts = 0;
  std::int64_t lift = 0;  // of a pair: how much more often than by chance the two are bought together
};

/// Reads a row. False where it does not have the form above; no number in it is beyond 2^40.
bool read_row(Text text, ModelRow& row);

/// The rows of a sheet's model, found by factor and level in constant time. Rows that cannot be read are passed over:
/// `check` has named them.
class Model {
 public:
  Model(Texts rows, Arena& arena);

  /// True where the model can be applied: it has a base.
  bool applies() const { return base_ != nullptr; }
  const ModelRow* find(Factor factor, Text bought, Text offered) const;
  const ModelRow* base() const { return base_; }

 private:
  std::size_t place(Factor factor, Text bought, Text offered) const;

  std::span<ModelRow> rows_;
  std::span<std::uint32_t> table_;  // 1 + index of a row, 0 where empty; a power of two long
  const ModelRow* base_ = nullptr;
};

/// What is asked of a model: an offer at its price, on an order.
struct Question {
  const Candidate* candidate = nullptr;
  Relevance relevance = Relevance::none;
  Minor subtotal = 0;
  Minor discount = 0;
  Minor list = 0;
};

inline constexpr std::size_t kMostUsed = 9;

/// The sum, and the rows it is made of in the order of `Factor`.
struct Score {
  std::int64_t log2_odds = 0;
  std::int64_t variance = 0;  // sum of squared errors, in (1/65536)^2
  const ModelRow* used[kMostUsed] = {};
  std::size_t used_count = 0;
};

Score score(const Model& model, const Sheet& sheet, const Question& question);

/// The line of the order that the offer goes with; null where the order has none left.
const OrderLine* anchor_of(const Model& model, const Sheet& sheet, const Candidate& candidate);

/// The name of a band in a row: its upper bound, or "above".
Text share_band_name(std::size_t band);
Text depth_band_name(std::size_t band);

}  // namespace encore::learn
