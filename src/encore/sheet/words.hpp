// SPDX-License-Identifier: MIT
//
// The closed vocabularies of the sheet. Each enum lists its words in the order of the
// array beside it, which holds the spelling on the wire; a test walks both. The decoder
// turns a word into its index, the writer turns it back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "encore/money/allocate.hpp"  // Leftover
#include "encore/money/rounding.hpp"  // Rounding

namespace encore {

enum class Surface : std::uint8_t { thank_you, order_status, tracking, cart, checkout };
inline constexpr std::string_view kSurfaces[] = {"thank_you", "order_status", "tracking", "cart", "checkout"};

enum class OrderStatus : std::uint8_t { open, paid, pending, cancelled, returned, partially_returned };
inline constexpr std::string_view kOrderStatuses[] = {"open",      "paid",     "pending",
                                                      "cancelled", "returned", "partially_returned"};

enum class PaymentKind : std::uint8_t { card, wallet, bnpl, cash, invoice, other };
inline constexpr std::string_view kPaymentKinds[] = {"card", "wallet", "bnpl", "cash", "invoice", "other"};

enum class SecondOffer : std::uint8_t { automatic, always, never };
inline constexpr std::string_view kSecondOffers[] = {"auto", "always", "never"};

enum class Objective : std::uint8_t { margin, revenue, take_rate, priority };
inline constexpr std::string_view kObjectives[] = {"margin", "revenue", "take_rate", "priority"};

enum class RoundingScope : std::uint8_t { unit, line };
inline constexpr std::string_view kRoundingScopes[] = {"unit", "line"};

enum class CeilingAction : std::uint8_t { refuse, cap };
inline constexpr std::string_view kCeilingActions[] = {"refuse", "cap"};

enum class SkipPurchased : std::uint8_t { off, order, ever };
inline constexpr std::string_view kSkipPurchased[] = {"off", "order", "ever"};

/// Ascending closeness, so that levels compare with <.
enum class Relevance : std::uint8_t { none, category, family, product };
inline constexpr std::string_view kRelevances[] = {"none", "category", "family", "product"};

enum class ReferencePrice : std::uint8_t { lowest_30d, compare_at, none };
inline constexpr std::string_view kReferencePrices[] = {"lowest_30d", "compare_at", "none"};

enum class ConsumerLaw : std::uint8_t { automatic, eu, uk, none };
inline constexpr std::string_view kConsumerLaws[] = {"auto", "eu", "uk", "none"};

enum class ExploreMethod : std::uint8_t { none, softmax };
inline constexpr std::string_view kExploreMethods[] = {"none", "softmax"};

enum class CandidateKind : std::uint8_t {
  cross_sell,
  upgrade,
  bundle,
  subscription,
  protection,
  refill,
  digital,
  sample,
  gift
};
inline constexpr std::string_view kCandidateKinds[] = {"cross_sell", "upgrade", "bundle", "subscription", "protection",
                                                       "refill",     "digital", "sample", "gift"};

enum class DiscountType : std::uint8_t { none, percent, amount, fixed_price, free, tiered };
inline constexpr std::string_view kDiscountTypes[] = {"none", "percent", "amount", "fixed_price", "free", "tiered"};

enum class DiscountPer : std::uint8_t { unit, line };
inline constexpr std::string_view kDiscountPers[] = {"unit", "line"};

enum class IntervalUnit : std::uint8_t { day, week, month, year };
inline constexpr std::string_view kIntervalUnits[] = {"day", "week", "month", "year"};

/// `none` has no spelling: it stands for an absent cause and comes last.
enum class DeadlineCause : std::uint8_t { fulfilment, campaign, stock, none };
inline constexpr std::string_view kDeadlineCauses[] = {"fulfilment", "campaign", "stock"};

enum class AcceptMode : std::uint8_t { one_click, link, add_to_cart };
inline constexpr std::string_view kAcceptModes[] = {"one_click", "link", "add_to_cart"};

/// No enum: a page paints by the word, and nothing here asks for it.
inline constexpr std::string_view kLayouts[] = {"card", "compact", "banner"};

/// The spelling of `value` in `words`; "" past their end.
template <typename Enum>
constexpr std::string_view word(std::span<const std::string_view> words, Enum value) {
  const auto at = static_cast<std::size_t>(value);
  return at < words.size() ? words[at] : std::string_view{};
}

}  // namespace encore
