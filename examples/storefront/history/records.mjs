// SPDX-License-Identifier: MIT
//
// What the past left in the events: for each order the server's record of what was chosen, as `publish` would have
// written it, and what the pages and the server reported afterwards. A holdout has the record and nothing else.

import { createHash } from 'node:crypto';
import { productOf } from '../catalogue/catalogue.mjs';
import { kCurrency, taxWithin, vatOf } from '../money.mjs';
import { discountFor } from '../offers/discounts.mjs';

const kKinds = { downsell: 'cross_sell', 'cross-sell': 'cross_sell' };
/** The experiment that the demo runs, too. */
export const kExperiment = 'second-offer';
const kAnswers = ['too_dear', 'have_it', 'not_for_me', 'not_now'];

/** An offer with its price and what it would have earned. */
function offerOf({ candidate_id, step, takeRate }, country) {
  const [named, id] = candidate_id.split('.');
  const kind = kKinds[named] ?? named;
  const product = productOf(kind === 'protection' ? `care-${productOf(id).trade}` : id);
  const { price, unit_cost = 0, id: variant_id } = product.variants[0];
  const given = { subscription: Math.floor(price / 10), sample: price, gift: price }[kind];
  const discount = given ?? (kind === 'cross_sell' || kind === 'refill' ? (discountFor(product).value ?? 0) : 0);
  const total = price - discount;
  return {
    candidate_id,
    product_id: product.id,
    variant_id,
    kind,
    family: product.family,
    categories: [product.trade],
    relevance: 'product',
    step,
    quantity: 1,
    list: price,
    discount,
    subtotal: total,
    total,
    take_rate_ppm: Math.round(takeRate * 1_000_000),
    // A sample costs now what it brings in later; 120 is what the shop believes that to be.
    contribution: kind === 'sample' ? 120 - unit_cost : total - taxWithin(total, vatOf(country)) - unit_cost,
  };
}

/**
 * @param {{ id: string, placed_at: string, shown: any[], chance: any,
 *   buyer: { visitor_id: string, country: string, isHeldOut: boolean, variation: number } }} order
 * @returns {object[]} events of the published schema
 */
export function eventsOf({ id, placed_at, shown, chance, buyer: { visitor_id, country, isHeldOut, variation } }) {
  const offers = shown.map(one => offerOf(one, country));
  const slots = offers.filter(({ step }) => step === 1);
  const about = { order_id: id, sheet_id: `sh_${id}`, visitor_id, surface: 'thank_you', currency: kCurrency };
  const record = {
    ...about,
    id: `published:${id}`,
    event: 'published',
    at: placed_at,
    source: 'server',
    decision_id: createHash('sha256').update(id).digest('hex').slice(0, 32),
    policy_id: 'fern-1',
    holdout: isHeldOut,
    holdout_bps: 1000,
    max_steps: 3,
    arms: { [kExperiment]: variation },
    propensity_ppb: 1_000_000_000,
    set_size: slots.length,
    set_ppb: 1_000_000_000,
    set_size_ppb: 1_000_000_000,
    explored: false,
    slots,
    considered: offers,
    left_out: [],
    experiments: [{ experiment: kExperiment, variation, weights_bps: [5000, 5000] }],
  };
  if (isHeldOut) return [record];
  const device = chance.chance(0.6) ? 'phone' : 'desktop';
  const answers = shown.flatMap(({ candidate_id, slot, step, isAccepted, isUndone }, i) => {
    const names = ['shown', isAccepted ? 'accepted' : 'declined', ...(isUndone ? ['undone'] : [])];
    const why = !isAccepted && chance.chance(0.05) ? { why: chance.pick(kAnswers) } : {};
    return names.map((event, nth) => {
      const isMoney = event === 'accepted' || event === 'undone';
      const { product_id, variant_id, quantity, total } = offers[i];
      return {
        ...about,
        id: `${id}:${candidate_id}:${event}`,
        event,
        at: new Date(Date.parse(placed_at) + 5000 * (nth + 1)).toISOString(),
        source: isMoney ? 'server' : 'page',
        candidate_id,
        slot,
        step,
        ...(isMoney
          ? { product_id, variant_id, quantity, charged: total, purchase_id: `${id}:${candidate_id}` }
          : { device }),
        ...(event === 'declined' && why),
      };
    });
  });
  return [record, ...answers];
}
