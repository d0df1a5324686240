// SPDX-License-Identifier: MIT
//
// The one unit that carries Catch2's own code and main(). It is an object of its own so that it is compiled once,
// unoptimised and without sanitizers, while the tests themselves keep both.

#define CATCH_CONFIG_MAIN
#define CATCH_CONFIG_NO_POSIX_SIGNALS  // glibc 2.34 made MINSIGSTKSZ a run-time value; ASan reports signals anyway
#include <catch2/catch.hpp>
