// SPDX-License-Identifier: MIT
//
// Which list of words spells which enum of the sheet. A field of the tables holds the
// number of its list, found here from the enum's type.
#pragma once

#include <cstdint>
#include <iterator>
#include <span>
#include <string_view>
#include <type_traits>

#include "encore/sheet/words.hpp"

namespace encore::fields {

/// Stands for an enum: the page paints by the word itself.
struct Layout;

template <typename Enum, const auto& words>
struct Spelled {
  using Type = Enum;
  static constexpr std::span<const std::string_view> kWords = words;
};

template <typename... Lists>
struct VocabularyList {
  static constexpr std::span<const std::string_view> kWords[] = {Lists::kWords...};

  template <typename Enum>
  static consteval std::uint8_t position() {
    constexpr bool kSame[] = {std::is_same_v<Enum, typename Lists::Type>...};
    static_assert((std::is_same_v<Enum, typename Lists::Type> || ...), "the enum has no list of words in Vocabularies");
    std::uint8_t at = 0;
    while (!kSame[at]) ++at;
    return at;
  }
};

using Vocabularies = VocabularyList<
    Spelled<Surface, kSurfaces>, Spelled<OrderStatus, kOrderStatuses>, Spelled<PaymentKind, kPaymentKinds>,
    Spelled<SecondOffer, kSecondOffers>, Spelled<Objective, kObjectives>, Spelled<Rounding, kRoundings>,
    Spelled<RoundingScope, kRoundingScopes>, Spelled<Leftover, kLeftovers>, Spelled<CeilingAction, kCeilingActions>,
    Spelled<SkipPurchased, kSkipPurchased>, Spelled<Relevance, kRelevances>, Spelled<ReferencePrice, kReferencePrices>,
    Spelled<ConsumerLaw, kConsumerLaws>, Spelled<ExploreMethod, kExploreMethods>,
    Spelled<CandidateKind, kCandidateKinds>, Spelled<DiscountType, kDiscountTypes>, Spelled<DiscountPer, kDiscountPers>,
    Spelled<FreeFromOf, kFreeFromOf>, Spelled<CapTake, kCapTakes>, Spelled<IntervalUnit, kIntervalUnits>,
    Spelled<DeadlineCause, kDeadlineCauses>, Spelled<AcceptMode, kAcceptModes>, Spelled<Layout, kLayouts>,
    Spelled<Buyer, kBuyers>, Spelled<PersonalPrices, kPersonalPrices>, Spelled<Withdrawal, kWithdrawals>>;

template <typename Enum>
consteval std::uint8_t vocabulary_of() {
  return Vocabularies::position<Enum>();
}

}  // namespace encore::fields
