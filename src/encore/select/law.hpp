// SPDX-License-Identifier: MIT
//
// Which consumer law governs the sale. Under `auto` the billing country decides, then the
// shipping country; never the page's language.
#pragma once

#include "encore/sheet/sheet.hpp"

namespace encore {

/// `eu` (the Union and the EEA), `uk` or `none`; never `automatic`.
ConsumerLaw law_of(const Sheet& sheet);

}  // namespace encore
