// SPDX-License-Identifier: MIT
//
// Offsets and primes are those of the FNV authors. JavaScript's sum of shifts in the SDK is
// the multiplication by the 32-bit prime, written out and cut to 32 bits.
#include "encore/select/hash.hpp"

#include <cstddef>

#include "encore/base/text.hpp"

namespace encore {

void Fnv32::take(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<std::uint8_t>(text[i++]);
    if (lead < 0x80) {
      unit(lead);
      continue;
    }
    // Valid UTF-8 is a promise of the parser; a truncated tail is read as if it were zeros.
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    std::uint32_t point = lead & (0x3FU >> more);
    for (int k = 0; k < more; ++k) {
      point = (point << 6) | (i < text.size() ? static_cast<std::uint8_t>(text[i++]) & 0x3FU : 0U);
    }
    if (point >= 0x10000) {
      unit(0xD800U + ((point - 0x10000U) >> 10));
      unit(0xDC00U + ((point - 0x10000U) & 0x3FFU));
    } else {
      unit(point);
    }
  }
}

std::uint64_t fnv64(std::string_view bytes) {
  std::uint64_t state = 0xCBF29CE484222325U;
  for (const char byte : bytes) state = (state ^ static_cast<std::uint8_t>(byte)) * 0x100000001B3U;
  return state;
}

Uint128 fnv128(std::string_view bytes) {
  Uint128 state = (static_cast<Uint128>(0x6C62272E07BB0142U) << 64) | 0x62B821756295C58DU;
  const Uint128 prime = (static_cast<Uint128>(0x0000000001000000U) << 64) | 0x000000000000013BU;
  for (const char byte : bytes) state = (state ^ static_cast<std::uint8_t>(byte)) * prime;
  return state;
}

std::uint64_t splitmix64(std::uint64_t state) {
  state += kSplitMixStep;
  state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9U;
  state = (state ^ (state >> 27)) * 0x94D049BB133111EBU;
  return state ^ (state >> 31);
}

void append_fnv128(std::string& to, std::string_view bytes) {
  const Uint128 hash = fnv128(bytes);
  append_hex(to, static_cast<std::uint64_t>(hash >> 64), 16);
  append_hex(to, static_cast<std::uint64_t>(hash), 16);
}

}  // namespace encore
