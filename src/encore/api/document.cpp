// SPDX-License-Identifier: MIT
//
// parse -> decode -> assign -> patch -> decode again, and the comparison that spares it.
#include "encore/api/document.hpp"

#include <utility>

#include "encore/base/parts.hpp"
#include "encore/json/decode.hpp"
#include "encore/json/merge_patch.hpp"
#include "encore/json/parse.hpp"
#include "encore/select/publish.hpp"
#include "encore/sheet/limits.hpp"

namespace encore {

namespace {

// The order line that an offer replaces or covers.
Text line_of(const Candidate& candidate) {
  return candidate.replaces.line_id.empty() ? candidate.covers.line_id : candidate.replaces.line_id;
}

/// Whether a page's module can price and choose what the sheet holds: see base/parts.hpp.
bool ordinary(const Sheet& sheet) {
  if (sheet.policy.explore.method == ExploreMethod::softmax || sheet.order.status >= OrderStatus::authorized)
    return false;
  for (const Candidate& candidate : sheet.candidates) {
    if (candidate.kind == CandidateKind::bundle || candidate.kind == CandidateKind::subscription) return false;
    if (full_build(candidate.discount.type)) return false;
    const Text line = line_of(candidate);
    if (line.empty()) continue;
    for (const Candidate& other : sheet.candidates) {
      if (&other != &candidate && line_of(other) == line) return false;  // they may exclude each other
    }
  }
  return true;
}

}  // namespace

bool Document::same(std::string_view text, const Reading& reading) const {
  return kept_ && page_ == reading.page && arms_ == reading.arms && reading.forced.empty() &&
         visitor_ == reading.visitor && text_ == text;
}

bool Document::load(std::string_view text, const Reading& reading) {
  if (same(text, reading)) return usable_;
  text_.assign(text);
  visitor_.assign(reading.visitor);
  page_ = reading.page;
  arms_ = reading.arms;
  kept_ = reading.forced.empty();  // forced arms are the inspector's, once
  usable_ = read(text_, reading);
  return usable_;
}

bool Document::read(std::string_view text, const Reading& reading) {
  arena_.clear();
  issues_.clear();
  Issue issue;
  if (!size_allowed(text.size(), reading.page, issue) || !parse(text, kMaxDepth, arena_, tree_, issue)) {
    if (kFullBuild) issues_.push_back(std::move(issue));
    return false;
  }
  if (!kFullBuild && !tree_.whole_numbers) return false;
  sheet_ = arena_.make<Sheet>();
  DecodeOptions options;
  options.page = reading.page;
  options.bytes = text.size();
  if (!decode(tree_, options, arena_, *sheet_, issues_)) return false;
  if (!kFullBuild) return ordinary(*sheet_);
  if (sheet_->experiments.empty()) return true;

  const Assigned assigned = assign(*sheet_, visitor_, reading.forced, arena_);
  const std::span<const Patch> arms =
      reading.arms == Arms::all ? assigned.patches : patches_to_publish(*sheet_, assigned, arena_);
  if (!arms.empty() && !apply(arms, options)) apply_sound(arms, options);
  return true;
}

/// The sheet as these arms make it; false where that is no sheet any more.
bool Document::apply(std::span<const Patch> arms, const DecodeOptions& options) {
  const std::span<PatchRoot> patches = arena_.array<PatchRoot>(arms.size());
  for (std::size_t i = 0; i < arms.size(); ++i) patches[i] = {&tree_, arms[i].node};
  merge_patch(tree_, patches, arena_, patched_);
  issues_.clear();
  return decode(patched_, options, arena_, *sheet_, issues_);
}

/// An arm that breaks the sheet takes its experiment with it and hides nothing else: those that hold alone are kept,
/// and none of them where they do not hold together.
void Document::apply_sound(std::span<const Patch> arms, const DecodeOptions& options) {
  const std::span<Patch> sound = arena_.array<Patch>(arms.size());
  std::size_t kept = 0;
  for (const Patch& arm : arms) {
    if (apply({&arm, 1}, options)) sound[kept++] = arm;
  }
  if (!apply(sound.first(kept), options)) apply(sound.first(kept = 0), options);
  for (const Patch& arm : arms) {
    bool stays = false;
    for (const Patch& one : sound.first(kept)) stays = stays || one.node == arm.node;
    for (const Experiment& experiment : sheet_->experiments) {
      // The records are this document's own, in its arena.
      if (!stays && experiment.key == arm.experiment->key) const_cast<Experiment&>(experiment).valid = false;
    }
  }
}

}  // namespace encore
