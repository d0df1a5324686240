// SPDX-License-Identifier: MIT
//
// The bodies. How a request is sent and how long it may take stands with its word (src/vocabulary/session.json).
#include "encore/session/requests.hpp"

#include "encore/base/text.hpp"
#include "encore/base/writer.hpp"
#include "encore/session/effects.hpp"

namespace encore::session {

namespace {

bool unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.' || c == '~';
}

// endpoints.status with `key=` in its query (RFC 3986's percent-encoding).
Text status_url(const Call& call, const Card& card) {
  if (!card.status_url.empty()) return card.status_url;
  const Text endpoint = call.sheet.endpoints.status;
  const Text key = key_of(card, candidate_of(call.sheet, card.candidate_id));
  if (endpoint.empty() || key.empty()) return {};
  std::string url(endpoint);
  url.append(endpoint.find('?') == Text::npos ? "?key=" : "&key=");
  for (const char c : key) {
    if (unreserved(c)) {
      url.push_back(c);
    } else {
      url.push_back('%');
      append_hex(url, static_cast<unsigned char>(c), 2);
    }
  }
  return call.arena.text(url);
}

Text url_of(const Call& call, const Card& card, Ask kind) {
  const Endpoints& endpoints = call.sheet.endpoints;
  switch (kind) {
    case Ask::accept: return endpoints.accept;
    case Ask::quote: return endpoints.quote;
    case Ask::status: return status_url(call, card);
    case Ask::undo: return card.undo_url.empty() ? endpoints.undo : card.undo_url;
    case Ask::extend: return endpoints.extend;
    case Ask::next: return endpoints.next;
  }
  return {};
}

void write_decision(Writer& body, const Call& call) {
  body.key("decision");
  body.open_object();
  body.member("decision_id", call.session.decision_id);
  body.key("slots");
  body.open_array();
  for (const Card& card : call.session.cards) {
    body.open_object();
    body.member("candidate_id", card.candidate_id);
    body.member("step", card.step);
    body.close_object();
  }
  body.close_array();
  body.key("arms");
  body.raw(call.session.arms.empty() ? "{}" : call.session.arms);
  body.member("propensity_ppb", call.session.propensity_ppb);
  body.close_object();
}

// What the shopper agreed to, as it stood beside the box; false where nothing was ticked.
void write_consent(Writer& body, const Call& call, const Card& card) {
  const Candidate* candidate = candidate_of(call.sheet, card.candidate_id);
  if (!card.consent || candidate == nullptr || candidate->consent.text.empty()) {
    return body.member("consent", card.consent);
  }
  body.key("consent");
  body.open_object();
  body.member("text", candidate->consent.text);
  if (!candidate->consent.version.empty()) body.member("version", candidate->consent.version);
  body.member("locale", call.sheet.locale);
  body.close_object();
}

void write_body(Writer& body, const Call& call, const Card& card, Ask kind, Text token) {
  body.open_object();
  if (kind != Ask::undo) body.member("sheet_id", call.sheet.id);
  body.member("order_id", call.sheet.order.id);
  body.member("candidate_id", card.candidate_id);
  if (kind == Ask::accept || kind == Ask::quote) {
    body.member("variant_id", card.variant_id);
    body.member("quantity", card.quantity);
  }
  if (kind == Ask::undo) {
    body.member("purchase_id", card.purchase_id);
  } else if (kind == Ask::next) {
    body.member("from", card.from);
    body.member("by", card.by_accept ? "accept" : "decline");
  } else {
    body.member("token", token);
  }
  if (kind == Ask::accept) {
    body.key("expected");
    body.open_object();
    body.member("total", card.expected_total);
    body.member("currency", call.sheet.currency);
    body.close_object();
    write_consent(body, call, card);
    write_decision(body, call);
    body.member("last_refusal", card.last_refusal);
    if (!card.from.empty() && !card.by_accept) body.member("from", card.from);
  }
  body.close_object();
}

}  // namespace

bool can_ask_status(const Call& call, const Card& card) {
  return !status_url(call, card).empty();
}

bool send(Call& call, std::size_t slot, Ask kind) {
  Card& card = call.session.cards[slot];
  const Candidate* candidate = candidate_of(call.sheet, card.candidate_id);
  const Text url = url_of(call, card, kind);
  const Text key = key_of(card, candidate);
  if (url.empty()) return false;
  // An accept, a quote or more time for an offer that this rendering of the sheet does not hold any more.
  if (kind != Ask::status && kind != Ask::undo && candidate == nullptr) return false;
  if (kind == Ask::accept && key.empty()) return false;

  const std::int64_t id = ++call.session.requests;
  if (kind == Ask::extend) {
    card.more_time = id;
  } else {
    card.request = id;
    card.key = key;  // a later visit may ask the same, and its sheet not hold the offer any more
    card.ask = kind;
    card.again_ms = kNever;
    ++card.attempt;
  }
  if (kind == Ask::accept) card.sent_ms = call.now;

  Writer effect(next_effect(call.requests));
  effect.open_object();
  effect.member("type", "request");
  effect.member("id", id);
  effect.member("kind", word(kind));
  effect.member("slot", static_cast<std::int64_t>(slot));
  effect.member("method", method(kind));
  effect.member("url", url);
  if (kind == Ask::accept || kind == Ask::undo) effect.member("key", key);
  if (kind != Ask::status) {
    effect.key("body");
    Writer body(effect.value());
    write_body(body, call, card, kind, token_of(card, candidate));
  }
  effect.member("timeout_ms", std::int64_t{timeout_ms(kind)});
  effect.close_object();
  return true;
}

}  // namespace encore::session
