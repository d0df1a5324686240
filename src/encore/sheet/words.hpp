// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/sheet.json by web/tools/generate/vocabulary.mjs; do not edit.
//
// The closed vocabularies of the offer sheet. The decoder turns a word into its enumerator, the
// writer turns it back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encore/base/enum_array.hpp"
#include "encore/base/words.hpp"

// One word a line, so that a difference shows words.
// clang-format off
namespace encore {

/// The page that shows the offers.
enum class Surface : std::uint8_t {
  /// The page after payment.
  thank_you,
  /// The page of an order, at any time after payment.
  order_status,
  /// The page that follows a shipment.
  tracking,
  /// The cart: there is no order yet.
  cart,
  /// The checkout: there is no paid order yet.
  checkout,
};

/// Where the order stands.
enum class OrderStatus : std::uint8_t {
  /// Placed, to be paid later by its nature (invoice, cash on delivery).
  open,
  /// Paid in full.
  paid,
  /// The payment's outcome is not known yet: nothing is offered.
  pending,
  /// Called off: nothing is offered.
  cancelled,
  /// Returned or refunded as a whole: nothing is offered.
  returned,
  /// Some of it was returned or refunded; what is left counts.
  partially_returned,
  /// Authorised in full and not captured yet: no second charge by one_click, all else as paid.
  authorized,
  /// Held by the shop until it is looked at or paid: nothing by one_click.
  on_hold,
  /// Paid in part, the rest is due: nothing by one_click.
  partially_paid,
};

/// How the order was paid.
enum class PaymentKind : std::uint8_t {
  /// A payment card.
  card,
  /// A wallet in front of a card or an account.
  wallet,
  /// Buy now, pay later.
  bnpl,
  /// Cash, on delivery.
  cash,
  /// An invoice.
  invoice,
  /// Any other kind.
  other,
};

/// Who the buyer is to consumer law.
enum class Buyer : std::uint8_t {
  /// A person who buys for private purposes.
  consumer,
  /// A business: consumer law does not apply, and prices may be net.
  business,
};

/// Whether a price may depend on who the customer is.
enum class PersonalPrices : std::uint8_t {
  /// It may, and is disclosed.
  allow,
  /// It may not: such an offer is left out.
  refuse,
};

/// What becomes of the right to withdraw from a contract.
enum class Withdrawal : std::uint8_t {
  /// It is kept: supply waits, or the shop bears it.
  kept,
  /// It ends with the consent, or there is none.
  waived,
  /// As the law has it for the kind: digital content is supplied at once, by consent.
  usual,
};

/// Whether a second offer is shown.
enum class SecondOffer : std::uint8_t {
  /// Where both together are worth more than the better one alone.
  automatic,
  /// Wherever one may be shown.
  always,
  /// Never.
  never,
};

/// What the choice maximises.
enum class Objective : std::uint8_t {
  /// Net revenue less cost.
  margin,
  /// Net revenue.
  revenue,
  /// The number of offers accepted.
  take_rate,
  /// The merchant's own order of priority.
  priority,
};

/// What a discount is rounded on.
enum class RoundingScope : std::uint8_t {
  /// Each unit.
  unit,
  /// The whole line.
  line,
};

/// What happens to a discount above the ceiling.
enum class CeilingAction : std::uint8_t {
  /// The candidate is not shown.
  refuse,
  /// The discount is lowered to the ceiling.
  cap,
};

/// Which bought products are not offered again.
enum class SkipPurchased : std::uint8_t {
  /// None: repeats are allowed.
  off,
  /// Those in this order.
  order,
  /// Those in this order or an earlier one.
  ever,
};

/// How closely a candidate is related to the order. Ascending, so that levels compare with <.
enum class Relevance : std::uint8_t {
  /// Not related.
  none,
  /// Shares a category with an ordered product.
  category,
  /// Shares a family with an ordered product.
  family,
  /// Made to go with an ordered product.
  product,
};

/// Which earlier price may be announced beside the price to pay.
enum class ReferencePrice : std::uint8_t {
  /// The lowest of the last 30 days.
  lowest_30d,
  /// The usual price as the shop states it.
  compare_at,
  /// None.
  none,
};

/// How other offers than the best are tried.
enum class ExploreMethod : std::uint8_t {
  /// Not at all.
  none,
  /// Drawn by weights that fall with the distance from the best.
  softmax,
  /// Now and then drawn by publish, where little is known and much could be gained.
  uncertainty,
};

/// What kind of offer a candidate is.
enum class CandidateKind : std::uint8_t {
  /// Another product, beside those ordered.
  cross_sell,
  /// A better one in place of an ordered line, whose price is credited.
  upgrade,
  /// Several products at one price.
  bundle,
  /// A product that is delivered and charged again at an interval.
  subscription,
  /// Cover for an ordered line: a paid warranty or insurance.
  protection,
  /// More of a consumable.
  refill,
  /// Digital content, or a service, supplied at once.
  digital,
  /// A small piece to try.
  sample,
  /// A present, from an order total onwards.
  gift,
};

/// How a discount is given.
enum class DiscountType : std::uint8_t {
  /// No discount.
  none,
  /// A share of the list price.
  percent,
  /// An amount off, per unit or per line.
  amount,
  /// A price per unit in place of the list price.
  fixed_price,
  /// Everything off.
  free,
  /// By the quantity.
  tiered,
  /// A share off every n-th piece.
  nth,
  /// Of each group of buy + get pieces, a share off the last get.
  buy_get,
};

/// What an amount off counts for.
enum class DiscountPer : std::uint8_t {
  /// Each unit.
  unit,
  /// The whole line.
  line,
};

/// What the threshold of free shipping is compared with.
enum class FreeFromOf : std::uint8_t {
  /// The offer's subtotal.
  offer,
  /// What the order keeps, together with the offer's subtotal.
  order,
};

/// Which of the two amounts of a price cap holds.
enum class CapTake : std::uint8_t {
  /// The larger one.
  larger,
  /// The smaller one.
  smaller,
};

/// The unit of a subscription's interval.
enum class IntervalUnit : std::uint8_t {
  /// Days.
  day,
  /// Weeks.
  week,
  /// Calendar months.
  month,
  /// Calendar years.
  year,
};

/// Why an offer ends when it does.
enum class DeadlineCause : std::uint8_t {
  /// The order is handed over to the warehouse then.
  fulfilment,
  /// The campaign ends then.
  campaign,
  /// Pieces are held until then.
  stock,
  /// No cause is given.
  none,
};

/// What accepting does.
enum class AcceptMode : std::uint8_t {
  /// Adds the offer to the order and charges the order's payment.
  one_click,
  /// Leads to a page where the shopper goes on.
  link,
  /// Puts the offer in the cart.
  add_to_cart,
};

template <>
inline constexpr std::size_t kEnumCount<Surface> = 5;

template <>
inline constexpr std::size_t kEnumCount<OrderStatus> = 9;

template <>
inline constexpr std::size_t kEnumCount<PaymentKind> = 6;

template <>
inline constexpr std::size_t kEnumCount<Buyer> = 2;

template <>
inline constexpr std::size_t kEnumCount<PersonalPrices> = 2;

template <>
inline constexpr std::size_t kEnumCount<Withdrawal> = 3;

template <>
inline constexpr std::size_t kEnumCount<SecondOffer> = 3;

template <>
inline constexpr std::size_t kEnumCount<Objective> = 4;

template <>
inline constexpr std::size_t kEnumCount<RoundingScope> = 2;

template <>
inline constexpr std::size_t kEnumCount<CeilingAction> = 2;

template <>
inline constexpr std::size_t kEnumCount<SkipPurchased> = 3;

template <>
inline constexpr std::size_t kEnumCount<Relevance> = 4;

template <>
inline constexpr std::size_t kEnumCount<ReferencePrice> = 3;

template <>
inline constexpr std::size_t kEnumCount<ExploreMethod> = 3;

template <>
inline constexpr std::size_t kEnumCount<CandidateKind> = 9;

template <>
inline constexpr std::size_t kEnumCount<DiscountType> = 8;

template <>
inline constexpr std::size_t kEnumCount<DiscountPer> = 2;

template <>
inline constexpr std::size_t kEnumCount<FreeFromOf> = 2;

template <>
inline constexpr std::size_t kEnumCount<CapTake> = 2;

template <>
inline constexpr std::size_t kEnumCount<IntervalUnit> = 4;

template <>
inline constexpr std::size_t kEnumCount<DeadlineCause> = 4;

template <>
inline constexpr std::size_t kEnumCount<AcceptMode> = 3;

inline constexpr std::string_view kSurfaces[] = {
    "thank_you",
    "order_status",
    "tracking",
    "cart",
    "checkout",
};

/// Its spelling on the wire.
constexpr std::string_view word(Surface value) {
  return kSurfaces[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kOrderStatuses[] = {
    "open",
    "paid",
    "pending",
    "cancelled",
    "returned",
    "partially_returned",
    "authorized",
    "on_hold",
    "partially_paid",
};

/// Its spelling on the wire.
constexpr std::string_view word(OrderStatus value) {
  return kOrderStatuses[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kPaymentKinds[] = {
    "card",
    "wallet",
    "bnpl",
    "cash",
    "invoice",
    "other",
};

/// Its spelling on the wire.
constexpr std::string_view word(PaymentKind value) {
  return kPaymentKinds[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kBuyers[] = {
    "consumer",
    "business",
};

/// Its spelling on the wire.
constexpr std::string_view word(Buyer value) {
  return kBuyers[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kPersonalPrices[] = {
    "allow",
    "refuse",
};

/// Its spelling on the wire.
constexpr std::string_view word(PersonalPrices value) {
  return kPersonalPrices[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kWithdrawals[] = {
    "kept",
    "waived",
};

/// Its spelling on the wire; "" for usual.
constexpr std::string_view word(Withdrawal value) {
  const auto at = static_cast<std::size_t>(value);
  return at < 2 ? kWithdrawals[at] : std::string_view{};
}

inline constexpr std::string_view kSecondOffers[] = {
    "auto",
    "always",
    "never",
};

/// Its spelling on the wire.
constexpr std::string_view word(SecondOffer value) {
  return kSecondOffers[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kObjectives[] = {
    "margin",
    "revenue",
    "take_rate",
    "priority",
};

/// Its spelling on the wire.
constexpr std::string_view word(Objective value) {
  return kObjectives[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kRoundingScopes[] = {
    "unit",
    "line",
};

/// Its spelling on the wire.
constexpr std::string_view word(RoundingScope value) {
  return kRoundingScopes[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kCeilingActions[] = {
    "refuse",
    "cap",
};

/// Its spelling on the wire.
constexpr std::string_view word(CeilingAction value) {
  return kCeilingActions[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kSkipPurchased[] = {
    "off",
    "order",
    "ever",
};

/// Its spelling on the wire.
constexpr std::string_view word(SkipPurchased value) {
  return kSkipPurchased[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kRelevances[] = {
    "none",
    "category",
    "family",
    "product",
};

/// Its spelling on the wire.
constexpr std::string_view word(Relevance value) {
  return kRelevances[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kReferencePrices[] = {
    "lowest_30d",
    "compare_at",
    "none",
};

/// Its spelling on the wire.
constexpr std::string_view word(ReferencePrice value) {
  return kReferencePrices[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kExploreMethods[] = {
    "none",
    "softmax",
    "uncertainty",
};

/// Its spelling on the wire.
constexpr std::string_view word(ExploreMethod value) {
  return kExploreMethods[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kCandidateKinds[] = {
    "cross_sell",
    "upgrade",
    "bundle",
    "subscription",
    "protection",
    "refill",
    "digital",
    "sample",
    "gift",
};

/// Its spelling on the wire.
constexpr std::string_view word(CandidateKind value) {
  return kCandidateKinds[static_cast<std::size_t>(value)];
}

inline constexpr EnumArray<CandidateKind, bool> kCandidateKindNeedsConsent = {{
    {CandidateKind::cross_sell, false},
    {CandidateKind::upgrade, false},
    {CandidateKind::bundle, false},
    {CandidateKind::subscription, true},
    {CandidateKind::protection, true},
    {CandidateKind::refill, false},
    {CandidateKind::digital, false},
    {CandidateKind::sample, false},
    {CandidateKind::gift, false},
}};
/// Whether the shopper must agree to terms under any law, because it binds beyond this purchase.
constexpr bool needs_consent(CandidateKind value) {
  return kCandidateKindNeedsConsent[value];
}

inline constexpr EnumArray<CandidateKind, bool> kCandidateKindGivenAway = {{
    {CandidateKind::cross_sell, false},
    {CandidateKind::upgrade, false},
    {CandidateKind::bundle, false},
    {CandidateKind::subscription, false},
    {CandidateKind::protection, false},
    {CandidateKind::refill, false},
    {CandidateKind::digital, false},
    {CandidateKind::sample, true},
    {CandidateKind::gift, true},
}};
/// No margin is asked of it, a budget pays for it, and it is no contract that one could withdraw
/// from.
constexpr bool given_away(CandidateKind value) {
  return kCandidateKindGivenAway[value];
}

inline constexpr EnumArray<CandidateKind, bool> kCandidateKindRepeatable = {{
    {CandidateKind::cross_sell, false},
    {CandidateKind::upgrade, true},
    {CandidateKind::bundle, false},
    {CandidateKind::subscription, true},
    {CandidateKind::protection, false},
    {CandidateKind::refill, true},
    {CandidateKind::digital, false},
    {CandidateKind::sample, false},
    {CandidateKind::gift, false},
}};
/// Is offered also where its product was bought before.
constexpr bool repeatable(CandidateKind value) {
  return kCandidateKindRepeatable[value];
}

inline constexpr EnumArray<CandidateKind, bool> kCandidateKindRenews = {{
    {CandidateKind::cross_sell, false},
    {CandidateKind::upgrade, false},
    {CandidateKind::bundle, false},
    {CandidateKind::subscription, true},
    {CandidateKind::protection, false},
    {CandidateKind::refill, true},
    {CandidateKind::digital, false},
    {CandidateKind::sample, false},
    {CandidateKind::gift, false},
}};
/// Brings more of a product, which an ordered line that comes again by itself makes needless.
constexpr bool renews(CandidateKind value) {
  return kCandidateKindRenews[value];
}

inline constexpr std::string_view kDiscountTypes[] = {
    "none",
    "percent",
    "amount",
    "fixed_price",
    "free",
    "tiered",
    "nth",
    "buy_get",
};

/// Its spelling on the wire.
constexpr std::string_view word(DiscountType value) {
  return kDiscountTypes[static_cast<std::size_t>(value)];
}

inline constexpr EnumArray<DiscountType, std::string_view> kDiscountTypeMembers = {{
    {DiscountType::none, ""},
    {DiscountType::percent, "bps"},
    {DiscountType::amount, "value per"},
    {DiscountType::fixed_price, "value"},
    {DiscountType::free, ""},
    {DiscountType::tiered, "tiers"},
    {DiscountType::nth, "bps every"},
    {DiscountType::buy_get, "bps buy get"},
}};
/// The members of a discount, parted by blanks, that count for this type; the others have no
/// effect.
constexpr std::string_view members(DiscountType value) {
  return kDiscountTypeMembers[value];
}

inline constexpr EnumArray<DiscountType, bool> kDiscountTypeFullBuild = {{
    {DiscountType::none, false},
    {DiscountType::percent, false},
    {DiscountType::amount, false},
    {DiscountType::fixed_price, false},
    {DiscountType::free, false},
    {DiscountType::tiered, false},
    {DiscountType::nth, true},
    {DiscountType::buy_get, true},
}};
/// Only the full module prices it: a page that has it loads that one.
constexpr bool full_build(DiscountType value) {
  return kDiscountTypeFullBuild[value];
}

inline constexpr std::string_view kDiscountPers[] = {
    "unit",
    "line",
};

/// Its spelling on the wire.
constexpr std::string_view word(DiscountPer value) {
  return kDiscountPers[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kFreeFromOf[] = {
    "offer",
    "order",
};

/// Its spelling on the wire.
constexpr std::string_view word(FreeFromOf value) {
  return kFreeFromOf[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kCapTakes[] = {
    "larger",
    "smaller",
};

/// Its spelling on the wire.
constexpr std::string_view word(CapTake value) {
  return kCapTakes[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kIntervalUnits[] = {
    "day",
    "week",
    "month",
    "year",
};

/// Its spelling on the wire.
constexpr std::string_view word(IntervalUnit value) {
  return kIntervalUnits[static_cast<std::size_t>(value)];
}

inline constexpr std::string_view kDeadlineCauses[] = {
    "fulfilment",
    "campaign",
    "stock",
};

/// Its spelling on the wire; "" for none.
constexpr std::string_view word(DeadlineCause value) {
  const auto at = static_cast<std::size_t>(value);
  return at < 3 ? kDeadlineCauses[at] : std::string_view{};
}

inline constexpr std::string_view kAcceptModes[] = {
    "one_click",
    "link",
    "add_to_cart",
};

/// Its spelling on the wire.
constexpr std::string_view word(AcceptMode value) {
  return kAcceptModes[static_cast<std::size_t>(value)];
}

/// A hint to the page about the card's shape.
inline constexpr std::string_view kLayouts[] = {
    "card",
    "compact",
    "banner",
};

}  // namespace encore
