// SPDX-License-Identifier: MIT
//
// Reasons that only a private sheet can give: what came back of the product, and what this customer returned, has
// subscribed to, passed over or bought a short while ago.
#pragma once

#include "encore/select/eligible.hpp"

namespace encore {

/// Adds them to `appraisal.reasons`.
void judge_private_history(const Circumstances& circumstances, Appraisal& appraisal);

}  // namespace encore
