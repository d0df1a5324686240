// SPDX-License-Identifier: MIT
//
// What bringing the line costs the shopper: flat for the line, nothing from a threshold
// on, and nothing at all for digital goods. The threshold is compared with the line's own
// subtotal: the order's shipping was settled when it was paid, this is the parcel of what
// is added now.
#pragma once

#include "encore/price/worksheet.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

struct LineShipping {
  Minor amount = 0;
  std::optional<Minor> missing;  // of the subtotal, to ship free; only where a threshold is not reached
};

/// `order_kept` is what the order keeps: a threshold of the order counts it together with the offer.
LineShipping line_shipping(Worksheet& work, const Shipping& shipping, CandidateKind kind, Minor subtotal,
                           Minor order_kept);

}  // namespace encore
