// SPDX-License-Identifier: MIT
//
// Percentages in an offer's copy, compared with what the quote may announce. A number followed by a percent sign
// ("20%", "20 %", "12,5 %", "٢٠٪", full-width too) or led by one ("%20", as Turkish writes it) is a claim; it holds
// when savings_bps, floored to the digits the copy shows, is the same number. A hundred percent says what a thing is
// made of, not what is saved, and is left alone. Spelled-out numbers are not read. Whether a percentage
// promises a reduction at all ("blocks 99 % of UV" does not) is a matter of words: web/src/engine/words.ts.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "encore/price/quote.hpp"

namespace encore {

struct CopyPercentage {
  std::string_view field;       // JSON Pointer from the candidate: "/copy/headline"
  std::int64_t stated_bps = 0;  // what the copy says
};

/// The first percentage of `text` that `savings_bps` does not bear out, in bps.
std::optional<std::int64_t> differing_percentage(std::string_view text, std::int64_t savings_bps);

/// The first such percentage in each of headline, body, accept, decline and badge that has one.
std::vector<CopyPercentage> check_copy_percentages(const Copy& copy, const Quote& quote);

}  // namespace encore
