// SPDX-License-Identifier: MIT
//
// The report for a terminal: the same figures in plain tables.

import type { Experiment, Reading, Report } from './report.js';
import { bounded, count, interval, moneyOf, percent, verdictText, type Money } from './words.js';

const mostOffers = 20;
const mostReasons = 10;

/** Rows as columns; the first is flush left, the others flush right. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map(row => row[i]?.length ?? 0)));
  const line = (cells: string[]): string =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map(width => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

const earnedRow = (
  name: string,
  { margin_per_order, attach_rate, orders, held_out }: Reading,
  money: Money,
): string[] => [
  name,
  interval(margin_per_order, value => money(value, 2)),
  percent(attach_rate.estimate, 2),
  count(orders),
  count(held_out),
];

function experimentLines(one: Experiment, money: Money): string {
  const verdict = {
    winner: `variation ${String(one.winner)} earns more`,
    no_winner_yet: 'no winner yet',
    sample_ratio_mismatch: `no verdict: the arms are not the sizes they were meant to be (p = ${one.sample_ratio.p.toExponential(1)})`,
  }[one.verdict];
  const rows = one.variations.map(arm => [
    `variation ${String(arm.variation)}`,
    count(arm.visitors),
    count(arm.orders),
    money(arm.margin_per_order.estimate, 2),
    arm.difference ? interval(arm.difference, value => money(value, 2)) : '',
    percent(arm.probability_of_best, 0),
  ]);
  return `${one.experiment}: ${verdict}\n${table(['', 'visitors', 'orders', 'margin an order', 'difference', 'best'], rows)}`;
}

export function reportText(report: Report): string {
  const money = moneyOf(report.currency);
  const { earned, data } = report;
  const repeated = data.events.reduce((sum, { repeated: n }) => sum + n, 0);
  const unusable = data.events.reduce((sum, { unusable: n }) => sum + n, 0);
  const other = data.events.reduce((sum, { other_currency: n }) => sum + n, 0);
  const parts = [
    `Encore report in ${report.currency}, as of ${report.at.slice(0, 10)}; goods may come back for ${String(report.window_days)} days`,
    `${count(data.lines)} lines: ${count(data.torn)} torn, ${count(repeated)} repeated, ${count(unusable)} without order or time, ${count(other)} in another currency`,
    `What it earned: margin for each order, after refunds, against the holdout\n${table(
      ['', 'margin an order', 'attach rate', 'orders', 'held out'],
      [
        earnedRow('all orders', earned, money),
        earnedRow('orders with an offer', earned.triggered, money),
        earnedRow('provisional, with younger orders', earned.provisional, money),
      ],
    )}`,
    earned.holdout_ratio.ok ? '' : 'The holdout is not the size it was meant to be: do not trust the figures above.',
    `Offers\n${table(
      ['offer', 'shown', 'accepted', 'take rate', 'margin per 1,000 shows', 'refunded', 'verdict'],
      report.offers
        .slice(0, mostOffers)
        .map(offer => [
          offer.candidate_id,
          count(offer.shown),
          count(offer.accepted),
          interval(offer.take_rate, value => percent(value)),
          interval(offer.margin_per_1000_shows, value => money(value)),
          percent(offer.refund_rate.estimate),
          verdictText(offer),
        ]),
    )}${report.offers.length > mostOffers ? `\nand ${count(report.offers.length - mostOffers)} more: --json has all` : ''}`,
    report.experiments.length > 0
      ? `Experiments\n${report.experiments.map(one => experimentLines(one, money)).join('\n\n')}`
      : '',
    report.reasons.length > 0
      ? `Why not shown, by the margin it withheld\n${table(
          ['reason', 'offers', 'orders', 'withheld'],
          report.reasons
            .slice(0, mostReasons)
            .map(({ reason, offers, orders, withheld }) => [reason, count(offers), count(orders), money(withheld)]),
        )}`
      : '',
    report.calibration.length > 0
      ? `Predicted and observed take rate, by tenths of the predicted\n${table(
          ['tenth', 'shown', 'predicted', 'observed'],
          report.calibration.map(({ tenth, shown, predicted, observed }) => [
            String(tenth),
            count(shown),
            percent(predicted, 2),
            bounded(observed) ? interval(observed, value => percent(value, 2)) : '',
          ]),
        )}`
      : '',
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}
