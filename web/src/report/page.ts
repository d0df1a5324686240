// SPDX-License-Identifier: MIT
//
// The report as one self-contained page: text, tables and charts drawn as SVG when it is written. No script, no
// request, readable at 390 px, on paper, in light and dark. Every text that came from a file is escaped.

import { barChart, calibrationChart, intervalChart } from './charts.js';
import style from './page.css';
import type { Experiment, Report } from './report.js';
import { bounded, count, interval, moneyOf, percent, verdictText, type Money } from './words.js';

const mostOffers = 50;
const mostInChart = 12;
const mostReasons = 15;

const escaped = (text: string): string => text.replace(/[&<>"']/g, char => `&#${String(char.charCodeAt(0))};`);

/** An interval stands below its estimate, neither broken. */
const cellText = (text: string): string => {
  const [, estimate, bounds] = /^(.+?) \((.+)\)$/.exec(text) ?? [];
  return estimate === undefined || bounds === undefined
    ? escaped(text)
    : `${escaped(estimate)}<small>${escaped(bounds)}</small>`;
};
const cells = (row: string[]): string =>
  row.map((cell, i) => (i === 0 ? `<th scope="row">${escaped(cell)}</th>` : `<td>${cellText(cell)}</td>`)).join('');

const table = (head: string[], rows: string[][]): string =>
  `<div class="scroll"><table><thead><tr>${head.map(title => `<th scope="col">${escaped(title)}</th>`).join('')}</tr></thead>` +
  `<tbody>${rows.map(row => `<tr>${cells(row)}</tr>`).join('')}</tbody></table></div>`;

const section = (title: string, ...parts: string[]): string =>
  `<section><h2>${escaped(title)}</h2>${parts.filter(Boolean).join('')}</section>`;
const note = (text: string): string => `<p class="note">${escaped(text)}</p>`;
const figure = (svg: string, caption: string): string =>
  `<figure><div class="scroll">${svg}</div><figcaption>${escaped(caption)}</figcaption></figure>`;

/** What the orders file adds; nothing where it does not tell. */
function ordersLine({ earned }: Report, money: Money): string {
  const { aov_lift: lift, repeat_margin: repeat, revenue_per_visitor: visitor } = earned;
  return [
    `Revenue a visitor ${interval(visitor, value => money(value, 2))}.`,
    lift ? `That raises what an order is worth by ${interval(lift, value => percent(value, 2))}.` : '',
    repeat
      ? `Later orders within 90 days brought ${interval(repeat, value => money(value, 2))} more margin a customer ` +
        `(${count(repeat.customers)} treated, ${count(repeat.held_out)} held out).`
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function earnedSection(report: Report, money: Money): string {
  const { earned } = report;
  const print = (value: number): string => money(value, 2);
  const row = (name: string, of: typeof earned.triggered): string[] => [
    name,
    interval(of.margin_per_order, print),
    interval(of.revenue_per_order, print),
    interval(of.attach_rate, value => percent(value)),
    count(of.orders),
    count(of.held_out),
  ];
  const headline = bounded(earned.margin_per_order)
    ? `<p class="headline"><strong>${escaped(print(earned.margin_per_order.estimate))}</strong> more margin on each order, ` +
      `after refunds; between ${escaped(print(earned.margin_per_order.low))} and ${escaped(print(earned.margin_per_order.high))}.</p>`
    : '<p class="headline">Not enough orders in both arms to say what the offers earned.</p>';
  return section(
    'What it earned',
    earned.holdout_ratio.ok
      ? ''
      : '<p class="alarm">The holdout is not the size it was meant to be. Do not trust this comparison before the cause is found.</p>',
    headline,
    table(
      ['Orders', 'Margin an order', 'Revenue an order', 'Attach rate', 'Treated', 'Held out'],
      [
        row('All', earned),
        row('With an offer', earned.triggered),
        row('With younger orders (provisional)', earned.provisional),
      ],
    ),
    note(
      'Treated less held out, by intention to treat: an order counts in the arm that was published first, whatever its page did. ' +
        'The intervals hold however often this report is read.',
    ),
    note(ordersLine(report, money)),
    note(
      `The orders themselves: cancelled ${interval(earned.original_orders.cancelled_rate, value => percent(value, 2))}, ` +
        `sent back ${interval(earned.original_orders.return_rate, value => percent(value, 2))}, treated less held out.`,
    ),
  );
}

function offersSection(report: Report, money: Money): string {
  const rows = report.offers.slice(0, mostOffers).map(offer => [
    offer.candidate_id,
    count(offer.shown),
    count(offer.accepted),
    interval(offer.take_rate, value => percent(value)),
    interval(offer.margin_per_1000_shows, value => money(value)),
    interval(offer.refund_rate, value => percent(value)),
    verdictText(offer),
    Object.entries(offer.why)
      .map(([why, n]) => `${why.replaceAll('_', ' ')} ${count(n)}`)
      .join(', '),
  ]);
  const charted = report.offers.filter(({ margin_per_1000_shows: value }) => bounded(value)).slice(0, mostInChart);
  return section(
    'Offers',
    charted.length > 0
      ? figure(
          intervalChart(
            charted.map(offer => [offer.candidate_id, offer.margin_per_1000_shows]),
            value => money(value),
          ),
          'Margin per 1,000 shows, after refunds, with its always-valid interval',
        )
      : '',
    table(
      ['Offer', 'Shown', 'Accepted', 'Take rate', 'Margin per 1,000 shows', 'Refunded', 'Verdict', 'Why declined'],
      rows,
    ),
    report.offers.length > mostOffers
      ? note(`${count(report.offers.length - mostOffers)} more offers are in the JSON.`)
      : '',
  );
}

function experimentSection(
  { experiment, sample_ratio, verdict, winner, variations }: Experiment,
  money: Money,
): string {
  const words = {
    winner: `Variation ${String(winner)} earns more.`,
    no_winner_yet: 'No winner yet.',
    sample_ratio_mismatch: `No verdict: the arms are not the sizes they were meant to be (p = ${sample_ratio.p.toExponential(1)}).`,
  }[verdict];
  return (
    `<h3>${escaped(experiment)}</h3><p>${escaped(words)}</p>` +
    table(
      ['Variation', 'Visitors', 'Orders', 'Margin an order', 'Less the first', 'Probability of being best'],
      variations.map(arm => [
        String(arm.variation),
        count(arm.visitors),
        count(arm.orders),
        interval(arm.margin_per_order, value => money(value, 2)),
        arm.difference ? interval(arm.difference, value => money(value, 2)) : '',
        percent(arm.probability_of_best, 0),
      ]),
    )
  );
}

const seconds = (ms: number | null): string => (ms === null ? '' : `${(ms / 1000).toFixed(1)} s`);

const experimentsSection = ({ experiments }: Report, money: Money): string =>
  experiments.length > 0
    ? section(
        'Experiments',
        ...experiments.map(one => experimentSection(one, money)),
        note('The probability of being best is shown, and never decides.'),
      )
    : '';

function reasonsSection(report: Report, money: Money): string {
  const reasons = report.reasons.slice(0, mostReasons);
  if (reasons.length === 0) return '';
  return section(
    'Why not shown',
    figure(
      barChart(
        reasons.map(({ reason, withheld }) => [reason, withheld]),
        value => money(value),
      ),
      'Expected margin that each reason withheld',
    ),
    table(
      ['Reason', 'Offers', 'Orders', 'Withheld'],
      reasons.map(({ reason, offers, orders, withheld }) => [reason, count(offers), count(orders), money(withheld)]),
    ),
  );
}

function calibrationSection({ calibration }: Report): string {
  if (calibration.length === 0) return '';
  return section(
    'Whether to trust the choice',
    figure(calibrationChart(calibration), 'Predicted against observed take rate, by tenths of the predicted'),
    table(
      ['Tenth', 'Shown', 'Predicted', 'Observed'],
      calibration.map(({ tenth, shown, predicted, observed }) => [
        String(tenth),
        count(shown),
        percent(predicted, 2),
        interval(observed, value => percent(value, 2)),
      ]),
    ),
  );
}

function funnelsSection({ funnels }: Report): string {
  if (funnels.length === 0) return '';
  return section(
    'Funnels',
    table(
      ['Step, device', 'Shown', 'Viewed', 'Accepted', 'Declined', 'Expired', 'Failed', 'Undone', 'Time to accept'],
      funnels.map(row => [
        `${String(row.step)}, ${row.device}`,
        ...[row.shown, row.viewed, row.accepted, row.declined, row.expired, row.failed, row.undone].map(count),
        seconds(row.time_to_accept_ms),
      ]),
    ),
    note('As pages reported it, of the shoppers who consent.'),
  );
}

function dataSection({ data }: Report): string {
  return section(
    'What the files held',
    note(`${count(data.lines)} lines, ${count(data.torn)} of them torn and left out.`),
    table(
      ['Event', 'Lines', 'Repeated', 'Without order or time', 'Other currency', 'From pages'],
      data.events.map(row => [
        row.event,
        ...[row.lines, row.repeated, row.unusable, row.other_currency, row.from_pages].map(count),
      ]),
    ),
  );
}

/** The page as HTML. */
export function reportPage(report: Report): string {
  const money = moneyOf(report.currency);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Encore report, ${escaped(report.at.slice(0, 10))}</title>
<style>${style}</style>
<main>
<h1>Encore report</h1>
<p class="note">In ${escaped(report.currency)}, as of ${escaped(report.at.slice(0, 10))}. An order counts in full once its ${String(report.window_days)} days for returns have passed.</p>
${[
  earnedSection(report, money),
  offersSection(report, money),
  experimentsSection(report, money),
  reasonsSection(report, money),
  calibrationSection(report),
  funnelsSection(report),
  dataSection(report),
]
  .filter(Boolean)
  .join('\n')}
</main>
</html>
`;
}
