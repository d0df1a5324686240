// SPDX-License-Identifier: MIT
//
// One function for each subject: time, rule, order, history, stock, place and payment.
// What the design leaves open is decided here:
//   - An order that is `open` counts as paid where the payment comes later by its nature
//     (invoice, cash); `pending` never does. `cancelled` reads as returned. Where the money is not all there
//     (`authorized`, `on_hold`, `partially_paid`), only what is bought elsewhere (`link`, `add_to_cart`) is offered;
//     to an order that is authorised also what costs nothing.
//   - After a partial return, what leaned on the returned line alone is returned too.
//   - Upgrades, refills and subscriptions may offer again what was bought; that is their point.
//   - An offer that joins the order (`one_click`) ends when the warehouse takes the order.
//   - What costs nothing in all (a gift, an upgrade at equal price) needs no payment to charge. A trial does: it is
//     charged later.
//   - Gifts and samples thank and introduce; `min_relevance` does not bind them.
#include "encore/select/eligible.hpp"

#include <algorithm>

#include "encore/base/parts.hpp"
#include "encore/select/law.hpp"
#include "encore/select/private_history.hpp"
#include "encore/select/relevance.hpp"
#include "encore/sheet/kept.hpp"

namespace encore {

namespace {

constexpr Instant kDayMs = 86'400'000;
constexpr std::int64_t kLongestMemoryDays = 36'500;  // a century; keeps the sum far from overflow

bool before_payment(Surface surface) {
  return surface == Surface::cart || surface == Surface::checkout;
}

struct Judge {
  const Circumstances& given;
  const Sheet& sheet;
  const Candidate& candidate;
  bool needs_payment;
  Reasons& reasons;

  void add(Reason reason, Text subject = {}) { reasons.add(given.arena, reason, subject); }
  void add(Reason reason, std::int64_t limit, std::int64_t actual, Text subject = {}) {
    reasons.add(given.arena, reason, limit, actual, subject);
  }

  void time(const std::optional<Instant>& deadline) {
    const Availability& availability = candidate.availability;
    if (availability.from && given.now < *availability.from) add(Reason::not_started, *availability.from, given.now);
    if (deadline && given.now >= *deadline) add(Reason::expired, *deadline, given.now);
  }

  void trigger() {
    if (!kFullBuild || candidate.trigger == kNoNode) return;
    const RuleOutcome outcome =
        evaluate_trigger(sheet, candidate.trigger, given.rule_data, given.allowance, given.arena);
    if (!outcome.ok) {
      add(Reason::rule_error, given.arena.text(outcome.pointer));
    } else if (!outcome.truthy) {
      add(Reason::trigger_false);
    }
  }

  // The product itself, or a component, for which `test` holds; "" where there is none.
  template <typename Test>
  Text product_where(Test test) {
    if (test(candidate.product.id)) return candidate.product.id;
    for (const Component& component : candidate.components) {
      if (test(component.product.id)) return component.product.id;
    }
    return {};
  }

  void history() {
    const SkipPurchased skip = sheet.policy.skip_purchased;
    if (skip != SkipPurchased::off && !repeatable(candidate.kind)) {
      const Text ordered = product_where([&](Text id) {
        for (const OrderLine& line : sheet.order.lines) {
          // A line that is set aside counts as well, where its product could be read.
          if (line.product_id == id && (!line.valid || kept_quantity(line) > 0)) return true;
        }
        return false;
      });
      if (!ordered.empty()) add(Reason::already_in_order, ordered);
    }
    if (kFullBuild && skip == SkipPurchased::ever && !repeatable(candidate.kind)) {
      const Text bought = product_where([&](Text id) { return contains(sheet.customer.purchased_product_ids, id); });
      if (!bought.empty()) add(Reason::already_purchased, bought);
    }
    const std::int64_t days = std::min(sheet.policy.remember_decline_days, kLongestMemoryDays);
    if (days <= 0) return;
    for (const Declined& declined : sheet.customer.declined) {
      if (declined.candidate_id != candidate.id) continue;
      const auto until = declined.at ? std::optional<Instant>(*declined.at + days * kDayMs) : std::nullopt;
      if (until && given.now >= *until) continue;
      reasons.add(given.arena, ReasonGiven{Reason::declined_before, until, given.now, {}});
      break;
    }
  }

  void order() {
    const Order& order = sheet.order;
    if (!before_payment(sheet.surface)) {
      const Text status = word(order.status);
      const bool pays_later = order.payment.kind == PaymentKind::invoice || order.payment.kind == PaymentKind::cash;
      if (order.status == OrderStatus::pending || (order.status == OrderStatus::open && !pays_later)) {
        add(Reason::order_not_paid, status);
      }
      // Of those whose money is not all there, which are the last words.
      const bool waits = kFullBuild && (order.status > OrderStatus::authorized ||
                                        (order.status == OrderStatus::authorized && needs_payment));
      if (waits && candidate.accept.mode == AcceptMode::one_click) add(Reason::order_not_paid, status);
      if (order.status == OrderStatus::returned || order.status == OrderStatus::cancelled || is_refunded(order)) {
        add(Reason::order_returned, status);
      } else {
        returned_line();
      }
    }
    if (!order.currency.empty() && order.currency != sheet.currency) {
      add(Reason::currency_mismatch, order.currency);
    }
    const Minor kept = kept_total(order);
    if (kept < sheet.policy.min_order_total) {
      add(Reason::order_below_minimum, sheet.policy.min_order_total, kept);
    } else if (const auto threshold = candidate.gift.threshold; threshold && kept - order.undoable < *threshold) {
      add(Reason::order_below_minimum, *threshold, kept > order.undoable ? kept - order.undoable : 0);
    }
    if (candidate.accept.mode != AcceptMode::one_click || before_payment(sheet.surface)) return;
    const std::optional<Instant>& hold = order.fulfilment.closes_at();
    if (order.fulfilment.released || (hold && given.now >= *hold)) {
      reasons.add(given.arena, ReasonGiven{Reason::order_released, hold, given.now, {}});
    }
  }

  // The line that this candidate depends on (replaces, covers, pairs with), if all of it was returned, or less of it
  // is left than the candidate replaces.
  void returned_line() {
    Text returned;
    for (const OrderLine& line : sheet.order.lines) {
      if (!line.valid) continue;
      const bool replaced = line.id == candidate.replaces.line_id;
      if (!replaced && line.id != candidate.covers.line_id && !pairs(candidate, line)) continue;
      const Decimal kept = kept_quantity(line);
      if (kept > 0) {
        if (replaced && candidate.replaces.quantity > kept.whole()) {
          add(Reason::order_returned, kept.whole(), candidate.replaces.quantity, line.id);
        }
        return;
      }
      returned = line.id;
    }
    if (!returned.empty()) add(Reason::order_returned, returned);
  }

  void stock_of(const Product& product, const Variant* variant, std::int64_t needed) {
    if (variant == nullptr || !variant->stock || *variant->stock >= needed) return;
    add(Reason::out_of_stock, needed, *variant->stock, variant->id.empty() ? product.id : variant->id);
  }

  void stock(const Variant* variant) {
    stock_of(candidate.product, variant, candidate.quantity.initial);
    // Rows of one variant draw on one stock; the first of them stands for all.
    const std::span<const Component> rows = candidate.components;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Variant* drawn = find_variant(rows[i]);
      const auto same = [&](const Component& other) {
        const Variant* theirs = find_variant(other);
        return drawn != nullptr && theirs != nullptr && other.product.id == rows[i].product.id &&
               theirs->id == drawn->id;
      };
      if (std::any_of(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(i), same)) continue;
      std::int64_t pieces = 0;
      for (const Component& row : rows.subspan(i)) pieces += &row == &rows[i] || same(row) ? row.quantity : 0;
      stock_of(rows[i].product, drawn, pieces * candidate.quantity.initial);
    }
  }

  void place_and_payment() {
    const AcceptMode mode = candidate.accept.mode;
    if (before_payment(sheet.surface) && mode != AcceptMode::add_to_cart) {
      add(Reason::surface_not_allowed, word(sheet.surface));
    }
    if (mode == AcceptMode::one_click && !before_payment(sheet.surface) && !sheet.order.payment.one_click &&
        needs_payment) {
      add(Reason::payment_not_chargeable, word(sheet.order.payment.kind));
    }
    if (kind_needs_consent(candidate, given.law) && candidate.consent.text.empty()) {
      const bool by_kind = needs_consent(candidate.kind);
      add(Reason::consent_missing, by_kind ? word(candidate.kind) : word(given.law));
    }
  }

  void policy(Relevance relevance) {
    const Policy& policy = sheet.policy;
    if (relevance < policy.min_relevance && !given_away(candidate.kind)) {
      add(Reason::irrelevant, static_cast<std::int64_t>(policy.min_relevance), static_cast<std::int64_t>(relevance));
    }
  }
};

}  // namespace

bool needs_payment(const Quote& quote) {
  return quote.total > 0 || (quote.subscription.given && quote.subscription.recurring_charge > 0);
}

bool needs_payment(const Appraisal& appraisal) {
  return !appraisal.quoted || needs_payment(appraisal.quote);
}

void judge_eligible(const Circumstances& circumstances, Appraisal& appraisal) {
  Judge judge{circumstances, circumstances.sheet, *appraisal.candidate, needs_payment(appraisal), appraisal.reasons};
  judge.time(appraisal.deadline);
  judge.trigger();
  judge.history();
  judge.order();
  judge.stock(appraisal.variant);
  if (kFullBuild && !circumstances.page) judge_private_history(circumstances, appraisal);
  judge.policy(appraisal.relevance);
  judge.place_and_payment();
}

}  // namespace encore
