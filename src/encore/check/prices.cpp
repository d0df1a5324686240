// SPDX-License-Identifier: MIT
//
// Prices that undo each other, that no shop would ask, and former prices that are not shown. An
// offer is priced as it is first shown: default variant, default quantity, at issued_at.
#include "encore/check/check.hpp"
#include "encore/price/quote.hpp"
#include "encore/select/eligible.hpp"
#include "encore/select/law.hpp"
#include "encore/select/shop_money.hpp"

namespace encore {

namespace {

class Prices {
 public:
  explicit Prices(const Inspection& inspection)
      : sheet_(inspection.sheet), arena_(inspection.arena), to_(inspection.warnings) {}

  void look_at_sheet() {
    const Policy& policy = sheet_.policy;
    if (policy.reference_price == ReferencePrice::compare_at && reference_note(law_of(sheet_))) {
      warn(to_, warning::compare_at_under_law, Scope::sheet, place("policy", "reference_price"))
          .about(word(law_of(sheet_)));
    }
    if (policy.cash_step && !policy.price_ending.empty() && ending() % *policy.cash_step != 0) {
      warn(to_, warning::options_undo, Scope::sheet, place("policy", "cash_step"))
          .about(policy.price_ending)
          .met(*policy.cash_step);
    }
  }

  void look_at(const Candidate& candidate) {
    position_ = candidate.position;
    options(candidate);
    const Variant* variant = find_variant(candidate, {});
    const Quoted quoted = quote(sheet_, candidate, {}, 0, sheet_.issued_at, arena_);
    if (variant == nullptr || quoted.fault != QuoteFault::none) return;
    const bool reduced = reduction(candidate, *variant, quoted.quote);
    former(candidate, *variant, quoted.quote, reduced);
    amount(candidate, *variant, quoted.quote);
    downsell(candidate, quoted.quote);
    payment(candidate, quoted.quote);
  }

 private:
  template <typename... Steps>
  Warning& add(WarningCode code, const Steps&... steps) {
    return warn(to_, code, Scope::candidate, place("candidates", position_, steps...));
  }

  // Nothing to pay needs no payment; a trial does, because its renewals are charged.
  void payment(const Candidate& candidate, const Quote& quote) {
    if (candidate.accept.mode != AcceptMode::one_click || sheet_.order.payment.one_click) return;
    if (sheet_.surface == Surface::cart || sheet_.surface == Surface::checkout) return;  // an issue already
    if (!needs_payment(quote)) return;
    add(warning::not_payable, "accept", "mode");
  }

  Minor ending() const {
    Minor value = 0;
    for (const char digit : sheet_.policy.price_ending) value = value * 10 + (digit - '0');
    return value;
  }

  void options(const Candidate& candidate) {
    const Discount& discount = candidate.discount;
    const Subscription& terms = candidate.subscription;
    Minor power = 1;
    for (std::size_t i = 0; i < sheet_.policy.price_ending.size(); ++i) power *= 10;
    const bool fixed = discount.type == DiscountType::fixed_price && !given_away(candidate.kind);
    if (fixed && power > 1 && discount.value % power != ending()) {
      add(warning::options_undo, "discount", "value").about(sheet_.policy.price_ending).met(discount.value);
    }
    if (terms.recurring_price && terms.recurring_bps > 0) {
      add(warning::options_undo, "subscription", "recurring_bps").about("recurring_price").met(terms.recurring_bps);
    }
    if (given_away(candidate.kind) || candidate.product.variants.empty()) return;
    Minor least = candidate.product.variants[0].price;
    for (const Variant& variant : candidate.product.variants) least = variant.price < least ? variant.price : least;
    const bool alone = candidate.kind != CandidateKind::bundle && !(candidate.covers.bps && least == 0);
    if (!alone) return;
    if (least == 0) {
      add(warning::free_of_charge, "product", "variants");
    } else if (fixed && discount.value >= least) {
      add(warning::discount_gives_nothing, "discount", "value").operands(least, discount.value);
    } else if (discount.type == DiscountType::amount && discount.per == DiscountPer::unit && discount.value >= least) {
      add(warning::free_of_charge, "discount", "value").operands(least, discount.value);
    }
  }

  // Whether a discount will not be announced, and that was said. An upgrade, a trial and a share of a line announce
  // none anyway.
  bool reduction(const Candidate& candidate, const Variant& variant, const Quote& quote) {
    if (quote.discount <= 0 || quote.reference || quote.subtotal <= 0) return false;
    const ReferencePrice rule = sheet_.policy.reference_price;
    if (rule == ReferencePrice::none || candidate.discount.type == DiscountType::none) return false;
    const std::span<const Tier> tiers = candidate.discount.tiers;
    if (!tiers.empty() && quote.quantity < tiers[0].min_quantity) return false;  // the price ending alone
    if (candidate.kind == CandidateKind::upgrade || candidate.kind == CandidateKind::bundle) return false;
    if (candidate.kind == CandidateKind::protection || candidate.kind == CandidateKind::subscription) return false;
    const bool by_compare_at = rule == ReferencePrice::compare_at;
    const std::optional<Minor> earlier = by_compare_at ? variant.compare_at : variant.lowest_30d;
    Warning& one = add(warning::reduction_not_shown, "discount");
    one.about(earlier ? "not_above" : by_compare_at ? "compare_at" : "lowest_30d");
    if (earlier) one.operands(*earlier, quote.subtotal / quote.quantity);
    return true;
  }

  void former(const Candidate& candidate, const Variant& variant, const Quote& quote, bool said) {
    if (!variant.compare_at || given_away(candidate.kind) || said || quote.reference) return;
    if (*variant.compare_at <= variant.price) {
      add(warning::compare_at_not_shown, "product", "variants")
          .about("not_above")
          .operands(variant.price, *variant.compare_at);
    } else if (sheet_.policy.reference_price == ReferencePrice::lowest_30d && !variant.lowest_30d) {
      add(warning::compare_at_not_shown, "product", "variants").about("lowest_30d").met(*variant.compare_at);
    }
  }

  void amount(const Candidate& candidate, const Variant& variant, const Quote& quote) {
    if (given_away(candidate.kind) || candidate.kind == CandidateKind::upgrade || !variant.unit_cost) return;
    if (candidate.kind == CandidateKind::bundle || candidate.kind == CandidateKind::subscription) return;
    const Minor cost = from_shop_money(sheet_, *variant.unit_cost).value_or(0);
    if (cost <= quote.subtotal / quote.quantity || quote.subtotal == 0) return;
    add(warning::below_cost, "product", "variants").operands(cost, quote.subtotal / quote.quantity);
  }

  void downsell(const Candidate& candidate, const Quote& quoted) {
    // A single sale after a subscription costs less, whatever its first charge is.
    if (candidate.on_decline.empty() || candidate.kind == CandidateKind::subscription) return;
    for (const Candidate& next : sheet_.candidates) {
      if (next.id != candidate.on_decline || !next.valid) continue;
      const Quoted other = quote(sheet_, next, {}, 0, sheet_.issued_at, arena_);
      if (other.fault == QuoteFault::none && other.quote.total > quoted.total) {
        add(warning::dearer_downsell, "on_decline").operands(quoted.total, other.quote.total).about(next.id);
      }
      return;
    }
  }

  const Sheet& sheet_;
  Arena& arena_;
  Warnings& to_;
  std::size_t position_ = 0;
};

}  // namespace

void inspect_prices(const Inspection& inspection) {
  Prices prices(inspection);
  prices.look_at_sheet();
  for (const Candidate& candidate : inspection.sheet.candidates) {
    if (candidate.valid && inspection.warnings.size() <= kMaxWarnings) prices.look_at(candidate);
  }
}

}  // namespace encore
