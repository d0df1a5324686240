// SPDX-License-Identifier: MIT
//
// The judges of the fault schedules, on books that agree and on books that do not. The schedules themselves (real
// Chromium, PGlite and PostgreSQL, kill -9) take minutes and run by a command of their own: npm run faults.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { schedules } from './schedules.mjs';
import { denied, outdated, unbalanced, unfounded } from './verdict.mjs';

test('the same seed makes the same schedules, whatever their number', () => {
  assert.deepEqual(schedules(40, 7), schedules(200, 7).slice(0, 40));
  assert.notDeepEqual(schedules(40, 7), schedules(40, 8));
});

const jti = 'token';
const purchase = (state, amount = 2990) => ({ jti, candidate_id: 'strap', state, attempt: 1, amount });
const paid = { key: 'order:or_1', amount: 10_000, refunded: 0 };
const charge = (more = {}) => ({ key: `${jti}:1`, amount: 2990, refunded: 0, ...more });
const line = { purchase_id: jti, candidate_id: 'strap', amount: 2990 };
const sound = { purchases: [purchase('accepted')], added: [line], charges: [paid, charge()], total: 12_990 };

test('sound books are not complained of', () => {
  assert.deepEqual(unbalanced(sound), []);
  assert.deepEqual(unbalanced({ purchases: [purchase('undone')], added: [], charges: [paid, charge({ refunded: 2990 })], total: 10_000 }), []);
  assert.deepEqual(unfounded([{ candidate_id: 'strap', state: 'accepted', charged: 2990 }], sound, new Set([jti])), []);
  assert.deepEqual(denied([{ candidate_id: 'strap', state: 'accepted' }], sound), []);
});

test('every way in which books can differ is told', () => {
  const wrong = {
    'two charges under a token': { charges: [paid, charge(), charge({ key: `${jti}:2` })] },
    'a line that was not charged': { charges: [paid] },
    'a line of another price': { charges: [paid, charge({ amount: 2991 })] },
    'a charge without a line': { added: [], total: 10_000, purchases: [purchase('free')] },
    'a purchase without its line': { added: [], charges: [paid], total: 10_000 },
    'a line of a purchase undone': { purchases: [purchase('undone')] },
    'half given back': { charges: [paid, charge({ refunded: 1 })] },
    'a purchase never finished': { purchases: [purchase('charging')] },
    'an order of another sum': { total: 12_991 },
  };
  for (const [name, change] of Object.entries(wrong)) assert.notDeepEqual(unbalanced({ ...sound, ...change }), [], name);
});

test('a page that says more than the server, or denies what was bought, is told', () => {
  const accepted = [{ candidate_id: 'strap', state: 'accepted', charged: 2990 }];
  const told = new Set([jti]);
  assert.notDeepEqual(unfounded(accepted, { purchases: [] }, told), []);
  assert.notDeepEqual(unfounded(accepted, { purchases: [purchase('charging')] }, told), []);
  assert.notDeepEqual(unfounded(accepted, sound, new Set()), []);
  assert.notDeepEqual(unfounded([{ ...accepted[0], charged: 2991 }], sound, told), []);
  assert.notDeepEqual(unfounded([{ candidate_id: 'strap', state: 'undone' }], sound, told), []);
  assert.notDeepEqual(outdated(accepted, { purchases: [purchase('undone')] }), []);
  assert.deepEqual(outdated(accepted, sound), []);
  for (const state of ['failed', 'expired', 'declined', 'out_of_stock', 'order_released']) assert.notDeepEqual(denied([{ candidate_id: 'strap', state }], sound), [], state);
});
