// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/rule_faults.json by web/tools/generate/vocabulary.mjs; do not edit.
//
// Why a rule has no value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encore/base/enum_array.hpp"
#include "encore/base/words.hpp"

// One word a line, so that a difference shows words.
// clang-format off
namespace encore {

/// Why an evaluation ended without a value: an operand of `rule_error`.
enum class RuleFault : std::uint8_t {
  /// There is a value.
  none,
  /// An operation is not one of JsonLogic's.
  unknown_operator,
  /// An operation has arguments that it cannot work on.
  wrong_arguments,
  /// The rule needs more memory or depth than a rule may have.
  too_costly,
};

template <>
inline constexpr std::size_t kEnumCount<RuleFault> = 4;

inline constexpr std::string_view kRuleFaults[] = {
    "none",
    "unknown_operator",
    "wrong_arguments",
    "too_costly",
};

/// Its spelling on the wire.
constexpr std::string_view word(RuleFault value) {
  return kRuleFaults[static_cast<std::size_t>(value)];
}

}  // namespace encore
