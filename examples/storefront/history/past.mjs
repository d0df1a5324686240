// SPDX-License-Identifier: MIT
//
// Invents the shop's past: half a year of orders whose baskets follow the catalogue's companions, and what those
// buyers did with the offers they were shown; one customer in ten was in the holdout and saw none. Pure: a seed and a
// moment in, rows out. The numbers are drawn, not copied from anywhere, but their shape is that of a shop: most orders
// hold one or two things, some customers come back, cheap companions are taken more often than dear ones.

import { kProducts, productOf, shelf } from '../catalogue/catalogue.mjs';
import { kCountries, shippingFor, taxWithin, vatOf } from '../money.mjs';
import { offerId } from '../offers/names.mjs';
import { eventsOf } from './records.mjs';
import { seededRandom } from './random.mjs';

const kDayMs = 86_400_000;
const kDays = 180;
const kFirst = [
  'Aoife',
  'Ben',
  'Clara',
  'Daniel',
  'Elif',
  'Finn',
  'Greta',
  'Hugo',
  'Ida',
  'Jonas',
  'Kaja',
  'Luca',
  'Marta',
  'Nora',
  'Oisín',
  'Paula',
  'Rosa',
  'Sami',
  'Tilda',
  'Zoë',
];
const kLast = [
  'Byrne',
  'Costa',
  'Dubois',
  'Eder',
  'Fischer',
  'Garcia',
  'Huber',
  'Jansen',
  'Kelly',
  'Leitner',
  'Moreau',
  'Novak',
  'Romano',
  'Smit',
  'Walsh',
  'Weber',
];

function basketFor(random, main) {
  const products = [main];
  for (const [id, share] of Object.entries(main.companions)) if (random.chance(share)) products.push(productOf(id));
  if (random.chance(0.09)) products.push(random.weighted(kProducts, ({ sold }) => sold));
  return [...new Map(products.filter(({ sold }) => sold > 0).map(product => [product.id, product])).values()];
}

/** What a buyer with this basket was shown afterwards, and did. */
function offersFor(random, basket, main) {
  const held = new Set(basket.map(({ id }) => id));
  const open = Object.entries(main.companions)
    .filter(([id]) => !held.has(id))
    .sort(([, a], [, b]) => b - a)
    .slice(0, 4);
  const candidates = open.map(([id, share]) => ({
    id: offerId('cross_sell', id),
    lighter: productOf(id).lighter,
    p: 0.03 + share * 0.3 * (productOf(id).variants[0].price < main.variants[0].price / 3 ? 1 : 0.4),
  }));
  const extra = (kind, id, p) => {
    if (id && !held.has(id)) candidates.push({ id: offerId(kind, id), p });
  };
  if (main.care) candidates.push({ id: offerId('protection', main.id), p: 0.07 });
  extra('upgrade', main.better, 0.03);
  extra('refill', main.refill, 0.12);
  extra('digital', main.digital, 0.05);
  extra('sample', main.sample, 0.34);
  if (main.subscription ?? main.repeats)
    candidates.push({ id: offerId('subscription', main.subscription ?? main.id), p: 0.06 });
  const shown = [];
  const count = random.chance(0.45) ? 2 : 1;
  while (shown.length < count && candidates.length > 0) {
    const [one] = candidates.splice(random.below(Math.min(3, candidates.length)), 1);
    const isAccepted = random.chance(one.p);
    shown.push({
      candidate_id: one.id,
      slot: shown.length,
      step: 1,
      takeRate: one.p,
      isAccepted,
      isUndone: isAccepted && random.chance(0.03),
    });
    if (!isAccepted && one.lighter && !held.has(one.lighter)) {
      shown.push({
        candidate_id: offerId('downsell', one.lighter),
        slot: shown.length - 1,
        step: 2,
        takeRate: 0.11,
        isAccepted: random.chance(0.11),
        isUndone: false,
      });
    }
  }
  return shown;
}

/**
 * @param {{ seed?: number, orders?: number, nowMs: number, visitorOf?: (email: string) => string }} options
 * `visitorOf`: the pseudonym of a customer, as sheets have it
 * @returns {{ orders: object[], lines: object[], events: object[] }} rows as the tables have them; events as documents
 */
export function inventPast({ seed = 20260101, orders: count = 5200, nowMs, visitorOf = email => email }) {
  const random = seededRandom(seed);
  // Whatever is drawn for the events changes nothing of the orders.
  const chance = seededRandom(seed + 1);
  const sellable = kProducts.filter(product => product.sold > 0 && product.listed !== false);
  const start = Math.floor(nowMs / kDayMs) * kDayMs - kDays * kDayMs;
  const customers = Array.from({ length: Math.ceil(count * 0.56) }, (_, i) => {
    const first_name = random.pick(kFirst);
    const home = random.pick(
      shelf(random.pick(['photography', 'phones', 'coffee', 'coffee', 'skincare', 'yoga', 'printing'])),
    ).trade;
    return {
      first_name,
      isHeldOut: chance.chance(0.1),
      variation: chance.below(2),
      email: `${first_name}.${random.pick(kLast)}.${i}@example.com`
        .toLowerCase()
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, ''),
      home,
      country: random.chance(0.5) ? 'IE' : random.pick(kCountries).code,
    };
  });
  const rows = { orders: [], lines: [], events: [] };
  for (let n = 0; n < count; n += 1) {
    const customer = random.pick(customers);
    const choice = random.chance(0.7) ? sellable.filter(({ trade }) => trade === customer.home) : sellable;
    const main = random.weighted(choice, ({ sold }) => sold);
    const basket = basketFor(random, main);
    const id = `or_past${String(n).padStart(6, '0')}`;
    // Orders come through the day, evenly enough, and a little more often towards the present.
    const at = start + Math.floor(kDays * kDayMs * random.next() ** 0.85);
    const placed_at = new Date(Math.min(at, nowMs - kDayMs)).toISOString();
    const rate = vatOf(customer.country);
    const lines = basket.map((product, i) => {
      const variant = random.chance(0.72) ? product.variants[0] : random.pick(product.variants);
      const quantity = variant.price < 1500 && random.chance(0.14) ? 2 : 1;
      const paid = variant.price * quantity;
      return {
        id: `${id}_${i + 1}`,
        order_id: id,
        position: i + 1,
        product_id: product.id,
        variant_id: variant.id,
        title: product.title,
        quantity,
        unit_price: variant.price,
        paid,
        tax: taxWithin(paid, rate),
      };
    });
    const subtotal = lines.reduce((sum, line) => sum + line.paid, 0);
    const shipping = shippingFor(subtotal);
    rows.lines.push(...lines);
    rows.orders.push({
      id,
      placed_at,
      status: random.chance(0.02) ? 'returned' : 'paid',
      email: customer.email,
      first_name: customer.first_name,
      country: customer.country,
      subtotal,
      shipping,
      tax: lines.reduce((sum, line) => sum + line.tax, taxWithin(shipping, rate)),
      total: subtotal + shipping,
    });
    const buyer = { ...customer, visitor_id: visitorOf(customer.email) };
    rows.events.push(...eventsOf({ id, placed_at, buyer, shown: offersFor(random, basket, main), chance }));
  }
  return rows;
}
