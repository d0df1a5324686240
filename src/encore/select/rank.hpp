// SPDX-License-Identifier: MIT
//
// Sorting of indexes by an order that is a function pointer: one piece of machine code for
// every order the selector needs, where each std::sort would bring its own. Heap sort: in
// place, never worse than n log n, the same steps everywhere.
#pragma once

#include <cstdint>
#include <span>

namespace encore {

/// True where the item at index `a` comes before the one at `b`. Total orders only.
using Before = bool (*)(const void* context, std::uint32_t a, std::uint32_t b);

void rank(std::span<std::uint32_t> items, Before before, const void* context);

}  // namespace encore
