// SPDX-License-Identifier: MIT
//
// The conditions merchants expect, each true for one order and false for another, judged
// where triggers are judged: in a decision.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';

const engine = await loadEngine();
const conditions = JSON.parse(await readFile(new URL('../../../examples/conditions/conditions.json', import.meta.url)));

const base = {
  version: 1,
  id: 'sh',
  issued_at: '2026-11-21T10:00:00Z',
  locale: 'en',
  currency: 'EUR',
  surface: 'thank_you',
  order: {
    id: 'o1',
    placed_at: '2026-11-21T10:00:00Z',
    status: 'paid',
    subtotal: 9000,
    total: 9000,
    coupons: ['WELCOME10'],
    shipping_country: 'DE',
    payment: { kind: 'card', one_click: true },
    lines: [
      {
        id: 'l1',
        product_id: 'cam-x100',
        title: 'Camera',
        quantity: 1,
        unit_price: 8000,
        family: 'cameras',
        categories: ['cameras'],
        tags: ['travel'],
      },
      {
        id: 'l2',
        product_id: 'strap',
        title: 'Strap',
        quantity: 1,
        unit_price: 1000,
        family: 'straps',
        categories: ['cameras'],
      },
    ],
  },
  customer: { orders_count: 1, segments: ['vip'] },
  policy: { id: 'p', min_relevance: 'none', utc_offset_minutes: 60 },
  candidates: [
    { id: 'offer', kind: 'cross_sell', product: { id: 'bag', title: 'Bag', variants: [{ id: 'bag-1', price: 1500 }] } },
  ],
};

const merge = (target, patch) => {
  const merged = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    merged[key] = value && typeof value === 'object' && !Array.isArray(value) ? merge(target[key] ?? {}, value) : value;
  }
  return merged;
};

const judged = (trigger, patch, now) => {
  const sheet = merge(structuredClone(base), patch);
  sheet.candidates[0].trigger = trigger;
  const decision = engine.decide(sheet, { now: Date.parse(now) });
  assert.ok(decision.left_out, JSON.stringify(decision));
  const reasons = decision.left_out.flatMap(({ reasons }) => reasons.map(({ reason }) => reason));
  assert.ok(
    reasons.every(reason => reason === 'trigger_false'),
    `unexpected reasons: ${reasons}`,
  );
  return !reasons.includes('trigger_false');
};

for (const { title, trigger, true_for, false_for, now_true, now_false } of conditions) {
  test(`condition: ${title}`, () => {
    assert.equal(judged(trigger, true_for, now_true ?? '2026-11-21T10:05:00Z'), true);
    assert.equal(judged(trigger, false_for, now_false ?? '2026-11-21T10:05:00Z'), false);
  });
}
