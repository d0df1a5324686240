// SPDX-License-Identifier: MIT
//
// Which arms publishing settles: those that touch more than a page can judge by itself.
#include <algorithm>

#include "encore/select/publish.hpp"

namespace encore {

namespace {

// What a page may patch by itself: presentation, and the rules of the choice that read
// nothing private. Each between spaces.
constexpr std::string_view kPageFields = " copy layout proof delivery returns priority funnel_only ";
constexpr std::string_view kPagePolicy =
    " max_offers second_offer holdout_bps max_steps max_accepts undo_seconds min_relevance price_cap "
    "price_band_bps min_order_total remember_decline_days personalised_price ";

bool named(std::string_view list, std::string_view name) {
  for (std::size_t at = list.find(name); at != std::string_view::npos; at = list.find(name, at + 1)) {
    if (at > 0 && list[at - 1] == ' ' && list[at + name.size()] == ' ') return true;
  }
  return false;
}

bool all_named(const Tree& tree, NodeIndex object, std::string_view list) {
  for (NodeIndex at = Tree::first(object); at < tree[object].end; at = tree.next(at)) {
    if (!named(list, tree[at].key)) return false;
  }
  return true;
}

// Of these, what does not enter the choice: all that an arm may patch where publishing chooses already.
constexpr std::string_view kFieldsBesideChoice = " copy layout proof delivery returns ";
constexpr std::string_view kPolicyBesideChoice = " holdout_bps max_steps max_accepts undo_seconds personalised_price ";

bool is_presentation(const Tree& tree, NodeIndex patch, bool chosen) {
  for (NodeIndex part = Tree::first(patch); part < tree[patch].end; part = tree.next(part)) {
    if (!tree[part].is(NodeKind::object)) return false;
    if (tree[part].key == "policy") {
      if (!all_named(tree, part, chosen ? kPolicyBesideChoice : kPagePolicy)) return false;
      continue;
    }
    if (tree[part].key != "candidates") return false;
    for (NodeIndex one = Tree::first(part); one < tree[part].end; one = tree.next(one)) {
      if (!tree[one].is(NodeKind::object)) return false;
      if (!all_named(tree, one, chosen ? kFieldsBesideChoice : kPageFields)) return false;
    }
  }
  return true;
}

}  // namespace

bool explores_when_published(const Sheet& sheet) {
  const Explore& how = sheet.policy.explore;
  return how.method == ExploreMethod::uncertainty && how.rate_bps > 0;
}

bool settled_by_publishing(const Sheet& sheet, const Experiment& experiment) {
  const bool chosen = explores_when_published(sheet) || sheet.policy.reserve > 0;
  return !std::all_of(experiment.variations.begin(), experiment.variations.end(),
                      [&](NodeIndex patch) { return is_presentation(*sheet.tree, patch, chosen); });
}

std::span<const Patch> patches_to_publish(const Sheet& sheet, const Assigned& assigned, Arena& arena) {
  const std::span<Patch> patches = arena.array<Patch>(assigned.patches.size());
  std::size_t count = 0;
  for (const Patch& patch : assigned.patches) {
    if (settled_by_publishing(sheet, *patch.experiment)) patches[count++] = patch;
  }
  return patches.first(count);
}

}  // namespace encore
