// SPDX-License-Identifier: MIT
//
// When an offer ends. Every anchor is a moment on the server (a campaign's end, the order's
// placing, the warehouse's hold), never the load of a page, so a reload cannot restart it.
#pragma once

#include <optional>

#include "encore/sheet/sheet.hpp"

namespace encore {

/// The earliest of `until`, `placed_at + minutes_after_order` and `hold_until` (else `ships_at`) that is
/// given; empty where none is. At that millisecond the offer is over.
std::optional<Instant> deadline_of(const Sheet& sheet, const Candidate& candidate);

}  // namespace encore
