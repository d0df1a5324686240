// SPDX-License-Identifier: MIT
//
// Finds an id among many in constant time: an open-addressed table of positions, at most
// half full, over FNV-1a. Deciding stays near-linear with ten thousand candidates.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encore/base/arena.hpp"

namespace encore {

class IdIndex {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  /// Room for `count` ids.
  IdIndex(std::size_t count, Arena& arena) {
    std::size_t size = 4;
    while (size < count * 2) size *= 2;
    slots_ = arena.array<Entry>(size);
  }

  /// Adds `id` at `position`; if it is there already, keeps and returns the first position.
  std::uint32_t add(std::string_view id, std::uint32_t position) {
    Entry& entry = seek(id);
    if (entry.position != kNone) return entry.position;
    entry = {id, position};
    return kNone;
  }

  /// The position of `id`, or kNone.
  std::uint32_t find(std::string_view id) { return seek(id).position; }

 private:
  struct Entry {
    std::string_view id;
    std::uint32_t position = kNone;
  };

  Entry& seek(std::string_view id) {
    std::uint32_t hash = 2166136261U;
    for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at].position != kNone && slots_[at].id != id) at = (at + 1) & (slots_.size() - 1);
    return slots_[at];
  }

  std::span<Entry> slots_;
};

}  // namespace encore
