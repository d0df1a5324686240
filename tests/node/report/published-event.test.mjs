// SPDX-License-Identifier: MIT
//
// The server's event of a publish: valid by the schema, and the decision's own figures, for every example sheet.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { loadEngine } from 'encore-offers/engine';
import { publishedEvent } from 'encore-offers/server';

const engine = await loadEngine();
const at = path => new URL(`../../../${path}`, import.meta.url);
const schema = name => JSON.parse(readFileSync(at(`web/schema/${name}-1.schema.json`), 'utf8'));
const ajv = new Ajv({ strict: false });
ajv.addSchema(schema('offer-sheet'));
const validate = ajv.compile(schema('events'));
const names = readdirSync(at('examples/sheets')).filter(name => name.endsWith('.json'));

for (const name of names) {
  test(`${name}: the event is valid, and holds what was decided`, () => {
    const sheet = JSON.parse(readFileSync(at(`examples/sheets/${name}`), 'utf8'));
    const now = Date.parse(sheet.issued_at) + 300_000;
    const event = publishedEvent(engine, sheet, { now, visitor: 'v-1' });
    assert.ok(validate(event), ajv.errorsText(validate.errors));
    const decision = engine.decide(sheet, { now, visitor: 'v-1' });
    assert.equal(event.decision_id, decision.decision_id);
    assert.deepEqual(
      event.slots.map(({ candidate_id: id, contribution, subtotal }) => [id, contribution, subtotal]),
      decision.slots.map(({ candidate_id: id, contribution, quote }) => [id, contribution, quote.subtotal]),
    );
    assert.deepEqual(
      event.left_out.map(({ candidate_id: id, reasons }) => [id, reasons]),
      decision.left_out.map(({ candidate_id: id, reasons }) => [id, reasons.map(({ reason }) => reason)]),
    );
    const outranked = event.left_out.filter(({ reasons }) => reasons.includes('outranked'));
    for (const one of outranked) assert.ok(Number.isInteger(one.withheld), one.candidate_id);
  });
}

test('the same publish names the same event, and a refused sheet says why', () => {
  const sheet = JSON.parse(readFileSync(at('examples/sheets/camera.json'), 'utf8'));
  const now = Date.parse(sheet.issued_at) + 300_000;
  assert.deepEqual(publishedEvent(engine, sheet, { now }), publishedEvent(engine, sheet, { now }));
  assert.equal(publishedEvent(engine, sheet, { now }).visitor_id, sheet.visitor?.id ?? sheet.order.id);
  assert.throws(() => publishedEvent(engine, { ...sheet, order: undefined }, { now }), /required at \/order|refused/);
});
