// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/currencies.json by web/tools/generate/vocabulary.mjs; do not edit.
//
// The currencies of ISO 4217:2015 list one with its amendments up to 2026, without the codes that
// have no minor unit (metals, bond units, SDR, test codes). Funds codes (CLF, UYW, CHE) are in:
// shops do price in them. BGN left the list when Bulgaria took the euro in January 2026; it is kept
// because order pages of earlier purchases still show it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encore/base/enum_array.hpp"
#include "encore/base/words.hpp"

// One word a line, so that a difference shows words.
// clang-format off
namespace encore {

/// Active currencies by their ISO 4217 codes.
inline constexpr std::string_view kCurrencies2 =
    "AEDAFNALLAMDAOAARSAUDAWGAZNBAMBBDBDTBGNBMDBNDBOBBOVBRLBSDBTNBWPBYNBZDCADCDFCHECHFCHWCNYCOPCOUCRC"
    "CUPCVECZKDKKDOPDZDEGPERNETBEURFJDFKPGBPGELGHSGIPGMDGTQGYDHKDHNLHTGHUFIDRILSINRIRRJMDKESKGSKHRKPW"
    "KYDKZTLAKLBPLKRLRDLSLMADMDLMGAMKDMMKMNTMOPMRUMURMVRMWKMXNMXVMYRMZNNADNGNNIONOKNPRNZDPABPENPGKPHP"
    "PKRPLNQARRONRSDRUBSARSBDSCRSDGSEKSGDSHPSLESOSSRDSSPSTNSVCSYPSZLTHBTJSTMTTOPTRYTTDTWDTZSUAHUSDUSN"
    "UYUUZSVEDVESWSTXADXCDXCGYERZARZMWZWG";
inline constexpr std::string_view kCurrencies3 =
    "BHDIQDJODKWDLYDOMRTND";
inline constexpr std::string_view kCurrencies0 =
    "BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF";
inline constexpr std::string_view kCurrencies4 =
    "CLFUYW";

/// How many digits follow the decimal point, by the standard and not by habit.
constexpr int digits_of(std::string_view code) {
  if (holds_code(kCurrencies3, code, 3)) return 3;
  if (holds_code(kCurrencies0, code, 3)) return 0;
  if (holds_code(kCurrencies4, code, 3)) return 4;
  return 2;
}

constexpr bool is_currency(std::string_view code) {
  return holds_code(kCurrencies2, code, 3) ||
         holds_code(kCurrencies3, code, 3) ||
         holds_code(kCurrencies0, code, 3) ||
         holds_code(kCurrencies4, code, 3);
}

}  // namespace encore
