// SPDX-License-Identifier: MIT
//
// What must hold between an experiment's own members, and between experiments: two that
// patch one path would make the result depend on which of them ran first, unless no visitor
// can be in both.
#include "encore/base/issue_codes.hpp"
#include "encore/json/cross_parts.hpp"

namespace encore {

namespace {

// Reports at `where` (a place in patch `a`) every path that patch `b` touches as well.
void compare_patches(const Tree& tree, NodeIndex a, NodeIndex b, const Frame* where, Text other, Report& report) {
  for (NodeIndex child = Tree::first(a); child < tree[a].end; child = tree.next(child)) {
    const NodeIndex match = tree.find(b, tree[child].key);
    if (match == kNoNode) continue;
    const Frame here = at_key(where, tree[child].key);
    if (tree[child].is(NodeKind::object) && tree[match].is(NodeKind::object)) {
      compare_patches(tree, child, match, &here, other, report);
    } else {
      report.add(code::patch_conflict, &here, other);
    }
  }
}

void compare(const Tree& tree, const Experiment& a, const Experiment& b, const Frame* where, Report& report) {
  const Frame list = at_key(where, "variations");
  for (std::size_t i = 0; i < a.variations.size(); ++i) {
    const Frame here = at_index(&list, i);
    for (const NodeIndex other : b.variations) compare_patches(tree, a.variations[i], other, &here, b.key, report);
  }
}

// Whether no visitor is in both: two parts of one namespace, which both ask for the same attribute.
bool exclusive(const Experiment& a, const Experiment& b) {
  constexpr Text kVisitor = "visitor.id";
  const Namespace& one = a.name_space;
  const Namespace& other = b.name_space;
  const Text attribute = a.hash_attribute.empty() ? kVisitor : a.hash_attribute;
  const Text same = b.hash_attribute.empty() ? kVisitor : b.hash_attribute;
  const bool shared = one.given && other.given && one.name == other.name && attribute == same;
  return shared && (one.to <= other.from || other.to <= one.from);
}

// GrowthBook falls back to equal weights past this distance from 1; saying so is better.
bool sums_to_one(std::span<const double> weights) {
  double sum = 0;
  for (const double weight : weights) sum += weight;
  return sum >= 0.99 && sum <= 1.01;
}

}  // namespace

void check_experiments(const Tree& tree, const Sheet& sheet, Arena& arena, Report& report) {
  IdIndex keys(sheet.experiments.size(), arena);
  const Frame list = at_key(nullptr, "experiments");
  for (std::size_t i = 0; i < sheet.experiments.size(); ++i) {
    const Experiment& item = sheet.experiments[i];
    const Frame where = at_index(&list, i);
    report.item_failed = false;
    if (!item.key.empty() && keys.add(item.key, static_cast<std::uint32_t>(i)) != IdIndex::kNone) {
      report.add(code::duplicate_id, &where, {"key"}).subject(item.key);
    }
    if (item.valid) {
      const auto arms = static_cast<std::int64_t>(item.variations.size());
      if (item.holdout && *item.holdout >= arms) {
        report.add(code::holdout_index, &where, {"holdout"}).operands(arms - 1, *item.holdout);
      }
      const auto given = static_cast<std::int64_t>(item.weights.size());
      if (given > 0 && given != arms) {
        report.add(code::weights_count, &where, {"weights"}).operands(arms, given);
      } else if (given > 0 && !sums_to_one(item.weights)) {
        report.add(code::weights_sum, &where, {"weights"});
      }
      if (item.name_space.from > item.name_space.to) report.add(code::order_of_bounds, &where, {"namespace"});
      for (std::size_t j = 0; j < i; ++j) {
        const Experiment& other = sheet.experiments[j];
        if (other.valid && !exclusive(item, other)) compare(tree, item, other, &where, report);
      }
    }
    if (report.item_failed) invalidate(item);
  }
}

}  // namespace encore
