// SPDX-License-Identifier: MIT
//
// Text read as a number, the two ways JavaScript has: the whole text (Number("…"),
// StringToNumber of ECMA-262) and its longest numeric start (parseFloat).
#pragma once

#include <string_view>

namespace encore {

/// Number(text): white space trimmed, "" is 0, 0x 0o 0b, Infinity; NaN for anything else.
double text_to_number(std::string_view text);

/// parseFloat(text): leading white space skipped, the rest after the number ignored.
double text_prefix_to_number(std::string_view text);

}  // namespace encore
