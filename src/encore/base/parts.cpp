// SPDX-License-Identifier: MIT
//
// The full build. In a file of its own, so that a program that defines it as false never links this one.
#include "encore/base/parts.hpp"

namespace encore {

const bool kFullBuild = true;

}  // namespace encore
