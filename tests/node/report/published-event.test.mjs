// SPDX-License-Identifier: MIT
//
// The server's event of a publish: valid by the schema, and the decision's own figures, for every example sheet; what a
// holdout would have shown; what each reason withheld; the probabilities of the set; and never in a page.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { loadEngine } from 'encore-offers/engine';
import { createKeyring, publish, publishedEvent } from 'encore-offers/server';

const engine = await loadEngine();
const at = path => new URL(`../../../${path}`, import.meta.url);
const schema = name => JSON.parse(readFileSync(at(`web/schema/${name}-1.schema.json`), 'utf8'));
const ajv = new Ajv({ strict: false });
ajv.addSchema(schema('offer-sheet'));
const validate = ajv.compile(schema('events'));
const names = readdirSync(at('examples/sheets')).filter(name => name.endsWith('.json'));
const sheetOf = name => JSON.parse(readFileSync(at(`examples/sheets/${name}`), 'utf8'));
const momentOf = sheet => Date.parse(sheet.issued_at) + 300_000;
const ids = offers => offers.map(({ candidate_id }) => candidate_id);

for (const name of names) {
  test(`${name}: the event is valid, and holds what was decided`, () => {
    const sheet = sheetOf(name);
    const now = momentOf(sheet);
    const event = publishedEvent(engine, sheet, { now, visitor: 'v-1' });
    assert.ok(validate(event), ajv.errorsText(validate.errors));
    const decision = engine.decide(sheet, { now, visitor: 'v-1' });
    assert.equal(event.decision_id, decision.decision_id);
    assert.deepEqual(
      event.slots.map(({ candidate_id: id, contribution, subtotal, step }) => [id, contribution, subtotal, step]),
      decision.slots.map(({ candidate_id: id, contribution, quote }) => [id, contribution, quote.subtotal, 1]),
    );
    assert.deepEqual(
      event.left_out.map(({ candidate_id: id, reasons }) => [id, reasons]),
      decision.left_out.map(({ candidate_id: id, reasons }) => [id, reasons.map(({ reason }) => reason)]),
    );
    for (const slot of event.slots) assert.ok(slot.factors.base === '|' && slot.factors.product, slot.candidate_id);
    // Whatever the reason, an offer that can have a price says what leaving it out withheld.
    const unpriced = event.left_out.filter(({ withheld }) => withheld === undefined);
    for (const one of unpriced)
      assert.ok(
        'ok' in engine.quote(sheet, { candidate_id: one.candidate_id, now, visitor: 'v-1' }),
        `${one.candidate_id} has a price, so that ${one.reasons} withheld something`,
      );
  });

  test(`${name}: a holdout records what would have been shown, and is otherwise the same choice`, () => {
    const sheet = sheetOf(name);
    const now = momentOf(sheet);
    const open = publishedEvent(engine, { ...sheet, policy: { ...sheet.policy, holdout_bps: 0 } }, { now });
    const held = publishedEvent(engine, { ...sheet, policy: { ...sheet.policy, holdout_bps: 10_000 } }, { now });
    assert.ok(held.holdout && !open.holdout);
    assert.ok(validate(held), ajv.errorsText(validate.errors));
    assert.deepEqual(held.slots, open.slots);
    assert.deepEqual(held.considered, open.considered);
    for (const { candidate_id: id } of held.slots)
      assert.ok(held.left_out.find(one => one.candidate_id === id).reasons.includes('holdout'), id);
  });
}

test('publish returns the record, with nothing of it in the page; a forwarded link has none', async () => {
  const keys = await createKeyring({
    issuer: 'shop',
    current: 'k',
    keys: [{ kid: 'k', alg: 'HS256', secret: 'mfW8Q2sLJx0c5zDk7VtRyB1nHgUe4aPo9iTqXwEdZ3M' }],
  });
  const sheet = sheetOf('camera.json');
  const options = { now: momentOf(sheet), keys, engine };
  const { record, sheet: page } = await publish(sheet, options);
  assert.deepEqual(record, publishedEvent(engine, sheet, { now: options.now }));
  assert.ok(record.slots.length > 0 && record.left_out.length > 0);
  const text = JSON.stringify(page);
  for (const word of ['withheld', 'contribution', 'left_out', 'set_size_ppb', 'factors'])
    assert.ok(!text.includes(word), word);
  assert.deepEqual((await publish(JSON.stringify(sheet), options)).record, record);
  assert.equal((await publish(sheet, { ...options, buyer_present: false })).record, null);
});

test('probabilities: a set counts both its orders, and sizes sum over all sets', () => {
  const sheet = sheetOf('camera.json');
  const now = momentOf(sheet);
  const policy = { ...sheet.policy, explore: { method: 'softmax', temperature_bps: 20_000, pool: 6 }, holdout_bps: 0 };
  let pairs = 0;
  for (let i = 0; i < 40; i++) {
    const options = { now, visitor: `v${i}` };
    const event = publishedEvent(engine, { ...sheet, policy }, options);
    const { slates } = engine.decide({ ...sheet, policy }, { ...options, slates: true });
    const shown = ids(event.slots);
    const same = slates.filter(one => one.candidate_ids.length === shown.length);
    const orders = same.filter(one => one.candidate_ids.every(id => shown.includes(id)));
    const sum = list => list.reduce((total, { propensity_ppb: ppb }) => total + ppb, 0);
    assert.equal(event.set_size_ppb, Math.min(sum(same), 1e9));
    assert.equal(event.set_ppb, sum(orders));
    assert.ok(orders.some(one => one.propensity_ppb === event.propensity_ppb));
    assert.ok(Math.abs(sum(slates) - 1e9) <= slates.length);
    pairs += shown.length === 2 ? 1 : 0;
  }
  assert.ok(pairs > 0);
  const plain = publishedEvent(engine, sheet, { now });
  assert.deepEqual([plain.set_ppb, plain.set_size_ppb, plain.explored], [1e9, 1e9, false]);
});

test('what follows an offer that is shown is recorded with its terms', () => {
  const sheet = sheetOf('camera.json');
  const [first, second] = sheet.candidates;
  const linked = {
    ...sheet,
    policy: { ...sheet.policy, holdout_bps: 0 },
    candidates: [{ ...first, on_decline: second.id }, { ...second, funnel_only: true }, ...sheet.candidates.slice(2)],
  };
  const event = publishedEvent(engine, linked, { now: momentOf(sheet) });
  if (ids(event.slots).includes(first.id)) {
    const successor = event.considered.find(({ candidate_id: id }) => id === second.id);
    assert.equal(successor.step, 2);
    assert.ok(Number.isInteger(successor.contribution) && successor.total > 0);
  } else assert.fail('the first candidate of the sheet is shown');
});

test('the same publish names the same event, and a refused sheet says why', () => {
  const sheet = sheetOf('camera.json');
  const now = momentOf(sheet);
  assert.deepEqual(publishedEvent(engine, sheet, { now }), publishedEvent(engine, sheet, { now }));
  assert.equal(publishedEvent(engine, sheet, { now }).visitor_id, sheet.visitor?.id ?? sheet.order.id);
  assert.throws(() => publishedEvent(engine, { ...sheet, order: undefined }, { now }), /required at \/order|refused/);
});
