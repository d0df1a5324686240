// SPDX-License-Identifier: MIT
//
// One pass over the bytes each; lead bytes tell how many bytes and units a character has.
#include "encore/rules/utf16.hpp"

namespace encore {

namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}
bool is_astral_lead(char c) {
  return static_cast<unsigned char>(c) >= 0xF0;
}

}  // namespace

std::size_t utf16_length(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    if (!is_continuation(c)) units += is_astral_lead(c) ? 2U : 1U;
  }
  return units;
}

void append_utf16_slice(std::string& out, std::string_view text, std::size_t from, std::size_t to) {
  std::size_t unit = 0;
  for (std::size_t at = 0; at < text.size() && unit < to;) {
    std::size_t end = at + 1;
    while (end < text.size() && is_continuation(text[end])) ++end;
    const std::size_t width = is_astral_lead(text[at]) ? 2 : 1;
    const std::size_t inside = (unit >= from ? 1U : 0U) + (width == 2 && unit + 1 >= from && unit + 1 < to ? 1U : 0U);
    if (inside == width) {
      out.append(text.substr(at, end - at));
    } else if (inside != 0) {
      out.append("\xEF\xBF\xBD");
    }
    unit += width;
    at = end;
  }
}

int compare_utf16(std::string_view left, std::string_view right) {
  const std::size_t shared = left.size() < right.size() ? left.size() : right.size();
  for (std::size_t i = 0; i < shared; ++i) {
    if (left[i] == right[i]) continue;
    const auto l = static_cast<unsigned char>(left[i]);
    const auto r = static_cast<unsigned char>(right[i]);
    // Bytes differ inside one character only after equal leads, where byte order is unit
    // order. Between leads only the astral ones are out of order: their units are
    // surrogates (D800..DFFF), below what leads EE and EF write (E000..FFFF).
    const bool l_astral = l >= 0xF0;
    const bool r_astral = r >= 0xF0;
    if (l_astral != r_astral) {
      if (l_astral && r >= 0xEE) return -1;
      if (r_astral && l >= 0xEE) return 1;
    }
    return l < r ? -1 : 1;
  }
  if (left.size() == right.size()) return 0;
  return left.size() < right.size() ? -1 : 1;
}

std::size_t white_space(std::string_view text) {
  if (text.empty()) return 0;
  const auto first = static_cast<unsigned char>(text[0]);
  if (first == 0x20 || (first >= 0x09 && first <= 0x0D)) return 1;
  if (text.size() >= 2 && text.substr(0, 2) == "\xC2\xA0") return 2;
  if (text.size() < 3) return 0;
  const std::string_view three = text.substr(0, 3);
  if (three == "\xE1\x9A\x80" || three == "\xE2\x80\xA8" || three == "\xE2\x80\xA9" || three == "\xE2\x80\xAF" ||
      three == "\xE2\x81\x9F" || three == "\xE3\x80\x80" || three == "\xEF\xBB\xBF") {
    return 3;
  }
  // U+2000..U+200A
  const bool general = three.substr(0, 2) == "\xE2\x80" && static_cast<unsigned char>(three[2]) >= 0x80 &&
                       static_cast<unsigned char>(three[2]) <= 0x8A;
  return general ? 3 : 0;
}

}  // namespace encore
