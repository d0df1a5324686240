// SPDX-License-Identifier: MIT
//
// The private sheet of one order: everything the core may know, costs and history included. It never leaves the
// server; `publish` of the server kit makes the page sheet out of it.

import { productOf, variantOf } from '../catalogue/catalogue.mjs';
import { kCurrency, kLocale } from '../money.mjs';
import { candidatesFor } from './candidates.mjs';
import { declinedBy, shownEnough } from './evidence.mjs';

const kDayMs = 86_400_000;
const iso = date => (date ? date.toISOString() : null);

/** How the shop wants offers chosen. Ceilings and floors are private; `publish` removes them. */
export const kPolicy = {
  id: 'fern-1',
  max_offers: 2,
  second_offer: 'auto',
  objective: 'margin',
  rounding: 'half_up',
  discount_ceiling_bps: 2000,
  margin_floor_bps: 1500,
  default_margin_bps: 3500,
  giveaway_budget: 500,
  price_cap: 20000,
  price_band_bps: { min: 0, max: 15000 },
  min_relevance: 'category',
  reference_price: 'lowest_30d',
  consumer_law: 'auto',
  remember_decline_days: 30,
  max_steps: 3,
  undo_seconds: 30,
  token_minutes: 60,
  utc_offset_minutes: 0,
};

function orderFields(order, canCharge, isPacked) {
  const lines = order.lines
    .filter(line => !line.removed_at)
    .map(line => {
      const product = productOf(line.product_id);
      const interval = line.terms?.subscription?.interval;
      return {
        id: line.id,
        product_id: line.product_id,
        variant_id: line.variant_id,
        title: line.title,
        quantity: line.quantity,
        unit_price: line.unit_price,
        paid: line.paid,
        tax: line.tax,
        family: product?.family,
        categories: product ? [product.trade] : [],
        tags: product?.tags ?? [],
        ...(interval && { interval_days: interval.count * { day: 1, week: 7, month: 30, year: 365 }[interval.unit] }),
        unit_cost: variantOf(line.variant_id)?.variant.unit_cost ?? 0,
      };
    });
  return {
    id: order.id,
    number: order.number,
    placed_at: iso(order.placed_at),
    status: order.status,
    currency: order.currency,
    lines,
    subtotal: order.subtotal,
    shipping: order.shipping,
    tax: order.tax,
    total: order.total,
    tax_included: true,
    billing_country: order.country,
    shipping_country: order.country,
    channel: 'web',
    payment: { kind: 'card', one_click: canCharge, label: order.payment.label },
    fulfilment: { hold_until: isPacked ? null : iso(order.hold_until), released: order.released },
  };
}

/** What neither goes in the parcel nor ends with its packing. */
const fromTheShop = candidate => ({
  ...candidate,
  availability: null,
  delivery: null,
  on_decline: null,
  discount: { type: 'none' },
});

/**
 * @param {{ db: import('../store/db.mjs').Database, nowMs: number, order: any, isBuyer: boolean, endpoints: object,
 *   pictureUrl: (id: string) => string, visitorOf: (email: string) => string, model?: any, experiments?: any[],
 *   holdoutBps?: number, surface?: string }} context `model`: what was learned, an IndexedModel
 * @returns {Promise<object>} a private sheet, version 1
 */
export async function privateSheet({
  db,
  nowMs,
  order,
  isBuyer,
  endpoints,
  pictureUrl,
  visitorOf,
  model,
  experiments = [],
  holdoutBps = 0,
  surface = 'thank_you',
}) {
  // Once the parcel is packed nothing can be added to it: then what suits is a way into the shop.
  const isPacked = order.released && surface !== 'thank_you';
  const canCharge = isBuyer && !isPacked;
  const enough = surface === 'thank_you' ? new Set() : await shownEnough(db, order.id);
  const issued_at = new Date(nowMs).toISOString();
  const stock = new Map(
    (await db.query('SELECT id, stock FROM variants')).rows.map(({ id, stock: left }) => [id, left]),
  );
  const { rows: earlier } = await db.query(
    `SELECT DISTINCT l.product_id FROM order_lines l JOIN orders o ON o.id = l.order_id
     WHERE o.email = $1 AND o.id <> $2 AND o.status = 'paid' AND l.removed_at IS NULL ORDER BY 1`,
    [order.email, order.id],
  );
  const {
    rows: [{ count }],
  } = await db.query(
    `SELECT count(*) AS count FROM orders WHERE email = $1 AND status IN ('paid', 'returned', 'partially_returned')`,
    [order.email],
  );
  const fields = orderFields(order, canCharge, isPacked);
  const candidates = (await candidatesFor({ db, nowMs, order, isBuyer: canCharge, stock, pictureUrl }))
    .filter(({ id }) => !enough.has(id))
    .map(candidate => (isPacked ? fromTheShop(candidate) : candidate));
  return {
    version: 1,
    id: `sh_${order.id}_${nowMs.toString(36)}`,
    issued_at,
    locale: kLocale,
    currency: kCurrency,
    surface,
    order: fields,
    customer: {
      orders_count: Math.max(1, count),
      country: order.country,
      first_name: order.first_name,
      purchased_product_ids: earlier.map(({ product_id }) => product_id),
      declined: await declinedBy(db, order.email, nowMs - kPolicy.remember_decline_days * kDayMs),
    },
    visitor: { id: visitorOf(order.email) },
    policy: { ...kPolicy, ...(holdoutBps > 0 && { holdout_bps: holdoutBps }) },
    candidates,
    ...(model && {
      model: model.touchedBy({ lines: fields.lines, products: candidates.map(({ product }) => product) }),
    }),
    ...(experiments.length > 0 && { experiments: experiments.map(({ key, variations }) => ({ key, variations })) }),
    endpoints,
  };
}
