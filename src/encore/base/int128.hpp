// SPDX-License-Identifier: MIT
//
// 128-bit integers for products of two 64-bit ones. GCC, Clang and Emscripten all have
// them; `__extension__` keeps -Wpedantic quiet. Anything wider is cross-multiplied with
// care in the place that needs it.
#pragma once

namespace encore {

__extension__ using Int128 = __int128;
__extension__ using Uint128 = unsigned __int128;

}  // namespace encore
