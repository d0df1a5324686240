// SPDX-License-Identifier: MIT
//
// Random private sheets for the selector's properties. Every private number ends in 3 and no
// public one does; every private text starts with "secret": so a leak can be distinguished from a
// coincidence. Same seed, same sheets.

const NOW = Date.parse('2026-11-21T10:05:00Z');
const at = minutes => new Date(NOW + minutes * 60_000).toISOString();

const kinds = [
  'cross_sell',
  'cross_sell',
  'cross_sell',
  'bundle',
  'subscription',
  'protection',
  'refill',
  'digital',
  'sample',
  'gift',
  'upgrade',
];

const discounts = ({ below }) => [
  { type: 'none' },
  { type: 'percent', bps: 10 * below(500) },
  { type: 'amount', value: 10 * below(80) },
  { type: 'fixed_price', value: 10 * below(400) + 10 },
  { type: 'free' },
  {
    type: 'tiered',
    tiers: [
      { min_quantity: 1, bps: 500 },
      { min_quantity: 2, bps: 1500 },
    ],
  },
];

const triggers = ({ pick, below }) =>
  pick([
    { '>': [{ var: 'order.total' }, 10 * below(8000)] },
    { in: ['secret-bought-2', { var: 'customer.purchased_product_ids' }] },
    { '!': [{ in: ['secret-bought-1', { var: 'customer.purchased_product_ids' }] }] },
    { '<': [{ var: 'order.lines.0.unit_cost' }, 10 * below(4000)] },
    { '==': [{ var: 'customer.vip' }, true] },
    { '==': [{ var: 'customer.first_name' }, 'Ada'] },
    { in: ['photo', { var: 'derived.categories' }] },
    { '>=': [{ var: 'derived.minutes_since_order' }, 10 * below(3)] },
  ]);

const secret = value => Math.max(3, Math.floor(value / 10) * 10 + 3);

const randomCandidate = (random, i, count) => {
  const { below, chance, pick } = random;
  const kind = pick(kinds);
  const price = 10 * (1 + below(chance(80) ? 1500 : 9000));
  const variant = k => ({
    id: `v${i}-${k}`,
    price: price + 10 * k,
    ...(chance(80) && { unit_cost: secret(price * (below(90) / 100)) }),
    ...(chance(30) && { compare_at: price + 500, lowest_30d: price + 10 * below(60) }),
    ...(chance(30) && { stock: below(3) }),
    ...(chance(10) && { supplier: 'secret-supplier' }),
    ...(chance(20) && { options: { 'Größe "cm\\in"': 'L\n"XL"', plain: '😀' } }),
  });
  const shows = secret(below(5000));
  const candidate = {
    id: `c${i}`,
    kind,
    product: {
      id: `p${below(count + 3)}`,
      title: `Offer ${i}`,
      ...(chance(70) && { family: `f${below(5)}` }),
      ...(chance(70) && { categories: [pick(['photo', 'garden', 'home'])] }),
      variants: chance(30) ? [variant(0), variant(1)] : [variant(0)],
    },
    ...(chance(50) && { pairs_with: [pick(['camera', 'strap', 'tent'])] }),
    ...(chance(15) && { affinity_bps: 10 * below(1001) }),
    ...(chance(40) && { discount: pick(discounts(random)) }),
    ...(chance(25) && { quantity: { default: 1 + below(2), min: 1, max: 4 } }),
    ...(chance(60) && {
      evidence: {
        shows,
        accepts: Math.min(shows, secret(shows * (below(40) / 100))),
        ...(chance(30) && { solo: { shows: 203, accepts: 23 }, paired: { shows: 403, accepts: 33 } }),
        ...(chance(30) && { refund_rate_bps: secret(below(600)) }),
      },
    }),
    ...(chance(30) && { refunds: { sold: secret(40 + below(300)), returned: secret(below(40)) } }),
    ...(chance(20) && { priority: below(3) }),
    ...(chance(20) && { trigger: triggers(random) }),
    ...(chance(25) && {
      availability: pick([
        { from: at(below(5) - 2) },
        { until: at(below(60) - 5) },
        { minutes_after_order: 10 * (1 + below(9)), countdown: true },
      ]),
    }),
    ...(chance(10) && { funnel_only: true }),
    ...(chance(15) && { on_decline: `c${(i + 1) % count}` }),
    ...(chance(50) && { taxes: [{ title: 'VAT', rate_ppm: 190_000 }] }),
    ...(chance(30) && { shipping: { amount: 10 * below(60), taxable: chance(50) } }),
    ...(chance(30) && { copy: { headline: pick(['Hello', 'Hello {{customer.first_name|you}}']) } }),
    ...(chance(30) && { loyalty: { points: 10 * below(5) } }),
  };
  if (kind === 'subscription')
    candidate.subscription = { interval: { unit: 'month', count: 1 }, ...(chance(50) && { expected_cycles: 3 }) };
  if (kind === 'subscription' || kind === 'protection' || kind === 'digital')
    candidate.consent = { text: 'Terms', required: true };
  if (kind === 'protection') candidate.covers = { line_id: 'l1', bps: 10 * (1 + below(100)), term_months: 20 };
  if (kind === 'upgrade') candidate.replaces = { line_id: 'l1', quantity: 1 };
  if (kind === 'upgrade')
    candidate.product.variants.forEach(v => {
      v.price += 40_000;
    });
  if (kind === 'bundle' && chance(60)) {
    candidate.components = [1, 2].map(k => ({
      product: {
        id: `part${i}-${k}`,
        title: 'Part',
        variants: [
          { id: `part${i}-${k}`, price: 10 * (20 + below(200)), ...(chance(70) && { unit_cost: secret(below(800)) }) },
        ],
      },
      quantity: k,
    }));
  }
  if (kind === 'gift' || kind === 'sample') candidate.value_minor = 10 * below(90);
  return candidate;
};

const randomExperiments = ({ below, chance, pick }, count) => {
  const one = `c${below(count)}`;
  const other = `c${below(count)}`;
  return [
    chance(50) && {
      key: 'words',
      variations: [{}, { candidates: { [one]: { copy: { body: 'Another' }, priority: 2 } } }],
    },
    chance(50) && {
      key: 'price',
      ...(chance(30) && { coverage: 0.5 }),
      variations: [{}, { candidates: { [other]: { discount: { type: 'percent', bps: 1000 } } } }],
    },
    chance(30) && { key: 'room', variations: [{}, { policy: { second_offer: pick(['always', 'never']) } }] },
    chance(30) && { key: 'floor', variations: [{ policy: { margin_floor_bps: 2003 } }, {}] },
    chance(10) && { key: 'hold', holdout: 1, weights: [0.8, 0.2], variations: [{}, {}] },
  ].filter(Boolean);
};

/** One sheet with its moment and visitor. */
export const randomSheet = (random, number) => {
  const { below, chance, pick } = random;
  const count = 1 + below(14);
  const sheet = {
    version: 1,
    id: `sh${number}`,
    issued_at: at(-5),
    locale: 'en-GB',
    currency: pick(['EUR', 'USD', 'JPY']),
    surface: pick(['thank_you', 'thank_you', 'tracking']),
    order: {
      id: `o${number}`,
      placed_at: at(-10),
      status: pick(['paid', 'paid', 'paid', 'partially_returned']),
      subtotal: 63_000,
      total: 63_000,
      tax_included: chance(50),
      billing_country: pick(['DE', 'US', 'GB']),
      payment: { kind: 'card', one_click: chance(95) },
      ...(chance(30) && { fulfilment: { hold_until: at(10 * below(12)) } }),
      lines: [
        {
          id: 'l1',
          product_id: 'camera',
          title: 'Camera',
          quantity: 1,
          unit_price: 60_000,
          family: 'f1',
          categories: ['photo'],
          ...(chance(70) && { unit_cost: 40_003 }),
        },
        {
          id: 'l2',
          product_id: 'strap',
          title: 'Strap',
          quantity: 1,
          unit_price: 3_000,
          family: 'f2',
          ...(chance(20) && { returned_quantity: 1 }),
        },
      ],
    },
    customer: {
      id: 'cust',
      orders_count: 2,
      first_name: 'Ada',
      vip: chance(50),
      birthday: 'secret-birthday',
      purchased_product_ids: ['secret-bought-1', ...(chance(30) ? [`p${below(count)}`] : [])],
      ...(chance(20) && { returned_product_ids: [`p${below(count)}`], subscribed_product_ids: [`p${below(count)}`] }),
      ...(chance(20) && { ignored: { [`c${below(count)}`]: 3 } }),
      ...(chance(30) && { declined: [{ candidate_id: `c${below(count)}`, at: at(-10 * below(6000)) }] }),
    },
    ...(chance(60) && { visitor: { id: `visitor${below(1000)}` } }),
    policy: {
      id: `policy${below(3)}`,
      objective: pick(['margin', 'margin', 'margin', 'revenue', 'take_rate', 'priority']),
      dilution_bps: pick([0, 500, 1000, 1000, 4000]),
      second_offer: pick(['auto', 'auto', 'auto', 'always', 'never']),
      max_offers: chance(85) ? 2 : 1,
      min_relevance: pick(['none', 'none', 'category']),
      skip_purchased: pick(['off', 'order', 'ever', 'ever']),
      rounding: pick(['half_up', 'half_even', 'down']),
      ...(chance(30) && { price_ending: '90' }),
      ...(chance(40) && { margin_floor_bps: secret(below(3000)) }),
      ...(chance(50) && { discount_ceiling_bps: secret(below(8000)), ceiling_action: pick(['refuse', 'cap']) }),
      ...(chance(40) && { default_margin_bps: secret(below(7000)) }),
      ...(chance(40) && { giveaway_budget: secret(below(1500)) }),
      ...(chance(40) && { prior: { accepts: 13, shows: 233 } }),
      ...(chance(20) && { return_cost: secret(below(900)) }),
      ...(chance(20) && { ignore_after: 3 }),
      ...(chance(15) && { reserve: secret(below(200)) }),
      ...(chance(20) && { price_cap: 10 * below(2500) }),
      ...(chance(20) && { price_band_bps: { max: 10 * below(600) } }),
      ...(chance(30) && {
        explore: pick([
          { method: 'softmax', temperature_bps: 2000, pool: 5 },
          { method: 'uncertainty', rate_bps: 5000, pool: 6 },
        ]),
      }),
      ...(chance(10) && { holdout_bps: 2000 }),
    },
    candidates: Array.from({ length: count }, (_, i) => randomCandidate(random, i, count)),
    experiments: randomExperiments(random, count),
  };
  return {
    sheet,
    now: NOW + 60_000 * below(30),
    ...(chance(50) && { visitor: `guest${below(1000)}` }),
    seed: `seed${below(5)}`,
  };
};
