// SPDX-License-Identifier: MIT
//
// What follows an answer: each successor is judged at its own moment.
#include "encore/select/funnel.hpp"
#include "read_sheet.hpp"

using namespace encore;

namespace {

Succession after(ReadSheet& read, Text from, bool by_accept = false, FunnelMemory memory = {}, Instant now = kNow) {
  return succession(read.sheet, read.candidate(from), by_accept, memory, now, read.arena);
}

}  // namespace

TEST_CASE("a downsell follows a decline, though it is never shown first") {
  ReadSheet read(
      camera_order(offer("a", 5000, R"(,"on_decline":"b")") + "," + offer("b", 3000, R"(,"funnel_only":true)")));
  const Succession next = after(read, "a");
  REQUIRE(next.slot);
  CHECK(next.slot->candidate->id == "b");
  CHECK(next.slot->step == 2);
  CHECK(next.slot->quote.total == 3000);
  CHECK(next.slot->contribution == 2900);
  CHECK(next.reasons.empty());
  CHECK_FALSE(after(read, "a", true).slot);  // nothing follows an acceptance
  CHECK(after(read, "a", true).candidate == nullptr);
}

TEST_CASE("a downsell never costs more than what was declined") {
  ReadSheet read(camera_order(offer("a", 5000, R"(,"on_decline":"b","on_accept":"b")") + "," + offer("b", 5001)));
  const Succession next = after(read, "a");
  CHECK_FALSE(next.slot);
  REQUIRE(next.reasons.size() == 1);
  CHECK(next.reasons[0].reason == Reason::above_price_cap);
  CHECK(next.reasons[0].limit == 5000);
  CHECK(next.reasons[0].actual == 5001);
  CHECK(next.reasons[0].subject == "a");
  // What the shopper saw counts, two pieces for instance.
  FunnelMemory memory;
  memory.declined_total = 10'000;
  CHECK(after(read, "a", false, memory).slot);
  // Who accepted may be shown something dearer.
  CHECK(after(read, "a", true).slot);
}

TEST_CASE("a chain ends after max_steps") {
  ReadSheet read(camera_order(offer("a", 5000, R"(,"on_decline":"b")") + "," + offer("b", 3000)));
  FunnelMemory memory;
  memory.step = 2;
  CHECK(after(read, "a", false, memory).slot->step == 3);
  memory.step = 3;
  CHECK_FALSE(after(read, "a", false, memory).slot);
  CHECK(after(read, "a", false, memory).reasons.empty());
}

TEST_CASE("nothing shown or bought in the visit comes again") {
  ReadSheet read(camera_order(offer("a", 5000, R"(,"on_decline":"b")") + "," + offer("b", 3000) + "," +
                              offer("c", 4000, "", "p-b") + "," + offer("d", 4000, R"(,"on_decline":"e")") + "," +
                              offer("e", 4000, "", "p-d")));
  const Text c[] = {"c"};
  FunnelMemory memory;
  memory.candidate_ids = c;
  const Succession seen = after(read, "a", false, memory);
  CHECK_FALSE(seen.slot);
  REQUIRE(seen.reasons.size() == 1);
  CHECK(seen.reasons[0].reason == Reason::already_shown);
  CHECK(seen.reasons[0].subject == "p-b");
  const Text bought[] = {"p-b"};
  memory = {};
  memory.product_ids = bought;
  CHECK_FALSE(after(read, "a", false, memory).slot);
  CHECK(after(read, "a").slot);
  // The product just declined in another guise, at the same price, is the same product.
  CHECK_FALSE(after(read, "d").slot);
}

TEST_CASE("a product that was declined may be offered again for less, once") {
  ReadSheet read(camera_order(offer("a", 4000, R"(,"on_decline":"b","on_accept":"b")") + "," +
                              offer("b", 3000, R"(,"on_decline":"c")", "p-a") + "," + offer("c", 3000, "", "p-a") +
                              "," + offer("other", 5000, "", "p-a")));
  const Text shown[] = {"a"};
  FunnelMemory memory;
  memory.candidate_ids = shown;
  CHECK(after(read, "a", false, memory).slot);
  CHECK_FALSE(after(read, "a", true, memory).slot);  // what was bought is not sold again
  const Text both[] = {"a", "b"};
  memory.candidate_ids = both;
  memory.step = 2;
  CHECK_FALSE(after(read, "b", false, memory).slot);  // for the same price
  // Shown by another candidate as well: the product is in sight already.
  const Text twice[] = {"a", "other"};
  memory = {};
  memory.candidate_ids = twice;
  CHECK_FALSE(after(read, "a", false, memory).slot);
}

TEST_CASE("a successor is judged at its own moment") {
  ReadSheet read(camera_order(offer("a", 5000, R"(,"on_decline":"b")") + "," +
                              offer("b", 3000, R"(,"availability":{"until":"2026-11-21T10:10:00Z"})")));
  CHECK(after(read, "a").slot->deadline == kNow + 5 * 60'000);
  const Succession late = after(read, "a", false, {}, kNow + 5 * 60'000);
  CHECK_FALSE(late.slot);
  CHECK(late.candidate->id == "b");
  CHECK(late.reasons[0].reason == Reason::expired);
}

TEST_CASE("a successor on a page sheet tells no contribution") {
  ReadSheet read(camera_order(offer("a", 5000, R"(,"on_decline":"b")") + "," + offer("b", 3000)));
  FunnelMemory memory;
  memory.page = true;
  CHECK_FALSE(after(read, "a", false, memory).slot->contribution);
}
