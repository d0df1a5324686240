// SPDX-License-Identifier: MIT
//
// Experiments that measure nothing, that name what the sheet has not, or that do not hold
// together. A patch is a sheet in part: `candidates` and `variants` are keyed by id there.
#include "encore/check/alike.hpp"
#include "encore/check/check.hpp"
#include "encore/json/merge_patch.hpp"
#include "encore/json/nearest.hpp"
#include "encore/json/shape.hpp"

namespace encore {

namespace {

constexpr Text kVisitor = "visitor.id";
constexpr std::string_view kAttributes[] = {"visitor.id", "customer.id"};

Text attribute(const Experiment& experiment) {
  return experiment.hash_attribute.empty() ? kVisitor : experiment.hash_attribute;
}

class Patches {
 public:
  explicit Patches(const Inspection& inspection) : sheet_(inspection.sheet), to_(inspection.warnings) {}

  void look_at(const Experiment& experiment, std::size_t position) {
    const Tree& tree = *sheet_.tree;
    const std::span<const NodeIndex> arms = experiment.variations;
    bool all_same = true;
    for (std::size_t i = 0; i < arms.size(); ++i) {
      members(arms[i], ShapeId::sheet, place("experiments", position, "variations", i));
      all_same = all_same && alike(tree, arms[0], arms[i]);
    }
    if (all_same && !experiment.holdout) add(warning::arms_alike, place("experiments", position, "variations"));
    if (experiment.coverage <= 0) add(warning::reaches_none, place("experiments", position, "coverage"));
    if (experiment.name_space.given && experiment.name_space.from >= experiment.name_space.to) {
      add(warning::reaches_none, place("experiments", position, "namespace"));
    }
    const Text hashed = attribute(experiment);
    if (nearest_word(kAttributes, hashed) != hashed) {
      add(warning::unknown_attribute, place("experiments", position, "hash_attribute"))
          .about(std::string(hashed) + " " + std::string(nearest_word(kAttributes, hashed)));
    }
  }

 private:
  Warning& add(WarningCode code, std::string path) { return warn(to_, code, Scope::experiment, std::move(path)); }

  void unknown(const std::string& path, Text name, std::string_view nearest) {
    add(warning::patch_names_nothing, path).about(std::string(name) + " " + std::string(nearest));
  }

  // The members of a patch for a record of shape `id`.
  void members(NodeIndex at, ShapeId id, const std::string& path) {
    const Tree& tree = *sheet_.tree;
    if (!tree[at].is(NodeKind::object)) return;
    const Shape known = shape(id);
    for (NodeIndex child = Tree::first(at); child < tree[at].end; child = tree.next(child)) {
      const Text name = tree[child].key;
      std::string here = path;
      append_pointer(here, name);
      const FieldIterator found = known.fields.find(name);
      if (found == known.fields.end()) {
        unknown(here, name, nearest_name(known, name));
        continue;
      }
      const Field field = *found;
      if (id == ShapeId::sheet && name == "candidates") {
        candidates(child, here);
      } else if (id == ShapeId::product && name == "variants" && candidate_ != nullptr) {
        variants(child, here);
      } else if (field.type == FieldType::object) {
        members(child, ShapeId{field.detail}, here);
      }
    }
  }

  void candidates(NodeIndex at, const std::string& path) {
    const Tree& tree = *sheet_.tree;
    if (!tree[at].is(NodeKind::object)) return;
    for (NodeIndex child = Tree::first(at); child < tree[at].end; child = tree.next(child)) {
      candidate_ = nullptr;
      for (const Candidate& candidate : sheet_.candidates) {
        if (candidate.valid && candidate.id == tree[child].key) candidate_ = &candidate;
      }
      std::string here = path;
      append_pointer(here, tree[child].key);
      if (candidate_ != nullptr || is_whole_candidate(tree, child)) {
        members(child, ShapeId::candidate, here);
      } else if (!sheet_.published.given) {  // a published one lacks those that private facts excluded
        unknown(here, tree[child].key, nearest_candidate(tree[child].key));
      }
    }
    candidate_ = nullptr;
  }

  std::string_view nearest_candidate(Text id) const {
    for (const Candidate& candidate : sheet_.candidates) {
      const std::string_view one[] = {candidate.id};
      if (candidate.valid && !nearest_word(one, id).empty()) return candidate.id;
    }
    return {};
  }

  void variants(NodeIndex at, const std::string& path) {
    const Tree& tree = *sheet_.tree;
    if (!tree[at].is(NodeKind::object)) return;
    for (NodeIndex child = Tree::first(at); child < tree[at].end; child = tree.next(child)) {
      std::string here = path;
      append_pointer(here, tree[child].key);
      bool known = false;
      for (const Variant& variant : candidate_->product.variants) known = known || variant.id == tree[child].key;
      if (known) {
        members(child, ShapeId::variant, here);
      } else {
        unknown(here, tree[child].key,
                candidate_->product.variants.size() == 1 ? candidate_->product.variants[0].id : Text{});
      }
    }
  }

  const Sheet& sheet_;
  Warnings& to_;
  const Candidate* candidate_ = nullptr;
};

}  // namespace

void inspect_experiments(const Inspection& inspection) {
  const std::span<const Experiment> all = inspection.sheet.experiments;
  Patches patches(inspection);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!all[i].valid || inspection.warnings.size() > kMaxWarnings) continue;
    patches.look_at(all[i], i);
    for (std::size_t j = 0; j < i && all[i].name_space.given; ++j) {
      const bool shared = all[j].name_space.given && all[j].name_space.name == all[i].name_space.name;
      if (!shared || attribute(all[i]) == attribute(all[j])) continue;
      warn(inspection.warnings, warning::one_namespace_two_attributes, Scope::experiment,
           place("experiments", i, "hash_attribute"))
          .about(all[j].key);
      break;
    }
  }
}

}  // namespace encore
