// SPDX-License-Identifier: MIT
//
// The promise of publishing, over random sheets: at the same moment the page sheet shows the
// same slots at the same prices as the private one, and nothing private stands in its text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nativeAnswers } from '../../native.mjs';
import { generator } from '../../random.mjs';
import { randomSheet } from './random-sheets.mjs';

const SEED = 20261121;
const SHEETS = 2500;

const random = generator(SEED);
const cases = Array.from({ length: SHEETS }, (_, i) => randomSheet(random, i));
const ask = (operation, head, body) => ({ operation, head, body: JSON.stringify(body) });
const moment = ({ now, visitor, seed }) => ({ now, seed, ...(visitor && { visitor }) });

const published = nativeAnswers(cases.map(one => ask('publish', moment(one), one.sheet))).map(text => JSON.parse(text));
const privately = nativeAnswers(cases.map(one => ask('decide', moment(one), one.sheet))).map(text => JSON.parse(text));
const onPage = nativeAnswers(
  cases.map((one, i) => ask('decide', { ...moment(one), page: true }, published[i].sheet ?? {})),
).map(text => JSON.parse(text));

const shown = decision =>
  decision.slots.map(({ candidate_id, variant_id, quantity, deadline, quote }) => ({
    candidate_id,
    variant_id,
    quantity,
    deadline,
    quote,
  }));

test('the page sheet shows the same slots at the same prices at the same moment', () => {
  let slots = 0;
  let pairs = 0;
  let dropped = 0;
  cases.forEach((one, i) => {
    const where = `sheet ${i} of seed ${SEED}: ${JSON.stringify({ ...one, published: published[i] })}`;
    assert.equal(published[i].ok, true, where);
    assert.ok(onPage[i].slots, `${where}\n${JSON.stringify(onPage[i])}`);
    assert.deepEqual(shown(onPage[i]), shown(privately[i]), where);
    assert.equal(onPage[i].decision_id, privately[i].decision_id, where);
    assert.equal(onPage[i].holdout, privately[i].holdout, where);
    assert.equal(onPage[i].propensity_ppb, privately[i].propensity_ppb, where);
    assert.deepEqual(onPage[i].assignments, privately[i].assignments, where);
    slots += privately[i].slots.length;
    pairs += privately[i].slots.length === 2 ? 1 : 0;
    dropped += published[i].dropped.length;
  });
  console.log(
    `publish: ${SHEETS} sheets of seed ${SEED}, ${slots} slots (${pairs} pairs) equal on the page, ${dropped} candidates dropped`,
  );
  assert.ok(slots > SHEETS * 0.8 && pairs > SHEETS / 5 && dropped > SHEETS);
});

test('the choice on the page holds at later moments too, where private facts have not changed', () => {
  const later = cases.map(one => ({ ...one, now: one.now + 7 * 60_000 }));
  const before = nativeAnswers(later.map(one => ask('decide', moment(one), one.sheet))).map(text => JSON.parse(text));
  const page = nativeAnswers(
    later.map((one, i) => ask('decide', { ...moment(one), page: true }, published[i].sheet)),
  ).map(text => JSON.parse(text));
  const isPrivate = rule => /purchased|unit_cost/.test(JSON.stringify(rule ?? null));
  let compared = 0;
  later.forEach((one, i) => {
    if (one.sheet.candidates.some(({ trigger }) => isPrivate(trigger))) return;
    // Drawn, or held to a reserve, when it was published.
    if (one.sheet.policy.explore?.method === 'uncertainty' || one.sheet.policy.reserve) return;
    compared += 1;
    assert.deepEqual(shown(page[i]), shown(before[i]), `sheet ${i} of seed ${SEED}`);
  });
  assert.ok(compared > SHEETS / 4);
});

test('options of a variant reach the page letter by letter, whatever their keys are', () => {
  let compared = 0;
  cases.forEach(({ sheet }, i) => {
    for (const { id, product } of published[i].sheet.candidates) {
      const given = sheet.candidates.find(one => one.id === id).product.variants;
      assert.deepEqual(
        product.variants.map(({ options }) => options),
        given.map(({ options }) => options),
        `sheet ${i} of seed ${SEED}`,
      );
      compared += given.filter(({ options }) => options).length;
    }
  });
  assert.ok(compared > 500);
});

/** Every number and text of a value, keys included; at_most_bps is public by definition. */
const leaves = function* (value, key = '') {
  if (Array.isArray(value)) for (const item of value) yield* leaves(item, key);
  else if (value !== null && typeof value === 'object') {
    for (const [name, item] of Object.entries(value)) {
      yield { text: name };
      yield* leaves(item, name);
    }
  } else if (typeof value === 'number') yield { number: value, key };
  else if (typeof value === 'string') yield { text: value, key };
};

test('no private value stands in what a page is given', () => {
  const computed = new Set(['take_rate_ppm', 'worth', 'at_most_bps', 'propensity_ppb']);
  const privateKeys = [
    'unit_cost',
    'purchased_product_ids',
    'evidence',
    'margin_floor_bps',
    'discount_ceiling_bps',
    'default_margin_bps',
    'refund_rate_ceiling_bps',
    'giveaway_budget',
    'prior',
    'expected_cycles',
    'ceiling_action',
  ];
  let seen = 0;
  published.forEach(({ sheet, tokens }, i) => {
    for (const { number, text, key } of leaves({ sheet, terms: tokens.map(({ terms }) => terms) })) {
      seen += 1;
      if (number !== undefined)
        assert.ok(computed.has(key) || number % 10 !== 3, `sheet ${i} of seed ${SEED}: ${key} is ${number}`);
      if (text === undefined) continue;
      // A public trigger may name what it looks for; nothing else may.
      assert.ok(!text.startsWith('secret'), `sheet ${i} of seed ${SEED}: ${key} is ${text}`);
      assert.ok(!privateKeys.includes(text), `sheet ${i} of seed ${SEED}: the key ${text}`);
    }
  });
  console.log(`publish: ${seen} keys and values of ${SHEETS} page sheets hold nothing private`);
});

test('a page accepts every sheet that was published, and refuses every private one that says so', () => {
  const checks = nativeAnswers(published.map(({ sheet }) => ask('check', { page: true }, sheet))).map(text =>
    JSON.parse(text),
  );
  checks.forEach((answer, i) => assert.deepEqual(answer.issues, [], `sheet ${i} of seed ${SEED}`));
  const refused = nativeAnswers(cases.slice(0, 200).map(({ sheet }) => ask('check', { page: true }, sheet))).map(text =>
    JSON.parse(text),
  );
  refused.forEach(answer => assert.ok(answer.issues.some(({ code }) => code === 'private_field')));
});

test("quoting a token's terms is quoting the sheet, in every variant", () => {
  const asked = cases.flatMap((one, i) =>
    published[i].tokens.flatMap(({ candidate_id, terms }) =>
      terms.candidates[0].product.variants.map(({ id }) => ({
        one,
        i,
        terms,
        head: { candidate_id, variant_id: id, now: one.now },
      })),
    ),
  );
  const direct = nativeAnswers(asked.map(({ i, head }) => ask('quote', { ...head, page: true }, published[i].sheet)));
  const signed = nativeAnswers(asked.map(({ head, terms }) => ask('quote', head, terms)));
  asked.forEach(({ i, head }, at) =>
    assert.equal(signed[at], direct[at], `sheet ${i} of seed ${SEED}, ${head.candidate_id}`),
  );
  console.log(`publish: ${asked.length} quotes of tokens' terms equal the sheet's`);
  assert.ok(asked.length > SHEETS);
});
