// SPDX-License-Identifier: MIT
//
// A complete small shop around the server kit, without a framework: the models of the
// simulation as ports, the real engine, a clock that only moves when the test moves it. `shop.post`
// sends a request as a page would and returns the parsed reply.
import { createKeyring, createOfferServer, memoryStorage, publish } from 'encore-offers/server';
import { loadEngine } from 'encore-offers/engine';
import { Gateway, OrderBook, StockRoom } from '../../simulation/models.mjs';

export const ORIGIN = 'https://shop.example';
export const START = Date.parse('2026-11-21T10:00:00Z');
const SECRET = 'a secret of more than thirty-two bytes, for tests only';

export const keyring = (more = {}) =>
  createKeyring({ issuer: ORIGIN, current: 'k1', keys: [{ kid: 'k1', alg: 'HS256', secret: SECRET }], ...more });

const iso = ms => new Date(ms).toISOString();

/** A private sheet with one card offer of two variants and one that needs consent, its downsell beside it. */
export function sheetFor(orderId, now = START) {
  return {
    version: 1,
    id: `sh-${orderId}`,
    issued_at: iso(now),
    locale: 'en-GB',
    currency: 'EUR',
    surface: 'thank_you',
    order: {
      id: orderId,
      placed_at: iso(now),
      status: 'paid',
      subtotal: 79900,
      total: 79900,
      lines: [
        { id: 'l1', product_id: 'camera', title: 'Camera', quantity: 1, unit_price: 79900, categories: ['photo'] },
      ],
      payment: { kind: 'card', one_click: true, label: 'Visa ending in 42' },
      fulfilment: { hold_until: iso(now + 3 * 3_600_000) },
      billing_country: 'DE',
    },
    policy: {
      id: 'default',
      undo_seconds: 30,
      token_minutes: 60,
      min_relevance: 'none',
      margin_floor_bps: 0,
      discount_ceiling_bps: 9000,
    },
    candidates: [
      {
        id: 'card',
        kind: 'cross_sell',
        pairs_with: ['camera'],
        product: {
          id: 'mem',
          title: 'Memory card',
          categories: ['photo'],
          variants: [
            { id: 'mem-64', title: '64 GB', price: 1900, unit_cost: 700, stock: 5 },
            { id: 'mem-128', title: '128 GB', price: 2900, unit_cost: 900, stock: 5 },
          ],
        },
        quantity: { default: 1, min: 1, max: 3 },
        discount: { type: 'percent', bps: 1000 },
        taxes: [{ title: 'VAT', rate_ppm: 190000 }],
        shipping: { amount: 0 },
        availability: { minutes_after_order: 60, extendable: true },
        evidence: { shows: 1000, accepts: 120 },
        accept: { mode: 'one_click' },
      },
      {
        id: 'care',
        kind: 'protection',
        pairs_with: ['camera'],
        product: {
          id: 'care',
          title: 'Two more years',
          categories: ['photo'],
          variants: [{ id: 'care-2y', price: 4900, unit_cost: 1000 }],
        },
        covers: { line_id: 'l1', term_months: 24 },
        consent: { text: 'I agree to the terms.', url: `${ORIGIN}/care`, required: true },
        availability: { minutes_after_order: 60 },
        evidence: { shows: 1000, accepts: 60 },
        accept: { mode: 'one_click' },
      },
    ],
  };
}

/** The shop. Everything in `options` replaces a port; `shop.now` is the clock. */
export async function createTestShop(options = {}) {
  const engine = await loadEngine();
  const keys = options.keys ?? (await keyring());
  const gateway = new Gateway();
  const book = new OrderBook();
  const room = new StockRoom({ 'mem-64': 5, 'mem-128': 5 });
  const shop = {
    now: START,
    gateway,
    book,
    room,
    engine,
    keys,
    stored: [],
    errors: [],
    sheet: options.sheet ?? sheetFor,
  };
  const later =
    method =>
    async (...values) =>
      method(...values);
  const ports = {
    keys,
    engine,
    storage: options.storage ?? memoryStorage(options.table),
    gateway: {
      charge: later(r => gateway.charge(r)),
      lookup: later(k => gateway.lookup(k)),
      cancel: later(k => gateway.cancel(k)),
      refund: later(r => gateway.refund(r)),
    },
    orders: {
      order: later(id => book.order(id)),
      addLine: later(r => book.addLine(r)),
      removeLine: later(r => book.removeLine(r)),
    },
    stock: { take: later(r => room.take(r)), giveBack: later(r => room.giveBack(r)) },
    buyers: {
      owns: async (request, orderId) =>
        (request.headers.cookie ?? '').split('; ').includes(`buyer=${book.orders.get(orderId)?.buyer}`),
    },
    sheets: { sheet: async orderId => (book.orders.has(orderId) ? shop.sheet(orderId) : null) },
    events: { append: async events => void shop.stored.push(...events) },
    clock: () => shop.now,
    origins: [ORIGIN],
    base: '/encore',
    onError: (error, operation) => shop.errors.push({ error, operation }),
  };
  for (const [name, port] of Object.entries(options)) {
    if (name === 'sheet') continue;
    ports[name] =
      typeof port === 'object' &&
      typeof ports[name] === 'object' &&
      !Array.isArray(port) &&
      name !== 'keys' &&
      name !== 'storage'
        ? { ...ports[name], ...port }
        : port;
  }
  shop.ports = ports;
  shop.server = createOfferServer(ports);

  /** Opens a paid order and publishes its page sheet. */
  shop.order = async (id = 'o1') => {
    book.open({ id, total: 79900, currency: 'EUR', hold_until_ms: START + 3 * 3_600_000 });
    const published = await publish(shop.sheet(id), { now: shop.now, keys, engine, storage: ports.storage });
    if (!published.ok) throw new Error(JSON.stringify(published));
    return published;
  };

  shop.send = async (method, path, body, headers = {}) => {
    const reply = await shop.server.handle({
      method,
      url: `/encore/${path}`,
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
      headers: Object.fromEntries(
        Object.entries({ origin: ORIGIN, cookie: 'buyer=o1', 'content-type': 'application/json', ...headers }).filter(
          ([, v]) => v !== null,
        ),
      ),
    });
    return { ...reply, json: reply.body === '' ? null : JSON.parse(reply.body) };
  };

  /** The request a page makes for a candidate of a published sheet. */
  shop.acceptBody = (published, candidateId = 'card', changes = {}) => {
    const { token, key } = published.tokens.find(t => t.candidate_id === candidateId);
    const candidate = published.sheet.candidates.find(c => c.id === candidateId);
    const variant_id = changes.variant_id ?? candidate.product.variants[0].id;
    const quantity = changes.quantity ?? 1;
    // A quantity that is none has no price.
    const pieces = Number.isSafeInteger(quantity) && quantity > 0 ? quantity : 1;
    const quote = engine.quote(published.sheet, {
      candidate_id: candidateId,
      variant_id,
      quantity: pieces,
      now: shop.now,
    });
    const body = {
      sheet_id: published.sheet.id,
      order_id: published.sheet.order.id,
      candidate_id: candidateId,
      variant_id,
      quantity,
      token,
      expected: { total: quote.total ?? 0, currency: 'EUR' },
      consent: candidateId === 'care',
      decision: {
        decision_id: 'd',
        slots: [{ candidate_id: candidateId, step: 1 }],
        arms: {},
        propensity_ppb: 1000000000,
      },
      ...changes,
    };
    return { body, key };
  };

  shop.accept = (published, candidateId, changes = {}, headers = {}) => {
    const { body, key } = shop.acceptBody(published, candidateId, changes);
    return shop.send('POST', 'accept', body, { 'idempotency-key': key, ...headers });
  };

  /** Lines the kit added and charges that stand, for `charges = lines`. */
  shop.books = (orderId = 'o1') => ({ lines: book.orders.get(orderId).lines.size, ...gateway.standing(orderId) });
  return shop;
}
