// SPDX-License-Identifier: MIT
//
// Which consumer law governs the sale, and what follows from it for a card. Under `auto` the
// billing country decides, then the shipping country; never the page's language. What each
// law asks are columns of src/vocabulary/laws.json; pages and servers get them from here and
// compare no law themselves.
#pragma once

#include "encore/base/writer.hpp"
#include "encore/sheet/sheet.hpp"

namespace encore {

/// Never `automatic`. Without a country, or in one without a law of its own here: `none`.
ConsumerLaw law_of(const Sheet& sheet);

/// Whether the kind must be agreed to under `law`, even where the candidate does not ask for it.
bool kind_needs_consent(const Candidate& candidate, ConsumerLaw law);

/// Whether the shopper must agree before the purchase.
bool consent_required(const Candidate& candidate, ConsumerLaw law);

/// Writes {"id","pay_button","reference_note","verified_reviews","gross_prices"}.
void append_law(Writer& json, ConsumerLaw law);

}  // namespace encore
