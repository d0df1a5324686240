// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/countries.json by web/tools/generate/vocabulary.mjs; do not edit.
//
// Countries and territories; which consumer law each has stands with the law, in laws.json.
// Territories of the Union that have postal codes of their own are listed; so are codes that are in
// use without standing in ISO 3166-1 (EL, XI, IC, EA, XK).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encore/base/enum_array.hpp"
#include "encore/base/words.hpp"
#include "encore/sheet/laws.hpp"

// One word a line, so that a difference shows words.
// clang-format off
namespace encore {

/// Countries and territories by their two-letter codes.
inline constexpr std::string_view kCountriesNone =
    "ADAEAFAGAIALAMAOAQARAUAWAZBABBBDBFBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCW"
    "CXDJDMDODZECEGEHERETFJFKFMFOGAGDGEGGGHGIGLGMGNGQGSGTGWGYHKHMHNHTIDILIMINIOIQIRJEJMJOJPKEKGKHKIKM"
    "KNKPKRKWKYKZLALBLCLKLRLSLYMAMCMDMEMGMHMKMLMMMNMOMRMSMUMVMWMXMYMZNANCNENFNGNINPNRNUNZOMPAPEPFPGPH"
    "PKPMPNPSPWPYQARSRURWSASBSCSDSGSHSJSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUYUZ"
    "VAVCVEVGVNVUWFWSXKYEZAZMZW";
inline constexpr std::string_view kCountriesUs =
    "ASGUMPPRUMUSVI";
inline constexpr std::string_view kCountriesEu =
    "ATAXBEBGCYCZDEDKEAEEELESFIFRGFGPGRHRHUICIEISITLILTLULVMFMQMTNLNOPLPTREROSESISKYT";
inline constexpr std::string_view kCountriesUk =
    "GBXI";

/// The consumer law of its residents' orders.
constexpr ConsumerLaw law_of(std::string_view code) {
  if (holds_code(kCountriesUs, code, 2)) return ConsumerLaw::us;
  if (holds_code(kCountriesEu, code, 2)) return ConsumerLaw::eu;
  if (holds_code(kCountriesUk, code, 2)) return ConsumerLaw::uk;
  return ConsumerLaw::none;
}

constexpr bool is_country(std::string_view code) {
  return holds_code(kCountriesNone, code, 2) ||
         holds_code(kCountriesUs, code, 2) ||
         holds_code(kCountriesEu, code, 2) ||
         holds_code(kCountriesUk, code, 2);
}

}  // namespace encore
