// SPDX-License-Identifier: MIT
//
// One function per kind of value; the tables of json/shape.hpp say which is due.
#include "grow.hpp"

#include <string_view>

#include "encore/base/writer.hpp"

namespace encore::fuzz {

namespace {

constexpr std::string_view kIds[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
constexpr std::string_view kTimes[] = {"2026-11-21T10:00:00Z",     "2026-11-21T10:30:00Z", "2026-11-21T11:00:00+01:00",
                                       "2026-11-21T12:00:00.250Z", "2026-11-22T00:00:00Z", "1970-01-01T00:00:00Z",
                                       "9999-12-31T23:59:59Z",     "2028-02-29T23:59:60Z"};
constexpr std::string_view kCurrencies[] = {"USD", "EUR", "JPY", "KWD", "CLF", "XXX"};
constexpr std::string_view kCountries[] = {"US", "DE", "GB", "FR", "JP", "Q1"};
constexpr std::string_view kRegions[] = {"NY", "CA", "new-york", "BY", "", "N"};
constexpr std::string_view kLocales[] = {"en-US", "de", "ar", "zh-Hans", "x_y"};
constexpr std::string_view kUrls[] = {"/a",
                                      "https://shop.example/a?b=1",
                                      "http://cdn.example/x.png",
                                      "javascript:alert(1)",
                                      "//evil.example/",
                                      "data:text/html,x",
                                      "https://a@b",
                                      "a b"};
constexpr std::string_view kHosts[] = {"shop.example", "cdn.example:8443", "https://no", "*"};
constexpr std::string_view kDigits[] = {"99", "00", "5", "0", "995", "9999999999", "x"};
constexpr std::string_view kTexts[] = {"",
                                       "Save 20% today",
                                       "{{customer.first_name|Hey}} look",
                                       "{{quote.savings}} off 33,3 %",
                                       "<b>&\"'\\\n",
                                       "caf\xC3\xA9 \xF0\x9F\x98\x80",
                                       "{{",
                                       "}}{{a|b|c}}"};
constexpr std::string_view kPaths[] = {"order.total",
                                       "order.lines.0.title",
                                       "order.lines",
                                       "customer.orders_count",
                                       "customer.segments",
                                       "sheet.surface",
                                       "sheet.hour",
                                       "length",
                                       "",
                                       "order.id.length",
                                       "__proto__",
                                       "0",
                                       "order..x"};
constexpr std::string_view kOperators[] = {
    "var", "==", "===", "!=",  "!==", "!",   "!!",     ">",      ">=",     "<",     "<=",      "in",
    "+",   "-",  "*",   "/",   "%",   "min", "max",    "cat",    "substr", "merge", "missing", "missing_some",
    "log", "if", "?:",  "and", "or",  "map", "filter", "reduce", "all",    "none",  "some",    "nope"};
constexpr std::string_view kPatchable[] = {"policy", "candidates", "order", "version"};
constexpr std::string_view kProblems[] = {"payment_declined",
                                          "action_required",
                                          "already_accepted",
                                          "in_progress",
                                          "price_changed",
                                          "out_of_stock",
                                          "order_released",
                                          "expired",
                                          "superseded",
                                          "consent_required",
                                          "unauthorized",
                                          "invalid",
                                          "rate_limited",
                                          "unavailable",
                                          "https://x.example/problems/expired",
                                          "other"};
constexpr std::string_view kEvents[] = {"start",    "tick",    "shown",    "viewed", "choose",
                                        "accept",   "decline", "undo",     "extend", "dismiss",
                                        "response", "failure", "returned", "peer",   "nothing"};
constexpr std::string_view kFaults[] = {"network", "timeout", "truncated", "blocked", "odd"};
constexpr std::string_view kStates[] = {"offering", "submitting",  "accepted", "undone",
                                        "declined", "unconfirmed", "odd"};
constexpr std::int64_t kStatuses[] = {200, 202, 204, 301, 400, 401, 402, 404, 409, 410, 422, 429, 500, 503, 0, -1};
constexpr std::int64_t kEdges[] = {0,
                                   1,
                                   -1,
                                   2,
                                   99,
                                   100,
                                   101,
                                   10000,
                                   999'999,
                                   1000000,
                                   1LL << 31U,
                                   1LL << 53U,
                                   (1LL << 53U) - 1,
                                   INT64_MAX,
                                   INT64_MIN,
                                   -(1LL << 53U)};

void quote(std::string& to, std::string_view text) {
  append_json_string(to, text);
}

void number(std::string& to, std::int64_t value) {
  to.append(std::to_string(value));
}

/// Opens a member, with the comma it needs.
void member(std::string& to, std::string_view key) {
  if (!to.empty() && to.back() != '{') to.push_back(',');
  quote(to, key);
  to.push_back(':');
}

void grow_integer(std::string& to, Bounds within, Dice& dice) {
  if (dice.one_in(40)) return number(to, dice.of(kEdges));
  const auto width = static_cast<std::uint64_t>(within.max) - static_cast<std::uint64_t>(within.min);
  if (dice.one_in(12)) return number(to, dice.one_in(2) ? within.max : within.min);
  const std::uint64_t reach = dice.one_in(8) ? width : (width < 20'000 ? width : 20'000);
  // Amounts may be negative; most are not, and start at zero.
  const std::int64_t low = within.min < -10'000 && !dice.one_in(6) ? 0 : within.min;
  const std::uint64_t room = static_cast<std::uint64_t>(within.max) - static_cast<std::uint64_t>(low);
  number(to, low + static_cast<std::int64_t>(
                       dice.roll() % ((reach < room ? reach : room) + 1 == 0 ? 1 : (reach < room ? reach : room) + 1)));
  if (dice.one_in(60)) to.append(dice.one_in(2) ? ".0" : "e1");
}

std::string_view text_for(TextRule rule, Dice& dice) {
  if (dice.one_in(50)) return dice.of(kTexts);
  switch (rule) {
    case TextRule::id: return dice.of(kIds);
    case TextRule::currency: return dice.one_in(8) ? dice.of(kCurrencies) : "USD";
    case TextRule::country: return dice.of(kCountries);
    case TextRule::region: return dice.of(kRegions);
    case TextRule::locale: return dice.of(kLocales);
    case TextRule::url: return dice.of(kUrls);
    case TextRule::host: return dice.of(kHosts);
    case TextRule::digits: return dice.of(kDigits);
    case TextRule::model_row: {
      constexpr std::string_view kRows[] = {"kind|cross_sell||-6554|40", "product|a||13107|900", "pair|a|b|1|2", "|",
                                            "kind"};
      return dice.of(kRows);
    }
    case TextRule::rate: {
      constexpr std::string_view kRates[] = {"1.0842", "0.0000613123", "16300.5", "99999999.9999999999",
                                             "0",      "1.",           "01"};
      return dice.of(kRates);
    }
    case TextRule::any: break;
  }
  return dice.one_in(2) ? dice.of(kIds) : dice.of(kTexts);
}

void grow_fraction(std::string& to, Dice& dice) {
  constexpr std::string_view kFractions[] = {"0",   "1", "0.5", "0.25", "0.333333", "1e-9", "0.9999999999999999",
                                             "1.5", "-0"};
  to.append(dice.of(kFractions));
}

/// A merge patch of the kind experiments carry: some fields of the policy and of candidates.
void grow_patch(std::string& to, Dice& dice, std::size_t depth) {
  to.push_back('{');
  if (dice.one_in(2)) {
    member(to, "policy");
    to.push_back('{');
    for (std::size_t left = dice.below(3); left > 0; --left) {
      const FieldList fields = shape(ShapeId::policy).fields;
      const Field field = fields[dice.below(fields.size())];
      member(to, field.name);
      grow_field(to, field, dice, 0, depth + 1);
    }
    to.push_back('}');
  }
  if (!dice.one_in(3)) {
    member(to, "candidates");
    to.push_back('{');
    member(to, dice.of(kIds));
    to.push_back('{');
    for (std::size_t left = dice.below(3); left > 0; --left) {
      const FieldList fields = shape(ShapeId::candidate).fields;
      const Field field = fields[dice.below(fields.size())];
      member(to, field.name);
      if (dice.one_in(6)) {
        to.append("null");
      } else {
        grow_field(to, field, dice, 0, depth + 2);
      }
    }
    to.append("}}");
  }
  if (dice.one_in(10)) {
    member(to, dice.of(kPatchable));
    grow_anything(to, dice, depth + 1);
  }
  to.push_back('}');
}

}  // namespace

void grow_moment(std::string& to, Dice& dice) {
  constexpr std::int64_t kTen = 1'795'255'200'000;  // 2026-11-21T10:00:00Z
  if (dice.one_in(30)) return number(to, dice.of(kEdges));
  number(to, kTen + static_cast<std::int64_t>(dice.below(4 * 3'600'000)));
}

void grow_anything(std::string& to, Dice& dice, std::size_t depth) {
  switch (dice.below(depth > 5 ? 6 : 8)) {
    case 0: to.append("null"); break;
    case 1: to.append(dice.one_in(2) ? "true" : "false"); break;
    case 2: number(to, dice.of(kEdges)); break;
    case 3: quote(to, dice.of(kIds)); break;
    case 4: quote(to, dice.of(kTexts)); break;
    case 5: to.append(dice.one_in(2) ? "1.5e300" : "-2.5"); break;
    case 6:
      to.push_back('[');
      for (std::size_t left = dice.below(4), first = 1; left > 0; --left, first = 0) {
        if (first == 0) to.push_back(',');
        grow_anything(to, dice, depth + 1);
      }
      to.push_back(']');
      break;
    default:
      to.push_back('{');
      for (std::size_t left = dice.below(4); left > 0; --left) {
        member(to, dice.of(kIds));
        grow_anything(to, dice, depth + 1);
      }
      to.push_back('}');
  }
}

void grow_rule(std::string& to, Dice& dice, std::size_t depth) {
  if (depth > 5 || dice.one_in(4)) return grow_anything(to, dice, depth);
  to.push_back('{');
  const std::string_view name = dice.of(kOperators);
  quote(to, name);
  to.push_back(':');
  if (name == "var" && !dice.one_in(4)) {
    quote(to, dice.of(kPaths));
  } else if (dice.one_in(8)) {
    grow_rule(to, dice, depth + 1);
  } else {
    to.push_back('[');
    for (std::size_t left = 1 + dice.below(3), first = 1; left > 0; --left, first = 0) {
      if (first == 0) to.push_back(',');
      grow_rule(to, dice, depth + 1);
    }
    to.push_back(']');
  }
  to.push_back('}');
}

void grow_field(std::string& to, const Field& field, Dice& dice, std::size_t place, std::size_t depth) {
  if (dice.one_in(60)) return grow_anything(to, dice, depth);
  switch (field.type) {
    case FieldType::version: to.push_back('1'); break;
    case FieldType::text:
      if (field.name == "id" || field.name == "key") {
        quote(to, kIds[dice.one_in(30) ? dice.below(std::size(kIds)) : place % std::size(kIds)]);
      } else {
        quote(to, text_for(static_cast<TextRule>(field.detail), dice));
      }
      break;
    case FieldType::texts:
      to.push_back('[');
      for (std::size_t left = dice.below(3), first = 1; left > 0; --left, first = 0) {
        if (first == 0) to.push_back(',');
        quote(to, text_for(static_cast<TextRule>(field.detail), dice));
      }
      to.push_back(']');
      break;
    case FieldType::instant:
    case FieldType::optional_instant:
      quote(to, kTimes[dice.one_in(12) ? dice.below(std::size(kTimes)) : dice.below(5)]);
      break;
    case FieldType::day_or_instant:
      quote(to, dice.one_in(2) ? "2026-12-01" : kTimes[dice.below(std::size(kTimes))]);
      break;
    case FieldType::decimal: {
      constexpr std::string_view kDecimals[] = {"1", "2", "0.35", "\"0.350\"", "\"3\"", "0", "-1", "1e-7", "\"two\""};
      to.append(dice.of(kDecimals));
      break;
    }
    case FieldType::boolean: to.append(dice.one_in(2) ? "true" : "false"); break;
    case FieldType::integer:
    case FieldType::optional_integer: grow_integer(to, bounds(static_cast<Range>(field.detail)), dice); break;
    case FieldType::integer_or_learned:
      if (dice.one_in(3)) return quote(to, dice.one_in(8) ? "known" : "learned");
      grow_integer(to, bounds(static_cast<Range>(field.detail)), dice);
      break;
    case FieldType::fraction: grow_fraction(to, dice); break;
    case FieldType::fractions: to.append(dice.one_in(4) ? "[0.2,0.3,0.5]" : "[0.5,0.5]"); break;
    case FieldType::word: quote(to, dice.of(words_of(field))); break;
    case FieldType::object: grow_shape(to, static_cast<ShapeId>(field.detail), dice, place, depth + 1); break;
    case FieldType::amount_or_object:
      if (dice.one_in(2)) return number(to, 5000);
      grow_shape(to, static_cast<ShapeId>(field.detail), dice, place, depth + 1);
      break;
    case FieldType::records: {
      to.push_back('[');
      const std::size_t count =
          (field.required() || field.items == Items::some ? 1 : 0) + dice.below(depth == 0 ? 5 : 3);
      for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) to.push_back(',');
        grow_shape(to, static_cast<ShapeId>(field.detail), dice, i, depth + 1);
      }
      to.push_back(']');
      break;
    }
    case FieldType::rule: grow_rule(to, dice, 0); break;
    case FieldType::options: to.append(R"({"size":"M","colour":"red"})"); break;
    case FieldType::times_by_key: to.append(R"({"p1":"2026-11-01T10:00:00Z","p2":"2026-01-01T10:00:00Z"})"); break;
    case FieldType::counts_by_key: to.append(R"({"p1":3,"c0":1})"); break;
    case FieldType::name_space: to.append(dice.one_in(2) ? R"(["n",0,0.5])" : R"(["n",0.5,1])"); break;
    case FieldType::variations:
      to.push_back('[');
      for (std::size_t i = 0; i < 2 + dice.below(2); ++i) {
        if (i > 0) to.push_back(',');
        grow_patch(to, dice, depth + 1);
      }
      to.push_back(']');
      break;
  }
}

void grow_shape(std::string& to, ShapeId id, Dice& dice, std::size_t place, std::size_t depth) {
  const Shape made = shape(id);
  // What a kind asks for stands in conditions: a third of the objects simply have all of it.
  const bool full = dice.one_in(depth < 3 ? 3 : 6);
  to.push_back('{');
  for (const Field field : made.fields) {
    const bool wanted = field.required() ? !dice.one_in(80) : dice.one_in(full ? 2 : 7);
    if (!wanted) continue;
    member(to, field.name);
    grow_field(to, field, dice, place, depth);
  }
  to.push_back('}');
}

void grow_event(std::string& to, Dice& dice) {
  const std::string_view type = dice.of(kEvents);
  to.push_back('{');
  member(to, "type"), quote(to, type);
  member(to, "slot"), number(to, dice.one_in(20) ? dice.of(kEdges) : static_cast<std::int64_t>(dice.below(2)));
  if (type == "choose") {
    member(to, "variant_id"), quote(to, dice.of(kIds));
    member(to, "quantity"), number(to, static_cast<std::int64_t>(dice.below(4)));
  } else if (type == "accept") {
    member(to, "total"), number(to, dice.one_in(3) ? 0 : static_cast<std::int64_t>(dice.below(20'000)));
    member(to, "consent"), to.append(dice.one_in(2) ? "true" : "false");
  } else if (type == "start") {
    member(to, "seed"), quote(to, dice.of(kIds));
    member(to, "declined"), to.append(R"([{"candidate_id":)"), quote(to, dice.of(kIds)),
        to.append(R"(,"at_ms":1795255100000}])");
  } else if (type == "response" || type == "failure") {
    member(to, "request"), number(to, static_cast<std::int64_t>(dice.below(6)));
    member(to, "status"), number(to, dice.of(kStatuses));
    member(to, "fault"), quote(to, dice.of(kFaults));
    if (dice.one_in(4)) member(to, "retry_after_ms"), number(to, dice.of(kEdges));
    member(to, "body");
    if (dice.one_in(8)) {
      grow_anything(to, dice, 0);
    } else {
      to.push_back('{');
      if (dice.one_in(2)) member(to, "type"), quote(to, dice.of(kProblems));
      member(to, "purchase_id"), quote(to, dice.of(kIds));
      member(to, "line_id"), quote(to, dice.of(kIds));
      member(to, "charged"), grow_integer(to, bounds(Range::money), dice);
      member(to, "order_total"), grow_integer(to, bounds(Range::money), dice);
      if (dice.one_in(2)) member(to, "undo"), to.append(R"({"url":"/undo","until":"2026-11-21T10:40:00Z"})");
      if (dice.one_in(3)) member(to, "status_url"), quote(to, dice.of(kUrls));
      if (dice.one_in(3)) member(to, "action_url"), quote(to, dice.of(kUrls));
      if (dice.one_in(3)) member(to, "token"), quote(to, dice.of(kTexts));
      if (dice.one_in(3)) member(to, "key"), quote(to, dice.of(kIds));
      if (dice.one_in(3)) member(to, "deadline"), quote(to, dice.of(kTimes));
      if (dice.one_in(3))
        member(to, "quote"), to.append(R"({"currency":"USD","subtotal":900,"total":900,"order_total":1900})");
      member(to, "server_time"), quote(to, dice.of(kTimes));
      to.push_back('}');
    }
  } else if (type == "peer") {
    member(to, "candidate_id"), quote(to, dice.of(kIds));
    member(to, "state"), quote(to, dice.of(kStates));
  }
  if (dice.one_in(16)) member(to, "visitor"), quote(to, dice.of(kIds));
  to.push_back('}');
}

}  // namespace encore::fuzz
