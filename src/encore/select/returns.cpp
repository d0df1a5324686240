// SPDX-License-Identifier: MIT
#include "encore/select/returns.hpp"

#include <algorithm>

#include "encore/base/int128.hpp"
#include "encore/learn/returns.hpp"
#include "encore/money/rounding.hpp"
#include "encore/select/eligible.hpp"

namespace encore {

Refunds refunds_of(const Candidate& candidate) {
  const Evidence& evidence = candidate.evidence;
  if (candidate.refunds.sold > 0 || !evidence.refund_rate_bps) return candidate.refunds;
  Refunds refunds;
  refunds.sold = evidence.accepts;
  const Int128 back = static_cast<Int128>(evidence.accepts) * *evidence.refund_rate_bps;
  refunds.returned = static_cast<std::int64_t>(divide(back, 10'000, Rounding::half_even));
  return refunds;
}

std::int64_t expected_return_ppm(const Sheet& sheet, const Candidate& candidate) {
  const Refunds refunds = refunds_of(candidate);
  if (refunds.sold <= 0) return 0;
  return learn::expected_return_ppm(refunds.sold, refunds.returned, sheet.policy.refund_rate_ceiling_bps);
}

Minor less_returns(const Sheet& sheet, const Candidate& candidate, Minor contribution, Minor cost) {
  if (given_away(candidate.kind)) return contribution;  // worth what the shop says, come what may
  const std::int64_t ppm = expected_return_ppm(sheet, candidate);
  if (ppm == 0) return contribution;
  constexpr std::int64_t kMillion = 1'000'000;
  constexpr Int128 kMost = kMaxMinor;
  const Int128 lost = divide((static_cast<Int128>(contribution) + cost) * ppm, kMillion, Rounding::half_even);
  return static_cast<Minor>(std::clamp(contribution - lost, -kMost, kMost));
}

}  // namespace encore
