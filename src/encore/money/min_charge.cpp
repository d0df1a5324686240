// SPDX-License-Identifier: MIT
//
// Source: the minimum charge amounts that Stripe publishes for each presentment currency.
#include "encore/money/min_charge.hpp"

namespace encore {

namespace {

struct Row {
  std::string_view currency;
  Minor amount;
};

constexpr Row kRows[] = {
    {"USD", 50},   {"EUR", 50},  {"GBP", 30},  {"AED", 200},   {"AUD", 50},  {"BRL", 50}, {"CAD", 50},   {"CHF", 50},
    {"CZK", 1500}, {"DKK", 250}, {"HKD", 400}, {"HUF", 17500}, {"INR", 50},  {"JPY", 50}, {"MXN", 1000}, {"MYR", 200},
    {"NOK", 300},  {"NZD", 50},  {"PLN", 200}, {"RON", 200},   {"SEK", 300}, {"SGD", 50}, {"THB", 1000},
};

}  // namespace

Minor usual_min_charge(std::string_view currency) {
  for (const Row& row : kRows) {
    if (row.currency == currency) return row.amount;
  }
  return 0;
}

}  // namespace encore
