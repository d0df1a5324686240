// SPDX-License-Identifier: MIT
//
// Who bought, and what is known of an offer from those who were shown it: the parts of the sheet that are history.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "encore/base/tree.hpp"
#include "encore/money/minor.hpp"
#include "encore/sheet/order.hpp"

namespace encore {

struct Declined {
  Text candidate_id;
  std::optional<Instant> at;
};

struct CustomerLoyalty {
  std::int64_t points = 0;
  Text tier;
  Text next_tier;
  std::optional<Minor> money_to_next_tier;
};

struct Customer {
  Text id;
  std::optional<std::int64_t> orders_count;  // this order included
  Texts segments;
  Text country;
  Text first_name;
  Texts purchased_product_ids;      // P
  Texts returned_product_ids;       // P
  Texts subscribed_product_ids;     // P
  NodeIndex last_bought = kNoNode;  // P: product id -> time
  NodeIndex ignored = kNoNode;      // P: candidate or product id -> times shown without an answer
  std::span<const Declined> declined;
  CustomerLoyalty loyalty;
  bool profiling = true;  // false: choose without customer facts
};

struct Counts {
  std::int64_t shows = 0;
  std::int64_t accepts = 0;
};

/// Sales whose return window has passed, and how many of them came back.
struct Refunds {          // P, whole
  std::int64_t sold = 0;  // 0: nothing is known
  std::int64_t returned = 0;
  std::int64_t window_days = 30;     // in which a sale can come back
  std::optional<Instant> last_sale;  // of all, whether its window has passed or not
};

struct Evidence {  // P, whole
  std::int64_t shows = 0;
  std::int64_t accepts = 0;
  Counts solo;
  Counts paired;
  std::optional<std::int64_t> refund_rate_bps;  // of accepts; superseded by Refunds
};

}  // namespace encore
