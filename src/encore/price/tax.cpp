// SPDX-License-Identifier: MIT
//
// Rates are millionths, so 1 + sum is 1,000,000 + the sum of the rates.
#include "encore/price/tax.hpp"

#include "encore/base/parts.hpp"
#include "encore/money/allocate.hpp"
#include "encore/price/compound_tax.hpp"

namespace encore {

namespace {

constexpr std::int64_t kWhole = 1'000'000;

std::int64_t sum_of_rates(Checked& sums, std::span<const Tax> taxes) {
  std::int64_t sum = 0;
  for (const Tax& tax : taxes) sum = sums.add(sum, tax.rate_ppm);
  return sum;
}

}  // namespace

LineTaxes line_taxes(Worksheet& work, std::span<const Tax> taxes, Leftover leftover, bool included, Minor base,
                     Arena& arena) {
  LineTaxes line;
  if (taxes.empty()) return line;
  const std::span<QuoteTax> lines = arena.array<QuoteTax>(taxes.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    lines[i].title = taxes[i].title;
    lines[i].rate_ppm = taxes[i].rate_ppm;
    if (kFullBuild) lines[i].compound = taxes[i].compound;
  }
  line.taxes = lines;

  if (!included) {
    for (QuoteTax& tax : lines) {
      Minor taxed = base;
      if (kFullBuild && tax.compound) taxed = work.add(Step::tax_on_tax, base, line.tax);
      tax.amount = work.ratio(Step::tax_added, taxed, tax.rate_ppm, kWhole);
      line.tax = work.sums().add(line.tax, tax.amount);
    }
    line.added = line.tax;
    return line;
  }

  if (kFullBuild && has_compound(taxes)) {
    const std::span<Minor> parts = arena.array<Minor>(lines.size());
    line.tax = compound_within(work.sums(), taxes, base, work.rounding(), leftover, parts);
    work.note_rounded(Step::tax_compound, work.rounding(), line.tax, base);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      lines[i].amount = work.note(Step::tax_compound_share, parts[i], line.tax, lines[i].rate_ppm);
    }
    return line;
  }
  const std::int64_t sum = sum_of_rates(work.sums(), taxes);
  line.tax = work.ratio(Step::tax_included, base, sum, kWhole + sum);
  const std::span<std::int64_t> weights = arena.array<std::int64_t>(lines.size());
  const std::span<Minor> shares = arena.array<Minor>(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) weights[i] = lines[i].rate_ppm;
  allocate(line.tax, weights, leftover, shares);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    lines[i].amount = work.note(Step::tax_share, shares[i], line.tax, weights[i], sum);
  }
  return line;
}

Minor tax_within(Checked& sums, std::span<const Tax> taxes, bool included, Minor amount, Rounding rounding) {
  if (!included || taxes.empty()) return 0;
  if (kFullBuild && has_compound(taxes)) return compound_within(sums, taxes, amount, rounding, Leftover::first, {});
  const std::int64_t sum = sum_of_rates(sums, taxes);
  return sums.ratio(amount, sum, kWhole + sum, rounding);
}

Minor tax_added(Checked& sums, std::span<const Tax> taxes, bool included, Minor base, Rounding rounding) {
  Minor tax = 0;
  if (included) return tax;
  for (const Tax& one : taxes) {
    const Minor taxed = one.compound ? sums.add(base, tax) : base;
    tax = sums.add(tax, sums.ratio(taxed, one.rate_ppm, kWhole, rounding));
  }
  return tax;
}

}  // namespace encore
