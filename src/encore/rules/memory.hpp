// SPDX-License-Identifier: MIT
//
// What one evaluation may use. A rule is finite (JsonLogic has no recursion), but maps
// within maps and texts that double can still cost more than a page should pay, so every
// step, element and byte made is charged to one budget. Once it is spent the evaluation
// ends with the fault `too_costly`; values made after that moment are never looked at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "encore/base/arena.hpp"

namespace encore {

class RuleMemory {
 public:
  explicit RuleMemory(Arena& arena, std::int64_t budget = kBudget) : arena_(arena), left_(budget) {}

  /// Charges `cost`: 1 for a byte of text, kStep for a step or an element.
  void spend(std::size_t cost) { left_ -= static_cast<std::int64_t>(cost); }
  bool exhausted() const { return left_ < 0; }
  std::int64_t left() const { return left_; }

  template <typename T>
  std::span<T> array(std::size_t count) {
    spend(count * kStep);
    return arena_.array<T>(count);
  }

  std::string_view text(std::string_view text) {
    spend(text.size());
    return arena_.text(text);
  }

  static constexpr std::size_t kStep = 16;
  /// Of one rule. About 60,000 steps: a thousand times what merchants' conditions take, a few
  /// milliseconds on a phone.
  static constexpr std::int64_t kBudget = 1'000'000;

 private:
  Arena& arena_;
  std::int64_t left_;
};

}  // namespace encore
