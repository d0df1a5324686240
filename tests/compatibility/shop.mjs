// SPDX-License-Identifier: MIT
//
// The shop behind every page of these tests: one order, one offer, and an accept endpoint that sells it once. It
// answers what a page asks for, handed in by the browser test, and keeps what was bought.

const TOKEN = 'token-of-the-strap';

/** The offer sheet of an order placed a minute before `now`. */
const sheetAt = now => ({
  version: 1,
  id: 'sh_compatibility',
  issued_at: new Date(now).toISOString(),
  locale: 'de-DE',
  currency: 'EUR',
  surface: 'thank_you',
  order: {
    id: 'order-1',
    placed_at: new Date(now - 60_000).toISOString(),
    status: 'paid',
    tax_included: true,
    lines: [{ id: 'line-1', product_id: 'camera', title: 'Kamera', quantity: 1, unit_price: 64900 }],
    subtotal: 64900,
    total: 64900,
    billing_country: 'DE',
    payment: { kind: 'card', one_click: true, label: 'Visa 42' },
  },
  policy: { id: 'compatibility-1' },
  candidates: [
    {
      id: 'offer-strap',
      kind: 'cross_sell',
      pairs_with: ['camera'],
      take_rate_ppm: 90000,
      worth: 1000,
      product: { id: 'strap', title: 'Trageriemen', variants: [{ id: 'strap-1', price: 2900 }] },
      accept: { mode: 'one_click', token: TOKEN, key: 'key-of-the-strap' },
    },
  ],
  endpoints: { accept: '/accept' },
});

/** Why a request is not an acceptance of the offer; undefined where it is. */
function fault(headers, body) {
  if (headers['content-type'] !== 'application/json') return `content-type is ${headers['content-type']}`;
  if (headers['idempotency-key'] !== 'key-of-the-strap') return `idempotency-key is ${headers['idempotency-key']}`;
  if (body.token !== TOKEN || body.variant_id !== 'strap-1' || body.quantity !== 1) return 'another offer';
  if (body.expected?.total !== 2900 || body.expected.currency !== 'EUR') return 'another price';
  return undefined;
}

export function openShop(now = Date.now()) {
  const sheet = JSON.stringify(sheetAt(now));
  const purchases = new Map();
  const faults = [];
  return {
    sheet,
    purchases,
    faults,
    /** The reply to an accept request: {status, body}. */
    accept(headers, text) {
      const body = JSON.parse(text);
      const wrong = fault(headers, body);
      if (wrong) {
        faults.push(wrong);
        return { status: 422, body: { type: 'invalid', detail: wrong } };
      }
      purchases.set(headers['idempotency-key'], body);
      return {
        status: 200,
        body: {
          purchase_id: 'purchase-1',
          line_id: 'line-2',
          charged: 2900,
          order_total: 67800,
          undo: null,
          state: 'accepted',
          server_time: new Date().toISOString(),
        },
      };
    },
  };
}
