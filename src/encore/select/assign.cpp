// SPDX-License-Identifier: MIT
//
// The SDK's own steps in the SDK's own order: attribute, namespace, bucket, ranges. Where
// the SDK falls back (weights of the wrong count or sum), so does this.
#include "encore/select/assign.hpp"

#include <string>

#include "encore/base/text.hpp"
#include "encore/select/hash.hpp"

namespace encore {

namespace {

double fraction(std::uint32_t bucket, std::int64_t hash_version) {
  return static_cast<double>(bucket) / (hash_version == 1 ? 1000.0 : 10000.0);
}

Text attribute(const Sheet& sheet, Text name, Text visitor) {
  if (name.empty() || name == "visitor.id") return visitor;
  return name == "customer.id" ? sheet.customer.id : Text{};
}

bool in_namespace(const Namespace& space, Text value) {
  if (!space.given) return true;
  const double n = fraction(bucket(std::string("__").append(space.name), value, 1), 1);
  return n >= space.from && n < space.to;
}

}  // namespace

Text visitor_of(const Sheet& sheet, Text visitor) {
  if (!visitor.empty()) return visitor;
  return sheet.visitor.id.empty() ? sheet.order.id : sheet.visitor.id;
}

std::uint32_t bucket(Text seed, Text value, std::int64_t hash_version) {
  Fnv32 first;
  if (hash_version == 1) {
    first.take(value);
    first.take(seed);
    return first.value() % 1000;
  }
  first.take(seed);
  first.take(value);
  std::string digits;
  append_integer(digits, first.value());
  Fnv32 second;
  second.take(digits);
  return second.value() % 10'000;
}

int arm_of(std::uint32_t bucket, std::int64_t hash_version, double coverage, std::span<const double> weights,
           std::size_t variations) {
  if (variations < 2) return -1;  // the SDK calls this no experiment
  const double n = fraction(bucket, hash_version);
  if (coverage < 0) coverage = 0;
  if (coverage > 1) coverage = 1;
  double total = 0;
  for (const double weight : weights) total += weight;
  const bool equal = weights.size() != variations || total < 0.99 || total > 1.01;
  double cumulative = 0;
  for (std::size_t i = 0; i < variations; ++i) {
    const double weight = equal ? 1.0 / static_cast<double>(variations) : weights[i];
    if (n >= cumulative && n < cumulative + coverage * weight) return static_cast<int>(i);
    cumulative += weight;
  }
  return -1;
}

Assigned assign(const Sheet& sheet, Text visitor, std::span<const ForcedArm> forced, Arena& arena) {
  Assigned result;
  const std::span<Assignment> assignments = arena.array<Assignment>(sheet.experiments.size());
  const std::span<Patch> patches = arena.array<Patch>(sheet.experiments.size());
  std::size_t assigned = 0;
  std::size_t patched = 0;
  visitor = visitor_of(sheet, visitor);
  for (const Experiment& experiment : sheet.experiments) {
    if (!experiment.valid) continue;
    const Text value = attribute(sheet, experiment.hash_attribute, visitor);
    int arm = -1;
    if (!value.empty() && in_namespace(experiment.name_space, value)) {
      const Text seed = experiment.seed.empty() ? experiment.key : experiment.seed;
      arm = arm_of(bucket(seed, value, experiment.hash_version), experiment.hash_version, experiment.coverage,
                   experiment.weights, experiment.variations.size());
    }
    for (const ForcedArm& force : forced) {
      if (force.experiment != experiment.key || force.variation < 0) continue;
      if (static_cast<std::size_t>(force.variation) < experiment.variations.size()) {
        arm = static_cast<int>(force.variation);
      }
    }
    assignments[assigned++] = {experiment.key, arm >= 0, arm >= 0 ? arm : 0, experiment.hash_version};
    if (arm < 0) continue;
    if (experiment.holdout == arm) result.holdout = true;
    const NodeIndex patch = experiment.variations[static_cast<std::size_t>(arm)];
    if (sheet.tree != nullptr && (*sheet.tree)[patch].is(NodeKind::object) && (*sheet.tree)[patch].count > 0) {
      patches[patched++] = {patch, &experiment};
    }
  }
  result.assignments = assignments.first(assigned);
  result.patches = patches.first(patched);
  return result;
}

bool held_out(const Sheet& sheet, Text visitor) {
  if (sheet.policy.holdout_bps <= 0) return false;
  const std::string seed = std::string(sheet.policy.id).append("/holdout");
  return bucket(seed, visitor_of(sheet, visitor), 2) < sheet.policy.holdout_bps;
}

}  // namespace encore
