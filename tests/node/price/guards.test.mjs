// SPDX-License-Identifier: MIT
//
// What judges a price, once more from the published rules in exact fractions: what the order keeps, cap and band,
// ceiling, floor, the smallest charge, budgets, and costs in the shop's money at the order's rate. The core must leave
// out the same offers for the same reasons with the same figures, and reckon the same contribution.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { dice, randomInput, ROUNDINGS, seedOf } from './random.mjs';
import { Fraction, referenceQuote, round } from './reference.mjs';

const seed = seedOf(process.env);
const cases = 8000;
const engine = await loadEngine();
const KINDS = new Set(['cross_sell', 'refill', 'bundle', 'gift', 'sample']);
const DIGITS = { JPY: 0, KWD: 3, CLF: 4 };
const digitsOf = currency => DIGITS[currency] ?? 2;
const one = new Fraction(1n);
const share = (amount, bps) => new Fraction(BigInt(amount) * BigInt(bps), 10_000n);
const number = value => Number(value);

/** A random sheet whose one offer is judged. */
function judgedInput(roll) {
  let input;
  do input = randomInput(roll);
  while (!KINDS.has(input.sheet.candidates[0].kind) || input.sheet.candidates[0].product.variants[0].price > 1e12);
  const { sheet } = input;
  const [candidate] = sheet.candidates;
  const { order, policy } = sheet;
  const maybe = (share, value) => (roll.chance(share) ? value() : undefined);
  Object.assign(order, {
    total: roll.amount(8),
    shop_currency: maybe(0.5, () => roll.pick(['EUR', 'USD', 'JPY', 'KWD'])),
    rate: maybe(0.8, () => roll.pick(['1', '1.0842', '0.0061', '163.25', '2.8', '0.5', '0.0000000001'])),
    payment: { kind: roll.pick(['card', 'wallet', 'invoice']), one_click: true },
    undoable: maybe(0.2, () => roll.amount(6)),
  });
  order.refunded = roll.chance(0.3) ? roll.below(Math.max(1, order.total)) : 0;
  candidate.accept = { mode: 'one_click' };
  candidate.quantity = { default: 1 + roll.below(4), min: 1, max: 50 };
  if (candidate.kind === 'gift') candidate.gift = { threshold: roll.amount() };
  candidate.value_minor = maybe(0.3, () => roll.amount(4));
  candidate.taxes = candidate.taxes?.slice(0, 2);
  const cost = variant => roll.chance(0.6) && (variant.unit_cost = roll.amount(6));
  for (const product of [candidate.product, ...(candidate.components ?? []).map(part => part.product)])
    for (const variant of product.variants) cost(variant);
  if (candidate.kind === 'bundle' && roll.chance(0.7)) delete candidate.product.variants[0].unit_cost;
  Object.assign(policy, {
    min_relevance: 'none',
    skip_purchased: 'off',
    rounding: roll.pick(ROUNDINGS),
    discount_ceiling_bps: roll.pick([0, 3000, 10_000, roll.below(10_001)]),
    margin_floor_bps: roll.pick([0, 2000, roll.below(10_001)]),
    default_margin_bps: roll.pick([4000, roll.below(10_001)]),
    min_order_total: maybe(0.2, () => roll.amount()),
    min_charge: maybe(0.3, () => roll.amount(4)),
    giveaway_budget: maybe(0.5, () => roll.amount(6)),
    price_cap: maybe(0.6, () =>
      roll.pick([
        roll.amount(),
        { order_bps: roll.below(20_000) },
        { amount: roll.amount(), order_bps: roll.below(20_000), take: roll.pick(['larger', 'smaller']) },
      ]),
    ),
    price_band_bps: maybe(0.3, () => ({ min: roll.below(200), max: 5000 + roll.below(20_000) })),
  });
  return JSON.parse(JSON.stringify({ ...input, quantity: candidate.quantity.default }));
}

/** An amount of the shop's money in the sheet's: converted once, half-even; null where no rate is known. */
function converted(amount, { currency, order }) {
  const { shop_currency: own, rate } = order;
  if (own === undefined || own === currency) return BigInt(amount);
  if (rate === undefined) return null;
  const [whole, part = ''] = rate.split('.');
  const factor = new Fraction(BigInt(whole + part), 10n ** BigInt(part.length));
  const scale = digitsOf(currency) - digitsOf(own);
  const power = new Fraction(10n ** BigInt(Math.abs(scale)));
  const exact = factor.times(BigInt(amount));
  return round(scale < 0 ? exact.over(power) : exact.times(power), 'half_even');
}

/** What the pieces cost: known costs in the shop's money, and the list price of what is not known. */
function costs(sheet, quote) {
  const [candidate] = sheet.candidates;
  const readable = converted(0, sheet) !== null;
  const [variant] = candidate.product.variants;
  const count = BigInt(quote.quantity);
  if (readable && variant.unit_cost !== undefined) return { known: BigInt(variant.unit_cost) * count, list: 0n };
  const parts = candidate.kind === 'bundle' ? candidate.components : [];
  const isKnown = part => readable && part.product.variants[0].unit_cost !== undefined;
  if (!parts.some(isKnown)) return { known: 0n, list: BigInt(quote.list) };
  const sum = (chosen, value) =>
    parts
      .filter(chosen)
      .reduce((all, part) => all + BigInt(value(part.product.variants[0]) * (part.quantity ?? 1)), 0n);
  return {
    known: sum(isKnown, found => found.unit_cost) * count,
    list:
      sum(
        part => !isKnown(part),
        found => found.price,
      ) * count,
  };
}

/** How many times a price with its taxes is of one without. */
function gross({ order, candidates: [{ taxes = [] }] }) {
  let whole = one;
  if (!order.tax_included) return whole;
  for (const { rate_ppm, compound } of taxes)
    whole = whole.plus((compound ? whole : one).times(new Fraction(BigInt(rate_ppm), 1_000_000n)));
  return whole;
}

function cap({ order, policy: { price_cap: given } }, kept) {
  if (given === undefined) return kept > 0n ? kept : null;
  if (typeof given === 'number') return BigInt(given);
  const ofOrder = share(kept, given.order_bps).floor();
  if (given.amount === undefined) return ofOrder;
  const amount = BigInt(given.amount);
  const larger = ofOrder > amount ? ofOrder : amount;
  const smaller = ofOrder > amount ? amount : ofOrder;
  return order && given.take === 'larger' ? larger : smaller;
}

const USUAL = { USD: 50n, EUR: 50n, JPY: 50n };

/** The reasons of the price, each [reason, limit, actual], and the contribution in minor units. */
function judged(sheet, quote) {
  const [candidate] = sheet.candidates;
  const { order, policy } = sheet;
  const kept = BigInt(Math.max(0, order.total - order.refunded));
  const givenAway = candidate.kind === 'gift' || candidate.kind === 'sample';
  const least = BigInt(policy.min_order_total ?? 0);
  const earned = kept - BigInt(order.undoable ?? 0);
  if (kept < least) return { reasons: [['order_below_minimum', least, kept]] };
  const threshold = candidate.gift?.threshold;
  if (threshold !== undefined && earned < BigInt(threshold))
    return { reasons: [['order_below_minimum', BigInt(threshold), earned > 0n ? earned : 0n]] };
  const reasons = [];
  const subtotal = BigInt(quote.subtotal);
  const most = cap(sheet, kept);
  if (most !== null && subtotal > most) reasons.push(['above_price_cap', most, subtotal]);
  const band = policy.price_band_bps;
  const start = round(share(kept, band?.min ?? 0), 'up');
  const end = band === undefined ? null : share(kept, band.max).floor();
  if (subtotal < start && !givenAway) reasons.push(['outside_price_band', start, subtotal]);
  else if (end !== null && subtotal > end) reasons.push(['outside_price_band', end, subtotal]);
  const usual = order.payment.kind === 'invoice' ? 0n : (USUAL[sheet.currency] ?? 0n);
  const charge = policy.min_charge === undefined ? usual : BigInt(policy.min_charge);
  if (quote.total > 0 && BigInt(quote.total) < charge) reasons.push(['below_min_charge', charge, BigInt(quote.total)]);

  const { known, list } = costs(sheet, quote);
  const paid = converted(known, sheet) ?? 0n;
  const factor = gross(sheet);
  const within = round(Fraction.of(list).minus(Fraction.of(list).over(factor)), policy.rounding);
  const cost = paid + round(share(list - within, 10_000 - policy.default_margin_bps), policy.rounding);
  if (givenAway) {
    const budget = policy.giveaway_budget === undefined ? null : (converted(policy.giveaway_budget, sheet) ?? 0n);
    if (budget !== null && cost > budget) reasons.push(['giveaway_budget_spent', budget, cost]);
    return { reasons, contribution: BigInt(candidate.value_minor ?? cost) };
  }
  const ceiling = round(share(quote.list, policy.discount_ceiling_bps), policy.rounding);
  if (BigInt(quote.discount) > ceiling) reasons.push(['discount_above_ceiling', ceiling, BigInt(quote.discount)]);
  // The floor is asked of the exact margin: no tax and no estimate is rounded.
  const estimate = share(list, 10_000 - policy.default_margin_bps);
  const margin = Fraction.of(subtotal).minus(estimate).over(factor).minus(paid);
  const floor = share(subtotal, policy.margin_floor_bps).over(factor);
  if (margin.compare(floor) < 0) reasons.push(['below_margin_floor', round(floor, 'up'), margin.floor()]);
  const net = subtotal - (order.tax_included ? BigInt(quote.tax) : 0n);
  return { reasons, contribution: net - cost };
}

test(`${cases} random offers are judged as exact fractions judge them (seed ${seed})`, () => {
  const roll = dice(seed);
  const met = new Map();
  for (let i = 0; i < cases; i += 1) {
    const input = judgedInput(roll);
    const { sheet } = input;
    const quote = referenceQuote({ ...input, variant_id: sheet.candidates[0].product.variants[0].id });
    if (quote.fault || sheet.order.total <= sheet.order.refunded) continue;
    const where = `seed ${seed}, case ${i}: ${JSON.stringify(sheet)}`;
    const { slots = [], left_out = [], issues } = engine.decide(sheet, { now: Date.parse(input.now) });
    assert.equal(issues, undefined, where);
    const { reasons, contribution } = judged(sheet, quote);
    const given = (left_out[0]?.reasons ?? []).map(({ reason, limit = 0, actual = 0 }) => [reason, limit, actual]);
    if (given.some(([reason]) => reason === 'not_worth_second_slot' || reason === 'outranked')) continue;
    assert.deepEqual(
      given,
      reasons.map(([reason, limit, actual]) => [reason, number(limit), number(actual)]),
      where,
    );
    for (const [reason] of reasons) met.set(reason, (met.get(reason) ?? 0) + 1);
    if (slots.length === 0) continue;
    met.set('shown', (met.get('shown') ?? 0) + 1);
    if (!sheet.candidates[0].shipping?.taxable) assert.equal(slots[0].contribution, number(contribution), where);
  }
  const wanted = ['order_below_minimum', 'above_price_cap', 'outside_price_band', 'below_min_charge'];
  for (const reason of [...wanted, 'discount_above_ceiling', 'below_margin_floor', 'giveaway_budget_spent', 'shown'])
    assert.ok((met.get(reason) ?? 0) > 50, `${reason}: ${met.get(reason)} of ${cases}`);
});
