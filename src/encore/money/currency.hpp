// SPDX-License-Identifier: MIT
//
// ISO 4217: which codes are currencies and how many decimals each one has. Knows nothing
// of names, symbols or how people write amounts; that is the host's Intl.
#pragma once

#include <optional>
#include <string_view>

namespace encore {

/// The decimals of an active ISO 4217 currency: 0 (JPY), 2 (EUR), 3 (KWD) or 4 (CLF).
/// Empty for anything else, lower case and metals (XAU) included: those have no minor unit.
std::optional<int> currency_digits(std::string_view code);

}  // namespace encore
