// SPDX-License-Identifier: MIT
//
// An amount of money: a whole number of the currency's smallest unit (cents, yen, fils).
// The currency stands beside it, once per sheet; no float ever touches an amount. The
// bound is JavaScript's largest exact integer, so that an amount survives JSON.parse in
// every reader of a quote.
#pragma once

#include <cstdint>

namespace encore {

using Minor = std::int64_t;

/// |amount| never exceeds this; what would is an overflow, reported as a value.
inline constexpr Minor kMaxMinor = 9'007'199'254'740'991;

}  // namespace encore
