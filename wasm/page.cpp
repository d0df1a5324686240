// SPDX-License-Identifier: MIT
//
// Makes a module the thank-you page's: it holds a part of the core. See encore/base/parts.hpp.
#include "encore/base/parts.hpp"

namespace encore {

const bool kFullBuild = false;

}  // namespace encore
