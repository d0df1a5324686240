// SPDX-License-Identifier: MIT
//
// Every bound on what comes in, with its reason. Bounds protect the page that hosts us:
// a document past one of them is refused with an issue, never truncated.
#pragma once

#include <cstddef>
#include <cstdint>

#include "encore/money/minor.hpp"  // kMaxMinor, the bound of every amount

namespace encore {

/// A page sheet stands in a page's source; one larger than the page's pictures is a
/// mistake, and parsing it would be felt on a phone.
inline constexpr std::size_t kMaxPageBytes = std::size_t{1024} * 1024;

/// Headless runs read catalogues of candidates; 16 MiB holds 10,000 full ones.
inline constexpr std::size_t kMaxHeadlessBytes = 16 * kMaxPageBytes;

/// The deepest legal field stands at depth 8; the rest is for rules, whose evaluation is
/// bounded by the same number.
inline constexpr std::size_t kMaxDepth = 64;

/// An id is at most this long, so that a session that names a few stays under 4 KB.
inline constexpr std::size_t kMaxIdLength = 128;

/// Deciding is near-linear, but explaining ten thousand candidates is already more than
/// anyone reads.
inline constexpr std::size_t kMaxCandidates = 10'000;

/// The longest orders seen in wholesale have some hundreds of lines.
inline constexpr std::size_t kMaxOrderLines = 1'000;

/// Experiments are compared pair by pair for patches of one path: 100 are 4,950 comparisons.
inline constexpr std::size_t kMaxExperiments = 100;

/// No place has more taxes on one line; with a bound on those that compound, the exact shares
/// of a gross price fit 128 bits.
inline constexpr std::size_t kMaxTaxes = 16;
inline constexpr std::size_t kMaxCompoundTaxes = 4;

/// A quantity no shop sells in one click; keeps unit price x quantity far from overflow
/// checks in ordinary use.
inline constexpr std::int64_t kMaxQuantity = 1'000'000;

}  // namespace encore
