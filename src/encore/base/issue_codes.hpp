// SPDX-License-Identifier: MIT
//
// Every code an issue may carry, each with what it means. The first group are keywords of
// JSON Schema, spelled as there: on these a schema validator and `check` agree, path by
// path. The second group is what a schema cannot say. A code is never reused for another
// meaning; the sentences people read are keyed by it (web/src/engine/issues.ts).
#pragma once

#include <string_view>

namespace encore::code {

// Shared with the published schema.
inline constexpr std::string_view type = "type";          // a value of another JSON type, or not integral
inline constexpr std::string_view required = "required";  // subject: the key that the object lacks
inline constexpr std::string_view enumeration = "enum";   // a word outside the closed list
inline constexpr std::string_view constant = "const";     // another version of the sheet
inline constexpr std::string_view minimum = "minimum";    // limit, actual
inline constexpr std::string_view maximum = "maximum";    // limit, actual
inline constexpr std::string_view exclusive_minimum = "exclusiveMinimum";  // limit, actual: above limit
inline constexpr std::string_view min_length = "minLength";                // limit, actual, in code points
inline constexpr std::string_view max_length = "maxLength";                // limit, actual, in code points
inline constexpr std::string_view min_items = "minItems";                  // limit, actual
inline constexpr std::string_view max_items = "maxItems";                  // limit, actual
inline constexpr std::string_view pattern = "pattern";  // subject: what was expected (json/shape.hpp: expectation())

// The text itself. Path "", with line and column where known.
inline constexpr std::string_view syntax = "syntax";                    // not JSON
inline constexpr std::string_view utf8 = "utf8";                        // bytes that are not UTF-8
inline constexpr std::string_view depth = "depth";                      // nested deeper than limit
inline constexpr std::string_view size = "size";                        // limit, actual, in bytes
inline constexpr std::string_view too_many_values = "too_many_values";  // more JSON values than limit
inline constexpr std::string_view number_range = "number_range";        // a number that no double holds

// Values that have the right shape and mean nothing.
inline constexpr std::string_view impossible_date = "impossible_date";    // a day that the calendar lacks
inline constexpr std::string_view unknown_currency = "unknown_currency";  // subject: not an active ISO 4217 code
inline constexpr std::string_view decimals = "decimals";                  // limit: more decimals than that
inline constexpr std::string_view too_large = "too_large";                // unit price x quantity passes limit

// Ids.
inline constexpr std::string_view duplicate_id = "duplicate_id";            // subject: the id met before
inline constexpr std::string_view unknown_candidate = "unknown_candidate";  // subject: on_decline, on_accept
inline constexpr std::string_view unknown_line = "unknown_line";            // subject: replaces, covers
inline constexpr std::string_view unknown_variant = "unknown_variant";      // subject: a component's variant
inline constexpr std::string_view funnel_cycle = "funnel_cycle";            // subject: the successor that leads back

// Fields that contradict each other.
inline constexpr std::string_view order_of_times = "order_of_times";    // until before from, to before from
inline constexpr std::string_view order_of_bounds = "order_of_bounds";  // not min <= default <= max
inline constexpr std::string_view tier_order = "tier_order";            // min_quantity does not rise
inline constexpr std::string_view tier_terms = "tier_terms";            // not exactly one of bps, value, fixed_price
inline constexpr std::string_view compound_taxes = "compound_taxes";    // limit, actual: too many taxes on taxes
inline constexpr std::string_view cause_not_held = "cause_not_held";    // cause fulfilment; deadline not hold_until
inline constexpr std::string_view url_missing = "url_missing";          // link, add_to_cart without url
inline constexpr std::string_view surface_mismatch =
    "surface_mismatch";  // subject: the surface that forbids it; in check only for modes
inline constexpr std::string_view counts_mismatch = "counts_mismatch";      // more accepts than shows
inline constexpr std::string_view returned_mismatch = "returned_mismatch";  // more returned than bought
inline constexpr std::string_view weights_sum = "weights_sum";              // weights do not sum to 1
inline constexpr std::string_view weights_count = "weights_count";          // limit: variations; actual: weights
inline constexpr std::string_view holdout_index = "holdout_index";          // no variation of that index
inline constexpr std::string_view patch_conflict = "patch_conflict";        // subject: the other experiment
inline constexpr std::string_view private_field = "private_field";          // a private field in a page sheet
inline constexpr std::string_view copy_percentage = "copy_percentage";  // limit: the quote's bps; actual: the copy's
inline constexpr std::string_view broken_arm = "broken_arm";  // subject: path and code of its first fault, when applied

// Notes: they drop nothing and fail nothing.
inline constexpr std::string_view unknown_key = "unknown_key";  // subject: the nearest known key, or ""

}  // namespace encore::code
