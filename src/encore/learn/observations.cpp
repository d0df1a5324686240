// SPDX-License-Identifier: MIT
#include "encore/learn/observations.hpp"

namespace encore::learn {

namespace {

constexpr std::uint64_t kLargest = 4'000'000'000'000;  // of any number in a line

// Reads decimal numbers of one line.
class Numbers {
 public:
  Numbers(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  /// False at the end of the line, and where no number stands.
  bool next(std::uint64_t& number) {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    if (at_ >= text_.size() || text_[at_] < '0' || text_[at_] > '9') return false;
    number = 0;
    for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_) {
      if (number < kLargest) number = number * 10 + static_cast<std::uint64_t>(text_[at_] - '0');
    }
    return true;
  }

  /// The same, with a sign.
  bool next_signed(std::int64_t& number) {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    const bool negative = skip('-');
    std::uint64_t size = 0;
    if (!next(size)) return false;
    number = negative ? -static_cast<std::int64_t>(size) : static_cast<std::int64_t>(size);
    return true;
  }

  /// Steps over a sign that stands here.
  bool skip(char sign) {
    if (at_ >= text_.size() || text_[at_] != sign) return false;
    ++at_;
    return true;
  }

  /// True at the end of the line, which is then stepped over.
  bool end() {
    if (at_ < text_.size() && text_[at_] != '\n') return false;
    ++at_;
    return true;
  }

  std::size_t at() const { return at_; }

 private:
  std::string_view text_;
  std::size_t at_;
};

std::string_view read_former(Numbers& numbers, Observations& read) {
  std::uint64_t head[5];
  for (std::uint64_t& number : head) {
    if (!numbers.next(number)) return "an earlier level begins with factor, level, shows, accepts and curvature";
  }
  std::int64_t deviation = 0;
  std::int64_t pull = 0;
  if (!numbers.next_signed(deviation) || !numbers.next_signed(pull))
    return "an earlier level ends with deviation and pull";
  if (head[0] >= kFactorCount || head[1] == 0 || head[1] > read.level_counts[static_cast<std::size_t>(head[0])]) {
    return "an earlier level is beyond its factor's count";
  }
  if (head[2] > kLargest || head[3] > head[2] || head[4] > kLargest) {
    return "an earlier level has at most as many accepts as shows";
  }
  read.former.push_back({static_cast<std::uint8_t>(head[0]), static_cast<std::uint32_t>(head[1] - 1),
                         static_cast<std::int64_t>(head[2]), static_cast<std::int64_t>(head[3]),
                         static_cast<double>(head[4]) / kFormerUnit, static_cast<double>(deviation) / kFormerUnit,
                         static_cast<double>(pull) / kFormerUnit});
  return {};
}

std::string_view read_line(Numbers& numbers, Observations& read) {
  if (numbers.skip('=')) return read_former(numbers, read);
  std::uint64_t head[4];
  for (std::uint64_t& number : head) {
    if (!numbers.next(number)) return "a line begins with count, weight, flags and accepted";
  }
  if (head[0] == 0 || head[0] > 0xFFFFFFFFU || head[1] > kLargest || head[2] > 3 || head[3] > 3) {
    return "count is at least 1, flags and accepted at most 3";
  }
  Shown shown;
  shown.count = static_cast<std::uint32_t>(head[0]);
  shown.weight = static_cast<double>(head[1]) / kWeightUnit;
  shown.explored = (head[2] & 1) != 0;
  shown.held = (head[2] & 2) != 0;
  shown.accepted = static_cast<std::uint8_t>(head[3]);
  shown.first_card = static_cast<std::uint32_t>(read.cards());
  std::size_t levels = 0;
  for (std::uint64_t level = 0; numbers.next(level); ++levels) {
    if (levels == 2 * kFactorCount) return "a decision shows two cards at most";
    if (level > read.level_counts[levels % kFactorCount]) return "a level is beyond its factor's count";
    read.levels.push_back(static_cast<std::uint32_t>(level));
  }
  if (levels != kFactorCount && levels != 2 * kFactorCount) return "a card has one level for each factor";
  shown.cards = static_cast<std::uint8_t>(levels / kFactorCount);
  if (shown.cards == 1 && shown.accepted > 1) return "of one card, the second cannot be accepted";
  read.decisions.push_back(shown);
  return {};
}

}  // namespace

ObservationFault read_observations(std::string_view text, Observations& read) {
  Numbers numbers(text, 0);
  for (std::size_t line = 1; numbers.at() < text.size(); ++line) {
    if (const std::string_view what = read_line(numbers, read); !what.empty()) return {line, what};
    if (!numbers.end()) return {line, "a line holds decimal numbers and blanks"};
  }
  return {};
}

}  // namespace encore::learn
