// SPDX-License-Identifier: MIT
//
// A sheet's way from text to records, and the memory of the last one. Text is parsed once;
// where experiments apply, their arms patch the tree and it is decoded again. The last
// document is kept and found again by comparing bytes, so that a session's many small
// events do not parse the same sheet each time; no answer shows it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "encore/base/arena.hpp"
#include "encore/base/issue.hpp"
#include "encore/base/tree.hpp"
#include "encore/json/decode.hpp"
#include "encore/select/assign.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

/// Which arms in force patch the sheet: all of them to decide, only those that publishing settles to publish.
enum class Arms : std::uint8_t { all, settled_by_publishing };

/// For whom a sheet is read.
struct Reading {
  bool page = false;  // as a browser must: private fields and large texts are refused
  Arms arms = Arms::all;
  Text visitor;  // "": the sheet's
  std::span<const ForcedArm> forced;
};

class Document {
 public:
  /// False where the text cannot be used as a sheet; `issues` says why. True may leave issues too: of
  /// candidates and experiments, which are then not valid.
  bool load(std::string_view text, const Reading& reading);

  const Sheet& sheet() const { return *sheet_; }
  const Issues& issues() const { return issues_; }

 private:
  bool same(std::string_view text, const Reading& reading) const;
  bool read(std::string_view text, const Reading& reading);
  bool apply(std::span<const Patch> arms, const DecodeOptions& options);
  void apply_sound(std::span<const Patch> arms, const DecodeOptions& options);

  std::string text_;
  std::string visitor_;
  bool page_ = false;
  Arms arms_ = Arms::all;
  bool kept_ = false;
  bool usable_ = false;

  Arena arena_;
  Tree tree_;
  Tree patched_;
  Sheet* sheet_ = nullptr;  // in the arena, as its records are
  Issues issues_;
};

}  // namespace encore
