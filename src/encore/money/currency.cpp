// SPDX-License-Identifier: MIT
//
// The table as text: one string of three-letter codes per number of decimals. Source: ISO
// 4217:2015 list one with its amendments up to 2026, without the codes that have no minor
// unit (metals, bond units, SDR, test codes). Funds codes (CLF, UYW, CHE, …) are in: shops
// do price in them. BGN left the list when Bulgaria took the euro in January 2026; it is
// kept because order pages of earlier purchases still show it.
#include "encore/money/currency.hpp"

namespace encore {

namespace {

constexpr std::string_view kWithDigits[5] = {
    "BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF",
    {},
    "AEDAFNALLAMDAOAARSAUDAWGAZNBAMBBDBDTBGNBMDBNDBOBBOVBRLBSDBTNBWPBYNBZDCAD"
    "CDFCHECHFCHWCNYCOPCOUCRCCUPCVECZKDKKDOPDZDEGPERNETBEURFJDFKPGBPGELGHSGIP"
    "GMDGTQGYDHKDHNLHTGHUFIDRILSINRIRRJMDKESKGSKHRKPWKYDKZTLAKLBPLKRLRDLSLMAD"
    "MDLMGAMKDMMKMNTMOPMRUMURMVRMWKMXNMXVMYRMZNNADNGNNIONOKNPRNZDPABPENPGKPHP"
    "PKRPLNQARRONRSDRUBSARSBDSCRSDGSEKSGDSHPSLESOSSRDSSPSTNSVCSYPSZLTHBTJSTMT"
    "TOPTRYTTDTWDTZSUAHUSDUSNUYUUZSVEDVESWSTXADXCDXCGYERZARZMWZWG",
    "BHDIQDJODKWDLYDOMRTND",
    "CLFUYW",
};

}  // namespace

std::optional<int> currency_digits(std::string_view code) {
  if (code.size() != 3) return {};
  for (int digits = 0; digits < 5; ++digits) {
    const std::string_view codes = kWithDigits[digits];
    for (std::size_t at = 0; at < codes.size(); at += 3) {
      if (codes.substr(at, 3) == code) return digits;
    }
  }
  return {};
}

}  // namespace encore
