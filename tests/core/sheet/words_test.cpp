// SPDX-License-Identifier: MIT
#include "encore/sheet/words.hpp"

#include <catch2/catch.hpp>

using namespace encore;

TEST_CASE("a word goes to its enumerator and back") {
  CHECK(word(Surface::checkout) == "checkout");
  CHECK(word(SecondOffer::automatic) == "auto");
  CHECK(find_word<CandidateKind>(kCandidateKinds, "gift") == CandidateKind::gift);
  CHECK_FALSE(find_word<CandidateKind>(kCandidateKinds, "gif"));
  CHECK_FALSE(find_word<CandidateKind>(kCandidateKinds, ""));
}

TEST_CASE("an absent cause has no spelling") {
  CHECK(word(DeadlineCause::stock) == "stock");
  CHECK(word(DeadlineCause::none).empty());
}
