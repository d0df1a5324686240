// SPDX-License-Identifier: MIT
//
// The price per kilogram, litre or piece that Directive 98/6/EC, Article 3 asks for beside
// the selling price: what is to pay for the line, divided by what the line holds, for as
// many units as the sheet shows it by. Nothing is said where nothing is to pay.
#pragma once

#include "encore/price/worksheet.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

/// `to_pay` is the line's price after discount, before any credit.
std::optional<Minor> price_per_measure(Worksheet& work, const UnitPriceMeasure& measure, std::int64_t quantity,
                                       Minor to_pay);

}  // namespace encore
