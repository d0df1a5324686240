// SPDX-License-Identifier: MIT
//
// An empty unit: a precompiled header needs a target to belong to, and this one belongs to catch.hpp.
