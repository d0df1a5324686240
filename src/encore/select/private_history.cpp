// SPDX-License-Identifier: MIT
//
// A pause for returns ends `window_days` after the last sale: the offer is tried again, and where its sales still come
// back it pauses with the next one. So no product is silenced for good, and one that stays bad is sold once a window.
#include "encore/select/private_history.hpp"

#include <string>

#include "encore/learn/returns.hpp"
#include "encore/select/products.hpp"
#include "encore/select/relevance.hpp"
#include "encore/select/returns.hpp"
#include "encore/sheet/instant.hpp"
#include "encore/sheet/kept.hpp"

namespace encore {

namespace {

constexpr Instant kDayMs = 86'400'000;

struct History {
  const Circumstances& given;
  const Sheet& sheet;
  const Candidate& candidate;
  Reasons& reasons;

  // What a member of an object by id says; kNoNode where it says nothing.
  NodeIndex entry(NodeIndex object, Text id) const {
    if (object == kNoNode) return kNoNode;
    const NodeIndex found = sheet.tree->find(object, id);
    return found == kNoNode || (*sheet.tree)[found].is(NodeKind::null) ? kNoNode : found;
  }

  void refunds() {
    const Refunds counts = refunds_of(candidate);
    const std::int64_t ceiling = sheet.policy.refund_rate_ceiling_bps;
    if (counts.sold <= 0 || !learn::returns_exceed(counts.sold, counts.returned, ceiling)) return;
    if (counts.last_sale && given.now >= *counts.last_sale + counts.window_days * kDayMs) return;
    const std::int64_t rate = static_cast<std::int64_t>(static_cast<Int128>(counts.returned) * 10'000 / counts.sold);
    const std::string said = std::to_string(counts.returned) + "/" + std::to_string(counts.sold);
    reasons.add(given.arena, Reason::refund_rate_high, ceiling, rate, given.arena.text(said));
  }

  // The candidate's own product or one of a bundle's that is listed; "" where none is.
  Text listed(Texts products) const {
    Text found;
    any_product(candidate.product.id, candidate.components, [&](Text id) {
      if (!contains(products, id)) return false;
      found = id;
      return true;
    });
    return found;
  }

  void returned() {
    if (const Text product = listed(sheet.customer.returned_product_ids); !product.empty()) {
      reasons.add(given.arena, Reason::returned_before, product);
    }
  }

  void subscribed() {
    Text product = listed(sheet.customer.subscribed_product_ids);
    // A line of this order that comes again by itself needs no refill or second subscription.
    for (const OrderLine& line : sheet.order.lines) {
      const bool same = renews(candidate.kind) && line.valid && line.product_id == candidate.product.id;
      if (same && line.interval_days.value_or(0) > 0 && kept_quantity(line) > 0) product = line.product_id;
    }
    if (!product.empty()) reasons.add(given.arena, Reason::already_subscribed, product);
  }

  // A refill is due `interval_hint_days` after its product was bought.
  void due() {
    if (candidate.kind != CandidateKind::refill || !candidate.interval_hint_days) return;
    const NodeIndex bought = entry(sheet.customer.last_bought, candidate.product.id);
    if (bought == kNoNode || !(*sheet.tree)[bought].is(NodeKind::string)) return;
    const std::optional<Instant> at = parse_instant((*sheet.tree)[bought].text);
    if (!at) return;
    const Instant due = *at + *candidate.interval_hint_days * kDayMs;
    if (given.now < due) reasons.add(given.arena, ReasonGiven{Reason::not_due_yet, due, given.now, {}});
  }

  // Shown so many times without an answer, under the candidate's id or its product's.
  void ignored() {
    if (!sheet.policy.ignore_after) return;
    for (const Text id : {candidate.id, candidate.product.id}) {
      const NodeIndex times = entry(sheet.customer.ignored, id);
      if (times == kNoNode || !(*sheet.tree)[times].is(NodeKind::integer)) continue;
      if ((*sheet.tree)[times].integer < *sheet.policy.ignore_after) continue;
      reasons.add(given.arena, Reason::ignored_before, *sheet.policy.ignore_after, (*sheet.tree)[times].integer);
      return;
    }
  }
};

}  // namespace

void judge_private_history(const Circumstances& circumstances, Appraisal& appraisal) {
  History history{circumstances, circumstances.sheet, *appraisal.candidate, appraisal.reasons};
  history.returned();
  history.subscribed();
  history.due();
  history.ignored();
  history.refunds();
}

}  // namespace encore
