// SPDX-License-Identifier: MIT
//
// The same job from npm's parts, as a shop would write it that takes them: JSON.parse, GrowthBook's SDK for the arms,
// json-logic-js for the triggers, dinero.js for the prices, and sorting. Written fairly: nothing is checked that the
// job does not need (no schema, no issues, no reasons), each candidate is priced once, only the best are looked at in
// pairs, and the answer is built as text, too. What the core does beyond that, it does in the time that is compared.

import { GrowthBook } from '@growthbook/growthbook';
import {
  EUR,
  add,
  allocate,
  dinero,
  greaterThan,
  multiply,
  subtract,
  toSnapshot,
  transformScale,
  halfUp,
} from 'dinero.js';
import jsonLogic from 'json-logic-js';

/** Pairs are looked for among this many of the best. */
const pool = 20;
const amount = money => toSnapshot(money).amount;
const share = (money, value, scale) => transformScale(multiply(money, { amount: value, scale }), 2, halfUp);

function merge(target, patch) {
  const merged = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = typeof value === 'object' && !Array.isArray(value) ? merge(merged[key] ?? {}, value) : value;
  }
  return merged;
}

function assignArms(sheet) {
  const growthbook = new GrowthBook({ attributes: { 'visitor.id': sheet.visitor.id }, disableCache: true });
  const patches = sheet.experiments.map(
    ({ key, seed = key, hash_version: hashVersion, weights, variations }) =>
      growthbook.run({ key, seed, hashVersion, weights, variations, hashAttribute: 'visitor.id' }).value,
  );
  growthbook.destroy();
  return patches;
}

function price(candidate, order, ceiling) {
  const variant = candidate.product.variants.find(({ stock }) => stock > 0);
  if (!variant) return null;
  const list = dinero({ amount: variant.price, currency: EUR });
  const discount = share(list, candidate.discount.bps, 4);
  const subtotal = subtract(list, discount);
  // The tax that an inclusive price contains, and what stays.
  const [tax, net] = allocate(subtotal, [candidate.taxes[0].rate_ppm, 1_000_000]);
  if (greaterThan(subtotal, ceiling)) return null;
  return {
    variant,
    list: amount(list),
    discount: amount(discount),
    subtotal: amount(subtotal),
    tax: amount(tax),
    net: amount(net),
    total: amount(subtotal),
    order_total: amount(add(dinero({ amount: order.total, currency: EUR }), subtotal)),
  };
}

/** Logit choice over a set of candidates; `diluted` where two share the attention. */
function worthOf(set, dilution) {
  let above = 0;
  let below = 1;
  for (const { odds, worth } of set) {
    const v = odds * dilution;
    above += v * worth;
    below += v;
  }
  return above / below;
}

/** The offers to show, as text. */
export function decideWithPeers(text, now) {
  const sheet = JSON.parse(text);
  const { order, policy } = sheet;
  const patches = new Map();
  for (const arm of assignArms(sheet)) {
    for (const [id, patch] of Object.entries(arm.candidates ?? {}))
      patches.set(id, merge(patches.get(id) ?? {}, patch));
  }
  const placed = Date.parse(order.placed_at);
  const data = { order, customer: sheet.customer, sheet };
  const bought = new Set(order.lines.map(({ product_id }) => product_id));
  const ceiling = share(dinero({ amount: order.total, currency: EUR }), policy.price_band_bps.max, 4);
  const kept = [];
  for (const given of sheet.candidates) {
    const candidate = patches.has(given.id) ? merge(given, patches.get(given.id)) : given;
    if (now >= placed + candidate.availability.minutes_after_order * 60_000) continue;
    if (bought.has(candidate.product.id) || !jsonLogic.apply(candidate.trigger, data)) continue;
    const quote = price(candidate, order, ceiling);
    if (!quote) continue;
    const p = candidate.take_rate_ppm / 1e6;
    kept.push({ candidate, quote, odds: p / (1 - p), worth: quote.net });
  }
  kept.sort((a, b) => worthOf([b], 1) - worthOf([a], 1));
  let best = kept.slice(0, 1);
  let bestWorth = -1;
  const dilution = 1 - policy.dilution_bps / 10_000;
  const most = (order.total * policy.price_band_bps.max) / 10_000;
  const near = kept.slice(0, pool);
  for (const [i, a] of near.entries()) {
    for (const b of near.slice(i + 1)) {
      const worth = worthOf([a, b], dilution);
      if (worth <= bestWorth || a.candidate.product.family === b.candidate.product.family) continue;
      if (a.quote.subtotal + b.quote.subtotal > most) continue;
      best = [a, b];
      bestWorth = worth;
    }
  }
  return JSON.stringify({ slots: best.map(({ candidate, quote }) => ({ candidate_id: candidate.id, quote })) });
}
