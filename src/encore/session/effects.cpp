// SPDX-License-Identifier: MIT
//
// Members in the order of the published types (web/src/engine/session.ts).
#include "encore/session/effects.hpp"

#include "encore/base/writer.hpp"

namespace encore::session {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

}  // namespace

std::string& next_effect(std::string& list) {
  if (!list.empty()) list.push_back(',');
  return list;
}

void notify_event(Call& call, std::size_t slot, AnalyticsEvent event) {
  const Card& card = call.session.cards[slot];
  Writer writer(next_effect(call.notifications));
  writer.open_object();
  writer.member("type", "emit");
  writer.member("event", word(event));
  writer.member("slot", static_cast<std::int64_t>(slot));
  writer.member("candidate_id", card.candidate_id);
  writer.member("step", card.step);
  if (!card.problem.empty()) writer.member("problem", card.problem);
  if (card.bought && card.charged >= 0) writer.member("charged", card.charged);
  const Price price = price_of(call, card);
  if (price.known) {
    writer.key("quote");
    append_price(writer.value(), call, card, price);
  }
  writer.close_object();
}

void notify(Call& call, std::string_view type, std::size_t slot, std::string_view key, std::string_view value) {
  Writer writer(next_effect(call.notifications));
  writer.open_object();
  writer.member("type", type);
  writer.member("slot", static_cast<std::int64_t>(slot));
  writer.member(key, value);
  writer.close_object();
}

void notify_tabs(Call& call, const Card& card, Text state) {
  Writer writer(next_effect(call.notifications));
  writer.open_object();
  writer.member("type", "broadcast");
  writer.member("candidate_id", card.candidate_id);
  writer.member("state", state);
  writer.close_object();
}

void notify_decline(Call& call, const Card& card) {
  Writer writer(next_effect(call.notifications));
  writer.open_object();
  writer.member("type", "remember_decline");
  writer.member("candidate_id", card.candidate_id);
  writer.member("until_ms", call.now + call.sheet.policy.remember_decline_days * kDayMs);
  writer.close_object();
}

void request_navigation(Call& call, std::size_t slot) {
  const Candidate* candidate = candidate_of(call.sheet, call.session.cards[slot].candidate_id);
  if (candidate == nullptr || candidate->accept.url.empty()) return;
  Writer writer(next_effect(call.requests));
  writer.open_object();
  writer.member("type", "navigate");
  writer.member("url", candidate->accept.url);
  writer.member("slot", static_cast<std::int64_t>(slot));
  writer.close_object();
}

}  // namespace encore::session
