// SPDX-License-Identifier: MIT
//
// The decision on the wire, keys in the documented order: web/src/engine/wire.ts holds the
// same shapes as types.
#include "encore/base/writer.hpp"
#include "encore/learn/score.hpp"
#include "encore/select/decide.hpp"
#include "encore/select/take_rate.hpp"
#include "encore/sheet/instant.hpp"

namespace encore {

namespace {

void write_instant(Writer& json, std::string_view name, const std::optional<Instant>& instant) {
  json.key(name);
  if (!instant) {
    json.null();
    return;
  }
  std::string text;
  append_instant(text, *instant);
  json.string(text);
}

void write_reasons(Writer& json, const Reasons& reasons) {
  json.key("reasons");
  json.open_array();
  for (const ReasonGiven& given : reasons) {
    json.open_object();
    json.member("reason", word(given.reason));
    json.member("limit", given.limit);
    json.member("actual", given.actual);
    if (!given.subject.empty()) json.member("subject", given.subject);
    json.close_object();
  }
  json.close_array();
}

void write_quote(Writer& json, const Quote& quote, bool derivation) {
  std::string text;
  append_quote(text, quote, derivation);
  json.key("quote");
  json.raw(text);
}

void write_slot(Writer& json, const Slot& slot) {
  json.open_object();
  json.member("candidate_id", slot.candidate->id);
  json.member("step", slot.step);
  json.member("variant_id", slot.variant != nullptr ? slot.variant->id : Text{});
  json.member("quantity", slot.quantity);
  write_instant(json, "deadline", slot.deadline);
  json.member("relevance", word(slot.relevance));
  json.member("take_rate_ppm", slot.take_rate_ppm);
  json.member("contribution", slot.contribution);
  if (slot.personal_price) json.member("personal_price", true);
  json.member("value", slot.value);
  write_quote(json, slot.quote, false);
  json.close_object();
}

// The rows of the model that were summed: multiplied as powers of two, they are the odds.
void write_factors(Writer& json, const learn::Score& score) {
  json.key("learned");
  json.open_object();
  json.member("log2_odds", score.log2_odds);
  json.key("factors");
  json.open_array();
  for (std::size_t i = 0; i < score.used_count; ++i) {
    const learn::ModelRow& row = *score.used[i];
    json.open_object();
    json.member("factor", learn::word(row.factor));
    if (!row.bought.empty()) json.member("bought", row.bought);
    if (!row.offered.empty()) json.member("offered", row.offered);
    json.member("log2", row.value);
    json.member("shows", row.shows);
    json.member("accepts", row.accepts);
    json.close_object();
  }
  json.close_array();
  json.close_object();
}

std::string_view deadline_source(const Sheet& sheet, const Appraisal& one) {
  const Fulfilment& fulfilment = sheet.order.fulfilment;
  if (fulfilment.closes_at() == one.deadline) return fulfilment.hold_until ? "hold_until" : "ships_at";
  return one.candidate->availability.until == one.deadline ? "until" : "minutes_after_order";
}

// What the card will say besides its price, and from where it comes.
void write_card(Writer& json, const Sheet& sheet, const Appraisal& one) {
  const Candidate& candidate = *one.candidate;
  if (one.variant != nullptr) {
    json.member("variant_id", one.variant->id);
    json.key("variants_short");
    json.open_array();
    for (const Variant& earlier : candidate.product.variants) {
      if (&earlier == one.variant) break;
      json.string(earlier.id);
    }
    json.close_array();
  }
  if (one.deadline) {
    write_instant(json, "deadline", *one.deadline);
    json.member("deadline_from", deadline_source(sheet, one));
  }
  json.member("reference_price", word(sheet.policy.reference_price));
  if (!candidate.on_decline.empty()) json.member("on_decline", candidate.on_decline);
  if (!candidate.on_accept.empty()) json.member("on_accept", candidate.on_accept);
}

void write_explained(Writer& json, const Sheet& sheet, const Appraisal& one, bool page) {
  json.open_object();
  json.member("candidate_id", one.candidate->id);
  json.member("stage", word(one.stage));
  if (one.stage != Stage::invalid) json.member("relevance", word(one.relevance));
  if (one.quoted) {
    const TakeRate& rate = one.take_rate;
    json.member("take_rate_ppm", rate.ppm);
    if (rate.learned != nullptr) write_factors(json, *rate.learned);
    if (!rate.published && rate.learned == nullptr) {
      json.key("evidence");
      json.open_object();
      json.member("shows", rate.shows);
      json.member("accepts", rate.accepts);
      if (rate.paired_shows > 0) {
        json.member("paired_shows", rate.paired_shows);
        json.member("paired_accepts", rate.paired_accepts);
        json.member("dilution_bps", dilution_of(sheet));
      }
      json.member("prior_shows", rate.prior_shows);
      json.member("prior_ppm", rate.prior_ppm);
      json.close_object();
    }
    write_card(json, sheet, one);
    if (!page) json.member("contribution", one.contribution);
    if (one.stage >= Stage::choose) {
      json.member("value_alone", one.value_alone);
      json.member("value_in_set", one.value_in_set);
    }
    write_quote(json, one.quote, true);
  }
  write_reasons(json, one.reasons);
  json.close_object();
}

void write_slates(Writer& json, std::span<const PossibleSlate> slates) {
  json.key("slates");
  json.open_array();
  for (const PossibleSlate& slate : slates) {
    json.open_object();
    json.key("candidate_ids");
    json.open_array();
    for (const Candidate* one : {slate.first, slate.second}) {
      if (one != nullptr) json.string(one->id);
    }
    json.close_array();
    json.member("propensity_ppb", slate.propensity_ppb);
    json.close_object();
  }
  json.close_array();
}

}  // namespace

void append_left_out(Writer& json, const LeftOut& left_out) {
  json.open_object();
  json.member("candidate_id", left_out.candidate->id);
  write_reasons(json, left_out.reasons);
  json.close_object();
}

void append_slot(std::string& to, const Slot& slot) {
  Writer json(to);
  write_slot(json, slot);
}

void append_decision(std::string& to, const Sheet& sheet, const Decision& decision, bool explain) {
  Writer json(to);
  json.open_object();
  json.member("decision_id", decision.id);
  json.member("sheet_id", sheet.id);
  json.member("policy_id", sheet.policy.id);
  write_instant(json, "at", decision.at.now);
  json.member("holdout", decision.holdout);
  json.member("propensity_ppb", decision.propensity_ppb);
  if (decision.explored) json.member("explored", true);
  if (decision.fallback) json.member("fallback", true);
  json.key("slots");
  json.open_array();
  if (!decision.holdout) {
    for (const Slot& slot : decision.slots) write_slot(json, slot);
  }
  json.close_array();
  json.key("left_out");
  json.open_array();
  for (const LeftOut& left_out : decision.left_out) append_left_out(json, left_out);
  json.close_array();
  json.key("assignments");
  json.open_array();
  for (const Assignment& assignment : decision.assignments) {
    json.open_object();
    json.member("experiment", assignment.experiment);
    json.member("in_experiment", assignment.in_experiment);
    json.member("variation", assignment.variation);
    json.member("hash_version", assignment.hash_version);
    json.close_object();
  }
  json.close_array();
  if (!decision.slates.empty()) write_slates(json, decision.slates);
  if (explain) {
    json.member("objective", word(sheet.policy.objective));
    json.key("explain");
    json.open_array();
    for (const Appraisal& one : decision.appraisals) write_explained(json, sheet, one, decision.page);
    json.close_array();
  }
  json.close_object();
}

}  // namespace encore
