// SPDX-License-Identifier: MIT
//
// Random one-candidate sheets that pricing may meet: every kind, discount, rounding and
// currency scale, with amounts drawn evenly over their magnitudes so that halves, single
// minor units and sums near 2^53 all come up. A seed gives the same sheets for ever.

import { uniform } from '../../random.mjs';

/** Draws from a seed. */
export function dice(seed) {
  const draw = uniform(seed);
  const below = bound => Math.floor(draw() * bound);
  return {
    below,
    pick: list => list[below(list.length)],
    chance: share => draw() < share,
    /** 0..10^digits, each magnitude as likely as the next. */
    amount: (digits = 7) => Math.floor(10 ** (draw() * digits)) - (draw() < 0.1 ? 1 : 0),
  };
}

/** The seed of a run: ENCORE_SEED, or one that changes daily; printed by the tests that use it. */
export const seedOf = environment => Number(environment.ENCORE_SEED ?? Math.floor(Date.now() / 86400000));

const CURRENCIES = ['JPY', 'USD', 'EUR', 'KWD', 'CLF'];
const KINDS = ['cross_sell', 'upgrade', 'bundle', 'subscription', 'protection', 'refill', 'digital', 'sample', 'gift'];
export const ROUNDINGS = ['half_up', 'half_even', 'half_down', 'up', 'down'];
const LEFTOVERS = ['first', 'last', 'largest_remainder', 'largest_ratio'];

function discount(roll, price) {
  switch (roll.below(9)) {
    case 0:
      return { type: 'none' };
    case 1:
    case 2:
      return { type: 'percent', bps: roll.pick([0, 1, 1250, 2500, 3333, 5000, 9999, 10000, roll.below(10001)]) };
    case 3:
      return { type: 'amount', value: roll.amount(), per: roll.pick(['unit', 'line']) };
    case 4:
      return { type: 'fixed_price', value: roll.below(price * 2 + 2) };
    case 5:
      return { type: 'free' };
    case 6:
      return { type: 'nth', every: 1 + roll.below(4), bps: roll.below(10001) };
    case 7:
      return { type: 'buy_get', buy: 1 + roll.below(3), get: 1 + roll.below(3), bps: roll.below(10001) };
    default:
      return {
        type: 'tiered',
        tiers: [1, 3, 10]
          .slice(roll.below(3))
          .map(min_quantity => ({
            min_quantity,
            ...roll.pick([{ bps: roll.below(10001) }, { value: roll.amount(5) }, { fixed_price: roll.amount(5) }]),
          })),
      };
  }
}

function variant(roll, id, price) {
  return {
    id,
    price,
    ...(roll.chance(0.4) && { lowest_30d: roll.amount() }),
    ...(roll.chance(0.4) && { compare_at: roll.amount() }),
    ...(roll.chance(0.3) && {
      unit_price_measure: {
        value: roll.pick([1 + roll.below(2000), 8.6, '0.35']),
        unit: 'g',
        reference: roll.pick([1, 100, 1000]),
      },
    }),
  };
}

function candidate(roll) {
  const kind = roll.pick(KINDS);
  const price = roll.chance(0.02) ? 9007199254740991 - roll.amount(12) : roll.amount();
  const one = {
    id: 'c',
    kind,
    product: { id: 'p-1', title: 'Offered', variants: [variant(roll, 'v-1', price)] },
    quantity: { default: 1, min: 1, max: price > 1e9 ? 1 : 50 },
    discount: discount(roll, Math.min(price, 1e7)),
    ...(roll.chance(0.2) && { loyalty: { points: roll.below(500) } }),
    ...(roll.chance(0.5) && {
      shipping: {
        amount: roll.amount(4),
        taxable: roll.chance(0.5),
        ...(roll.chance(0.4) && { free_from: roll.amount(), free_from_of: roll.pick(['offer', 'order']) }),
      },
    }),
    ...(roll.chance(0.6) && {
      taxes: Array.from({ length: 1 + roll.below(4) }, (_, i) => ({
        title: `Tax ${i}`,
        rate_ppm: roll.pick([0, 190000, 88750, 60000, roll.below(300000)]),
        ...(roll.chance(0.1) && { compound: roll.chance(0.8) }),
      })),
    }),
  };
  if (one.discount.type === 'none' && roll.chance(0.5)) delete one.discount;
  else if (roll.chance(0.15)) one.discount.at_most_bps = roll.below(10001);
  if (roll.chance(0.1)) one.deposit = roll.below(500);
  if (roll.chance(0.1))
    one.fees = [
      { title: 'Fee', amount: roll.below(300), included: roll.chance(0.5) },
      { title: 'Other', amount: 7 },
    ];
  if (kind === 'upgrade') one.replaces = { line_id: 'l-1', quantity: 1 + roll.below(3) };
  if (kind === 'protection')
    one.covers = {
      line_id: 'l-1',
      term_months: roll.pick([12, 24, 36]),
      ...(roll.chance(0.7) && { bps: roll.below(5000) }),
    };
  if (kind === 'gift') one.gift = { threshold: roll.amount() };
  if (kind === 'refill') one.interval_hint_days = 1 + roll.below(90);
  if (kind === 'bundle') {
    one.components = Array.from({ length: 1 + roll.below(5) }, (_, i) => ({
      product: {
        id: `p-${i}`,
        title: `Part ${i}`,
        variants: [variant(roll, `w-${i}`, roll.chance(0.1) ? 0 : roll.amount(6))],
      },
      variant_id: `w-${i}`,
      quantity: 1 + roll.below(4),
    }));
  }
  if (kind === 'subscription') {
    const unit = roll.pick(['day', 'week', 'month', 'year']);
    one.subscription = {
      interval: { unit, count: 1 + roll.below(unit === 'day' ? 60 : 6) },
      ...(roll.chance(0.3) && { trial_days: 1 + roll.below(60) }),
      ...(roll.chance(0.3) && { first_price: roll.amount(5) }),
      ...(roll.chance(0.3) ? { recurring_price: roll.amount(5) } : { recurring_bps: roll.below(10001) }),
      ...(roll.chance(0.2) && { recurring_shipping: roll.below(900) }),
      ...(roll.chance(0.3) && { min_cycles: 1 + roll.below(12) }),
    };
  }
  return one;
}

/** A vector's input: { sheet, candidate_id, variant_id, quantity, now }. */
export function randomInput(roll) {
  const offered = candidate(roll);
  const quantity = 3 + roll.below(8);
  const total = roll.chance(0.01) ? 9007199254740991 - roll.amount(12) : roll.amount(8);
  const sheet = {
    version: 1,
    id: 'sh',
    issued_at: '2026-11-21T10:00:00Z',
    locale: 'en',
    currency: roll.pick(CURRENCIES),
    surface: 'thank_you',
    order: {
      id: 'o-1',
      placed_at: '2026-11-21T09:59:00Z',
      status: 'paid',
      tax_included: roll.chance(0.5),
      lines: [
        {
          id: 'l-1',
          product_id: 'p-0',
          title: 'Bought',
          quantity: roll.chance(0.1) ? `${quantity}.${roll.pick(['5', '25', '000001'])}` : quantity,
          unit_price: 100,
          paid: roll.amount(),
          ...(roll.chance(0.2) && { returned_quantity: roll.pick([1, 2, 0.5, '1.25']) }),
          ...(roll.chance(0.1) && { refunded: roll.amount(5) }),
        },
      ],
      subtotal: total,
      total,
      ...(roll.chance(0.1) && { payment: { kind: 'cash' } }),
      ...(roll.chance(0.1) && { refunded: roll.below(total) }),
    },
    policy: {
      id: 'p',
      rounding: roll.pick(ROUNDINGS),
      rounding_scope: roll.pick(['unit', 'line']),
      leftover: roll.pick(LEFTOVERS),
      reference_price: roll.pick(['lowest_30d', 'compare_at', 'none']),
      ...(roll.chance(0.3) && { discount_rounding: roll.pick(ROUNDINGS) }),
      ...(roll.chance(0.3) && { price_ending: roll.pick(['99', '00', '5', '9', '90', '950', '0']) }),
      ...(roll.chance(0.3) && { cash_step: roll.pick([2, 5, 10, 20, 25, 100]) }),
      ...(roll.chance(0.2) && { ceiling_action: 'cap', discount_ceiling_bps: roll.below(10001) }),
    },
    candidates: [offered],
  };
  const day = 86400000;
  const now = new Date(Date.UTC(2024, 0, 1) + roll.below(2000) * day + roll.below(day)).toISOString();
  return {
    sheet,
    candidate_id: 'c',
    variant_id: 'v-1',
    quantity: 1 + roll.below(Math.min(offered.quantity.max, 12)),
    now,
  };
}
