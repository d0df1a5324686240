// SPDX-License-Identifier: MIT
//
// What is wrong with a document, in a sentence: the value met, what is wanted, an example. Keyed by the issue codes.
// For people who write sheets (command line, inspector, workbench); no shopper ever reads one.
import { fieldAt, memberAt, nameOf } from './place.js';
import type { IssueCode } from './vocabulary.js';
import type { Issue } from './wire.js';

type Sentence = (issue: Required<Issue>) => string;

const quoted = (subject: string): string => `"${subject}"`;
const pieces = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** How a text of each form is written; keyed by the core's names for them. */
const forms: Record<string, string> = {
  currency: 'an ISO 4217 code of three capital letters, such as EUR',
  country: 'an ISO 3166-1 code of two capital letters, such as DE',
  locale: 'a BCP 47 language tag, such as en-GB',
  url: 'an http or https address, or a path on this site that starts with one slash, such as /encore/accept',
  host: 'a host name in small letters, such as cdn.shop.example',
  region: 'a region of ISO 3166-2 without its country, such as NY',
  digits: 'one to four digits, such as 99',
  rate: 'a rate above 0 as text, with at most ten decimals, such as "0.92"',
  model_row: 'a row of a model file, such as product||sku-1|-1200|900|812|44',
  'date-time': 'an RFC 3339 moment with its offset, such as 2026-11-21T10:05:00Z',
  'date or date-time': 'a plain date such as 2026-12-01, or an RFC 3339 moment with its offset',
  decimal: 'a number in digits with at most six decimals, such as 0.35',
};

/** What stands at the place, where that is known, and then what to do. */
function met({ path, met: value }: Required<Issue>, advice: string): string {
  const name = quoted(nameOf(path));
  return value ? `${name} is ${value}: ${advice}.` : `${name}: ${advice}.`;
}

/** ", such as …" with the example of the field at the place; none where the value met is that example. */
const such = ({ path, met: value }: Required<Issue>): string => {
  const example = fieldAt(path)?.example;
  return example && example !== value ? `, such as ${example}` : '';
};

/** The ids that there are to choose from; known where the document is. */
const there = ({ known }: Required<Issue>): string => (known.length > 0 ? `; there are ${known.join(', ')}` : '');

const typeWanted = (issue: Required<Issue>): string =>
  `give ${fieldAt(issue.path)?.takes ?? 'the type that the schema names'}${such(issue)}${issue.subject ? ` (${issue.subject})` : ''}`;

/** The sentences; exported so that a test can try them. */
export const issueSentences: Readonly<Record<IssueCode, Sentence>> = {
  // Shared with the published schema.
  type: i => met(i, typeWanted(i)),
  required: i => {
    const field = memberAt(i.path, i.subject);
    const takes = field ? ` (${field.takes})` : '';
    return `Add the missing field ${quoted(i.subject)}${takes}${field?.example ? `, such as "${i.subject}": ${field.example}` : ''}.`;
  },
  enum: i => {
    const sentence = met(i, `give ${fieldAt(i.path)?.takes ?? 'a word that the schema lists'}`);
    return i.subject ? `${sentence.slice(0, -1)}; did you mean ${quoted(i.subject)}?` : sentence;
  },
  const: i => met(i, `give ${i.limit || 1}, the only version there is`),
  minimum: i => met({ ...i, met: i.met || String(i.actual) }, `give at least ${i.limit}${such(i)}`),
  maximum: i => met({ ...i, met: i.met || String(i.actual) }, `give at most ${i.limit}${such(i)}`),
  exclusiveMinimum: i => met(i, `give more than ${i.limit}${such(i)}`),
  minLength: i => met(i, `give at least ${pieces(i.limit, 'character')}${such(i)}`),
  maxLength: i => met(i, `shorten it to at most ${i.limit} characters; it has ${i.actual}`),
  minItems: i => met(i, `give at least ${pieces(i.limit, 'item')}${such(i)}`),
  maxItems: i => `Cut "${nameOf(i.path)}" to at most ${i.limit} items; it has ${i.actual}.`,
  pattern: i => met(i, forms[i.subject] ? `write ${forms[i.subject]}` : typeWanted(i)),

  // The text itself.
  syntax: i => `Make the text valid JSON; reading stopped at line ${i.line}, column ${i.column}.`,
  utf8: i => `Send the text as UTF-8; line ${i.line}, column ${i.column} holds bytes that are not.`,
  depth: i => `Flatten the document: values nest at most ${i.limit} deep.`,
  size: i => `Send fewer candidates or shorter copy: the text has ${i.actual} bytes, and ${i.limit} are allowed here.`,
  too_many_values: i => `Send a smaller document: it may hold at most ${i.limit} values.`,
  number_range: i => `Write a number that a double can hold${i.line ? ` at line ${i.line}, column ${i.column}` : ''}.`,

  // Values that have the right shape and mean nothing.
  impossible_date: i => met(i, `name a day that exists${such(i)}`),
  unknown_currency: i => `${quoted(i.subject)} is no active currency: give an ISO 4217 code, such as EUR.`,
  decimals: i => met(i, `give at most ${i.limit} decimals, such as 0.35`),
  too_large: i => met(i, `lower the price or the quantity: their product passes ${i.limit} minor units`),

  // Ids.
  duplicate_id: i =>
    `${quoted(i.subject)} stands here for the second time: give each its own id, such as "${i.subject}-2".`,
  unknown_candidate: i =>
    `"${nameOf(i.path)}" names ${quoted(i.subject)}, which is no candidate of this sheet${there(i)}.`,
  unknown_line: i => `"${nameOf(i.path)}" names ${quoted(i.subject)}, which is no line of the order${there(i)}.`,
  unknown_variant: i =>
    `"${nameOf(i.path)}" names ${quoted(i.subject)}, which is no variant of the product${there(i)}.`,
  funnel_cycle: i =>
    `"${nameOf(i.path)}" is ${quoted(i.subject)}, and following it leads back to this candidate: leave it out of one of them.`,

  // Fields that contradict each other.
  order_of_times: i =>
    met(i, 'this ends before it starts; give the later moment second, such as "from" before "until"'),
  order_of_bounds: i => met(i, 'keep min <= default <= max, such as {"default": 1, "min": 1, "max": 3}'),
  tier_order: i => met(i, 'list tiers by rising min_quantity, such as 2, 4, 10'),
  tier_terms: i =>
    met(i, 'give each tier exactly one of bps, value and fixed_price, such as {"min_quantity": 2, "bps": 800}'),
  compound_taxes: i => `Let at most ${i.limit} taxes compound; ${i.actual} do.`,
  cause_not_held: i =>
    met(
      i,
      'say "fulfilment" only where the deadline is the order\'s fulfilment.hold_until; set that, or give "campaign" or "stock"',
    ),
  url_missing: i =>
    `Mode ${quoted(i.subject || 'link')} needs a page to go to: add accept.url, such as "url": "/products/lamp".`,
  surface_mismatch: i =>
    met(
      i,
      `on cart and checkout only add_to_cart offers without a paid order are allowed${i.path.endsWith('mode') ? ', such as "mode": "add_to_cart"' : ', such as "placed_at": null'}`,
    ),
  law_ignored: i =>
    met(i, `orders from ${i.subject} have a consumer law; give "auto", or order.buyer "business" where it is one`),
  not_the_merchant: i =>
    `Only the order's merchant sells with one click${i.subject ? ` (the seller is ${i.subject})` : ''}; set accept.mode to link or add_to_cart.`,
  counts_mismatch: i =>
    i.path.endsWith('/refunds')
      ? `Returned sales cannot pass sold ones: ${i.actual} of ${i.limit}.`
      : `Accepts cannot pass shows: ${i.actual} of ${i.limit}.`,
  returned_mismatch: i => `More pieces returned (${i.actual}) than bought (${i.limit}); correct the line.`,
  weights_sum: i => met(i, 'make the weights sum to 1, such as [0.5, 0.5]'),
  weights_count: i => `Give one weight for each variation: ${i.limit} variations, ${i.actual} weights.`,
  holdout_index: i => `Set holdout to the index of a variation (0 to ${i.limit}); it is ${i.actual}.`,
  patch_conflict: i => `Let one experiment alone patch this place; ${quoted(i.subject)} patches it too.`,
  broken_arm: i =>
    `Correct this variation: applied to the sheet, it leaves "${i.subject.split(' ')[0]}" faulty (${i.subject.split(' ')[1]}).`,
  private_field: i =>
    `Remove "${nameOf(i.path)}" from the page: publish the sheet, or serve take_rate_ppm and worth instead.`,
  copy_percentage: i =>
    `The copy promises ${i.actual / 100} %, the price gives ${i.limit / 100} %: correct the copy or the discount.`,

  // Notes.
  unknown_key: i =>
    `"${nameOf(i.path)}" is not a field of the sheet, and has no effect${i.subject ? `; did you mean "${i.subject}"?` : '.'}`,
};

const blank = { subject: '', limit: 0, actual: 0, line: 0, column: 0, met: '', known: [] };

/** One sentence for `issue`. A code this version does not know still names its place. */
export const issueSentence = (issue: Issue): string => {
  const sentence = Object.hasOwn(issueSentences, issue.code) ? issueSentences[issue.code] : undefined;
  return sentence ? sentence({ ...blank, ...issue }) : `Correct "${nameOf(issue.path)}" (${issue.code}).`;
};
