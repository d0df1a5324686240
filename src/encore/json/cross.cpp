// SPDX-License-Identifier: MIT
//
// The sheet's own rules and each candidate's, in the document's order; funnels.cpp and
// experiments.cpp hold the two that look at several items at once. A rule over numbers is
// skipped for an item whose shape is already faulty: a default standing in for a value
// that could not be read must not be blamed.
#include "encore/json/cross.hpp"

#include <optional>

#include "encore/base/issue_codes.hpp"
#include "encore/json/cross_parts.hpp"
#include "encore/money/currencies.hpp"
#include "encore/sheet/countries.hpp"
#include "encore/sheet/limits.hpp"

namespace encore {

namespace {

bool before_payment(Surface surface) {
  return surface == Surface::cart || surface == Surface::checkout;
}

// Whether `time` is given and earlier than `than`, or nothing is given to compare with.
bool earlier(const std::optional<Instant>& time, const std::optional<Instant>& than) {
  return time && (!than || *time < *than);
}

class Rules {
 public:
  Rules(const Tree& tree, const Sheet& sheet, Arena& arena, Report& report)
      : tree_(tree), sheet_(sheet), report_(report), lines_(sheet.order.lines.size(), arena), arena_(arena) {}

  void sheet_itself() {
    const bool shape_fine = !report_.sheet_failed;
    known_currency(sheet_.currency, {"currency"});
    known_currency(sheet_.order.currency, {"order", "currency"});
    placed_at();
    lines();
    if (report_.notes()) law();
    if (!shape_fine) return;
    const PriceBand& band = sheet_.policy.price_band_bps;
    if (band.max && *band.max < band.min) {
      report_.add(code::order_of_bounds, nullptr, {"policy", "price_band_bps"}).operands(*band.max, band.min);
    }
    const Prior& prior = sheet_.policy.prior;
    if (prior.accepts >= prior.shows) {
      report_.add(code::counts_mismatch, nullptr, {"policy", "prior"}).operands(prior.shows, prior.accepts);
    }
  }

  void candidate(const Candidate& item, const Frame* where) {
    line(item.replaces.line_id, where, "replaces");
    line(item.covers.line_id, where, "covers");
    const Frame product = at_key(where, "product");
    variants(item.product, &product);
    components(item, where);
    if (!item.valid) return;  // by its shape
    numbers(item, where);
    tiers(item.discount, where);
    compound_taxes(item, where);
    counts({item.evidence.shows, item.evidence.accepts}, where, {"evidence"});
    counts(item.evidence.solo, where, {"evidence", "solo"});
    counts(item.evidence.paired, where, {"evidence", "paired"});
    counts({item.refunds.sold, item.refunds.returned}, where, {"refunds"});
    times(item.availability, where);
    if (item.accept.mode != AcceptMode::one_click && item.accept.url.empty()) {
      report_.add(code::url_missing, where, {"accept"});
    }
    if (kFullBuild && !sheet_.seller.is_merchant && item.accept.mode == AcceptMode::one_click) {
      report_.add(code::not_the_merchant, where, {"accept", "mode"}).subject(sheet_.seller.id);
    }
    // Deciding has a reason of its own for this; here it is a mistake worth telling.
    if (report_.notes() && before_payment(sheet_.surface) && item.accept.mode != AcceptMode::add_to_cart) {
      report_.add(code::surface_mismatch, where, {"accept", "mode"}).subject(word(sheet_.surface));
    }
  }

 private:
  // A consumer keeps the protection of the country where they live, whatever the shop chooses.
  void law() {
    const Order& order = sheet_.order;
    const Text country = order.billing_country.empty() ? order.shipping_country : order.billing_country;
    if (sheet_.policy.consumer_law != ConsumerLaw::none || order.buyer == Buyer::business) return;
    if (law_of(country) == ConsumerLaw::none) return;
    report_.add(code::law_ignored, nullptr, {"policy", "consumer_law"}).subject(country);
  }

  void known_currency(Text currency, std::initializer_list<std::string_view> path) {
    if (currency.empty() || is_currency(currency)) return;
    report_.add(code::unknown_currency, nullptr, path).subject(currency);
  }

  // The schema says this one too: an order that was paid has a time. A cart has none.
  void placed_at() {
    const NodeIndex surface = tree_.find(0, "surface");
    const NodeIndex order = tree_.find(0, "order");
    if (surface == kNoNode || order == kNoNode || !tree_[order].is(NodeKind::object)) return;
    const bool read = tree_[surface].is(NodeKind::string) && tree_[surface].text == word(sheet_.surface);
    if (!read) return;  // no surface, no rule
    const NodeIndex time = tree_.find(order, "placed_at");
    if (before_payment(sheet_.surface)) {
      if (sheet_.order.placed_at) {
        report_.add(code::surface_mismatch, nullptr, {"order", "placed_at"}).subject(tree_[surface].text);
      }
    } else if (time == kNoNode) {
      report_.add(code::required, nullptr, {"order"}).subject("placed_at");
    } else if (tree_[time].is(NodeKind::null)) {
      report_.add(code::type, nullptr, {"order", "placed_at"});
    }
  }

  void lines() {
    const NodeIndex order = tree_.find(0, "order");
    const NodeIndex list = order == kNoNode ? kNoNode : tree_.find(order, "lines");
    lines_readable_ = list != kNoNode && tree_[list].is(NodeKind::array);
    const Frame outer = at_key(nullptr, "order");
    const Frame all = at_key(&outer, "lines");
    report_.scope = Scope::line;
    for (std::size_t i = 0; i < sheet_.order.lines.size(); ++i) {
      const OrderLine& line = sheet_.order.lines[i];
      const Frame here = at_index(&all, i);
      report_.item_failed = false;
      if (line.valid && line.quantity > 0) not_too_large(line.unit_price, rounded_up(line.quantity), &here);
      if (line.valid && line.returned_quantity > line.quantity) {
        report_.add(code::returned_mismatch, &here, {"returned_quantity"})
            .operands(line.quantity.whole(), line.returned_quantity.whole());
      }
      if (report_.item_failed) invalidate(line);
      // A line that is set aside is no line that an offer could name.
      if (!line.valid || line.id.empty()) continue;
      if (lines_.add(line.id, static_cast<std::uint32_t>(i)) == IdIndex::kNone) continue;
      report_.add(code::duplicate_id, &here, {"id"}).subject(line.id);
      invalidate(line);
    }
    report_.scope = Scope::sheet;
  }

  static std::int64_t rounded_up(Decimal quantity) { return quantity.whole() + (quantity.is_whole() ? 0 : 1); }

  void not_too_large(Minor price, std::int64_t quantity, const Frame* where, std::string_view key = "unit_price") {
    if (price > kMaxMinor / quantity || price < -kMaxMinor / quantity) {
      report_.add(code::too_large, where, {key}).operands(kMaxMinor / quantity, price);
    }
  }

  void line(Text id, const Frame* where, std::string_view member) {
    if (id.empty() || !lines_readable_ || lines_.find(id) != IdIndex::kNone) return;
    report_.add(code::unknown_line, where, {member, "line_id"}).subject(id);
  }

  void variants(const Product& product, const Frame* where) {
    if (product.variants.size() < 2) return;
    IdIndex seen(product.variants.size(), arena_);
    const Frame list = at_key(where, "variants");
    for (std::size_t i = 0; i < product.variants.size(); ++i) {
      const Text id = product.variants[i].id;
      if (id.empty() || seen.add(id, static_cast<std::uint32_t>(i)) == IdIndex::kNone) continue;
      const Frame here = at_index(&list, i);
      report_.add(code::duplicate_id, &here, {"id"}).subject(id);
    }
  }

  void components(const Candidate& item, const Frame* where) {
    const Frame list = at_key(where, "components");
    for (std::size_t i = 0; i < item.components.size(); ++i) {
      const Component& component = item.components[i];
      const Frame here = at_index(&list, i);
      const Frame product = at_key(&here, "product");
      variants(component.product, &product);
      bool known = component.variant_id.empty() || component.product.variants.empty();
      for (const Variant& variant : component.product.variants) known = known || variant.id == component.variant_id;
      if (!known) report_.add(code::unknown_variant, &here, {"variant_id"}).subject(component.variant_id);
    }
  }

  void numbers(const Candidate& item, const Frame* where) {
    const QuantityRange& range = item.quantity;
    if (range.initial < range.min || range.initial > range.max) {
      report_.add(code::order_of_bounds, where, {"quantity"})
          .operands(range.initial < range.min ? range.min : range.max, range.initial);
    }
    const Frame product = at_key(where, "product");
    const Frame list = at_key(&product, "variants");
    for (std::size_t i = 0; i < item.product.variants.size(); ++i) {
      const Frame here = at_index(&list, i);
      not_too_large(item.product.variants[i].price, range.max, &here, "price");
    }
    if (const std::uint32_t at = lines_.find(item.replaces.line_id); at != IdIndex::kNone) {
      const Decimal bought = sheet_.order.lines[at].quantity;
      if (item.replaces.quantity > bought.whole()) {
        report_.add(code::order_of_bounds, where, {"replaces", "quantity"})
            .operands(bought.whole(), item.replaces.quantity);
      }
    }
  }

  void counts(Counts counts, const Frame* where, std::initializer_list<std::string_view> path) {
    if (counts.accepts > counts.shows) {
      report_.add(code::counts_mismatch, where, path).operands(counts.shows, counts.accepts);
    }
  }

  void tiers(const Discount& discount, const Frame* where) {
    const Frame outer = at_key(where, "discount");
    const Frame list = at_key(&outer, "tiers");
    std::int64_t before = 0;
    for (std::size_t i = 0; i < discount.tiers.size(); ++i) {
      const Tier& tier = discount.tiers[i];
      const Frame here = at_index(&list, i);
      if (tier.min_quantity <= before) {
        report_.add(code::tier_order, &here, {"min_quantity"}).operands(before + 1, tier.min_quantity);
      }
      before = tier.min_quantity;
      const std::int64_t given =
          (tier.bps.has_value() ? 1 : 0) + (tier.value.has_value() ? 1 : 0) + (tier.fixed_price.has_value() ? 1 : 0);
      if (given != 1) report_.add(code::tier_terms, &here, 1, given);
    }
  }

  void compound_taxes(const Candidate& item, const Frame* where) {
    std::int64_t count = 0;
    for (const Tax& tax : item.taxes) count += tax.compound ? 1 : 0;
    constexpr std::int64_t kMost = kMaxCompoundTaxes;
    if (count > kMost) report_.add(code::compound_taxes, where, {"taxes"}).operands(kMost, count);
  }

  void times(const Availability& availability, const Frame* where) {
    if (availability.from && earlier(availability.until, availability.from)) {
      report_.add(code::order_of_times, where, {"availability", "until"});
    }
    if (availability.cause != DeadlineCause::fulfilment) return;
    const std::optional<Instant>& hold = sheet_.order.fulfilment.hold_until;
    std::optional<Instant> after_order;
    if (availability.minutes_after_order && sheet_.order.placed_at) {
      after_order = *sheet_.order.placed_at + *availability.minutes_after_order * 60'000;
    }
    if (!hold || earlier(availability.until, hold) || earlier(after_order, hold)) {
      report_.add(code::cause_not_held, where, {"availability", "cause"});
    }
  }

  const Tree& tree_;
  const Sheet& sheet_;
  Report& report_;
  IdIndex lines_;
  bool lines_readable_ = false;
  Arena& arena_;
};

}  // namespace

void check_across(const Tree& tree, const Sheet& sheet, Arena& arena, Report& report) {
  Rules rules(tree, sheet, arena, report);
  rules.sheet_itself();

  const Frame list = at_key(nullptr, "candidates");
  IdIndex ids(sheet.candidates.size(), arena);
  report.scope = Scope::candidate;
  for (std::size_t i = 0; i < sheet.candidates.size(); ++i) {
    const Candidate& candidate = sheet.candidates[i];
    const Frame where = at_index(&list, i);
    report.item_failed = false;
    rules.candidate(candidate, &where);
    if (!candidate.id.empty() && ids.add(candidate.id, static_cast<std::uint32_t>(i)) != IdIndex::kNone) {
      report.add(code::duplicate_id, &where, {"id"}).subject(candidate.id);
    }
    if (report.item_failed) invalidate(candidate);
  }
  check_funnels(sheet, ids, arena, report);
  if (!kFullBuild) return;
  report.scope = Scope::experiment;
  check_experiments(tree, sheet, arena, report);
  report.scope = Scope::sheet;
  if (report.notes() && report.clean()) check_arms(tree, sheet, report);
}

}  // namespace encore
