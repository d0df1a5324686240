// SPDX-License-Identifier: MIT
//
// Three anchors, the earliest wins.
#include "encore/select/deadline.hpp"

#include <algorithm>

namespace encore {

namespace {

// Past the year 9999, the last a time can name.
constexpr std::int64_t kLongestMinutes = 4'300'000'000;

}  // namespace

std::optional<Instant> deadline_of(const Sheet& sheet, const Candidate& candidate) {
  std::optional<Instant> earliest = candidate.availability.until;
  const auto consider = [&](Instant instant) {
    if (!earliest || instant < *earliest) earliest = instant;
  };
  if (sheet.order.placed_at && candidate.availability.minutes_after_order) {
    const std::int64_t minutes = std::min(*candidate.availability.minutes_after_order, kLongestMinutes);
    consider(*sheet.order.placed_at + minutes * 60'000);
  }
  if (const std::optional<Instant>& closes = sheet.order.fulfilment.closes_at()) consider(*closes);
  return earliest;
}

}  // namespace encore
