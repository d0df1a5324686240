// SPDX-License-Identifier: MIT
//
// UTF-8 text as JavaScript indexes strings: as UTF-16 code units. Length, position,
// order and slices are counted in units; bytes stay UTF-8. A slice that splits a surrogate
// pair yields U+FFFD for the half, because a lone surrogate has no UTF-8 form.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace encore {

/// Number of UTF-16 code units in valid UTF-8 `text`.
std::size_t utf16_length(std::string_view text);

/// Appends the units [from, to) of `text` as UTF-8.
void append_utf16_slice(std::string& out, std::string_view text, std::size_t from, std::size_t to);

/// <0, 0, >0 as JavaScript orders strings: unit by unit, so astral characters sort before
/// U+E000..U+FFFF although their code points are higher.
int compare_utf16(std::string_view left, std::string_view right);

/// The UTF-8 length of the white space character at the start of `text` (ECMAScript
/// WhiteSpace or LineTerminator), 0 where there is none.
std::size_t white_space(std::string_view text);

}  // namespace encore
