// SPDX-License-Identifier: MIT
#include "encore/json/text_rules.hpp"

#include <string>

#include "encore/base/parts.hpp"
#include "encore/sheet/instant.hpp"

namespace encore {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_alphanumeric(char c) {
  return is_digit(c) || is_upper(c) || is_lower(c);
}

template <typename Test>
bool all(std::string_view text, Test test) {
  for (const char c : text) {
    if (!test(c)) return false;
  }
  return true;
}

// ^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$
bool is_locale(std::string_view text) {
  std::size_t length = 0;
  bool first = true;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at == text.size() || text[at] == '-') {
      if (length > 8 || length < (first ? 2U : 1U)) return false;
      first = false;
      length = 0;
    } else if (is_digit(text[at]) ? first : !is_alphanumeric(text[at])) {
      return false;
    } else {
      ++length;
    }
  }
  return true;
}

// ^[a-z_]+\|[^|]*\|[^|]*(\|-?[0-9]{1,12}){4,5}$
bool is_model_row(std::string_view text) {
  std::size_t parts = 0;
  for (;; ++parts) {
    const std::size_t bar = text.find('|');
    const std::string_view part = text.substr(0, bar);
    if (parts == 0 && (part.empty() || !all(part, [](char c) { return is_lower(c) || c == '_'; }))) return false;
    if (parts > 2) {
      const std::string_view digits = part.substr(part.substr(0, 1) == "-" ? 1 : 0);
      if (digits.empty() || digits.size() > 12 || !all(digits, is_digit)) return false;
    }
    if (bar == std::string_view::npos) break;
    text.remove_prefix(bar + 1);
  }
  return parts == 6 || parts == 7;
}

bool is_url_character(char c) {
  return static_cast<unsigned char>(c) > 0x20 && c != '"' && c != '<' && c != '>' && c != '\\' && c != 0x7F;
}

// http:// or https:// and a host, or a path of the page's own origin (/…, but not //host).
bool is_url(std::string_view text) {
  if (!all(text, is_url_character)) return false;
  for (const std::string_view scheme : {std::string_view("https://"), std::string_view("http://")}) {
    if (text.substr(0, scheme.size()) == scheme) return text.size() > scheme.size() && text[scheme.size()] != '/';
  }
  return !text.empty() && text[0] == '/' && (text.size() == 1 || text[1] != '/');
}

// ^[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?$
bool is_host(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos) {
    const std::string_view port = text.substr(colon + 1);
    if (port.empty() || port.size() > 5 || !all(port, is_digit)) return false;
    text = text.substr(0, colon);
  }
  char before = '.';
  for (const char c : text) {
    if (c == '.' ? before == '.' : !(is_digit(c) || is_lower(c) || c == '-')) return false;
    before = c;
  }
  return before != '.';
}

// ^(?!0+(\.0+)?$)(0|[1-9][0-9]{0,7})(\.[0-9]{1,10})?$
bool is_rate(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  if (whole.empty() || whole.size() > 8 || !all(whole, is_digit) || (whole[0] == '0' && whole.size() > 1)) return false;
  if (point != std::string_view::npos) {
    const std::string_view part = text.substr(point + 1);
    if (part.empty() || part.size() > 10 || !all(part, is_digit)) return false;
  }
  return text.find_first_not_of("0.") != std::string_view::npos;
}

}  // namespace

bool matches(TextRule rule, std::string_view text) {
  switch (rule) {
    case TextRule::currency: return text.size() == 3 && all(text, is_upper);
    case TextRule::country: return text.size() == 2 && all(text, is_upper);
    case TextRule::locale: return is_locale(text);
    case TextRule::url: return is_url(text);
    case TextRule::host: return is_host(text);
    case TextRule::model_row: return !kFullBuild || is_model_row(text);  // private: no page keeps it
    case TextRule::region:
      return !kFullBuild ||
             (!text.empty() && text.size() <= 3 && all(text, [](char c) { return is_digit(c) || is_upper(c); }));
    case TextRule::rate: return !kFullBuild || is_rate(text);
    case TextRule::digits: return !text.empty() && text.size() <= 4 && all(text, is_digit);
    case TextRule::any:
    case TextRule::id: break;
  }
  return true;
}

bool read_decimal(std::string_view text, std::size_t whole_digits, std::int64_t& millionths) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view part = point == std::string_view::npos ? std::string_view("0") : text.substr(point + 1);
  if (whole.empty() || whole.size() > whole_digits || !all(whole, is_digit)) return false;
  if (whole[0] == '0' && whole.size() > 1) return false;
  if (part.empty() || part.size() > 6 || !all(part, is_digit)) return false;
  millionths = 0;
  for (const char digit : whole) millionths = millionths * 10 + (digit - '0');
  for (std::size_t i = 0; i < 6; ++i) millionths = millionths * 10 + (i < part.size() ? part[i] - '0' : 0);
  return true;
}

std::int64_t length_of(std::string_view text) {
  std::int64_t length = 0;
  for (const char c : text) length += (static_cast<unsigned char>(c) & 0xC0U) != 0x80 ? 1 : 0;
  return length;
}

TimeFault read_time(std::string_view text, std::int64_t& instant) {
  if (const auto read = parse_instant(text)) {
    instant = *read;
    return TimeFault::none;
  }
  // The pattern allows days 01 to 31; the calendar says which of them a month has.
  if (text.size() < 11 || text.size() > 64 || !is_digit(text[8]) || !is_digit(text[9])) return TimeFault::pattern;
  const int day = (text[8] - '0') * 10 + (text[9] - '0');
  if (day < 1 || day > 31) return TimeFault::pattern;
  std::string first_of_month(text);
  first_of_month[8] = '0';
  first_of_month[9] = '1';
  return parse_instant(first_of_month) ? TimeFault::impossible : TimeFault::pattern;
}

TimeFault check_day_or_time(std::string_view text) {
  std::int64_t instant = 0;
  constexpr std::size_t kDateSize = 10;
  return read_time(text.size() == kDateSize ? std::string(text) + "T00:00:00Z" : std::string(text), instant);
}

}  // namespace encore
