// SPDX-License-Identifier: MIT
//
// What a trigger reads: `order` and `customer` as the sheet has them (without order lines
// that are set aside), `sheet` (its
// id, locale, currency, surface, issued_at), and `derived`, which saves merchants from
// writing reductions:
//
//   product_ids, variant_ids, families   of the lines not wholly returned, in line order; a tip has none
//   categories, tags                     of all those lines, each once
//   quantities, line_totals              per line: pieces not returned; what is left of the amount paid (minor units)
//   quantity                             pieces in all
//   first_order                          true, false, or null where orders_count is absent
//   country                              shipping, else billing, else the customer's; or null
//   minutes_since_order                  whole minutes, null without placed_at
//   weekday, hour, minute_of_day         in the shop's zone (policy.utc_offset_minutes);
//                                        weekday 1 is Monday, 7 Sunday (ISO 8601)
//
// Those that change with the moment are named in rule.cpp, too (reads_moment): publishing leaves only rules that may
// read one of them to the page.
#include "encore/rules/rule.hpp"

#include <vector>

#include "encore/sheet/kept.hpp"

namespace encore {

namespace {

RuleValue number(std::int64_t value) {
  return RuleValue::of(static_cast<double>(value));
}

RuleValue decimal(Decimal value) {
  return RuleValue::of(static_cast<double>(value.millionths) / static_cast<double>(Decimal::kOne));
}

RuleValue list(const std::vector<RuleValue>& items, RuleMemory& memory) {
  const std::span<RuleValue> kept = memory.array<RuleValue>(items.empty() ? 1 : items.size());
  for (std::size_t i = 0; i < items.size(); ++i) kept[i] = items[i];
  return RuleValue::array(kept.first(items.size()));
}

void add_once(std::vector<RuleValue>& to, Texts words) {
  for (const Text word : words) {
    bool there = false;
    for (const RuleValue& item : to) there = there || item.text == word;
    if (!there) to.push_back(RuleValue::of(word));
  }
}

RuleValue node_or_empty(const Tree& tree, std::string_view key, RuleMemory& memory) {
  const NodeIndex at = tree.find(0, key);
  if (at != kNoNode && tree[at].is(NodeKind::object)) return RuleValue::of(tree, at);
  return RuleValue::object(memory.array<RuleMember>(1).first(0));
}

// The order as the sheet has it, but for lines that are set aside: triggers do not see them.
RuleValue order_of(const Sheet& sheet, RuleMemory& memory) {
  bool whole = true;
  for (const OrderLine& line : sheet.order.lines) whole = whole && line.valid;
  const Tree& tree = *sheet.tree;
  const NodeIndex order = tree.find(0, "order");
  if (whole) return node_or_empty(tree, "order", memory);
  std::vector<RuleValue> lines;
  for (const OrderLine& line : sheet.order.lines) {
    if (line.valid) lines.push_back(RuleValue::of(tree, line.node));
  }
  const std::span<RuleMember> members = memory.array<RuleMember>(tree[order].count);
  std::size_t count = 0;
  for (NodeIndex at = Tree::first(order); at < tree[order].end; at = tree.next(at)) {
    if (tree.find(order, tree[at].key) != at) continue;  // of equal keys the last counts
    const bool is_lines = tree[at].key == "lines";
    members[count++] = {tree[at].key, is_lines ? list(lines, memory) : RuleValue::of(tree, at)};
  }
  return RuleValue::object(members.first(count));
}

std::int64_t floor_div(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

}  // namespace

RuleValue rule_data(const Sheet& sheet, Instant now, RuleMemory& memory) {
  const Order& order = sheet.order;
  std::vector<RuleValue> product_ids;
  std::vector<RuleValue> variant_ids;
  std::vector<RuleValue> families;
  std::vector<RuleValue> categories;
  std::vector<RuleValue> tags;
  std::vector<RuleValue> quantities;
  std::vector<RuleValue> line_totals;
  Decimal quantity;
  for (const OrderLine& line : order.lines) {
    const Decimal kept = kept_quantity(line);
    if (!line.valid || !(kept > 0)) continue;
    if (!line.product_id.empty()) product_ids.push_back(RuleValue::of(line.product_id));
    if (!line.variant_id.empty()) variant_ids.push_back(RuleValue::of(line.variant_id));
    if (!line.family.empty()) families.push_back(RuleValue::of(line.family));
    add_once(categories, line.categories);
    add_once(tags, line.tags);
    quantities.push_back(decimal(kept));
    line_totals.push_back(number(line_left(line, sheet.policy.rounding)));
    quantity = Decimal::of_millionths(quantity.millionths + kept.millionths);
  }

  const Customer& customer = sheet.customer;
  const Text country = !order.shipping_country.empty()  ? order.shipping_country
                       : !order.billing_country.empty() ? order.billing_country
                                                        : customer.country;
  constexpr std::int64_t kMinuteMs = 60'000;
  constexpr std::int64_t kDayMinutes = 1440;
  const std::int64_t local = floor_div(now, kMinuteMs) + sheet.policy.utc_offset_minutes;
  const std::int64_t day = floor_div(local, kDayMinutes);
  const std::int64_t minute_of_day = local - day * kDayMinutes;
  const std::int64_t weekday = day + 3 - floor_div(day + 3, 7) * 7 + 1;  // 1970-01-01 was a Thursday

  const RuleMember derived[] = {
      {"product_ids", list(product_ids, memory)},
      {"variant_ids", list(variant_ids, memory)},
      {"families", list(families, memory)},
      {"categories", list(categories, memory)},
      {"tags", list(tags, memory)},
      {"quantities", list(quantities, memory)},
      {"line_totals", list(line_totals, memory)},
      {"quantity", decimal(quantity)},
      {"first_order", customer.orders_count ? RuleValue::of(*customer.orders_count == 1) : RuleValue::null()},
      {"country", country.empty() ? RuleValue::null() : RuleValue::of(country)},
      {"minutes_since_order",
       order.placed_at ? number(floor_div(now - *order.placed_at, kMinuteMs)) : RuleValue::null()},
      {"weekday", number(weekday)},
      {"hour", number(minute_of_day / 60)},
      {"minute_of_day", number(minute_of_day)},
  };
  const std::span<RuleMember> kept = memory.array<RuleMember>(std::size(derived));
  for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = derived[i];

  constexpr std::string_view kSheetKeys[] = {"id", "version", "locale", "currency", "surface", "issued_at"};
  const std::span<RuleMember> about = memory.array<RuleMember>(std::size(kSheetKeys));
  for (std::size_t i = 0; i < about.size(); ++i) {
    const NodeIndex at = sheet.tree->find(0, kSheetKeys[i]);
    about[i] = {kSheetKeys[i], at == kNoNode ? RuleValue::null() : RuleValue::of(*sheet.tree, at)};
  }

  const std::span<RuleMember> root = memory.array<RuleMember>(4);
  root[0] = {"order", order_of(sheet, memory)};
  const bool known = customer.profiling;
  root[1] = {"customer", known ? node_or_empty(*sheet.tree, "customer", memory)
                               : RuleValue::object(memory.array<RuleMember>(1).first(0))};
  root[2] = {"sheet", RuleValue::object(about)};
  root[3] = {"derived", RuleValue::object(kept)};
  return RuleValue::object(root);
}

}  // namespace encore
