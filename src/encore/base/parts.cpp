// SPDX-License-Identifier: MIT
//
// The whole core. In a file of its own, so that a program which says otherwise never links it.
#include "encore/base/parts.hpp"

namespace encore {

const bool kWholeCore = true;

}  // namespace encore
