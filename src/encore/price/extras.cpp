// SPDX-License-Identifier: MIT
#include "encore/price/extras.hpp"

namespace encore {

Extras line_extras(Worksheet& work, const Candidate& candidate, std::int64_t quantity, Arena& arena) {
  Extras extras;
  if (candidate.deposit > 0) extras.deposit = work.multiply(Step::deposit, candidate.deposit, quantity);
  const std::span<QuoteFee> fees = arena.array<QuoteFee>(candidate.fees.size());
  for (std::size_t i = 0; i < fees.size(); ++i) {
    const Fee& fee = candidate.fees[i];
    fees[i] = {fee.title, work.multiply(Step::fee, fee.amount, quantity), fee.included};
    if (!fee.included) extras.added_fees = work.sums().add(extras.added_fees, fees[i].amount);
  }
  extras.fees = fees;
  return extras;
}

Minor cash_rounding(Worksheet& work, const Sheet& sheet, Minor total) {
  const Minor step = sheet.policy.cash_step.value_or(0);
  if (step <= 1 || total <= 0) return 0;
  const Minor before = sheet.order.payment.kind == PaymentKind::cash ? sheet.order.total : 0;
  const Minor collected = work.sums().add(before, total);
  const Minor multiple = work.sums().multiply(work.sums().ratio(collected, 1, step, work.rounding()), step);
  if (multiple == collected || multiple <= before) return 0;
  work.note_rounded(Step::cash_step, work.rounding(), multiple, collected, step);
  return multiple - collected;
}

}  // namespace encore
