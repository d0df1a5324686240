// SPDX-License-Identifier: MIT
//
// Why an offer was not shown, in a sentence for a merchant, and what to change if it should
// be. Keyed by the closed list of src/encore/select/reasons.hpp; a test holds the two lists
// and the table in src/encore/select/README.md equal. For the command line, the inspector
// and the server's log; no shopper ever reads one.
import type { Reason } from './wire.js';

/** How an operand is to be read. Amounts are minor units; `level` is 0 none, 1 category, 2 family, 3 product. */
export type Unit = 'money' | 'time' | 'pieces' | 'bps' | 'level' | 'value' | 'place';

export interface ReasonText {
  /** The stage that gives it: what comes later was not judged. */
  stage: 'read' | 'eligible' | 'quote' | 'guard' | 'choose';
  /** `{limit}`, `{actual}` and `{subject}` stand for the operands. */
  sentence: string;
  /** Where an operand is missing, this is said instead. */
  without?: string;
  fix: string;
  limit?: Unit;
  actual?: Unit;
}

const LEVELS = ['none', 'category', 'family', 'product'];

export const reasonTexts: Readonly<Record<string, ReasonText>> = {
  not_started: {
    stage: 'eligible',
    limit: 'time',
    actual: 'time',
    sentence: 'Starts at {limit}; it is {actual}.',
    fix: 'Move availability.from, or wait.',
  },
  expired: {
    stage: 'eligible',
    limit: 'time',
    actual: 'time',
    sentence: 'Ended at {limit}; it is {actual}.',
    fix: 'Extend availability.until or minutes_after_order; fulfilment.hold_until ends every offer on the order.',
  },
  trigger_false: {
    stage: 'eligible',
    sentence: 'Its trigger says no for this order.',
    fix: 'Try the trigger with `encore rule`, and widen it.',
  },
  rule_error: {
    stage: 'eligible',
    sentence: 'Its trigger cannot be evaluated: see {subject} in the rule.',
    without: 'Its trigger cannot be evaluated.',
    fix: 'Correct the operation there; `encore rule` shows the fault.',
  },
  already_in_order: {
    stage: 'eligible',
    sentence: 'The order holds {subject} already.',
    fix: 'Offer something else, a refill or an upgrade; policy.skip_purchased `off` allows repeats.',
  },
  already_purchased: {
    stage: 'eligible',
    sentence: 'The customer bought {subject} before.',
    fix: 'Offer something new, or set policy.skip_purchased to `order`.',
  },
  order_not_paid: {
    stage: 'eligible',
    sentence: 'The order is {subject}, not paid.',
    fix: 'Emit the sheet after payment; orders on invoice or cash may be `open`.',
  },
  order_returned: {
    stage: 'eligible',
    sentence: 'The order, or the line this offer leans on, came back: {subject}.',
    fix: 'Nothing; an order that was returned or cancelled takes no offers.',
  },
  order_released: {
    stage: 'eligible',
    limit: 'time',
    actual: 'time',
    sentence: 'The warehouse has had the order since {limit}.',
    without: 'The warehouse has the order already.',
    fix: 'Hold orders longer, or make the offer a link to a new order.',
  },
  out_of_stock: {
    stage: 'eligible',
    limit: 'pieces',
    actual: 'pieces',
    sentence: '{subject}: {actual} in stock, {limit} needed.',
    fix: 'Restock, or leave the variant’s stock out if it is not tracked.',
  },
  currency_mismatch: {
    stage: 'eligible',
    sentence: 'The order is in {subject}, the sheet in another currency.',
    fix: 'Emit the sheet in the order’s currency.',
  },
  order_below_minimum: {
    stage: 'eligible',
    limit: 'money',
    actual: 'money',
    sentence: 'The order comes to {actual}; offers begin at {limit}.',
    fix: 'Lower policy.min_order_total, or the gift’s threshold.',
  },
  above_price_cap: {
    stage: 'guard',
    limit: 'money',
    actual: 'money',
    sentence: 'Together with {subject} it would come to {actual}; the cap is {limit}.',
    without: 'Costs {actual}; the cap is {limit}.',
    fix: 'Raise policy.price_cap, or offer something cheaper. A downsell never costs more than what was declined.',
  },
  outside_price_band: {
    stage: 'guard',
    limit: 'money',
    actual: 'money',
    sentence: 'Together with {subject} it would come to {actual}; the band for this order is bounded by {limit}.',
    without: 'Costs {actual}; the band for this order is bounded by {limit}.',
    fix: 'Widen policy.price_band_bps, or offer something of fitting price.',
  },
  discount_above_ceiling: {
    stage: 'guard',
    limit: 'money',
    actual: 'money',
    sentence: 'Takes {actual} off, more than the {limit} allowed.',
    fix: 'Lower the discount, raise policy.discount_ceiling_bps, or set ceiling_action to `cap`.',
  },
  below_margin_floor: {
    stage: 'guard',
    limit: 'money',
    actual: 'money',
    sentence: 'Leaves {actual}; the floor asks for {limit}.',
    fix: 'Lower the discount or the cost, or policy.margin_floor_bps.',
  },
  giveaway_budget_spent: {
    stage: 'guard',
    limit: 'money',
    actual: 'money',
    sentence: 'Costs the shop {actual}; {limit} is left in the budget.',
    fix: 'Refill policy.giveaway_budget, or give something smaller.',
  },
  refund_rate_high: {
    stage: 'eligible',
    limit: 'bps',
    actual: 'bps',
    sentence: '{actual} of its sales are refunded, more than {limit}.',
    fix: 'Find out why it comes back, or raise policy.refund_rate_ceiling_bps.',
  },
  declined_before: {
    stage: 'eligible',
    limit: 'time',
    actual: 'time',
    sentence: 'The customer declined it; remembered until {limit}.',
    without: 'The customer declined it.',
    fix: 'Wait, or shorten policy.remember_decline_days.',
  },
  irrelevant: {
    stage: 'eligible',
    limit: 'level',
    actual: 'level',
    sentence: 'Its closeness to the order is `{actual}`; at least `{limit}` is asked for.',
    fix: 'Add the ordered product to pairs_with, share a family or category, give affinity_bps, or lower policy.min_relevance.',
  },
  payment_not_chargeable: {
    stage: 'eligible',
    sentence: 'The order’s payment ({subject}) cannot be charged again.',
    fix: 'Make the offer a link, or set payment.one_click where the gateway allows it.',
  },
  surface_not_allowed: {
    stage: 'eligible',
    sentence: 'Cannot be accepted in this way on {subject}.',
    fix: 'Before payment only accept.mode `add_to_cart` makes sense.',
  },
  consent_missing: {
    stage: 'eligible',
    sentence: 'Needs terms to agree to ({subject}), and has none.',
    fix: 'Give the candidate consent.text.',
  },
  nothing_to_pay_difference: {
    stage: 'quote',
    limit: 'money',
    actual: 'money',
    sentence: 'The upgrade costs {actual}, no more than the {limit} paid for what it replaces.',
    fix: 'Offer a dearer upgrade, or discount it less.',
  },
  invalid_candidate: {
    stage: 'read',
    sentence: 'Cannot be priced as it stands: {subject}.',
    without: 'Is not well-formed; `encore check` names the place.',
    fix: 'Correct what `encore check` names.',
  },
  holdout: {
    stage: 'choose',
    actual: 'place',
    sentence: 'Would have been offer {actual}; this visitor is held out to measure what offers bring.',
    fix: 'Nothing; lower policy.holdout_bps to hold out fewer.',
  },
  funnel_only: {
    stage: 'eligible',
    sentence: 'Only ever follows another offer.',
    fix: 'Set funnel_only to false to let it be shown first.',
  },
  outranked: {
    stage: 'choose',
    limit: 'value',
    actual: 'value',
    sentence: 'What is shown is worth {limit} a visit; with this one in it, {actual}.',
    without: 'Another offer was shown by hand.',
    fix: 'Raise what it earns or how often it is taken, or give it priority among equals.',
  },
  duplicate_product: {
    stage: 'choose',
    sentence: 'Doubles {subject}, which is shown: the same product, or for two cross-sells the same family.',
    fix: 'Nothing; two cards never offer the same thing.',
  },
  already_shown: {
    stage: 'eligible',
    sentence: '{subject} was shown or bought in this visit.',
    fix: 'Let the chain go on with another product.',
  },
  not_worth_second_slot: {
    stage: 'choose',
    limit: 'value',
    actual: 'value',
    sentence: '{subject} alone is worth {limit} a visit; beside this one both come to {actual}.',
    fix: 'Raise its margin or take rate; policy.second_offer `always` fills the second place regardless.',
  },
};

const operand = (value: number, unit: Unit, money: (minor: number) => string): string => {
  switch (unit) {
    case 'money':
      return money(value);
    case 'time':
      return new Date(value).toISOString();
    case 'bps':
      return `${value / 100} %`;
    case 'level':
      return LEVELS[value] ?? String(value);
    default:
      return String(value);
  }
};

/** The sentence of a reason as given. `money` prints amounts; without it they stand in minor units. */
export const reasonSentence = (given: Reason, money: (minor: number) => string = String): string => {
  const text = reasonTexts[given.reason];
  if (!text) return given.reason;
  const operands: Record<string, string | undefined> = {
    limit: given.limit === undefined ? undefined : operand(given.limit, text.limit ?? 'value', money),
    actual: given.actual === undefined ? undefined : operand(given.actual, text.actual ?? 'value', money),
    subject: given.subject,
  };
  const missing = [...text.sentence.matchAll(/\{(\w+)\}/g)].some(([, name]) => operands[name ?? ''] === undefined);
  const sentence = missing && text.without !== undefined ? text.without : text.sentence;
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => operands[name] ?? '');
};

/** What a merchant would change so that the reason no longer applies. */
export const reasonFix = (reason: string): string => reasonTexts[reason]?.fix ?? '';
