// SPDX-License-Identifier: MIT
//
// The schemas as documents: private fields are marked as the core
// knows them, and every decision of the examples has the published shape.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { compile, read, root, schema } from './agreement.mjs';

const engine = await loadEngine();

/** Calls `visit(property, name, path of the schema)` for every property of the schema. */
function walk(node, visit, path = []) {
  for (const [name, property] of Object.entries(node.properties ?? {})) visit(property, name, [...path, name]);
  for (const [name, definition] of Object.entries(node.$defs ?? {})) walk(definition, visit, [name]);
}

test('every field has a description', () => {
  walk(schema, (property, _name, path) => assert.ok(property.description?.length > 0, path.join('.')));
});

test('the schema marks as private exactly what the core refuses on a page', () => {
  const marked = [];
  walk(schema, (property, _name, path) => {
    if (property['x-encore-private']) marked.push(path.join('.'));
  });
  assert.deepEqual(marked.sort(), [
    'candidate.evidence',
    'candidate.refunds',
    'customer.ignored',
    'customer.last_bought',
    'customer.purchased_product_ids',
    'customer.returned_product_ids',
    'customer.subscribed_product_ids',
    'line.unit_cost',
    'model',
    'policy.default_margin_bps',
    'policy.discount_ceiling_bps',
    'policy.giveaway_budget',
    'policy.ignore_after',
    'policy.margin_floor_bps',
    'policy.prior',
    'policy.refund_rate_ceiling_bps',
    'policy.reserve',
    'policy.return_cost',
    'subscription.expected_cycles',
    'variant.unit_cost',
  ]);
  const sheet = JSON.parse(read('examples/sheets/shapes/kind-subscription.json'));
  sheet.order.lines[0].unit_cost = 1;
  sheet.customer = {
    purchased_product_ids: ['x'],
    returned_product_ids: ['x'],
    subscribed_product_ids: ['x'],
    last_bought: {},
    ignored: {},
  };
  sheet.policy = {
    id: 'p',
    default_margin_bps: 1,
    discount_ceiling_bps: 1,
    giveaway_budget: 1,
    margin_floor_bps: 1,
    prior: {},
    refund_rate_ceiling_bps: 1,
    return_cost: 1,
    ignore_after: 1,
    reserve: 1,
  };
  sheet.model = { id: 'm', rows: [] };
  Object.assign(sheet.candidates[0], { evidence: {}, refunds: { sold: 0, returned: 0 } });
  sheet.candidates[0].product.variants[0].unit_cost = 1;
  const named = engine
    .check(sheet, { page: true })
    .issues.filter(i => i.code === 'private_field')
    .map(i => i.path.split('/').pop());
  assert.deepEqual(named.sort(), marked.map(path => path.split('.').pop()).sort());
});

test('every word of the schema is known to the core, and its near miss is not', () => {
  const sheet = JSON.parse(read('examples/sheets/shapes/policy.json'));
  for (const [name, property] of Object.entries(schema.$defs.policy.properties)) {
    for (const word of (property.enum ?? []).filter(w => w !== null)) {
      const path = `/policy/${name}`;
      assert.deepEqual(
        engine.check({ ...sheet, policy: { ...sheet.policy, [name]: word } }).issues,
        [],
        `${path} ${word}`,
      );
      const [issue] = engine.check({ ...sheet, policy: { ...sheet.policy, [name]: `${word}x` } }).issues;
      assert.equal(`${issue.path} ${issue.code}`, `${path} enum`);
    }
  }
});

test('decisions have the published shape, explained or not', () => {
  const validate = compile(JSON.parse(read('web/schema/decision-1.schema.json')));
  let decisions = 0;
  for (const folder of ['examples/sheets/', 'examples/sheets/shapes/']) {
    for (const name of readdirSync(new URL(folder, root)).filter(file => file.endsWith('.json'))) {
      for (const explain of [false, true]) {
        const decision = engine.decide(read(folder + name), { now: Date.parse('2026-11-21T10:05:00Z'), explain });
        assert.ok(validate(decision), `${name}: ${JSON.stringify(validate.errors)}`);
        decisions++;
      }
    }
  }
  assert.ok(decisions > 80);
});

test('what is published from each example is a page sheet without a fault', () => {
  for (const name of readdirSync(new URL('examples/sheets/', root)).filter(file => file.endsWith('.json'))) {
    const now = Date.parse(JSON.parse(read(`examples/sheets/${name}`)).issued_at) + 180_000;
    const published = JSON.parse(engine.run('publish', { now }, read(`examples/sheets/${name}`)));
    assert.equal(published.ok, true, name);
    const { ok, issues, notes } = engine.check(published.sheet, { page: true });
    assert.deepEqual({ ok, issues, notes }, { ok: true, issues: [], notes: [] }, name);
  }
});
