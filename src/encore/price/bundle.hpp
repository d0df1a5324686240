// SPDX-License-Identifier: MIT
//
// Several products sold as one: the list price of a bundle is the sum of its components,
// and its discount is shared among them by the policy's leftover rule, so that the parts
// sum to the line exactly and a return of one of them has a price. The bundle product's
// own variant serves for stock, pictures and its reference price; its price counts only
// where a bundle names no components.
#pragma once

#include "encore/price/worksheet.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

/// List price of one bundle; empty where a component names a variant it does not have.
std::optional<Minor> bundle_unit_price(Worksheet& work, const Candidate& candidate);

/// The line's components with their shares of `discount`.
/// Requires: `bundle_unit_price` had a value; 0 <= discount <= list.
std::span<const QuotePart> bundle_parts(Worksheet& work, const Candidate& candidate, Leftover leftover,
                                        std::int64_t quantity, Minor list, Minor discount, Arena& arena);

}  // namespace encore
