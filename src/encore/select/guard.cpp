// SPDX-License-Identifier: MIT
//
// Nothing is dearer than the order unless the policy gives a cap: what costs more than the whole purchase is hardly
// taken and looks out of place. An order that costs nothing sets no limit. The default is asked of each offer by
// itself, a given cap of both together.
//
// Limits are whole amounts: the largest discount is rounded by the policy's own rule, the
// band's ends inwards; the margin is judged unrounded, its floor shown rounded up. So `limit` and `actual` of a
// reason can be compared as they stand.
#include "encore/select/guard.hpp"

#include "encore/base/int128.hpp"
#include "encore/base/parts.hpp"
#include "encore/money/min_charge.hpp"
#include "encore/money/rounding.hpp"
#include "encore/select/contribution.hpp"
#include "encore/select/eligible.hpp"
#include "encore/select/shop_money.hpp"
#include "encore/sheet/kept.hpp"

namespace encore {

namespace {

constexpr std::int64_t kFull = 10'000;

Minor share(Minor amount, std::int64_t bps, Rounding rounding) {
  const Int128 result = divide(static_cast<Int128>(amount) * bps, kFull, rounding);
  return result > kMaxMinor ? kMaxMinor : static_cast<Minor>(result);
}

Minor round_up(Minor amount, std::int64_t bps) {
  return share(amount, bps, amount >= 0 ? Rounding::up : Rounding::down);
}

// What one click has to charge at least, if anything. Links and carts are paid elsewhere.
Minor min_charge_of(const Sheet& sheet, const Candidate& candidate) {
  if (candidate.accept.mode != AcceptMode::one_click) return 0;
  if (sheet.policy.min_charge) return *sheet.policy.min_charge;
  const PaymentKind kind = sheet.order.payment.kind;
  return kind == PaymentKind::card || kind == PaymentKind::wallet ? usual_min_charge(sheet.currency) : 0;
}

}  // namespace

std::optional<Minor> band_end(const Sheet& sheet) {
  if (!sheet.policy.price_band_bps.max) return {};
  return share(kept_total(sheet.order), *sheet.policy.price_band_bps.max, Rounding::down);
}

std::optional<Minor> given_cap(const Sheet& sheet) {
  const PriceCap& cap = sheet.policy.price_cap;
  if (!kFullBuild || !cap.order_bps) return cap.amount;
  const Minor of_order = share(kept_total(sheet.order), *cap.order_bps, Rounding::down);
  if (!cap.amount) return of_order;
  return (of_order > *cap.amount) == (cap.take == CapTake::larger) ? of_order : *cap.amount;
}

std::optional<Minor> highest_subtotal(const Sheet& sheet) {
  const std::optional<Minor> band = band_end(sheet);
  const std::optional<Minor> cap = given_cap(sheet);
  if (!band || !cap) return band ? band : cap;
  return *band < *cap ? band : cap;
}

void judge_price(const Sheet& sheet, bool page, Arena& arena, Appraisal& appraisal) {
  const Policy& policy = sheet.policy;
  const Quote& quote = appraisal.quote;
  const bool giveaway = given_away(appraisal.candidate->kind);
  const auto add = [&](Reason reason, Minor limit, Minor actual) {
    appraisal.reasons.add(arena, reason, limit, actual);
  };

  const Minor kept = kept_total(sheet.order);
  const Minor cap = given_cap(sheet).value_or(kept > 0 ? kept : kMaxMinor);
  if (quote.subtotal > cap) add(Reason::above_price_cap, cap, quote.subtotal);
  const Minor band_start = round_up(kept, policy.price_band_bps.min);
  if (quote.subtotal < band_start && !giveaway) {
    add(Reason::outside_price_band, band_start, quote.subtotal);
  } else if (const auto end = band_end(sheet); end && quote.subtotal > *end) {
    add(Reason::outside_price_band, *end, quote.subtotal);
  }
  const Minor smallest = min_charge_of(sheet, *appraisal.candidate);
  if (quote.total > 0 && quote.total < smallest) add(Reason::below_min_charge, smallest, quote.total);
  if (!kFullBuild || page) return;

  if (giveaway) {
    if (policy.giveaway_budget) {
      const Minor budget = from_shop_money(sheet, *policy.giveaway_budget).value_or(0);
      if (appraisal.cost > budget) add(Reason::giveaway_budget_spent, budget, appraisal.cost);
    }
    return;
  }
  const Minor ceiling = share(quote.list, policy.discount_ceiling_bps, policy.rounding);
  if (quote.discount > ceiling) add(Reason::discount_above_ceiling, ceiling, quote.discount);
  // Under every objective the floor is asked of the margin, whatever is being maximised.
  const MarginShare share = margin_share(sheet, *appraisal.candidate, appraisal.variant, quote);
  if (share.below_floor) add(Reason::below_margin_floor, share.floor, share.margin);
}

}  // namespace encore
