// SPDX-License-Identifier: MIT
//
// What holds for every decision, over random sheets: each candidate ends in exactly one slot
// or with reasons; what is shown is allowed and is the best set there is, recomputed here from
// the explained numbers by trying every pair in exact fractions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nativeAnswers } from '../../native.mjs';
import { generator } from '../../random.mjs';
import { randomSheet } from './random-sheets.mjs';

const SEED = 77;
const SHEETS = 2500;

const random = generator(SEED);
const cases = Array.from({ length: SHEETS }, (_, i) => randomSheet(random, i));
const ask = ({ sheet, ...moment }) => ({
  operation: 'decide',
  head: { ...moment, explain: true },
  body: JSON.stringify(sheet),
});
const texts = nativeAnswers(cases.map(ask));
const decisions = texts.map(text => JSON.parse(text));
/** The policy after its arms: second_offer and the rest are read from there. */
const where = i => `sheet ${i} of seed ${SEED}: ${JSON.stringify(cases[i])}\n${texts[i].slice(0, 4000)}`;

const KEYS = [
  'decision_id',
  'sheet_id',
  'policy_id',
  'at',
  'holdout',
  'propensity_ppb',
  'slots',
  'left_out',
  'assignments',
  'objective',
  'explain',
];

test('every candidate ends in exactly one slot or with all its reasons', () => {
  decisions.forEach((decision, i) => {
    assert.deepEqual(
      Object.keys(decision).filter(key => key !== 'explored'),
      KEYS,
      where(i),
    );
    const ids = cases[i].sheet.candidates.map(({ id }) => id).sort();
    const ended = [...decision.slots, ...decision.left_out].map(({ candidate_id }) => candidate_id).sort();
    assert.deepEqual(ended, ids, where(i));
    assert.ok(
      decision.left_out.every(({ reasons }) => reasons.length > 0),
      where(i),
    );
    assert.ok(decision.propensity_ppb > 0 && decision.propensity_ppb <= 1e9, where(i));
    assert.ok(!decision.holdout || decision.slots.length === 0, where(i));
    assert.deepEqual(
      decision.explain.map(({ candidate_id }) => candidate_id),
      cases[i].sheet.candidates.map(({ id }) => id),
    );
  });
});

test('the same sheets give the same bytes again', () => {
  assert.deepEqual(nativeAnswers(cases.slice(0, 300).map(ask)), texts.slice(0, 300));
});

const half = (numerator, denominator) => {
  const whole = numerator / denominator;
  const twice = (numerator - whole * denominator) * 2n;
  return twice > denominator || (twice === denominator && whole % 2n === 1n) ? whole + 1n : whole;
};
const ONE = 1n << 24n;
const v = ppm => (BigInt(ppm) << 24n) / BigInt(1_000_000 - ppm);

/** The exact value of a set: numerator and denominator. */
const value = (set, dilution) => {
  const attention = BigInt(set.length === 2 ? 10_000 - dilution : 10_000);
  return set.reduce(
    ([n, d], { worth, ppm }) => [n + attention * worth * v(ppm), d + attention * v(ppm)],
    [0n, ONE * 10_000n],
  );
};
const compare = ([n, d], [m, e]) => (n * e < m * d ? -1 : n * e > m * d ? 1 : 0);

/** Later is better: value, then fewer, then higher priorities, then lower ids. */
const order = dilution => (a, b) => {
  const byValue = compare(value(a, dilution), value(b, dilution));
  if (byValue !== 0) return byValue;
  if (a.length !== b.length) return b.length - a.length;
  const priorities = set => set.map(({ priority }) => priority).sort((x, y) => y - x);
  const [p, q] = [priorities(a), priorities(b)];
  for (let i = 0; i < p.length; i += 1) if (p[i] !== q[i]) return p[i] - q[i];
  const [ids, others] = [a, b].map(set => set.map(({ id }) => id).sort());
  for (let i = 0; i < ids.length; i += 1) if (ids[i] !== others[i]) return ids[i] < others[i] ? 1 : -1;
  return 0;
};

/** What an offer takes of an order line: `cover` is null where it replaces the units. */
const claimOf = ({ replaces, covers, quantity, product }) =>
  replaces
    ? { line: replaces.line_id, units: replaces.quantity ?? 1, cover: null }
    : covers && { line: covers.line_id, units: quantity?.default ?? 1, cover: product.family ?? '' };

/** Whether the order's line has the units for both: a unit is replaced once, and covered once by each family. */
function lineHolds({ lines }, a, b) {
  if (!a || !b || a.line !== b.line) return true;
  if (a.cover !== null && b.cover !== null && a.cover !== b.cover) return true;
  const { quantity, returned_quantity = 0 } = lines.find(({ id }) => id === a.line);
  return a.units + b.units <= Math.floor(quantity - returned_quantity);
}

test('what is shown is the best allowed set, by trying every pair', () => {
  let checked = 0;
  let pairs = 0;
  decisions.forEach((decision, i) => {
    const { sheet } = cases[i];
    const { policy } = sheet;
    // Left to other tests: draws, the reserve and the merchant's own order. Arms may patch what is read here.
    if (
      policy.explore ||
      policy.reserve ||
      policy.objective === 'priority' ||
      decision.assignments.some(({ in_experiment, variation }) => in_experiment && variation > 0)
    )
      return;
    const byId = new Map(sheet.candidates.map(candidate => [candidate.id, candidate]));
    const contribution = one => BigInt(Math.max(one.contribution ?? 0, 0));
    const largest = decision.explain.reduce((most, one) => (contribution(one) > most ? contribution(one) : most), 1n);
    const field = decision.explain
      .filter(({ stage }) => stage === 'choose' || stage === 'slot')
      .map(one => {
        const { id, product, kind, priority = 0 } = byId.get(one.candidate_id);
        const worth = policy.objective === 'take_rate' ? 1_000_000n : half(contribution(one) * 1_000_000n, largest);
        return {
          id,
          product: product.id,
          family: kind === 'cross_sell' ? product.family : undefined,
          claim: claimOf(byId.get(one.candidate_id)),
          priority,
          worth,
          ppm: one.take_rate_ppm,
          subtotal: one.quote.subtotal,
        };
      });
    const band =
      policy.price_band_bps?.max === undefined
        ? Infinity
        : Math.floor((sheet.order.total * policy.price_band_bps.max) / 10_000);
    const limit = Math.min(policy.price_cap ?? Infinity, band);
    const allowed = (a, b) =>
      a.product !== b.product &&
      !(a.family && a.family === b.family) &&
      a.subtotal + b.subtotal <= limit &&
      lineHolds(sheet.order, a.claim, b.claim);
    const better = order(policy.dilution_bps);
    const best = sets => sets.reduce((top, set) => (top === null || better(set, top) > 0 ? set : top), null);
    const single = best(field.map(one => [one]));
    const twos = field.flatMap((a, k) =>
      field
        .slice(k + 1)
        .filter(b => allowed(a, b))
        .map(b => [a, b]),
    );
    const pair = policy.max_offers < 2 || policy.second_offer === 'never' ? null : best(twos);
    const wins =
      pair &&
      (policy.second_offer === 'always' ||
        compare(value(pair, policy.dilution_bps), value(single, policy.dilution_bps)) > 0);
    const wanted = (wins ? pair : (single ?? [])).map(({ id }) => id).sort();
    const shown = decision.holdout
      ? decision.left_out
          .filter(({ reasons }) => reasons.some(({ reason }) => reason === 'holdout'))
          .map(({ candidate_id }) => candidate_id)
      : decision.slots.map(({ candidate_id }) => candidate_id);
    assert.deepEqual([...shown].sort(), wanted, where(i));
    checked += 1;
    pairs += wanted.length === 2 ? 1 : 0;
  });
  console.log(`decide: ${checked} decisions of seed ${SEED} equal the search over every pair (${pairs} of two)`);
  assert.ok(checked > SHEETS / 5 && pairs > 100);
});
