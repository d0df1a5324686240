// SPDX-License-Identifier: MIT
//
// Which offers an order could be made, before anything chooses among them: companions by co-purchase lift, and
// what the catalogue says belongs to a product (an upgrade, cover, a refill, a renewal, a course, a sample, a
// gift), each with a smaller successor where one exists. This file proposes broadly; eligibility, prices and the
// choice are the core's.

import { productOf } from '../catalogue/catalogue.mjs';
import { companionsOf } from '../history/companions.mjs';
import { vatOf } from '../money.mjs';
import { consentFor, copyFor } from './copy.mjs';
import { discountFor } from './discounts.mjs';
import { evidenceOf, refundsOf } from './evidence.mjs';
import { offerId } from './names.mjs';

const kCampaignMinutes = 20;
export const kGiftFrom = 6000;

/** Relevance from lift: 0 at chance, towards 10000 as the pair becomes a habit. */
const affinityOf = lift_bps => (lift_bps <= 10_000 ? 0 : Math.min(10_000, 10_000 - Math.floor(100_000_000 / lift_bps)));

/**
 * @param {{ db: import('../store/db.mjs').Database, nowMs: number, order: any, isBuyer: boolean,
 *   stock: Map<string, number | null>, pictureUrl: (id: string) => string }} context
 * @returns {Promise<object[]>} candidates of a private sheet
 */
export async function candidatesFor({ db, nowMs, order, isBuyer, stock, pictureUrl }) {
  const lines = order.lines.filter(line => !line.removed_at);
  const taxes = [{ title: 'VAT', rate_ppm: vatOf(order.country) }];
  const found = new Map();

  const productFields = product => ({
    id: product.id,
    title: product.title,
    image: pictureUrl(product.id),
    image_alt: `${product.title}, drawn`,
    url: `/products/${product.id}`,
    family: product.family,
    categories: [product.trade],
    tags: product.tags,
    variants: product.variants.map(
      ({ id, title, price, compare_at, lowest_30d, options, unit_price_measure, unit_cost }) => ({
        id,
        title,
        price,
        ...(compare_at && { compare_at }),
        // A price that has not moved for a month is its own lowest one.
        lowest_30d: lowest_30d ?? price,
        ...(stock.get(id) !== null && stock.get(id) !== undefined && { stock: stock.get(id) }),
        ...(options && { options }),
        ...(unit_price_measure && { unit_price_measure }),
        unit_cost,
      }),
    ),
  });

  function propose(kind, product, line, extra = {}, name = kind === 'protection' ? line.product_id : product.id) {
    const isDownsell = kind === 'downsell';
    const id = offerId(kind, name);
    if (found.has(id)) return id;
    const bought = line && productOf(line.product_id);
    const discount =
      extra.discount ?? (kind === 'cross_sell' || kind === 'refill' ? discountFor(product) : { type: 'none' });
    const isCampaign = discount.type === 'amount';
    const consent = consentFor(kind);
    found.set(id, {
      id,
      kind: isDownsell ? 'cross_sell' : kind,
      product: productFields(product),
      discount,
      taxes,
      ...(line && { pairs_with: [line.product_id] }),
      availability: isCampaign
        ? { minutes_after_order: kCampaignMinutes, countdown: true, cause: 'campaign', extendable: true }
        : { countdown: true, cause: 'fulfilment' },
      copy: { ...copyFor(kind, product, bought), decline: 'No thanks' },
      ...(consent && { consent }),
      ...(product.digital_only ? {} : { delivery: { ships_with_order: true } }),
      ...(['digital', 'protection', 'sample', 'gift'].includes(kind)
        ? {}
        : { returns: { text: 'Send it back within 30 days', url: '/terms#returns' } }),
      accept: isBuyer ? { mode: 'one_click' } : { mode: 'link', url: `/products/${product.id}` },
      ...(isDownsell && { funnel_only: true }),
      ...extra,
    });
    const lighter = !isDownsell && kind === 'cross_sell' && productOf(product.lighter);
    if (lighter && !lines.some(({ product_id }) => product_id === lighter.id))
      found.get(id).on_decline = propose('downsell', lighter, line);
    return id;
  }

  for (const { companion_id, pairs_with, lift_bps } of await companionsOf(
    db,
    lines.map(({ product_id }) => product_id),
  )) {
    const line = lines.find(({ product_id }) => pairs_with.includes(product_id));
    // A second camera is no companion of the first: one of the same family is an upgrade or nothing.
    const product = productOf(companion_id);
    if (!product || lines.some(({ product_id }) => productOf(product_id)?.family === product.family)) continue;
    propose('cross_sell', product, line, { pairs_with, affinity_bps: affinityOf(lift_bps) });
  }
  for (const line of lines) {
    const bought = productOf(line.product_id);
    if (!bought || line.terms?.kind) continue;
    const offer = (kind, id, extra) => {
      if (id && !lines.some(({ product_id }) => product_id === id)) propose(kind, productOf(id), line, extra);
    };
    offer('refill', bought.refill, { interval_hint_days: bought.refill_days ?? 60 });
    offer('digital', bought.digital);
    // What is used up may come again by itself: the thing bought, or what the machine bought uses.
    const renewed = productOf(bought.subscription) ?? bought;
    if (renewed.repeats) {
      propose('subscription', renewed, line, {
        discount: { type: 'percent', bps: 1000 },
        subscription: { interval: renewed.repeats, recurring_bps: 1000, expected_cycles: 4 },
      });
    }
    offer('sample', bought.sample, { discount: { type: 'free' }, value_minor: 120 });
    if (order.total >= kGiftFrom)
      offer('gift', bought.gift, { discount: { type: 'free' }, gift: { threshold: kGiftFrom }, value_minor: 150 });
    if (!isBuyer) continue;
    if (line.quantity === 1) offer('upgrade', bought.better, { replaces: { line_id: line.id, quantity: 1 } });
    if (bought.care && line.quantity === 1)
      propose('protection', productOf(`care-${bought.trade}`), line, { covers: { line_id: line.id, ...bought.care } });
  }

  // A forwarded link shows what can be bought in the shop by anyone, and nothing that hangs on this order.
  const paused = new Set((await db.query('SELECT candidate_id FROM paused_offers')).rows.map(row => row.candidate_id));
  const open = [...found.values()]
    .filter(({ id, kind }) => !paused.has(id) && (isBuyer || ['cross_sell', 'refill', 'digital'].includes(kind)))
    .map(one => (paused.has(one.on_decline) ? { ...one, on_decline: null } : one));
  const ids = open.map(({ id }) => id);
  const evidence = await evidenceOf(db, ids);
  const refunds = await refundsOf(db, ids, nowMs);
  return open.map(candidate => ({
    ...candidate,
    ...(evidence.has(candidate.id) && { evidence: evidence.get(candidate.id) }),
    ...(refunds.has(candidate.id) && { refunds: refunds.get(candidate.id) }),
  }));
}
