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
#include "encore/money/currency.hpp"
#include "encore/sheet/limits.hpp"

namespace encore {

namespace {

bool before_payment(Surface surface) {
  return surface == Surface::cart || surface == Surface::checkout;
}

std::optional<Instant> deadline(const Order& order, const Availability& availability) {
  std::optional<Instant> earliest = availability.until;
  const auto consider = [&](std::optional<Instant> other) {
    if (other && (!earliest || *other < *earliest)) earliest = other;
  };
  if (availability.minutes_after_order && order.placed_at) {
    consider(*order.placed_at + *availability.minutes_after_order * 60'000);
  }
  consider(order.fulfilment.hold_until);
  return earliest;
}

class Rules {
 public:
  Rules(const Tree& tree, const Sheet& sheet, Arena& arena, Report& report)
      : tree_(tree), sheet_(sheet), report_(report), lines_(sheet.order.lines.size(), arena), arena_(arena) {}

  void sheet_itself() {
    const bool shape_fine = !report_.sheet_failed;
    const Frame currency = at_key(nullptr, "currency");
    known_currency(sheet_.currency, &currency);
    order();
    if (!shape_fine) return;
    const Frame policy = at_key(nullptr, "policy");
    const PriceBand& band = sheet_.policy.price_band_bps;
    if (band.max && *band.max < band.min) {
      const Frame where = at_key(&policy, "price_band_bps");
      report_.add(code::order_of_bounds, &where, *band.max, band.min);
    }
    const Prior& prior = sheet_.policy.prior;
    if (prior.accepts >= prior.shows) {
      const Frame where = at_key(&policy, "prior");
      report_.add(code::counts_mismatch, &where, prior.shows, prior.accepts);
    }
  }

  void candidate(const Candidate& item, const Frame* where) {
    named(item, where);
    if (!item.valid) return;  // by its shape
    numbers(item, where);
    times(item.availability, where);
    const Frame accept = at_key(where, "accept");
    if (item.accept.mode != AcceptMode::one_click && item.accept.url.empty()) {
      report_.add(code::url_missing, &accept);
    }
    // Deciding has a reason of its own for this; here it is a mistake worth telling.
    if (report_.options.notes && before_payment(sheet_.surface) && item.accept.mode != AcceptMode::add_to_cart) {
      const Frame mode = at_key(&accept, "mode");
      report_.add(code::surface_mismatch, &mode, kSurfaces[static_cast<std::size_t>(sheet_.surface)]);
    }
  }

 private:
  void known_currency(Text currency, const Frame* where) {
    if (!currency.empty() && !currency_digits(currency)) report_.add(code::unknown_currency, where, currency);
  }

  void order() {
    const Order& order = sheet_.order;
    const Frame where = at_key(nullptr, "order");
    const Frame currency = at_key(&where, "currency");
    known_currency(order.currency, &currency);
    placed_at(&where);

    const NodeIndex at = tree_.find(0, "order");
    const NodeIndex list = at == kNoNode ? kNoNode : tree_.find(at, "lines");
    lines_readable_ = list != kNoNode && tree_[list].is(NodeKind::array);
    const Frame lines = at_key(&where, "lines");
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
      const OrderLine& line = order.lines[i];
      const Frame here = at_index(&lines, i);
      if (!line.id.empty() && lines_.add(line.id, static_cast<std::uint32_t>(i)) != IdIndex::kNone) {
        const Frame id = at_key(&here, "id");
        report_.add(code::duplicate_id, &id, line.id);
      }
      if (line.quantity > 0 && line.unit_price > kMaxMinor / line.quantity) {
        const Frame price = at_key(&here, "unit_price");
        report_.add(code::too_large, &price, kMaxMinor / line.quantity, line.unit_price);
      }
      if (line.quantity > 0 && line.returned_quantity > line.quantity) {
        const Frame returned = at_key(&here, "returned_quantity");
        report_.add(code::returned_mismatch, &returned, line.quantity, line.returned_quantity);
      }
    }
  }

  // The schema says this one too: an order that was paid has a time, a cart has none.
  void placed_at(const Frame* order) {
    const NodeIndex surface = tree_.find(0, "surface");
    const NodeIndex at = tree_.find(0, "order");
    if (surface == kNoNode || at == kNoNode || !tree_[at].is(NodeKind::object)) return;
    const bool read = tree_[surface].is(NodeKind::string) && tree_[surface].text == word(kSurfaces, sheet_.surface);
    if (!read) return;  // no surface, no rule
    const NodeIndex time = tree_.find(at, "placed_at");
    const Frame where = at_key(order, "placed_at");
    if (before_payment(sheet_.surface)) {
      if (sheet_.order.placed_at) {
        report_.add(code::surface_mismatch, &where, kSurfaces[static_cast<std::size_t>(sheet_.surface)]);
      }
    } else if (time == kNoNode) {
      report_.add(code::required, order, "placed_at");
    } else if (tree_[time].is(NodeKind::null)) {
      report_.add(code::type, &where);
    }
  }

  // Ids that must exist, or must differ.
  void named(const Candidate& item, const Frame* where) {
    line(item.replaces.line_id, where, "replaces");
    line(item.covers.line_id, where, "covers");
    const Frame product = at_key(where, "product");
    variants(item.product, &product);
    const Frame components = at_key(where, "components");
    for (std::size_t i = 0; i < item.components.size(); ++i) {
      const Component& component = item.components[i];
      const Frame here = at_index(&components, i);
      const Frame inner = at_key(&here, "product");
      variants(component.product, &inner);
      if (component.variant_id.empty()) continue;
      bool known = component.product.variants.empty();
      for (const Variant& variant : component.product.variants) known = known || variant.id == component.variant_id;
      if (!known) {
        const Frame id = at_key(&here, "variant_id");
        report_.add(code::unknown_variant, &id, component.variant_id);
      }
    }
  }

  void line(Text id, const Frame* where, std::string_view member) {
    if (id.empty() || !lines_readable_ || lines_.find(id) != IdIndex::kNone) return;
    const Frame outer = at_key(where, member);
    const Frame here = at_key(&outer, "line_id");
    report_.add(code::unknown_line, &here, id);
  }

  void variants(const Product& product, const Frame* where) {
    IdIndex seen(product.variants.size(), arena_);
    const Frame list = at_key(where, "variants");
    for (std::size_t i = 0; i < product.variants.size(); ++i) {
      const Text id = product.variants[i].id;
      if (id.empty() || seen.add(id, static_cast<std::uint32_t>(i)) == IdIndex::kNone) continue;
      const Frame element = at_index(&list, i);
      const Frame here = at_key(&element, "id");
      report_.add(code::duplicate_id, &here, id);
    }
  }

  void numbers(const Candidate& item, const Frame* where) {
    const Frame quantity = at_key(where, "quantity");
    if (item.quantity.initial < item.quantity.min) {
      report_.add(code::order_of_bounds, &quantity, item.quantity.min, item.quantity.initial);
    } else if (item.quantity.initial > item.quantity.max) {
      report_.add(code::order_of_bounds, &quantity, item.quantity.max, item.quantity.initial);
    }
    const Frame product = at_key(where, "product");
    const Frame list = at_key(&product, "variants");
    for (std::size_t i = 0; i < item.product.variants.size(); ++i) {
      if (item.product.variants[i].price <= kMaxMinor / item.quantity.max) continue;
      const Frame element = at_index(&list, i);
      const Frame price = at_key(&element, "price");
      report_.add(code::too_large, &price, kMaxMinor / item.quantity.max, item.product.variants[i].price);
    }
    if (const std::uint32_t at = lines_.find(item.replaces.line_id); at != IdIndex::kNone) {
      const std::int64_t bought = sheet_.order.lines[at].quantity;
      if (item.replaces.quantity > bought) {
        const Frame replaces = at_key(where, "replaces");
        const Frame here = at_key(&replaces, "quantity");
        report_.add(code::order_of_bounds, &here, bought, item.replaces.quantity);
      }
    }
    tiers(item.discount, where);
    const Frame evidence = at_key(where, "evidence");
    counts({item.evidence.shows, item.evidence.accepts}, &evidence);
    const Frame solo = at_key(&evidence, "solo");
    counts(item.evidence.solo, &solo);
    const Frame paired = at_key(&evidence, "paired");
    counts(item.evidence.paired, &paired);
  }

  void counts(Counts counts, const Frame* where) {
    if (counts.accepts > counts.shows) report_.add(code::counts_mismatch, where, counts.shows, counts.accepts);
  }

  void tiers(const Discount& discount, const Frame* where) {
    const Frame outer = at_key(where, "discount");
    const Frame list = at_key(&outer, "tiers");
    std::int64_t before = 0;
    for (std::size_t i = 0; i < discount.tiers.size(); ++i) {
      const Tier& tier = discount.tiers[i];
      const Frame here = at_index(&list, i);
      if (tier.min_quantity <= before) {
        const Frame quantity = at_key(&here, "min_quantity");
        report_.add(code::tier_order, &quantity, before + 1, tier.min_quantity);
      }
      before = tier.min_quantity;
      const std::int64_t given =
          (tier.bps.has_value() ? 1 : 0) + (tier.value.has_value() ? 1 : 0) + (tier.fixed_price.has_value() ? 1 : 0);
      if (given != 1) report_.add(code::tier_terms, &here, 1, given);
    }
  }

  void times(const Availability& availability, const Frame* where) {
    const Frame outer = at_key(where, "availability");
    if (availability.from && availability.until && *availability.until < *availability.from) {
      const Frame until = at_key(&outer, "until");
      report_.add(code::order_of_times, &until);
    }
    const std::optional<Instant>& hold = sheet_.order.fulfilment.hold_until;
    if (availability.cause == DeadlineCause::fulfilment && (!hold || deadline(sheet_.order, availability) != hold)) {
      const Frame cause = at_key(&outer, "cause");
      report_.add(code::cause_not_held, &cause);
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

void check_across(const Tree& tree, Sheet& sheet, Arena& arena, Report& report) {
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
      const Frame id = at_key(&where, "id");
      report.add(code::duplicate_id, &id, candidate.id);
    }
    if (report.item_failed) invalidate(candidate);
  }
  check_funnels(sheet, ids, arena, report);
  report.scope = Scope::experiment;
  check_experiments(tree, sheet, arena, report);
  report.scope = Scope::sheet;
}

}  // namespace encore
