// SPDX-License-Identifier: MIT
//
// The 27 members of the Union, and Iceland, Liechtenstein and Norway, where Directive
// 2011/83/EU holds by the EEA agreement. ISO 3166-1 codes, two letters each.
#include "encore/select/law.hpp"

#include <cstddef>

namespace encore {

ConsumerLaw law_of(const Sheet& sheet) {
  if (sheet.policy.consumer_law != ConsumerLaw::automatic) return sheet.policy.consumer_law;
  const Order& order = sheet.order;
  const Text country = order.billing_country.empty() ? order.shipping_country : order.billing_country;
  if (country.size() != 2) return ConsumerLaw::none;
  if (country == "GB") return ConsumerLaw::uk;
  constexpr std::string_view members = "ATBEBGHRCYCZDKEEFIFRDEGRHUIEITLVLTLUMTNLPLPTROSKSIESSEISLINO";
  for (std::size_t i = 0; i < members.size(); i += 2) {
    if (members.substr(i, 2) == country) return ConsumerLaw::eu;
  }
  return ConsumerLaw::none;
}

}  // namespace encore
