// SPDX-License-Identifier: MIT
#include "encore/sheet/words.hpp"

#include <catch2/catch.hpp>

using namespace encore;

TEST_CASE("each vocabulary ends where its enum ends") {
  CHECK(word(kSurfaces, Surface::checkout) == "checkout");
  CHECK(word(kOrderStatuses, OrderStatus::partially_returned) == "partially_returned");
  CHECK(word(kPaymentKinds, PaymentKind::other) == "other");
  CHECK(word(kSecondOffers, SecondOffer::never) == "never");
  CHECK(word(kObjectives, Objective::priority) == "priority");
  CHECK(word(kRoundings, Rounding::down) == "down");
  CHECK(word(kRoundingScopes, RoundingScope::line) == "line");
  CHECK(word(kLeftovers, Leftover::largest_ratio) == "largest_ratio");
  CHECK(word(kCeilingActions, CeilingAction::cap) == "cap");
  CHECK(word(kSkipPurchased, SkipPurchased::ever) == "ever");
  CHECK(word(kRelevances, Relevance::product) == "product");
  CHECK(word(kReferencePrices, ReferencePrice::none) == "none");
  CHECK(word(kConsumerLaws, ConsumerLaw::none) == "none");
  CHECK(word(kExploreMethods, ExploreMethod::softmax) == "softmax");
  CHECK(word(kCandidateKinds, CandidateKind::gift) == "gift");
  CHECK(word(kDiscountTypes, DiscountType::tiered) == "tiered");
  CHECK(word(kDiscountPers, DiscountPer::line) == "line");
  CHECK(word(kIntervalUnits, IntervalUnit::year) == "year");
  CHECK(word(kDeadlineCauses, DeadlineCause::stock) == "stock");
  CHECK(word(kAcceptModes, AcceptMode::add_to_cart) == "add_to_cart");
}

TEST_CASE("an absent cause has no spelling") {
  CHECK(word(kDeadlineCauses, DeadlineCause::none).empty());
}
