// SPDX-License-Identifier: MIT
//
// exp and log of our own: libm's differ between machines, and a model fitted on two of them has to have the same bytes.
// Only + - * / and the bits of a double are used. Both are good to about one unit in the last place.
#pragma once

namespace encore::learn {

/// e to the power of x; 0 below -700, and held at e^700 above.
double exponential(double x);

/// The natural logarithm. Requires: x > 0 and finite.
double logarithm(double x);

inline constexpr double kLog2OfE = 1.4426950408889634;

}  // namespace encore::learn
