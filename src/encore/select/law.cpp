// SPDX-License-Identifier: MIT
//
// The tables hold the facts: sheet/countries.hpp which country has which law, sheet/laws.hpp
// what a law asks, sheet/words.hpp which kinds bind beyond this purchase.
#include "encore/select/law.hpp"

#include "encore/base/parts.hpp"
#include "encore/sheet/countries.hpp"

namespace encore {

ConsumerLaw law_of(const Sheet& sheet) {
  if (sheet.policy.consumer_law != ConsumerLaw::automatic) return sheet.policy.consumer_law;
  const Order& order = sheet.order;
  if (kFullBuild && order.buyer == Buyer::business) return ConsumerLaw::none;  // a page of one loads the whole core
  return law_of(order.billing_country.empty() ? order.shipping_country : order.billing_country);
}

bool kind_needs_consent(const Candidate& candidate, ConsumerLaw law) {
  return needs_consent(candidate.kind) ||
         (candidate.kind == CandidateKind::digital && digital_consent(law) && candidate.withdrawal != Withdrawal::kept);
}

bool consent_required(const Candidate& candidate, ConsumerLaw law) {
  return candidate.consent.required || kind_needs_consent(candidate, law);
}

void append_law(Writer& json, ConsumerLaw law) {
  json.open_object();
  json.member("id", word(law));
  json.member("pay_button", pay_button(law));
  json.member("reference_note", reference_note(law));
  json.member("verified_reviews", verified_reviews(law));
  json.member("gross_prices", gross_prices(law));
  json.close_object();
}

}  // namespace encore
