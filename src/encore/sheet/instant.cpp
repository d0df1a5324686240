// SPDX-License-Identifier: MIT
//
// Civil-day arithmetic after the well-known era method: 400-year eras of 146,097 days,
// years counted from March so that the leap day comes last.
#include "encore/sheet/instant.hpp"

#include "encore/base/text.hpp"

namespace encore {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

struct Civil {
  std::int64_t year = 1970;
  int month = 1;
  int day = 1;
};

std::int64_t days_from_civil(Civil date) {
  const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const std::int64_t era = year / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month_from_march = (date.month + 9) % 12;
  const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

Civil civil_from_days(std::int64_t days) {
  const std::int64_t shifted = days + 719'468;
  const std::int64_t era = shifted / 146'097;
  const std::int64_t day_of_era = shifted - era * 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  Civil date;
  date.day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  date.month = static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  date.year = year_of_era + era * 400 + (date.month <= 2 ? 1 : 0);
  return date;
}

int days_in_month(std::int64_t year, int month) {
  if (month == 2) return (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Reads fixed-width fields from left to right; any surprise makes `ok` false for good.
struct Reader {
  std::string_view text;
  std::size_t at = 0;
  bool ok = true;

  int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; ++i) {
      if (at >= text.size() || text[at] < '0' || text[at] > '9') {
        ok = false;
        return 0;
      }
      value = value * 10 + (text[at++] - '0');
    }
    return value;
  }
  bool take(char wanted) {
    if (at < text.size() && text[at] == wanted) {
      ++at;
      return true;
    }
    return false;
  }
  void expect(char wanted) { ok = take(wanted) && ok; }
};

void append_padded(std::string& to, std::int64_t value, int width) {
  for (std::int64_t bound = 10; --width > 0; bound *= 10) {
    if (value < bound) to.push_back('0');
  }
  append_integer(to, value);
}

}  // namespace

std::optional<std::int64_t> parse_instant(std::string_view text) {
  Reader in{text};
  Civil date;
  date.year = in.digits(4);
  in.expect('-');
  date.month = in.digits(2);
  in.expect('-');
  date.day = in.digits(2);
  if (!in.take('t')) in.expect('T');
  const int hour = in.digits(2);
  in.expect(':');
  const int minute = in.digits(2);
  in.expect(':');
  const int second = in.digits(2);
  int millisecond = 0;
  if (in.take('.')) {
    int scale = 100;
    const std::size_t start = in.at;
    while (in.at < text.size() && text[in.at] >= '0' && text[in.at] <= '9') {
      millisecond += scale * (text[in.at++] - '0');
      scale /= 10;
    }
    if (in.at == start || in.at - start > 9) return {};
  }
  int offset_minutes = 0;
  if (!in.take('Z') && !in.take('z')) {
    const bool ahead = in.take('+');
    if (!ahead) in.expect('-');
    const int offset_hour = in.digits(2);
    in.expect(':');
    const int offset_minute = in.digits(2);
    if (offset_hour > 23 || offset_minute > 59) return {};
    offset_minutes = (ahead ? 1 : -1) * (offset_hour * 60 + offset_minute);
  }
  if (!in.ok || in.at != text.size()) return {};
  if (date.year < 1970 || date.month < 1 || date.month > 12 || hour > 23 || minute > 59 || second > 60) {
    return {};
  }
  if (date.day < 1 || date.day > days_in_month(date.year, date.month)) return {};
  return days_from_civil(date) * kDayMs + ((hour * 60 + minute - offset_minutes) * 60LL + second) * 1000 + millisecond;
}

void append_instant(std::string& to, std::int64_t instant_ms) {
  std::int64_t days = instant_ms / kDayMs;
  std::int64_t rest = instant_ms % kDayMs;
  if (rest < 0) {
    rest += kDayMs;
    --days;
  }
  const Civil date = civil_from_days(days);
  append_padded(to, date.year, 4);
  to.push_back('-');
  append_padded(to, date.month, 2);
  to.push_back('-');
  append_padded(to, date.day, 2);
  to.push_back('T');
  append_padded(to, rest / 3'600'000, 2);
  to.push_back(':');
  append_padded(to, rest / 60'000 % 60, 2);
  to.push_back(':');
  append_padded(to, rest / 1000 % 60, 2);
  to.push_back('.');
  append_padded(to, rest % 1000, 3);
  to.push_back('Z');
}

std::int64_t add_months(std::int64_t instant_ms, std::int64_t months) {
  const std::int64_t days = instant_ms / kDayMs;
  Civil date = civil_from_days(days);
  const std::int64_t month0 = date.year * 12 + (date.month - 1) + months;
  date.year = month0 / 12;
  date.month = static_cast<int>(month0 % 12) + 1;
  const int last = days_in_month(date.year, date.month);
  if (date.day > last) date.day = last;
  return days_from_civil(date) * kDayMs + instant_ms % kDayMs;
}

}  // namespace encore
