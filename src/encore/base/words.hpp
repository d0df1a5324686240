// SPDX-License-Identifier: MIT
//
// From a closed list of words to its enum and back. The lists and enums are generated from
// src/vocabulary; an enumerator's number is its word's place in the list.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace encore {

/// The spelling of `value` in `words`; "" past their end.
template <typename Enum>
constexpr std::string_view word(std::span<const std::string_view> words, Enum value) {
  const auto at = static_cast<std::size_t>(value);
  return at < words.size() ? words[at] : std::string_view{};
}

/// The enumerator that `text` spells in `words`, or nothing.
template <typename Enum>
constexpr std::optional<Enum> find_word(std::span<const std::string_view> words, std::string_view text) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words[at] == text) return static_cast<Enum>(at);
  }
  return {};
}

/// True where `code` is one of the codes of `size` letters that `codes` strings together.
constexpr bool holds_code(std::string_view codes, std::string_view code, std::size_t size) {
  if (code.size() != size) return false;
  for (std::size_t at = 0; at < codes.size(); at += size) {
    if (codes.substr(at, size) == code) return true;
  }
  return false;
}

}  // namespace encore
