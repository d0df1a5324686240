// SPDX-License-Identifier: MIT
//
// Numbers in another unit than the field's: 50 for 50.00, 19 or 1900 for a rate of 190000. Looked
// for only where no shop would mean the number as it stands.
#include "encore/check/check.hpp"
#include "encore/check/discount_members.hpp"
#include "encore/money/currencies.hpp"
#include "encore/select/law.hpp"

namespace encore {

namespace {

class Amounts {
 public:
  explicit Amounts(const Inspection& inspection)
      : sheet_(inspection.sheet), to_(inspection.warnings), one_(unit(inspection.sheet.currency)) {}

  void look_at_sheet() {
    const Order& order = sheet_.order;
    const Policy& policy = sheet_.policy;
    small(order.total, Scope::sheet, place("order", "total"));
    small(policy.price_cap.amount, Scope::sheet, place("policy", "price_cap"));
    small(policy.min_order_total, Scope::sheet, place("policy", "min_order_total"));
    percent(policy.discount_ceiling_bps, kPercent, Scope::sheet, place("policy", "discount_ceiling_bps"));
    percent(policy.margin_floor_bps, kPercent, Scope::sheet, place("policy", "margin_floor_bps"));
    percent(policy.default_margin_bps, kPercent, Scope::sheet, place("policy", "default_margin_bps"));
    percent(policy.refund_rate_ceiling_bps, kHalfPercent, Scope::sheet, place("policy", "refund_rate_ceiling_bps"));
    percent(policy.holdout_bps, kHalfPercent, Scope::sheet, place("policy", "holdout_bps"));
    percent(policy.dilution_bps, kHalfPercent, Scope::sheet, place("policy", "dilution_bps"));
    const PriceBand& band = policy.price_band_bps;
    if (band.max) percent(*band.max, kPercent * 2, Scope::sheet, place("policy", "price_band_bps", "max"));
  }

  void look_at(const Candidate& candidate) {
    position_ = candidate.position;
    for (std::size_t i = 0; i < candidate.product.variants.size() && !given_away(candidate.kind); ++i) {
      price(candidate.product.variants[i], i);
    }
    small(candidate.gift.threshold, Scope::candidate, at("gift", "threshold"));
    small(candidate.shipping.free_from, Scope::candidate, at("shipping", "free_from"));
    if (candidate.discount.type == DiscountType::fixed_price) {
      small(candidate.discount.value, Scope::candidate, at("discount", "value"));
    }
    const Discount& discount = candidate.discount;
    if (has_member(discount.type, "bps")) percent(discount.bps, kPercent, Scope::candidate, at("discount", "bps"));
    for (std::size_t i = 0; i < discount.tiers.size(); ++i) {
      percent(discount.tiers[i].bps.value_or(0), kPercent, Scope::candidate, at("discount", "tiers", i, "bps"));
    }
    percent(candidate.subscription.recurring_bps, kPercent, Scope::candidate, at("subscription", "recurring_bps"));
    percent(candidate.covers.bps.value_or(0), kPercent, Scope::candidate, at("covers", "bps"));
    percent(candidate.affinity_bps.value_or(0), kPercent + 1, Scope::candidate, at("affinity_bps"));
    for (std::size_t i = 0; i < candidate.taxes.size(); ++i) tax(candidate.taxes[i], i);
  }

 private:
  static constexpr std::int64_t kPercent = 100;
  static constexpr std::int64_t kHalfPercent = 50;

  static Minor unit(Text currency) {
    Minor one = 1;
    for (int digit = is_currency(currency) ? digits_of(currency) : 0; digit > 0; --digit) one *= 10;
    return one;
  }

  template <typename... Steps>
  std::string at(const Steps&... steps) const {
    return place("candidates", position_, steps...);
  }

  // Less than one of the currency, where a whole order or a threshold stands.
  void small(std::optional<Minor> amount, Scope scope, std::string path) {
    if (!amount || *amount <= 0 || *amount >= one_) return;
    warn(to_, warning::major_units, scope, std::move(path)).operands(*amount * one_, *amount);
  }

  // A price is suspected where, taken for major units, it would fit the order, and does not as it stands.
  void price(const Variant& variant, std::size_t index) {
    const Minor total = sheet_.order.total;
    const bool fits = variant.price * one_ <= total * 2;
    if (variant.price <= 0 || variant.price >= one_ || total < one_ * 20 || !fits) return;
    small(variant.price, Scope::candidate, at("product", "variants", index, "price"));
  }

  void percent(std::int64_t bps, std::int64_t below, Scope scope, std::string path) {
    if (bps <= 0 || bps >= below) return;
    warn(to_, warning::looks_like_percent, scope, std::move(path)).operands(bps * 100, bps);
  }

  // The lowest taxes there are stand in the United States: 0.1 % of a county. In Europe none is below 1 %.
  void tax(const Tax& tax, std::size_t index) {
    if (tax.rate_ppm <= 0 || tax.rate_ppm >= least_tax_ppm(law_of(sheet_))) return;
    const std::int64_t meant = tax.rate_ppm * (tax.rate_ppm <= 100 ? 10'000 : tax.rate_ppm < 1'000 ? 1'000 : 100);
    warn(to_, warning::looks_like_percent, Scope::candidate, at("taxes", index, "rate_ppm"))
        .operands(meant, tax.rate_ppm);
  }

  const Sheet& sheet_;
  Warnings& to_;
  Minor one_;
  std::size_t position_ = 0;
};

}  // namespace

void inspect_amounts(const Inspection& inspection) {
  Amounts amounts(inspection);
  amounts.look_at_sheet();
  for (const Candidate& candidate : inspection.sheet.candidates) {
    if (candidate.valid && inspection.warnings.size() <= kMaxWarnings) amounts.look_at(candidate);
  }
}

}  // namespace encore
