// SPDX-License-Identifier: MIT
//
// A decision as text for the merchandiser: a table of all candidates with the numbers of
// every stage, a sentence and a fix for each reason, and each shown price step by step, so
// that all of it can be redone by hand. Plain text, one width, no colour: it goes into
// tickets and snapshots.
import { derivationText } from '../engine/derivation.js';
import { currencyDigits, decimal } from '../engine/money.js';
import { printWorth } from '../engine/operands.js';
import { reasonFix, reasonSentence } from '../engine/reasons.js';
import { shownSentences } from '../engine/shown.js';
import type { Decision, ExplainedCandidate } from '../engine/wire.js';

type Money = (minor: number) => string;
type LearnedFactor = NonNullable<ExplainedCandidate['learned']>['factors'][number];

const percent = (ppm: number): string => `${(ppm / 10_000).toFixed(2)} %`;

/** Columns padded to their widest cell; numbers to the right. */
function table(head: string[], rows: string[][], rightFrom: number): string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map(row => row[column]?.length ?? 0)));
  return [head, ...rows].map(row =>
    `  ${row.map((cell, column) => (column >= rightFrom ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ')}`.trimEnd(),
  );
}

const heading = (decision: Decision, currency: string): string[] => [
  `decision ${decision.decision_id}`,
  `sheet ${decision.sheet_id}, policy ${decision.policy_id}, at ${decision.at}${currency ? `, amounts in ${currency}` : ''}`,
  ...(decision.holdout
    ? ['This visitor is in the holdout: nothing is shown; what would have been is marked below.']
    : []),
  ...(decision.propensity_ppb !== 1_000_000_000
    ? [`drawn with probability ${(decision.propensity_ppb / 1e7).toFixed(7)} %`]
    : []),
  ...decision.assignments.map(
    a => `experiment ${a.experiment}: ${a.in_experiment ? `arm ${a.variation}` : 'not in it'}`,
  ),
];

/** Where a candidate ended. */
function place(decision: Decision, id: string): string {
  const slot = decision.slots.findIndex(s => s.candidate_id === id);
  return slot >= 0
    ? `slot ${slot + 1}`
    : (decision.left_out
        .find(l => l.candidate_id === id)
        ?.reasons.map(r => r.reason)
        .join(', ') ?? '');
}

function candidatesTable(decision: Decision, money: Money): string[] {
  const worth = printWorth(decision.objective, money);
  const rows = (decision.explain ?? []).map(c => [
    c.candidate_id,
    place(decision, c.candidate_id),
    c.relevance ?? '',
    c.quote ? money(c.quote.total) : '',
    c.take_rate_ppm === undefined ? '' : percent(c.take_rate_ppm),
    c.contribution === undefined ? '' : money(c.contribution),
    c.value_alone === undefined ? '' : worth(c.value_alone),
    c.value_in_set === undefined ? '' : worth(c.value_in_set),
  ]);
  return table(
    ['candidate', 'slot or reason', 'relevance', 'price', 'take rate', 'contribution', 'worth a visit', 'in a set'],
    rows,
    3,
  );
}

/** A factor of a learned rate, in words. */
function factorWords({ factor, bought = '', offered = '' }: LearnedFactor): string {
  const upTo = (share: string): string => (share === 'above' ? 'more than 100 %' : `up to ${Number(share) / 100} %`);
  switch (factor) {
    case 'relevance_price':
      return `${bought || 'any closeness'}, ${upTo(offered)} of the order`;
    case 'discount':
      return offered === '0' ? 'no discount' : offered === 'above' ? 'more than 30 % off' : `${upTo(offered)} off`;
    case 'family_pair':
      return bought ? `bought with ${bought}` : 'families not seen together';
    case 'product_pair':
      return bought ? `${bought} bought` : 'products not seen together';
    case 'customer':
      return `${offered} customer`;
    case 'kind':
      return offered;
    default:
      return offered ? `${factor} ${offered}` : `${factor} not seen yet`;
  }
}

/**
 * A learned rate as a product that can be redone: the printed odds and factors multiply to the printed result within
 * the digits shown.
 */
function learnedLines(c: ExplainedCandidate): string[] {
  if (!c.learned) return [];
  const times = (log2: number): number => 2 ** (log2 / 65_536);
  const [base, ...factors] = c.learned.factors;
  const odds = 100 * times(c.learned.log2_odds);
  return [
    `  ${c.candidate_id}: odds ${(100 * times(base?.log2 ?? 0)).toFixed(3)} : 100 (${base?.accepts ?? 0} of ${base?.shows ?? 0} shows)`,
    ...factors.map(
      one => `      x ${times(one.log2).toFixed(3)}  ${factorWords(one)} (${one.accepts} of ${one.shows} shows)`,
    ),
    `      = ${odds.toFixed(2)} : 100 = ${odds.toFixed(2)} / ${(100 + odds).toFixed(2)} = ${percent(c.take_rate_ppm ?? 0)}`,
  ];
}

/** A rate from counts: accepts over shows, those of the prior among them. */
function countedLines({ candidate_id: id, evidence: e, take_rate_ppm: ppm = 0 }: ExplainedCandidate): string[] {
  if (!e) return [];
  const { paired_shows: beside = 0, paired_accepts: taken = 0, dilution_bps: dilution = 0 } = e;
  const counted = e.shows + beside > 0;
  const prior = `${percent(e.prior_ppm)}${counted ? ` x ${e.prior_shows}` : ', the prior'}`;
  if (!counted) return [`  ${id}: ${prior}`];
  const paired =
    beside === 0 ? '' : ` + ${taken} beside another${dilution < 10_000 ? ` / (1 - ${dilution / 100} %)` : ''}`;
  const shows = [e.shows, ...(beside > 0 ? [beside] : []), e.prior_shows].join(' + ');
  return [`  ${id}: (${e.accepts} accepted${paired} + prior ${prior}) / (${shows} shows) = ${percent(ppm)}`];
}

/** One slot a line, then what was left out with its reasons: the answer without its numbers. */
export function summariseDecision(decision: Decision): string {
  const currency = decision.slots[0]?.quote.currency ?? '';
  const money: Money = minor => decimal(minor, currencyDigits(currency));
  return `${[
    ...heading(decision, currency),
    '',
    ...(decision.slots.length === 0
      ? ['No offer is shown.']
      : decision.slots.map(
          (slot, at) =>
            `slot ${at + 1}: ${slot.candidate_id}, ${slot.quantity} x ${slot.variant_id}, ${money(slot.quote.total)} ${currency}${slot.deadline ? `, until ${slot.deadline}` : ''}`,
        )),
    ...decision.left_out.map(
      ({ candidate_id, reasons }) => `left out: ${candidate_id}: ${reasons.map(r => r.reason).join(', ')}`,
    ),
  ].join('\n')}\n`;
}

/** Everything, for --explain. `decision` was made with `explain`. */
export function explainDecision(decision: Decision): string {
  const explained = decision.explain ?? [];
  const currency = explained.find(c => c.quote)?.quote?.currency ?? '';
  const money: Money = minor => decimal(minor, currencyDigits(currency));
  const lines = [...heading(decision, currency), '', ...candidatesTable(decision, money)];
  const rates = explained.flatMap(c => [...learnedLines(c), ...countedLines(c)]);
  if (rates.length > 0) lines.push('', 'How each take rate came about', ...rates);
  if (decision.left_out.length > 0) lines.push('', 'Left out, and what would change it');
  for (const { candidate_id, reasons } of decision.left_out) {
    for (const reason of reasons) {
      lines.push(
        `  ${candidate_id}: ${reason.reason}: ${reasonSentence(reason, money, printWorth(decision.objective, money))}`,
        `      ${reasonFix(reason.reason)}`,
      );
    }
  }
  const shown = decision.slots.flatMap(slot => explained.filter(c => c.candidate_id === slot.candidate_id));
  if (shown.length > 0) lines.push('', 'What each offer says');
  for (const one of shown) {
    lines.push(`  ${one.candidate_id}`, ...shownSentences(one, money).map(sentence => `    ${sentence}`));
  }
  if (decision.slots.length > 0) lines.push('', 'How each price came about');
  for (const slot of decision.slots) {
    const quote = explained.find(c => c.candidate_id === slot.candidate_id)?.quote ?? slot.quote;
    lines.push(`  ${slot.candidate_id}`, ...derivationText(quote, money).map(line => `    ${line}`));
  }
  return `${lines.join('\n')}\n`;
}
