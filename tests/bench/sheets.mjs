// SPDX-License-Identifier: MIT
//
// Sheets to measure with: any number of full candidates (copy, proof, token; about 1.7 KB each) from one seed, a fifth
// of them unfit (trigger, stock, price band), one experiment that changes a price. They stay within what both the core
// and peers.mjs mean by the same words, so that both must choose the same offers.

import { uniform } from '../random.mjs';

const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const orderTotal = 64_820;

function candidate(i, next) {
  const below = n => Math.floor(next() * n);
  const letters = count => Array.from({ length: count }, () => base64url[below(64)]).join('');
  // Of each five: one that a rule keeps out, or that is sold out, or too dear; four that compete.
  const unfit = i % 5 === 3 ? ['trigger', 'stock', 'band'][i % 3] : '';
  const price = unfit === 'band' ? orderTotal + below(9000) : 900 + below(9000);
  const trigger =
    unfit === 'trigger'
      ? { in: ['wholesale', { var: 'customer.segments' }] }
      : {
          and: [
            { '>=': [{ var: 'order.total' }, 1000 + below(20_000)] },
            { '!=': [{ var: 'order.channel' }, 'store'] },
          ],
        };
  return {
    id: `offer-${i}`,
    kind: 'cross_sell',
    product: {
      id: `product-${i}`,
      title: `Lens cleaning kit no. ${i}`,
      image: `/pictures/${letters(8)}.webp`,
      url: `/products/${i}`,
      family: `family-${i}`,
      categories: ['photography'],
      tags: ['care', 'travel'],
      variants: [
        {
          id: `v-${i}-a`,
          title: 'Standard',
          price,
          lowest_30d: price,
          stock: unfit === 'stock' ? 0 : 5 + below(200),
          options: { size: 'standard', colour: 'grey' },
        },
      ],
    },
    quantity: { default: 1, min: 1, max: 3 },
    discount: { type: 'percent', bps: 250 * below(9) },
    shipping: { amount: 0, taxable: true },
    taxes: [{ title: 'VAT', rate_ppm: 190_000 }],
    pairs_with: ['cam-1'],
    trigger,
    availability: { minutes_after_order: 60, countdown: true, cause: 'campaign' },
    take_rate_ppm: 20_000 + below(160_000),
    copy: {
      headline: 'Keep the glass as clear as the day you bought it',
      body: 'Your {{line.title|camera}} deserves a clean lens. Everything fits into a coat pocket, and the cloth may be washed.',
      accept: 'Add to my order',
      decline: 'No thanks',
      badge: 'Ships with your order',
    },
    proof: {
      rating: { value_bps: 8200 + below(1700), count: 10 + below(4000) },
      reviews: [{ rating_bps: 10_000, text: 'Does what it says, and lasted a summer on the coast.', author: 'Jonas' }],
      verification: { text: 'Reviews come from people who bought it here.', url: '/reviews' },
    },
    loyalty: { points: below(90) },
    delivery: { ships_with_order: true },
    accept: { mode: 'one_click', token: `${letters(36)}.${letters(190)}.${letters(86)}`, key: letters(43) },
    layout: 'card',
  };
}

/** A sheet of `count` candidates. `edition` tells sheets apart that are the same otherwise. */
export function benchSheet(count, edition = 0, seed = 20_261_121) {
  const next = uniform(seed + count);
  return {
    version: 1,
    id: `sh_bench_${edition}`,
    issued_at: '2026-11-21T10:00:04Z',
    locale: 'en',
    currency: 'EUR',
    surface: 'thank_you',
    order: {
      id: `ord_${edition}`,
      placed_at: '2026-11-21T10:00:00Z',
      status: 'paid',
      channel: 'web',
      lines: [
        {
          id: 'line-1',
          product_id: 'cam-1',
          title: 'Mirrorless camera',
          quantity: 1,
          unit_price: orderTotal,
          paid: orderTotal,
          family: 'cameras',
          categories: ['photography'],
        },
      ],
      subtotal: orderTotal,
      total: orderTotal,
      tax_included: true,
      billing_country: 'DE',
      payment: { kind: 'card', one_click: true, label: 'Visa ending in 42' },
    },
    customer: { id: 'cus_881', orders_count: 1, segments: ['newsletter'] },
    visitor: { id: 'v_7f3a' },
    policy: {
      id: 'bench-1',
      max_offers: 2,
      second_offer: 'always',
      objective: 'revenue',
      dilution_bps: 1000,
      price_band_bps: { min: 0, max: 2500 },
    },
    experiments: [
      {
        key: 'discount-1',
        hash_version: 2,
        weights: [0.5, 0.5],
        variations: [{}, { candidates: { 'offer-0': { discount: { bps: 1500 } } } }],
      },
    ],
    candidates: Array.from({ length: count }, (_, i) => candidate(i, next)),
    endpoints: { accept: '/encore/accept', status: '/encore/status' },
  };
}

/** The moment at which all of them are decided. */
export const benchNow = Date.parse('2026-11-21T10:05:00Z');
