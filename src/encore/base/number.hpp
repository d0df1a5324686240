// SPDX-License-Identifier: MIT
//
// Doubles as text, both ways, exactly. libc's own conversions differ between machines in
// nothing but weight: in Wasm they bring 128-bit soft floats, so the core carries its own.
// Reading rounds to nearest, ties to even, for any number of digits; printing gives what
// JavaScript's Number.prototype.toString gives: the fewest digits that read back as the
// same double, and of those the closest. Both use exact whole-number arithmetic; short
// numbers (nearly all) take a path that is exact in plain doubles.
#pragma once

#include <string>
#include <string_view>

namespace encore {

/// The double nearest to a decimal token: digits with an optional sign, fraction and exponent
/// ("-12.5e3", also ".5" and "5."). Too large is infinite, too small is zero.
/// Requires: the token has that shape; nothing is checked.
double parse_number(std::string_view token);

/// Appends `value` as JavaScript prints it: "0.1", "1e+21", "NaN", "-Infinity", and "0" for -0.
void append_number(std::string& to, double value);

}  // namespace encore
