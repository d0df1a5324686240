// SPDX-License-Identifier: MIT
//
// The published schema's string patterns, by hand: a regular-expression engine would weigh
// more than the rest of the decoder. Each function accepts exactly what the pattern of the
// same name in web/schema does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encore/json/shape.hpp"

namespace encore {

/// Whether `text` matches the pattern of `rule`; true for `any` and `id`, which have none.
bool matches(TextRule rule, std::string_view text);

/// Code points of valid UTF-8.
std::int64_t length_of(std::string_view text);

/// Reads a decimal text, ^(0|[1-9][0-9]*)(\.[0-9]{1,6})?$ with at most `whole_digits` digits
/// before the point; false where the text is none.
bool read_decimal(std::string_view text, std::size_t whole_digits, std::int64_t& millionths);

/// What an RFC 3339 text turned out to be.
enum class TimeFault : std::uint8_t { none, pattern, impossible };

/// Reads a time; `instant` is set only where the fault is none.
TimeFault read_time(std::string_view text, std::int64_t& instant);

/// Whether `text` is a plain date or a time, of a day that exists.
TimeFault check_day_or_time(std::string_view text);

}  // namespace encore
