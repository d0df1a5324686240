// SPDX-License-Identifier: MIT
//
// The text is read once, code point by code point, into four classes: digit, decimal mark,
// space, percent sign. Everything else ends a number. Text is UTF-8 that json/ has checked;
// a broken sequence would only end a number as well.
#include "encore/price/copy_percentages.hpp"

namespace encore {

namespace {

constexpr char32_t kArabicDecimalMark = 0x066B;

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) return lead;
  int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  char32_t code = lead & (0x3Fu >> more);
  for (; more > 0 && at < text.size(); --more) code = (code << 6) | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
  return code;
}

int digit_of(char32_t code) {
  for (const char32_t zero : {U'0', U'\u0660', U'\u06F0', U'\u0966', U'\uFF10'}) {
    if (code >= zero && code <= zero + 9) return static_cast<int>(code - zero);
  }
  return -1;
}

bool is_percent(char32_t code) {
  return code == '%' || code == 0x066A || code == 0xFF05 || code == 0xFE6A;
}

bool is_space(char32_t code) {
  return code == ' ' || code == 0xA0 || code == 0x2009 || code == 0x202F;
}

// A number as the copy shows it: `bps` and the size of its last shown digit in bps.
struct Shown {
  std::int64_t bps = 0;
  std::int64_t grain = 100;
  int digits = 0;
  int decimals = -1;  // -1: no decimal mark yet

  bool given() const { return digits > 0; }
  bool fits() const { return digits <= 6 && decimals != 0 && decimals <= 2; }

  void add(std::int64_t digit) {
    ++digits;
    if (digits > 6) return;
    if (decimals < 0) {
      bps = bps * 10 + digit * 100;
    } else {
      if (++decimals > 2) return;
      grain /= 10;
      bps += digit * grain;
    }
  }
};

bool differs(const Shown& shown, std::int64_t savings_bps) {
  if (!shown.fits() || shown.bps == 10'000) return false;
  return savings_bps / shown.grain * shown.grain != shown.bps;
}

}  // namespace

std::optional<std::int64_t> differing_percentage(std::string_view text, std::int64_t savings_bps) {
  Shown number;
  bool led = false;    // a percent sign stands right before the number
  bool ended = false;  // the number is complete; only spaces since
  const auto judge_led = [&] { return led && number.given() && differs(number, savings_bps); };

  for (std::size_t at = 0; at < text.size();) {
    const char32_t code = next_code_point(text, at);
    const int digit = digit_of(code);
    const bool mark = code == '.' || code == ',' || code == kArabicDecimalMark;
    if (digit >= 0 && !ended) {
      number.add(digit);
    } else if (mark && number.given() && number.decimals < 0 && !ended) {
      std::size_t ahead = at;
      if (ahead < text.size() && digit_of(next_code_point(text, ahead)) >= 0) {
        number.decimals = 0;
      } else {
        ended = true;  // the end of a sentence
      }
    } else if (is_percent(code)) {
      if (number.given() && differs(number, savings_bps)) return number.bps;
      led = !number.given();
      number = Shown();
      ended = false;
    } else if (is_space(code) && number.given()) {
      ended = true;
    } else {
      if (judge_led()) return number.bps;
      number = Shown();
      ended = led = false;
      if (digit >= 0) number.add(digit);
    }
  }
  if (judge_led()) return number.bps;
  return {};
}

std::vector<CopyPercentage> check_copy_percentages(const Copy& copy, const Quote& quote) {
  const struct {
    std::string_view field;
    Text text;
  } texts[] = {{"/copy/headline", copy.headline},
               {"/copy/body", copy.body},
               {"/copy/accept", copy.accept},
               {"/copy/decline", copy.decline},
               {"/copy/badge", copy.badge}};
  std::vector<CopyPercentage> all;
  for (const auto& [field, text] : texts) {
    const std::optional<std::int64_t> stated = differing_percentage(text, quote.savings_bps);
    if (stated) all.push_back({field, *stated});
  }
  return all;
}

}  // namespace encore
