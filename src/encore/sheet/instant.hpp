// SPDX-License-Identifier: MIT
//
// Moments as text: RFC 3339 with zone in, UTC with milliseconds out, and the calendar
// steps that renewals need. Proleptic Gregorian, no leap seconds, years 1970 to 9999.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace encore {

/// Milliseconds since the epoch for an RFC 3339 text with zone ("2026-11-21T10:05:00Z",
/// "…+01:00", fractions cut to milliseconds). Empty where the text has another shape or
/// names a day that the calendar lacks.
std::optional<std::int64_t> parse_instant(std::string_view text);

/// Appends "2026-11-21T10:05:00.000Z".
void append_instant(std::string& to, std::int64_t instant_ms);

/// `instant_ms` moved by whole calendar months, the day clamped to the month's last
/// (31 January plus one month is 28 or 29 February).
std::int64_t add_months(std::int64_t instant_ms, std::int64_t months);

}  // namespace encore
