// SPDX-License-Identifier: MIT
//
// parse -> decode -> assign -> patch -> decode again, and the comparison that spares it.
#include "encore/api/document.hpp"

#include <utility>

#include "encore/json/decode.hpp"
#include "encore/json/merge_patch.hpp"
#include "encore/json/parse.hpp"
#include "encore/select/publish.hpp"
#include "encore/sheet/limits.hpp"

namespace encore {

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
  sheet_ = Sheet{};
  Issue issue;
  if (!size_allowed(text.size(), reading.page, issue) || !parse(text, kMaxDepth, arena_, tree_, issue)) {
    issues_.push_back(std::move(issue));
    return false;
  }
  DecodeOptions options;
  options.page = reading.page;
  options.bytes = text.size();
  if (!decode(tree_, options, arena_, sheet_, issues_)) return false;
  if (sheet_.experiments.empty()) return true;

  const Assigned assigned = assign(sheet_, visitor_, reading.forced, arena_);
  const std::span<const Patch> arms =
      reading.arms == Arms::all ? assigned.patches : patches_to_publish(sheet_, assigned, arena_);
  if (arms.empty()) return true;
  const std::span<PatchRoot> patches = arena_.array<PatchRoot>(arms.size());
  for (std::size_t i = 0; i < arms.size(); ++i) patches[i] = {&tree_, arms[i].node};
  merge_patch(tree_, patches, arena_, patched_);
  issues_.clear();
  sheet_ = Sheet{};
  return decode(patched_, options, arena_, sheet_, issues_);
}

}  // namespace encore
