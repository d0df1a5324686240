// SPDX-License-Identifier: MIT
//
// The few offer sheets that all worlds share, published once by the real `publish`. Only the
// signature is a stand-in: a token is a name in a table of claims, which nobody can forge
// because nobody else fills the table. All worlds begin at one moment with one order, so the
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

function privateSheet({ candidates, endpoints }) {
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
    },
    candidates,
  };
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
    const offers = new Map(published.tokens.map(token => [token.candidate_id, token]));
    sheets.push({
      name,
      text: JSON.stringify(published.sheet),
      tokens,
      offers,
      published,
      ledgers: table.ledgers,
      variants: Object.fromEntries(published.sheet.candidates.map(c => [c.id, c.product.variants.map(v => v.id)])),
    });
  }
  return sheets;
}
