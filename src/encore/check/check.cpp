// SPDX-License-Identifier: MIT
//
// The kinds, one after the other.
#include "encore/check/check.hpp"

#include "encore/base/parts.hpp"

namespace encore {

void find_warnings(const Inspection& inspection) {
  if (!kFullBuild) return;
  inspect_order(inspection);
  inspect_amounts(inspection);
  inspect_offers(inspection);
  inspect_prices(inspection);
  inspect_effects(inspection);
  inspect_copy(inspection);
  inspect_addresses(inspection);
  inspect_triggers(inspection);
  inspect_experiments(inspection);
  if (inspection.warnings.size() > kMaxWarnings) inspection.warnings.resize(kMaxWarnings);
}

}  // namespace encore
