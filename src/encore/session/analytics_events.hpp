// SPDX-License-Identifier: MIT
//
// Generated from src/vocabulary/events.json by web/tools/generate/vocabulary.mjs; do not edit.
//
// What happened to an order's offers, for the shop's own analytics: lines of an events file
// (web/schema/events-1.schema.json).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "encore/base/enum_array.hpp"
#include "encore/base/words.hpp"

// One word a line, so that a difference shows words.
// clang-format off
namespace encore::session {

/// What happened to an offer, or to all offers of an order.
enum class AnalyticsEvent : std::uint8_t {
  /// The server made the page's sheet; the record says what was considered, chosen and left out.
  published,
  /// The page chose.
  decided,
  /// The page showed nothing, to measure against.
  holdout,
  /// A card stood on the page.
  shown,
  /// Half of a card was in sight for a second.
  viewed,
  /// An offer was bought.
  accepted,
  /// An offer was declined.
  declined,
  /// The deadline passed before an answer.
  expired,
  /// An accept was refused, or could not be sent.
  failed,
  /// A purchase was undone.
  undone,
  /// Money was paid back later.
  refunded,
};

}  // namespace encore::session

namespace encore {

template <>
inline constexpr std::size_t kEnumCount<session::AnalyticsEvent> = 11;

}  // namespace encore

namespace encore::session {

inline constexpr std::string_view kAnalyticsEvents[] = {
    "published",
    "decided",
    "holdout",
    "shown",
    "viewed",
    "accepted",
    "declined",
    "expired",
    "failed",
    "undone",
    "refunded",
};

/// Its spelling on the wire.
constexpr std::string_view word(AnalyticsEvent value) {
  return kAnalyticsEvents[static_cast<std::size_t>(value)];
}

}  // namespace encore::session
