// SPDX-License-Identifier: MIT
//
// Levenshtein's distance over bytes, with one row of memory. Near is a third of the name's
// length, at most three slips.
#include "encore/json/nearest.hpp"

namespace encore {

namespace {

constexpr std::size_t kLongest = 32;  // no known name is longer

std::size_t distance(std::string_view a, std::string_view b) {
  std::size_t row[kLongest + 1] = {};
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      std::size_t best = row[j - 1] < row[j] ? row[j - 1] : row[j];
      row[j] = ++best < replaced ? best : replaced;
    }
  }
  return row[b.size()];
}

// Keeps the nearest of the names offered to it; the first of equals.
struct Nearest {
  std::string_view wanted;
  std::string_view found;
  std::size_t best = 4;

  void offer(std::string_view name) {
    const std::size_t away = distance(wanted, name);
    if (away < best && away * 3 <= name.size()) {
      best = away;
      found = name;
    }
  }
};

}  // namespace

std::string_view nearest_name(const Shape& shape, std::string_view name) {
  if (name.size() > kLongest) return {};
  Nearest nearest{name, {}};
  for (const Field field : shape.fields) nearest.offer(field.name);
  return nearest.found;
}

std::string_view nearest_word(std::span<const std::string_view> words, std::string_view word) {
  if (word.size() > kLongest) return {};
  Nearest nearest{word, {}};
  for (const std::string_view known : words) nearest.offer(known);
  return nearest.found;
}

}  // namespace encore
