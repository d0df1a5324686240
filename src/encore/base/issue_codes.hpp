// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/issues.json by web/tools/generate/vocabulary.mjs; do not edit.
//
// What can be wrong with a document. An issue is a code, the JSON Pointer of the place, and
// operands; a code is never reused for another meaning. The sentences people read are keyed by the
// codes in web/src/engine/issues.ts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encore/base/enum_array.hpp"
#include "encore/base/words.hpp"

// One word a line, so that a difference shows words.
// clang-format off
namespace encore {

/// What is wrong in one place of a document.
enum class IssueCode : std::uint8_t {
  /// A value of another JSON type, or a number that is not integral.
  type,
  /// An object lacks a member.
  required,
  /// A word outside the closed list.
  enumeration,
  /// Another version of the sheet.
  constant,
  /// A number below the limit.
  minimum,
  /// A number above the limit.
  maximum,
  /// A number that is not above the limit.
  exclusive_minimum,
  /// A text shorter than the limit, in code points.
  min_length,
  /// A text longer than the limit, in code points.
  max_length,
  /// A list with fewer items than the limit.
  min_items,
  /// A list with more items than the limit.
  max_items,
  /// A text of another form.
  pattern,
  /// The text is not JSON; path "", with line and column.
  syntax,
  /// The text holds bytes that are not UTF-8.
  utf8,
  /// Values are nested deeper than the limit.
  depth,
  /// The text has more bytes than the limit.
  size,
  /// The text holds more JSON values than the limit.
  too_many_values,
  /// A number that no double holds.
  number_range,
  /// A day that the calendar lacks.
  impossible_date,
  /// A code that is no active currency of ISO 4217.
  unknown_currency,
  /// A number with more decimals than the limit.
  decimals,
  /// Unit price times quantity is above the limit.
  too_large,
  /// An id stands for the second time.
  duplicate_id,
  /// A successor (on_decline, on_accept) that the sheet lacks.
  unknown_candidate,
  /// A line (replaces, covers) that the order lacks.
  unknown_line,
  /// A component's variant that its product lacks.
  unknown_variant,
  /// A chain of successors that leads back to its beginning.
  funnel_cycle,
  /// A later moment stands before an earlier one: until before from, to before from.
  order_of_times,
  /// Not min <= default <= max.
  order_of_bounds,
  /// The min_quantity of tiers does not rise.
  tier_order,
  /// A tier has not exactly one of bps, value and fixed_price.
  tier_terms,
  /// More taxes on taxes than the limit.
  compound_taxes,
  /// The cause is fulfilment, and the deadline is not hold_until.
  cause_not_held,
  /// A link or add_to_cart offer without a url.
  url_missing,
  /// The surface forbids the mode.
  surface_mismatch,
  /// More accepts than shows, or more returned than sold.
  counts_mismatch,
  /// More pieces returned than bought.
  returned_mismatch,
  /// The weights of an experiment do not sum to 1.
  weights_sum,
  /// An experiment has another number of weights than of variations.
  weights_count,
  /// There is no variation of that index.
  holdout_index,
  /// Two experiments patch the same place.
  patch_conflict,
  /// A private field stands in a page sheet.
  private_field,
  /// The copy promises another reduction (actual, in bps) than the quote has (limit). The core
  /// reports any percentage; check keeps those whose words promise a reduction
  /// (web/src/engine/words.ts).
  copy_percentage,
  /// A variation leaves the sheet faulty when it is applied.
  broken_arm,
  /// The policy says that no consumer law applies, and the country of the order has one.
  law_ignored,
  /// An offer of another seller than the order's merchant is sold with one click.
  not_the_merchant,
  /// A member that the sheet does not have.
  unknown_key,
};

template <>
inline constexpr std::size_t kEnumCount<IssueCode> = 47;

inline constexpr std::string_view kIssueCodes[] = {
    "type",
    "required",
    "enum",
    "const",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "pattern",
    "syntax",
    "utf8",
    "depth",
    "size",
    "too_many_values",
    "number_range",
    "impossible_date",
    "unknown_currency",
    "decimals",
    "too_large",
    "duplicate_id",
    "unknown_candidate",
    "unknown_line",
    "unknown_variant",
    "funnel_cycle",
    "order_of_times",
    "order_of_bounds",
    "tier_order",
    "tier_terms",
    "compound_taxes",
    "cause_not_held",
    "url_missing",
    "surface_mismatch",
    "counts_mismatch",
    "returned_mismatch",
    "weights_sum",
    "weights_count",
    "holdout_index",
    "patch_conflict",
    "private_field",
    "copy_percentage",
    "broken_arm",
    "law_ignored",
    "not_the_merchant",
    "unknown_key",
};

/// Its spelling on the wire.
constexpr std::string_view word(IssueCode value) {
  return kIssueCodes[static_cast<std::size_t>(value)];
}

/// Short for the enumerators: code::type.
namespace code {
using enum IssueCode;
}

}  // namespace encore
