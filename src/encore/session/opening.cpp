// SPDX-License-Identifier: MIT
//
// Slots into cards. A kept card holds its place on the page and its product out of the new
// decision; a card that gives up its place is remembered by its candidate.
#include "encore/session/opening.hpp"

#include "encore/base/members.hpp"
#include "encore/base/parts.hpp"
#include "encore/base/writer.hpp"
#include "encore/select/decide.hpp"
#include "encore/select/funnel.hpp"
#include "encore/session/change.hpp"
#include "encore/session/effects.hpp"

namespace encore::session {

namespace {

// So many bytes of arms are carried along; experiments beyond are not reported (some thirty run at once before that).
constexpr std::size_t kMaxArmsBytes = 768;

Card card_of(const Slot& slot) {
  Card card;
  card.candidate_id = slot.candidate->id;
  card.step = slot.step;
  card.variant_id = slot.variant != nullptr ? slot.variant->id : Text{};
  card.quantity = slot.quantity;
  card.deadline_ms = slot.deadline.value_or(kNever);
  return card;
}

Text arms_of(const Decision& decision, Arena& arena) {
  std::string text;
  Writer writer(text);
  writer.open_object();
  for (const Assignment& assignment : decision.assignments) {
    if (!assignment.in_experiment) continue;
    if (text.size() + assignment.experiment.size() > kMaxArmsBytes) break;
    writer.member(assignment.experiment, assignment.variation);
  }
  writer.close_object();
  return arena.text(text);
}

Texts seen_of(const Call& call) {
  const std::vector<Text>& seen = call.session.seen;
  const std::span<Text> ids = call.arena.array<Text>(seen.size() + call.session.cards.size());
  std::size_t count = 0;
  for (const Text id : seen) ids[count++] = id;
  for (const Card& card : call.session.cards) ids[count++] = card.candidate_id;
  return ids;
}

// The cards that are bought or may still be, for what they take of order lines; one slot may be left out.
Texts standing_of(const Call& call, std::size_t except) {
  const std::vector<Card>& cards = call.session.cards;
  const std::span<Text> ids = call.arena.array<Text>(cards.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < cards.size(); ++i) {
    if (i == except || holds(kFreesLines, cards[i].state)) continue;
    ids[count++] = cards[i].candidate_id;
  }
  return ids.first(count);
}

// The first effect of a start.
void notify_decided(Call& call) {
  Writer writer(next_effect(call.notifications));
  writer.open_object();
  writer.member("type", "emit");
  writer.member("event", "decided");
  writer.member("slot", std::int64_t{-1});
  writer.member("candidate_id", "");
  writer.member("step", std::int64_t{0});
  writer.close_object();
}

}  // namespace

void open_session(Call& call, bool page, std::vector<Card> kept) {
  const Tree& head = call.head;
  Session& session = call.session;
  session.cards = std::move(kept);
  session.started = true;
  session.sheet_id = call.sheet.id;
  session.order_id = call.sheet.order.id;
  session.issued_at_ms = call.sheet.issued_at;
  session.order_total = call.sheet.order.total;

  DecisionContext moment;
  moment.now = call.now;
  moment.visitor = text_at(head, call.event, "visitor");
  moment.seed = text_at(head, call.event, "seed");
  DecideOptions options;
  options.page = page;
  options.exclude = seen_of(call);
  if (kFullBuild) options.beside = standing_of(call, session.cards.size());
  const Decision decision = decide(call.sheet, moment, options, call.arena);
  session.decision_id = call.arena.text(decision.id);
  session.propensity_ppb = decision.propensity_ppb;
  session.holdout = decision.holdout;
  if (kFullBuild) session.fallback = decision.fallback;
  session.arms = arms_of(decision, call.arena);

  notify_decided(call);
  const std::size_t first = session.cards.size();
  const std::size_t room = static_cast<std::size_t>(slots_of(call.sheet.surface));
  for (const Slot& slot : decision.slots) {
    if (session.cards.size() >= room || is_full(call)) break;
    session.cards.push_back(card_of(slot));
    if (decision.holdout) notify_event(call, session.cards.size() - 1, AnalyticsEvent::holdout);
  }
  if (decision.holdout) session.cards.resize(first);
}

bool has_successor(const Call& call, const Card& card) {
  const Candidate* candidate = candidate_of(call.sheet, card.candidate_id);
  return candidate != nullptr && !candidate->on_accept.empty() && call.session.seen.size() < kMaxSeen && !is_full(call);
}

bool replace_card(Call& call, std::size_t slot, bool by_accept, bool page) {
  const Card& old = call.session.cards[slot];
  const Candidate* candidate = candidate_of(call.sheet, old.candidate_id);
  if (candidate == nullptr || call.session.seen.size() >= kMaxSeen || is_full(call)) return false;
  FunnelMemory memory;
  memory.step = old.step;
  memory.candidate_ids = seen_of(call);
  if (kFullBuild) memory.beside = standing_of(call, by_accept ? call.session.cards.size() : slot);
  memory.page = page;
  const Price declined = price_of(call, old);
  if (!by_accept && declined.known) memory.declined_total = declined.total;
  const std::optional<Slot> next = successor(call.sheet, *candidate, by_accept, memory, call.now, call.arena);
  if (!next) return false;
  Card card = card_of(*next);
  card.from = old.candidate_id;
  card.by_accept = by_accept;
  call.session.seen.push_back(old.candidate_id);
  call.session.cards[slot] = card;
  return true;
}

}  // namespace encore::session
