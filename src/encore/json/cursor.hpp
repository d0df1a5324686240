// SPDX-License-Identifier: MIT
//
// How the JSON library is handed a text. Most of a sheet is the inside of strings, which the
// library would read byte by byte into a string of its own: half of the time of deciding. So
// the text comes to it through an iterator that steps over what needs no reading, eight bytes
// at a time, and keeps hold of it. What is grammar stays the library's: everything outside of
// strings, escapes, and whatever is wrong.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string_view>

namespace encore {

/// How many bytes the well-formed UTF-8 sequence at `at` takes (RFC 3629); 0 where none begins there.
inline std::size_t sequence_at(const char* at, const char* end) {
  const auto byte = [at](std::size_t i) { return static_cast<unsigned char>(at[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (static_cast<std::size_t>(end - at) < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return 0;
  }
  const unsigned char second = byte(1);
  if (lead == 0xE0) return second < 0xA0 ? 0 : length;
  if (lead == 0xED) return second > 0x9F ? 0 : length;
  if (lead == 0xF0) return second < 0x90 ? 0 : length;
  if (lead == 0xF4) return second > 0x8F ? 0 : length;
  return length;
}

/// The first byte from `at` on that a string cannot hold as it is: its closing quote, an escape, a control character,
/// or one that is not UTF-8.
inline const char* end_of_plain(const char* at, const char* end) {
  static_assert(std::endian::native == std::endian::little, "the lowest bits of a word are its first byte");
  constexpr std::uint64_t kEach = 0x0101010101010101;
  for (;;) {
    if (end - at >= 8) {
      // The top bit of each byte is clear where it is ASCII, at least a space, and neither quote nor backslash; the
      // lowest that is set is exact, because borrows only go up.
      std::uint64_t eight = 0;
      std::memcpy(&eight, at, sizeof eight);
      const std::uint64_t quote = (eight ^ (kEach * '"')) - kEach;
      const std::uint64_t escape = (eight ^ (kEach * '\\')) - kEach;
      const std::uint64_t special = (quote | escape | (eight - kEach * ' ') | eight) & (kEach * 0x80);
      if (special == 0) {
        at += 8;
        continue;
      }
      at += std::countr_zero(special) / 8;
    } else if (at == end) {
      return at;
    }
    const auto byte = static_cast<unsigned char>(*at);
    if (byte == '"' || byte == '\\' || byte < ' ') return at;
    const std::size_t length = byte < 0x80 ? 1 : sequence_at(at, end);
    if (length == 0) return at;
    at += length;
  }
}

/// What a cursor keeps back from the library.
struct Scan {
  std::string_view plain;     // the string read last; its data is null where the library has read it
  std::size_t skipped = 0;    // bytes stepped over so far
  const char* nul = nullptr;  // a NUL byte, for which JSON has no place and the library takes the text's end
};

/// A text as the iterator that the library requires. A string that says what it means (no escape, nothing wrong with
/// it) is handed over as an empty one, and stands in the scan meanwhile; any other is handed over whole.
/// For one reader alone: a copy that went on would move the scan of both.
class Cursor {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Cursor(const char* at, const char* end, Scan& scan) : at_(at), end_(end), whole_(at), scan_(&scan) {}

  reference operator*() const { return *at_; }
  Cursor& operator++() {
    // Nearly all that is not a string's inside stands above the quote in ASCII.
    if (static_cast<unsigned char>(*at_) > '"') {
      ++at_;
    } else {
      step();
    }
    return *this;
  }
  bool operator!=(const Cursor& other) const { return at_ != other.at_; }
  bool operator==(const Cursor& other) const { return at_ == other.at_; }

 private:
  void step() {
    if (*at_ == '\0') scan_->nul = at_;
    if (*at_++ != '"') return;
    if (at_ <= whole_) {
      if (at_ == whole_) scan_->skipped += scan_->plain.size();  // its closing quote has been read
      return;
    }
    const char* close = end_of_plain(at_, end_);
    if (close != end_ && *close == '"') {
      scan_->plain = {at_, static_cast<std::size_t>(close - at_)};
      at_ = close;
    } else {
      scan_->plain = {};
      while (close < end_ && *close != '"') {
        if (*close++ == '\\' && close < end_) ++close;
      }
    }
    whole_ = close < end_ ? close + 1 : end_;
  }

  const char* at_;
  const char* end_;
  const char* whole_;  // up to here nothing is stepped over
  Scan* scan_;
};

}  // namespace encore
