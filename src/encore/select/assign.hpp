// SPDX-License-Identifier: MIT
//
// Experiments: which arm a visitor is in. Buckets are those of GrowthBook's SDK, hash
// versions 1 and 2, with coverage, weights and namespaces, so that a shop which runs both
// uses one assignment. An arm is a merge patch on the document, so assigning comes before
// the candidates are decoded: decode once, `assign`, and where `patches` is not empty
// merge them (json/merge_patch.hpp) and decode the result.
//
// A bucket is an integer; it is compared as the SDK does, as the nearest double of a
// thousandth or ten-thousandth against sums of doubles in the SDK's order. Only divisions,
// sums and products occur, which IEEE 754 rounds alike everywhere.
#pragma once

#include <cstdint>
#include <span>

#include "encore/select/decision.hpp"

namespace encore {

struct ForcedArm {
  Text experiment;
  std::int64_t variation = 0;
};

/// An arm in force that changes something.
struct Patch {
  NodeIndex node = kNoNode;  // in Sheet::tree
  const Experiment* experiment = nullptr;
};

struct Assigned {
  std::span<const Assignment> assignments;  // one for each valid experiment, in the sheet's order
  std::span<const Patch> patches;           // in the same order; arms without a patch have none
  bool holdout = false;                     // an arm that shows nothing is in force
};

/// The visitor that counts: the moment's, else the sheet's, else the order stands for one.
Text visitor_of(const Sheet& sheet, Text visitor);

/// The bucket of `value`: 0..9999 under hash version 2, 0..999 under version 1.
std::uint32_t bucket(Text seed, Text value, std::int64_t hash_version);

/// Index of the arm that `bucket` falls into, -1 where it is in none.
int arm_of(std::uint32_t bucket, std::int64_t hash_version, double coverage, std::span<const double> weights,
           std::size_t variations);

/// `visitor` as in a DecisionContext: "" falls back as visitor_of says.
Assigned assign(const Sheet& sheet, Text visitor, std::span<const ForcedArm> forced, Arena& arena);

/// The policy's holdout: hash version 2 of the visitor with seed `<policy id>/holdout`.
bool held_out(const Sheet& sheet, Text visitor);

}  // namespace encore
