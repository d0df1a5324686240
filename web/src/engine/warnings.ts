// SPDX-License-Identifier: MIT
//
// What is probably not meant in a sheet, in a sentence: the value met, what is wanted, an example. Keyed by the
// warnings' codes (src/vocabulary/warnings.json). For people who write sheets; no shopper ever reads one.
import { nameOf } from './place.js';
import type { WarningCode } from './vocabulary.js';
import type { Warning } from './wire.js';

type Sentence = (warning: Required<Warning>) => string;

const last = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const firstWord = (subject: string): string => subject.split(' ')[0] ?? '';
const restOf = (subject: string): string => subject.slice(firstWord(subject).length + 1);
const nearest = (word: string): string => (word ? ` (did you mean "${word}"?)` : '');

/** A sentence of a subject that is the word met, the nearest one ("" where none is near) and all words there are. */
function listed(subject: string, sentence: (met: string, near: string, all: string) => string): string {
  const [met = '', near = '', ...all] = subject.split(' ');
  return sentence(met, near, all.join(', '));
}

/** What a comparison in a trigger needs. */
const wanted: Record<string, string> = {
  number: 'Compare this number with a number, such as 5000; a text is never equal to it',
  text: 'Compare this text with a text, such as "DE"; a number is never equal to it',
  boolean: 'Compare this with true or false, without quotation marks',
  list: 'This is a list: ask whether something is in it, such as {"in": ["camping", {"var": "derived.categories"}]}',
  object: 'This is an object: name one of its fields, such as {"var": "order.payment.kind"}',
  list_first: 'Put the list second: {"in": ["camping", {"var": "derived.categories"}]}',
  in: 'Put a list or a text second in "in", such as {"in": ["camping", {"var": "derived.categories"}]}',
};

const clauses: Record<string, string> = {
  always: 'This clause is always true',
  never: 'This clause is never true',
  implied: 'The other clauses decide this one',
};

/** What stands at the place, before what to do about it. */
function of({ met, path }: Required<Warning>, advice: string): string {
  if (!met) return `${advice}.`;
  const value = met.startsWith('{') ? met : `"${nameOf(path)}" is ${met}`;
  return `${value}: ${advice[0]?.toLowerCase() ?? ''}${advice.slice(1)}.`;
}

const time = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

/** The sentences; exported so that a test can try them. */
export const warningSentences: Readonly<Record<WarningCode, Sentence>> = {
  // The order.
  total_differs: w =>
    `"total" is ${w.actual}, and its parts make ${w.limit}: subtotal - discount + shipping + duties + fees + tips + rounding, and tax where not tax_included.`,
  subtotal_differs: w =>
    `"subtotal" is ${w.actual}, and the lines make ${w.limit}: give the sum of the lines before discounts on the whole order.`,
  tax_above_total: w =>
    `"tax" is ${w.actual} of a total of ${w.limit}: give the amount of tax in minor units, such as 1597 for 15.97.`,
  refunded_above_total: w =>
    `"refunded" is ${w.actual}, more than the total of ${w.limit}: give what was paid back so far, once.`,
  issued_before_placed: w =>
    `"issued_at" is ${time(w.actual)}, before the order was placed (${time(w.limit)}): give the moment at which the server wrote the sheet.`,
  major_units: w =>
    `"${last(w.path)}" is ${w.actual}, less than one of the currency: amounts are minor units, so ${w.actual} is written ${w.limit}.`,
  looks_like_percent: w =>
    `"${last(w.path)}" is ${w.actual}, ${/ppm$/.test(w.path) ? `${w.actual / 10_000} %: rates are millionths, such as 190000 for 19 %` : `${w.actual / 100} %: shares are 1/10000, such as 1500 for 15 %`}; did you mean ${w.limit}?`,
  looks_like_hours: w =>
    `"${last(w.path)}" is ${w.actual} minutes: zones are given in minutes, such as 60 for UTC+1; did you mean ${w.limit}?`,
  currency_differs: w =>
    `The order is in ${firstWord(w.subject)} and the sheet in ${restOf(w.subject)}, so every offer is left out: give both in the currency the shopper paid in.`,
  rate_missing: w =>
    `Costs are in ${firstWord(w.subject)} and the sheet is in ${restOf(w.subject)}, so without a rate they are estimated: give order.rate, the ${restOf(w.subject)} for one ${firstWord(w.subject)}, such as "rate": "1.0842".`,
  order_not_counted: () => '"orders_count" is 0, and counts this order too: give 1 for a first order.',
  shows_little: w =>
    `A holdout of ${w.actual} shows nothing to ${w.actual / 100} % of all visitors: it is usually small, such as 500 for 5 %.`,
  unknown_country: w =>
    `No country has the code "${w.subject}", so no consumer law follows from "${last(w.path)}": give the ISO 3166-1 code, such as GB for the United Kingdom.`,
  country_missing: () =>
    'Neither "billing_country" nor "shipping_country" is given, so no consumer law is applied: give the country the buyer is in, such as "billing_country": "DE", or the law itself in policy.consumer_law.',

  // Offers.
  countdown_without_deadline: () =>
    '"countdown" is true, and there is no deadline: give availability.until, minutes_after_order or the order\'s fulfilment.hold_until, such as "until": "2026-11-21T18:00:00Z".',
  ends_soon: w =>
    `The offer ends ${w.actual <= w.limit ? 'before the sheet is issued' : 'within five minutes of the sheet'} (${time(w.actual)}; issued ${time(w.limit)}): give a later moment, or minutes_after_order such as 60.`,
  never_open: w =>
    `The offer opens at ${time(w.actual)} and is over at ${time(w.limit)}: give an earlier "from", or a later deadline.`,
  never_reached: () =>
    '"funnel_only" is true, so it is only shown after another offer, and none names it: name it in an "on_decline" or "on_accept", or leave funnel_only out.',
  below_cost: w =>
    `One piece is sold for ${w.actual} and costs ${w.limit}: correct the price, the discount or "unit_cost".`,
  free_of_charge: w =>
    `The offer costs nothing${w.limit ? ` (${w.actual} off ${w.limit})` : ''}: correct the amount, or say kind "gift" or "sample".`,
  discount_gives_nothing: w =>
    `The fixed price of ${w.actual} is not below the list price of ${w.limit}: lower it, or leave the discount out.`,
  options_undo: w =>
    last(w.path) === 'recurring_bps'
      ? `"recurring_price" is given, so "recurring_bps" (${w.actual}) is not looked at: leave one of them out.`
      : last(w.path) === 'cash_step'
        ? `Prices end in ${w.subject}, and what is collected is rounded to ${w.actual}: take an ending that the step divides, such as 00, or leave one of them out.`
        : `The fixed price of ${w.actual} is lowered to one that ends in ${w.subject}: give a price with that ending, or leave price_ending out.`,
  compare_at_under_law: w =>
    `Under the law of this order (${w.subject}) only the lowest price of 30 days may be announced: set reference_price "lowest_30d" and give each variant's lowest_30d.`,
  compare_at_not_shown: w =>
    w.subject === 'not_above'
      ? `"compare_at" is ${w.actual}, not above the price of ${w.limit}, so no former price is shown: correct it, or leave it out.`
      : `"compare_at" (${w.actual}) is not shown without "lowest_30d": give the lowest price of the last 30 days, such as "lowest_30d": ${w.actual}.`,
  without_effect: w =>
    `"${last(w.path)}" does nothing here: it needs ${w.subject}; add that, or leave "${last(w.path)}" out.`,
  host_not_allowed: w =>
    `The page will not use ${w.subject}: add it to policy.allowed_hosts, such as "allowed_hosts": ["${w.subject}"].`,
  not_secure: w => `A page with https will not use http://${w.subject}: give the address with https.`,
  not_payable: () =>
    'One click needs a payment that can be charged again, and order.payment.one_click is not true: set it where the gateway can, or mode "link" with a url, such as {"mode": "link", "url": "/products/lamp"}.',
  no_accept_endpoint: () =>
    'One click needs endpoints.accept, and there is none: give it, such as "accept": "/encore/accept"; or set mode "link" with a url.',
  dearer_downsell: w =>
    `After a refusal at ${w.limit} "${w.subject}" asks for ${w.actual}: name a cheaper candidate in "on_decline".`,
  reduction_not_shown: w =>
    w.subject === 'not_above'
      ? `The discount will not be announced: the earlier price is ${w.limit}, not above the ${w.actual} to pay. Correct lowest_30d, or leave the reduction out of the copy.`
      : `The discount will not be announced: give the variant's "${w.subject}", such as "${w.subject}": 2900.`,

  // Triggers.
  trigger_text: w =>
    `The trigger is the text ${JSON.stringify(w.subject.slice(0, 60))}, which is always true: give the rule itself, such as {">": [{"var": "order.total"}, 5000]}.`,
  trigger_operator: w =>
    listed(
      w.subject,
      (met, near, all) =>
        `There is no operator "${met}"${nearest(near)}, so the offer is never shown; there are ${all}, such as {"in": ["camping", {"var": "derived.categories"}]}.`,
    ),
  trigger_field: w =>
    `There is no field "${firstWord(w.subject)}", so it is always null${nearest(restOf(w.subject))}; triggers read order, customer, sheet and derived, such as {"var": "order.total"}.`,
  item_field: w =>
    `Here var reads one item, which has no "${firstWord(w.subject)}", so it is always null${nearest(restOf(w.subject))}; read the order's own fields outside, or an item's such as {"var": "quantity"}.`,
  trigger_types: w => of(w, wanted[w.subject] ?? 'Compare values of one type, such as numbers with numbers'),
  trigger_word: w =>
    listed(w.subject, (met, near, all) => `The field is never "${met}"${nearest(near)}; its words are ${all}.`),
  trigger_fault: w =>
    `On this order the rule ends with ${w.subject}, so the offer is never shown: try it with encore explain-trigger.`,
  triggers_costly: w =>
    `The triggers take ${w.actual} of the ${w.limit} steps that all of a sheet's share, and those that find none left fail: read derived in place of map, filter and reduce, such as {"in": ["camping", {"var": "derived.categories"}]}.`,
  trigger_never: w =>
    of(
      w,
      'No order makes this true, so the offer is never shown; loosen a clause, such as >= 5000 and < 10000 in place of > 10000 and < 5000',
    ),
  trigger_always: w =>
    of(
      w,
      'Every order makes this true; leave the trigger out, or correct the value it compares with, such as 5000 for 50.00',
    ),
  clause_without_effect: w =>
    of(
      w,
      `${clauses[w.subject] ?? 'This clause decides nothing'}; leave it out, or correct the value it compares with`,
    ),

  // Experiments.
  one_namespace_two_attributes: w =>
    `"${w.subject}" is in the same namespace and hashes by another attribute, so one visitor can be in both: give both the same hash_attribute.`,
  patch_names_nothing: w =>
    `This arm patches "${firstWord(w.subject)}", which the sheet has not${nearest(restOf(w.subject))}, so that part of it does nothing: candidates and variants are named by their ids, such as {"candidates": {"lamp": {"priority": 1}}}.`,
  arms_alike: () =>
    'All arms are the same, so there is nothing to measure: give one of them a patch, such as {"policy": {"max_offers": 1}}.',
  reaches_none: w =>
    `No visitor is in this experiment: widen "${last(w.path)}", such as "coverage": 1 or "namespace": ["checkout", 0, 0.5].`,
  unknown_attribute: w =>
    `No visitor has "${firstWord(w.subject)}"${nearest(restOf(w.subject))}, so none is in this experiment: hash by "visitor.id" or "customer.id".`,

  // Copy.
  template_unknown: w =>
    `"{{${firstWord(w.subject)}}}" names nothing${nearest(restOf(w.subject))}: templates read customer, product, line and quote, such as {{product.title}} or {{quote.total}}.`,
  template_open: w => `${JSON.stringify(w.subject)} has no end: close it with }}, such as {{customer.first_name|you}}.`,
  markup_in_copy: w =>
    `Copy is plain text, and ${JSON.stringify(w.subject)} would be shown as it stands: leave the markup out.`,
  pressure: w =>
    `"${w.subject}" presses, and nothing in the sheet bears it out: give the variant's stock or the offer's deadline, or leave the words out (Directive 2005/29/EC annex I no. 7; UK DMCC Act 2024).`,
  shame: w =>
    `"${w.subject}" shames a refusal: write it neutrally, such as "No thanks" (Directive 2005/29/EC art. 8; FTC Act s. 5).`,
  green: w =>
    `"${w.subject}" is a generic environmental claim: say what exactly is better and who certifies it, or leave it out (Directive (EU) 2024/825, since 27 September 2026).`,
  reviews_not_shown: w =>
    `${restOf(w.subject) ? `${JSON.stringify(restOf(w.subject))} does not say how reviews are verified` : 'It is not said how reviews are verified'}, so none is shown under the law of this order (${firstWord(w.subject)}): give a sentence, such as "Only buyers can review", or a link to one.`,
};

const blank = { subject: '', limit: 0, actual: 0, met: '' };

/** One sentence for `warning`. A code this version does not know still names its place. */
export const warningSentence = (warning: Warning): string => {
  const sentence = Object.hasOwn(warningSentences, warning.code) ? warningSentences[warning.code] : undefined;
  return sentence ? sentence({ ...blank, ...warning }) : `Look at "${last(warning.path)}" (${warning.code}).`;
};
