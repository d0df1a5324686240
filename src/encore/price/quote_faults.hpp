// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/quote_faults.json by web/tools/generate/vocabulary.mjs; do not edit.
//
// Why a candidate has no quote.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encore/base/enum_array.hpp"
#include "encore/base/words.hpp"

// One word a line, so that a difference shows words.
// clang-format off
namespace encore {

/// Why there is no quote. `nothing_to_pay_difference` is a reason too; the others are issues of the
/// candidate or of the request.
enum class QuoteFault : std::uint8_t {
  /// There is a quote.
  none,
  /// What was paid for the replaced line is as much as the new price or more.
  nothing_to_pay_difference,
  /// An amount passes what a sheet can hold.
  overflow,
  /// The variant asked for is not one of the product's.
  unknown_variant,
  /// The quantity asked for is less or more than the candidate or the replaced line allows.
  quantity_out_of_range,
  /// The order lacks the line that the candidate replaces or covers.
  unknown_line,
};

template <>
inline constexpr std::size_t kEnumCount<QuoteFault> = 6;

inline constexpr std::string_view kQuoteFaults[] = {
    "none",
    "nothing_to_pay_difference",
    "overflow",
    "unknown_variant",
    "quantity_out_of_range",
    "unknown_line",
};

/// Its spelling on the wire.
constexpr std::string_view word(QuoteFault value) {
  return kQuoteFaults[static_cast<std::size_t>(value)];
}

}  // namespace encore
