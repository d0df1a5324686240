// SPDX-License-Identifier: MIT
#include "encore/learn/score.hpp"

#include <algorithm>

#include "encore/sheet/kept.hpp"

namespace encore::learn {

namespace {

constexpr Text kShareNames[] = {"0", "500", "1500", "3000", "5000", "7000", "10000", "above"};
static_assert(sizeof(kShareNames) / sizeof(kShareNames[0]) == kShareBandCount);
constexpr Text kDepthNames[] = {"0", "1000", "2000", "3000", "above"};
static_assert(sizeof(kDepthNames) / sizeof(kDepthNames[0]) == kDepthBandCount);

constexpr std::int64_t kLargest = std::int64_t{1} << 40;

// Takes the text up to the next bar, and the bar.
bool next_part(Text& rest, Text& part) {
  const std::size_t bar = rest.find('|');
  if (bar == Text::npos) return false;
  part = rest.substr(0, bar);
  rest.remove_prefix(bar + 1);
  return true;
}

bool next_number(Text& rest, std::int64_t& number) {
  const bool negative = !rest.empty() && rest[0] == '-';
  std::size_t at = negative ? 1 : 0;
  if (at >= rest.size() || rest[at] < '0' || rest[at] > '9') return false;
  std::int64_t digits = 0;
  for (; at < rest.size() && rest[at] >= '0' && rest[at] <= '9'; ++at) {
    digits = digits * 10 + (rest[at] - '0');
    if (digits > kLargest) return false;
  }
  if (at < rest.size() && (rest[at] != '|' || at + 1 == rest.size())) return false;
  rest.remove_prefix(std::min(at + 1, rest.size()));
  number = negative ? -digits : digits;
  return true;
}

bool read_factor(Text name, Factor& factor) {
  const auto found = find_word<Factor>(kFactors, name);
  if (found) factor = *found;
  return found.has_value();
}

bool shares_category(const OrderLine& line, const Product& product) {
  for (const Text category : product.categories) {
    if (std::find(line.categories.begin(), line.categories.end(), category) != line.categories.end()) return true;
  }
  return false;
}

}  // namespace

Text share_band_name(std::size_t band) {
  return kShareNames[band];
}

Text depth_band_name(std::size_t band) {
  return kDepthNames[band];
}

bool read_row(Text text, ModelRow& row) {
  Text factor;
  if (!next_part(text, factor) || !read_factor(factor, row.factor)) return false;
  if (!next_part(text, row.bought) || !next_part(text, row.offered)) return false;
  if (!next_number(text, row.value) || !next_number(text, row.error)) return false;
  if (!next_number(text, row.shows) || !next_number(text, row.accepts)) return false;
  if (row.factor == Factor::product_pair && !next_number(text, row.lift)) return false;
  if (row.factor == Factor::family_pair && !text.empty() && !next_number(text, row.lift)) return false;
  return text.empty() && row.error >= 0 && row.accepts >= 0 && row.shows >= row.accepts;
}

Model::Model(Texts rows, Arena& arena) : rows_(arena.array<ModelRow>(rows.size())) {
  std::size_t size = 16;
  while (size < 2 * rows.size()) size *= 2;
  table_ = arena.array<std::uint32_t>(size);
  std::size_t count = 0;
  for (const Text text : rows) {
    ModelRow& row = rows_[count];
    if (!read_row(text, row)) continue;
    table_[place(row.factor, row.bought, row.offered)] = static_cast<std::uint32_t>(++count);
    if (row.factor == Factor::base) base_ = &row;
  }
}

// Where the row is, or the empty place where it would be.
std::size_t Model::place(Factor factor, Text bought, Text offered) const {
  std::uint32_t hash = 0x811C9DC5U + static_cast<std::uint32_t>(factor);
  for (const Text text : {bought, offered}) {
    for (const char c : text) hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x01000193U;
    hash = (hash ^ '|') * 0x01000193U;
  }
  const std::size_t mask = table_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    if (table_[at] == 0) return at;
    const ModelRow& row = rows_[table_[at] - 1];
    if (row.factor == factor && row.bought == bought && row.offered == offered) return at;
  }
}

const ModelRow* Model::find(Factor factor, Text bought, Text offered) const {
  const std::uint32_t found = table_[place(factor, bought, offered)];
  return found == 0 ? nullptr : &rows_[found - 1];
}

const OrderLine* anchor_of(const Model& model, const Sheet& sheet, const Candidate& candidate) {
  const Product& product = candidate.product;
  const OrderLine* best = nullptr;
  bool best_named = false;
  std::int64_t best_lift = 0;
  int best_near = 0;
  Minor best_paid = 0;
  for (const OrderLine& line : sheet.order.lines) {
    if (!line.valid || line.product_id.empty() || !(kept_quantity(line) > 0)) continue;
    const Minor paid = line_paid(line, sheet.policy.rounding);
    const ModelRow* pair = model.find(Factor::product_pair, line.product_id, product.id);
    if (pair == nullptr && !line.family.empty() && !product.family.empty()) {
      pair = model.find(Factor::family_pair, line.family, product.family);
    }
    const std::int64_t lift = pair != nullptr ? pair->lift : 0;
    const int near = !product.family.empty() && line.family == product.family ? 2
                     : shares_category(line, product)                         ? 1
                                                                              : 0;
    const bool named = std::find(candidate.pairs_with.begin(), candidate.pairs_with.end(), line.product_id) !=
                       candidate.pairs_with.end();
    const bool closer =
        lift > best_lift || (lift == best_lift && (near > best_near || (near == best_near && paid > best_paid)));
    if (best != nullptr && (named != best_named ? best_named : !closer)) continue;
    best = &line;
    best_named = named;
    best_lift = lift;
    best_near = near;
    best_paid = paid;
  }
  return best;
}

Score score(const Model& model, const Sheet& sheet, const Question& question) {
  Score result;
  const auto add = [&](Factor factor, Text bought, Text offered) {
    const ModelRow* row = model.find(factor, bought, offered);
    if (row == nullptr) row = model.find(factor, {}, {});
    if (row == nullptr) return;
    result.log2_odds += row->value;
    result.variance += row->error * row->error;
    result.used[result.used_count++] = row;
  };
  const Candidate& candidate = *question.candidate;
  const Product& product = candidate.product;
  const OrderLine* anchor = anchor_of(model, sheet, candidate);
  add(Factor::base, {}, {});
  add(Factor::relevance_price, word(std::span(kRelevances), question.relevance),
      share_band_name(share_band(question.subtotal, kept_total(sheet.order))));
  add(Factor::kind, {}, word(std::span(kCandidateKinds), candidate.kind));
  add(Factor::discount, {}, depth_band_name(depth_band(question.discount, question.list)));
  if (!product.family.empty()) add(Factor::family, {}, product.family);
  add(Factor::product, {}, product.id);
  if (anchor != nullptr) {
    if (!anchor->family.empty() && !product.family.empty()) add(Factor::family_pair, anchor->family, product.family);
    add(Factor::product_pair, anchor->product_id, product.id);
  }
  if (sheet.customer.orders_count) {
    add(Factor::customer, {}, *sheet.customer.orders_count > 1 ? Text("returning") : Text("first"));
  }
  return result;
}

}  // namespace encore::learn
