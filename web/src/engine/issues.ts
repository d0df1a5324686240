// SPDX-License-Identifier: MIT
//
// What is wrong with a document, in a sentence that says what to do. Keyed by the issue codes. For people who write
// sheets (command line, inspector, workbench); no shopper ever reads one.
import type { IssueCode } from './vocabulary.js';
import type { Issue } from './wire.js';

type Sentence = (issue: Required<Issue>) => string;

const last = (path: string): string => path.slice(path.lastIndexOf('/') + 1) || 'the document';
const quoted = (subject: string): string => `"${subject}"`;

/** How a text of each form is written; keyed by the core's names for them. */
const forms: Record<string, string> = {
  currency: 'an ISO 4217 code of three capital letters, such as EUR',
  country: 'an ISO 3166-1 code of two capital letters, such as DE',
  locale: 'a BCP 47 language tag, such as en-GB',
  url: 'an http or https address, or a path on this site that starts with one slash',
  host: 'a host name in small letters, such as cdn.shop.example',
  region: 'a region of ISO 3166-2 without its country, such as NY',
  digits: 'one to four digits',
  rate: 'a rate above 0 as text, with at most ten decimals, such as 0.92',
  model_row: 'a row of a model file, such as product||sku-1|-1200|900|812|44',
  'date-time': 'an RFC 3339 moment with its offset, such as 2026-11-21T10:05:00Z',
  'date or date-time': 'a plain date such as 2026-12-01, or an RFC 3339 moment with its offset',
  decimal: 'a number in digits with at most six decimals, such as 0.35',
};

/** The sentences; exported so that a test can try them. */
export const issueSentences: Readonly<Record<IssueCode, Sentence>> = {
  // Shared with the published schema.
  type: i => `Give "${last(i.path)}" the type the schema names${i.subject ? `: ${i.subject}` : ''}.`,
  required: i => `Add the missing field ${quoted(i.subject)}.`,
  enum: i =>
    `Use one of the words the schema lists for "${last(i.path)}"${i.subject ? `; did you mean ${quoted(i.subject)}?` : '.'}`,
  const: i => `Set "${last(i.path)}" to ${i.limit || 1}: this is the only version there is.`,
  minimum: i => `Raise "${last(i.path)}" to at least ${i.limit}; it is ${i.actual}.`,
  maximum: i => `Lower "${last(i.path)}" to at most ${i.limit}; it is ${i.actual}.`,
  exclusiveMinimum: i => `Raise "${last(i.path)}" above ${i.limit}.`,
  minLength: i => `Give "${last(i.path)}" at least ${i.limit} character${i.limit === 1 ? '' : 's'}.`,
  maxLength: i => `Shorten "${last(i.path)}" to at most ${i.limit} characters; it has ${i.actual}.`,
  minItems: i => `Give "${last(i.path)}" at least ${i.limit} item${i.limit === 1 ? '' : 's'}.`,
  maxItems: i => `Cut "${last(i.path)}" to at most ${i.limit} items; it has ${i.actual}.`,
  pattern: i => `Write "${last(i.path)}" as ${forms[i.subject] ?? "the schema's pattern says"}.`,

  // The text itself.
  syntax: i => `Make the text valid JSON; reading stopped at line ${i.line}, column ${i.column}.`,
  utf8: i => `Send the text as UTF-8; line ${i.line}, column ${i.column} holds bytes that are not.`,
  depth: i => `Flatten the document: values nest at most ${i.limit} deep.`,
  size: i => `Send fewer candidates or shorter copy: the text has ${i.actual} bytes, and ${i.limit} are allowed here.`,
  too_many_values: i => `Send a smaller document: it may hold at most ${i.limit} values.`,
  number_range: i => `Write a number that a double can hold${i.line ? ` at line ${i.line}, column ${i.column}` : ''}.`,

  // Values that have the right shape and mean nothing.
  impossible_date: i => `Name a day that exists in "${last(i.path)}".`,
  unknown_currency: i => `Use an active ISO 4217 code in "${last(i.path)}"; ${quoted(i.subject)} is none.`,
  decimals: i => `Write "${last(i.path)}" with at most ${i.limit} decimals, such as 0.35.`,
  too_large: i => `Lower the price or the quantity: their product passes ${i.limit} minor units.`,

  // Ids.
  duplicate_id: i => `Give each its own id; ${quoted(i.subject)} stands here for the second time.`,
  unknown_candidate: i => `Name a candidate of this sheet in "${last(i.path)}"; there is no ${quoted(i.subject)}.`,
  unknown_line: i => `Name a line of the order in "${last(i.path)}"; there is no ${quoted(i.subject)}.`,
  unknown_variant: i => `Name a variant of the product in "${last(i.path)}"; there is no ${quoted(i.subject)}.`,
  funnel_cycle: i => `End the chain: following ${quoted(i.subject)} leads back to this candidate.`,

  // Fields that contradict each other.
  order_of_times: i => `Put the later moment second: "${last(i.path)}" ends before it starts.`,
  order_of_bounds: i => `Keep min <= default <= max in "${last(i.path)}".`,
  tier_order: () => 'List tiers by rising min_quantity.',
  tier_terms: () => 'Give each tier exactly one of bps, value and fixed_price.',
  compound_taxes: i => `Let at most ${i.limit} taxes compound; ${i.actual} do.`,
  cause_not_held: () =>
    'Say cause "fulfilment" only where the deadline is the order\'s fulfilment.hold_until; set hold_until or choose another cause.',
  url_missing: i => `Add accept.url: mode ${quoted(i.subject || 'link')} needs a page to go to.`,
  surface_mismatch: i =>
    `On cart and checkout only add_to_cart offers without a paid order are allowed; change "${last(i.path)}".`,
  law_ignored: i =>
    `Orders from ${i.subject} have a consumer law; set consumer_law to auto, or order.buyer to business where it is one.`,
  not_the_merchant: i =>
    `Only the order's merchant sells with one click${i.subject ? ` (the seller is ${i.subject})` : ''}; set accept.mode to link or add_to_cart.`,
  counts_mismatch: i =>
    i.path.endsWith('/refunds')
      ? `Returned sales cannot pass sold ones: ${i.actual} of ${i.limit}.`
      : `Accepts cannot pass shows: ${i.actual} of ${i.limit}.`,
  returned_mismatch: i => `More pieces returned (${i.actual}) than bought (${i.limit}); correct the line.`,
  weights_sum: () => 'Make the weights sum to 1.',
  weights_count: i => `Give one weight for each variation: ${i.limit} variations, ${i.actual} weights.`,
  holdout_index: i => `Set holdout to the index of a variation (0 to ${i.limit}); it is ${i.actual}.`,
  patch_conflict: i => `Let one experiment alone patch this place; ${quoted(i.subject)} patches it too.`,
  broken_arm: i =>
    `Correct this variation: applied to the sheet, it leaves "${i.subject.split(' ')[0]}" faulty (${i.subject.split(' ')[1]}).`,
  private_field: i =>
    `Remove "${last(i.path)}" from the page: publish the sheet, or serve take_rate_ppm and worth instead.`,
  copy_percentage: i =>
    `The copy promises ${i.actual / 100} %, the price gives ${i.limit / 100} %: correct the copy or the discount.`,

  // Notes.
  unknown_key: i => `"${last(i.path)}" is not a field of the sheet${i.subject ? `; did you mean "${i.subject}"` : ''}?`,
};

const blank = { subject: '', limit: 0, actual: 0, line: 0, column: 0 };

/** One sentence for `issue`. A code this version does not know still names its place. */
export const issueSentence = (issue: Issue): string => {
  const sentence = Object.hasOwn(issueSentences, issue.code) ? issueSentences[issue.code] : undefined;
  return sentence ? sentence({ ...blank, ...issue }) : `Correct "${last(issue.path)}" (${issue.code}).`;
};
