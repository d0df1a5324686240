// SPDX-License-Identifier: MIT
//
// The third stage: may this candidate be offered at this price? The cap and the band are
// public; the discount ceiling, the margin floor and the giveaway budget are private, so a
// page sheet carries only candidates that publishing found within them.
#pragma once

#include <optional>

#include "encore/select/decision.hpp"

namespace encore {

/// Adds the reasons against a quoted appraisal. `page`: the private guards stay silent.
void judge_price(const Sheet& sheet, bool page, Arena& arena, Appraisal& appraisal);

/// The policy's cap as an amount; empty where none is given. It holds for one offer, and for two together.
std::optional<Minor> given_cap(const Sheet& sheet);

/// The largest subtotal that two offers may have together: the smaller of the given cap and the band's upper end. Empty
/// where neither is set.
std::optional<Minor> highest_subtotal(const Sheet& sheet);

/// The band's upper end alone.
std::optional<Minor> band_end(const Sheet& sheet);

}  // namespace encore
