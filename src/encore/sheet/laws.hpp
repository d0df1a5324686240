// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/laws.json by web/tools/generate/vocabulary.mjs; do not edit.
//
// The consumer laws that an order may be under, and what each asks of a card. A law is a row of
// this table; which countries have it stands in countries.json, and its duties with their sources
// in duties.json. Nothing else compares laws: the core tells pages and servers the columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encore/base/enum_array.hpp"
#include "encore/base/words.hpp"

// One word a line, so that a difference shows words.
// clang-format off
namespace encore {

/// Which consumer law governs the sale.
enum class ConsumerLaw : std::uint8_t {
  /// That of the billing country, else of the shipping country.
  automatic,
  /// The law of the European Union, in force in the EEA too.
  eu,
  /// The law of the United Kingdom.
  uk,
  /// The law of the United States, with that of the state where it has rules of its own.
  us,
  /// None of these.
  none,
};

template <>
inline constexpr std::size_t kEnumCount<ConsumerLaw> = 5;

inline constexpr std::string_view kConsumerLaws[] = {
    "auto",
    "eu",
    "uk",
    "us",
    "none",
};

/// Its spelling on the wire.
constexpr std::string_view word(ConsumerLaw value) {
  return kConsumerLaws[static_cast<std::size_t>(value)];
}

inline constexpr EnumArray<ConsumerLaw, bool> kConsumerLawPayButton = {{
    {ConsumerLaw::automatic, false},
    {ConsumerLaw::eu, true},
    {ConsumerLaw::uk, true},
    {ConsumerLaw::us, false},
    {ConsumerLaw::none, false},
}};
/// Wherever a charge can follow, the accept button says that the order obliges to pay, and nothing
/// else.
constexpr bool pay_button(ConsumerLaw value) {
  return kConsumerLawPayButton[value];
}

inline constexpr EnumArray<ConsumerLaw, bool> kConsumerLawReferenceNote = {{
    {ConsumerLaw::automatic, false},
    {ConsumerLaw::eu, true},
    {ConsumerLaw::uk, false},
    {ConsumerLaw::us, false},
    {ConsumerLaw::none, false},
}};
/// Beside a reduction stands that the price before is the lowest of 30 days.
constexpr bool reference_note(ConsumerLaw value) {
  return kConsumerLawReferenceNote[value];
}

inline constexpr EnumArray<ConsumerLaw, bool> kConsumerLawVerifiedReviews = {{
    {ConsumerLaw::automatic, false},
    {ConsumerLaw::eu, true},
    {ConsumerLaw::uk, false},
    {ConsumerLaw::us, false},
    {ConsumerLaw::none, false},
}};
/// Reviews are shown only beside a statement of how they were verified.
constexpr bool verified_reviews(ConsumerLaw value) {
  return kConsumerLawVerifiedReviews[value];
}

inline constexpr EnumArray<ConsumerLaw, bool> kConsumerLawGrossPrices = {{
    {ConsumerLaw::automatic, false},
    {ConsumerLaw::eu, true},
    {ConsumerLaw::uk, true},
    {ConsumerLaw::us, false},
    {ConsumerLaw::none, false},
}};
/// The price in large includes tax.
constexpr bool gross_prices(ConsumerLaw value) {
  return kConsumerLawGrossPrices[value];
}

inline constexpr EnumArray<ConsumerLaw, bool> kConsumerLawDigitalConsent = {{
    {ConsumerLaw::automatic, false},
    {ConsumerLaw::eu, true},
    {ConsumerLaw::uk, true},
    {ConsumerLaw::us, false},
    {ConsumerLaw::none, false},
}};
/// Digital content supplied at once needs express consent, with which the right of withdrawal ends.
constexpr bool digital_consent(ConsumerLaw value) {
  return kConsumerLawDigitalConsent[value];
}

inline constexpr EnumArray<ConsumerLaw, std::int32_t> kConsumerLawLeastTaxPpm = {{
    {ConsumerLaw::automatic, 1000},
    {ConsumerLaw::eu, 10000},
    {ConsumerLaw::uk, 10000},
    {ConsumerLaw::us, 1000},
    {ConsumerLaw::none, 1000},
}};
/// The least rate of tax that is believed, in millionths; one below it looks like percent.
constexpr std::int32_t least_tax_ppm(ConsumerLaw value) {
  return kConsumerLawLeastTaxPpm[value];
}

}  // namespace encore
