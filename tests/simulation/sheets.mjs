// SPDX-License-Identifier: MIT
//
// The few offer sheets that all worlds share, published once by the real `publish`. Only the
// signature is a stand-in: a token is a name in a table of claims, which cannot be forged
// because only this file fills the table. All worlds begin at one moment with one order, so the
// core reads each sheet once and keeps it.
import { memoryStorage, publish, PurchaseTable } from 'encore-offers/server';

export const START = Date.parse('2026-11-21T10:00:00Z');
export const ORDER = 'order-1';
export const ORDER_TOTAL = 79900;
export const ISSUER = 'https://shop.example';
const iso = ms => new Date(ms).toISOString();

const variant = (id, price) => ({ id, title: id, price, unit_cost: Math.floor(price / 3) });
const candidate = (id, price, more = {}) => ({
  id,
  kind: 'cross_sell',
  pairs_with: ['camera'],
  product: {
    id: `p-${id}`,
    title: id,
    categories: ['photo'],
    variants: [variant(`${id}-a`, price), variant(`${id}-b`, price + 1000)],
  },
  quantity: { default: 1, min: 1, max: 3 },
  discount: { type: 'percent', bps: 1000 },
  taxes: [{ title: 'VAT', rate_ppm: 190000 }],
  evidence: { shows: 1000, accepts: 100 },
  accept: { mode: 'one_click' },
  ...more,
});

const ENDPOINTS = Object.fromEntries(
  ['accept', 'status', 'undo', 'extend', 'next', 'quote'].map(name => [name, `/encore/${name}`]),
);
const WITHOUT_QUOTE = { ...ENDPOINTS, quote: undefined };

const SHEETS = {
  'one card, five minutes': {
    endpoints: WITHOUT_QUOTE,
    candidates: [candidate('card', 1900, { availability: { minutes_after_order: 5, extendable: true } })],
  },
  'two cards': {
    endpoints: WITHOUT_QUOTE,
    candidates: [
      candidate('card', 1900, { availability: { minutes_after_order: 30 } }),
      candidate('strap', 2900, {
        kind: 'protection',
        covers: { line_id: 'l1', term_months: 24 },
        consent: { text: 'I agree.', required: true },
      }),
    ],
  },
  'two cards quoted by the server': {
    endpoints: ENDPOINTS,
    candidates: [
      candidate('card', 1900),
      candidate('strap', 2900, {
        product: {
          id: 'p-strap',
          title: 'Strap',
          family: 'straps',
          categories: ['photo'],
          variants: [variant('strap-a', 2900)],
        },
      }),
    ],
  },
  'a funnel': {
    endpoints: ENDPOINTS,
    candidates: [
      candidate('card', 3900, { on_decline: 'small', on_accept: 'case', availability: { minutes_after_order: 20 } }),
      candidate('small', 1900, { funnel_only: true }),
      candidate('case', 2500, { funnel_only: true }),
    ],
  },
};

const gift = (id, cost) =>
  candidate(id, 0, {
    kind: 'gift',
    discount: { type: 'free' },
    product: {
      id: `p-${id}`,
      title: id,
      categories: ['photo'],
      variants: [{ id: `${id}-a`, price: 900, unit_cost: cost }],
    },
    quantity: { default: 1, min: 1, max: 1 },
  });

const upgrade = (id, price) =>
  candidate(id, price, {
    kind: 'upgrade',
    replaces: { line_id: 'l1', quantity: 1 },
    discount: { type: 'none' },
    quantity: { default: 1, min: 1, max: 1 },
  });

const cover = (id, price) =>
  candidate(id, price, {
    kind: 'protection',
    covers: { line_id: 'l1', term_months: 24 },
    discount: { type: 'none' },
    quantity: { default: 1, min: 1, max: 1 },
    product: { id: `p-${id}`, title: id, family: 'care', categories: ['photo'], variants: [variant(`${id}-a`, price)] },
  });

Object.assign(SHEETS, {
  'many offers, one slot': {
    endpoints: ENDPOINTS,
    policy: { max_offers: 1 },
    candidates: ['a', 'b', 'c', 'd'].map((id, i) => candidate(id, 1500 + 100 * i)),
  },
  'gifts under a budget': {
    endpoints: WITHOUT_QUOTE,
    policy: { giveaway_budget: 500 },
    candidates: [gift('g1', 450), gift('g2', 300), gift('g3', 200)],
  },
  'upgrades and covers of one line': {
    endpoints: ENDPOINTS,
    candidates: [upgrade('up1', 89_900), upgrade('up2', 99_900), cover('care1', 4900), cover('care2', 5900)],
  },
  'two offers at most, one of them later': {
    endpoints: ENDPOINTS,
    policy: { max_accepts: 2, max_steps: 2 },
    candidates: [
      candidate('card', 3900, { on_decline: 'small', on_accept: 'case', availability: { minutes_after_order: 20 } }),
      candidate('small', 1900, { funnel_only: true, on_decline: 'smaller' }),
      candidate('smaller', 900, { funnel_only: true }),
      candidate('case', 2500, { funnel_only: true }),
      candidate('later', 2900, { availability: { from: iso(START + 20_000) } }),
    ],
  },
  'a holdout': {
    endpoints: ENDPOINTS,
    policy: { max_offers: 2 },
    holdout: true,
    candidates: [candidate('card', 1900), candidate('bag', 4900)],
  },
});

/** Claims by token: the stand-in for signatures. */
export class TokenTable {
  constructor(known = new Map()) {
    this.claims = new Map(known);
  }

  copy() {
    return new TokenTable(this.claims);
  }

  sign(claims) {
    const token = `token-${this.claims.size + 1}`;
    this.claims.set(token, claims);
    return token;
  }

  verify(token) {
    return this.claims.get(token) ?? null;
  }
}

function privateSheet({ candidates, endpoints, policy = {} }) {
  return {
    version: 1,
    id: 'sheet-1',
    issued_at: iso(START),
    locale: 'en',
    currency: 'EUR',
    surface: 'thank_you',
    endpoints,
    order: {
      id: ORDER,
      placed_at: iso(START),
      status: 'paid',
      subtotal: ORDER_TOTAL,
      total: ORDER_TOTAL,
      billing_country: 'US',
      lines: [
        {
          id: 'l1',
          product_id: 'camera',
          title: 'Camera',
          quantity: 1,
          unit_price: ORDER_TOTAL,
          categories: ['photo'],
        },
      ],
      payment: { kind: 'card', one_click: true },
    },
    policy: {
      id: 'policy-1',
      undo_seconds: 30,
      token_minutes: 45,
      min_relevance: 'none',
      second_offer: 'always',
      dilution_bps: 0,
      discount_ceiling_bps: 10_000,
      ...policy,
    },
    candidates,
  };
}

/** Who follows whom: successors that are never shown first, and how many answers lead to each offer at least. */
function funnelOf(candidates) {
  const depth = new Map(candidates.filter(one => !one.funnel_only).map(({ id }) => [id, 1]));
  const frontier = [...depth.keys()];
  for (const id of frontier) {
    const { on_decline, on_accept } = candidates.find(one => one.id === id);
    for (const next of [on_decline, on_accept])
      if (next !== undefined && !depth.has(next)) frontier.push((depth.set(next, depth.get(id) + 1), next));
  }
  return { depth, successors: new Set(candidates.filter(one => one.funnel_only).map(({ id }) => id)) };
}

/** All sheets: page text, tokens, and each candidate's deadline and key. */
export async function publishSheets(engine) {
  const sheets = [];
  for (const [name, shape] of Object.entries(SHEETS)) {
    const tokens = new TokenTable();
    const keys = {
      issuer: ISSUER,
      sign: async claims => tokens.sign(claims),
      verify: async token => tokens.verify(token),
    };
    const source = privateSheet(shape);
    const table = new PurchaseTable();
    const published = await publish(source, { now: START, keys, engine, storage: memoryStorage(table) });
    if (!published.ok) throw new Error(`${name}: ${JSON.stringify(published.issues)}`);
    if (shape.holdout) {
      // The tokens are of a publication before the order was held out, as a page of another release would have them.
      for (const [order, ledger] of table.ledgers)
        table.ledgers.set(order, { ...ledger, published: { ...ledger.published, holdout: true } });
    }
    const offers = new Map(published.tokens.map(token => [token.candidate_id, token]));
    sheets.push({
      name,
      text: JSON.stringify(published.sheet),
      tokens,
      offers,
      published,
      source,
      holdout: shape.holdout === true,
      funnel: funnelOf(source.candidates),
      ledgers: table.ledgers,
      variants: Object.fromEntries(published.sheet.candidates.map(c => [c.id, c.product.variants.map(v => v.id)])),
    });
  }
  return sheets;
}
