// SPDX-License-Identifier: MIT
//
// Candidates are compared within a product: sorted by its id, so that a long sheet stays quick.
#include "encore/select/personal.hpp"

#include <algorithm>

#include "encore/base/int128.hpp"
#include "encore/rules/rule.hpp"

namespace encore {

namespace {

/// Whether two offers of one product cost the same: what a piece costs, as exact fractions.
bool same_price(const Quote& one, const Quote& other) {
  return static_cast<Int128>(one.subtotal) * other.quantity == static_cast<Int128>(other.subtotal) * one.quantity;
}

bool reads(const Sheet& sheet, const Appraisal& one) {
  return one.candidate->valid && reads_customer(sheet, one.candidate->trigger);
}

// What a trigger chooses between: the offer that it guards, and the others of its product. `group` are places in `all`.
void mark_product(const Sheet& sheet, std::span<Appraisal> all, std::span<const std::size_t> group) {
  for (const std::size_t at : group) {
    Appraisal& one = all[at];
    if (!one.quoted || !reads(sheet, one)) continue;
    for (const std::size_t beside : group) {
      Appraisal& other = all[beside];
      if (beside == at || !other.quoted || same_price(one.quote, other.quote)) continue;
      one.personal = other.personal = true;
    }
  }
}

// Arms are drawn by the visitor or the order, unless the experiment says otherwise.
bool sets_price(const Sheet& sheet, const Experiment& experiment, Text candidate) {
  constexpr std::string_view kOf = "customer.";
  const Tree& tree = *sheet.tree;
  if (!experiment.valid || experiment.hash_attribute.substr(0, kOf.size()) != kOf) return false;
  return std::any_of(experiment.variations.begin(), experiment.variations.end(), [&](NodeIndex patch) {
    const NodeIndex list = tree.find(patch, "candidates");
    const NodeIndex one = list == kNoNode ? kNoNode : tree.find(list, candidate);
    if (one == kNoNode || !tree[one].is(NodeKind::object)) return false;
    return tree.find(one, "discount") != kNoNode || tree.find(one, "product") != kNoNode;
  });
}

}  // namespace

void mark_personal_prices(const Sheet& sheet, std::span<Appraisal> all, Arena& arena) {
  bool any = false;
  for (Appraisal& one : all) {
    one.personal = one.candidate->valid && one.candidate->personal_price;
    for (const Experiment& experiment : sheet.experiments) {
      one.personal = one.personal || sets_price(sheet, experiment, one.candidate->id);
    }
    any = any || reads(sheet, one);
  }
  if (!any) return;
  const std::span<std::size_t> sorted = arena.array<std::size_t>(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) sorted[i] = i;
  const auto product = [&](std::size_t at) { return all[at].candidate->product.id; };
  std::sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) { return product(a) < product(b); });
  for (std::size_t from = 0; from < sorted.size();) {
    std::size_t to = from + 1;
    while (to < sorted.size() && product(sorted[to]) == product(sorted[from])) ++to;
    mark_product(sheet, all, sorted.subspan(from, to - from));
    from = to;
  }
}

}  // namespace encore
