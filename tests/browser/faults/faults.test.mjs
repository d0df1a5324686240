// SPDX-License-Identifier: MIT
//
// The example shop under faults of every kind, in real Chromium, on PGlite and on PostgreSQL, killed between charge and
// commit: 40 schedules, and the judges that watch them, on books that agree and on books that do not. More schedules,
// and the figures: npm run faults.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Diary, Overdue } from './diary.mjs';
import { play } from './play.mjs';
import { kKinds } from './proxy.mjs';
import { describe, schedules } from './schedules.mjs';
import { denied, outdated, tooLate, unbalanced, unfounded } from './verdict.mjs';

test('the same seed makes the same schedules, whatever their number', () => {
  assert.deepEqual(schedules(40, 7), schedules(200, 7).slice(0, 40));
  assert.notDeepEqual(schedules(40, 7), schedules(40, 8));
});

test('a schedule that does not end is reported with what it waits for', async () => {
  const diary = new Diary();
  diary.begin('a schedule');
  await assert.rejects(
    diary.within(1, () => diary.wait('Godot', new Promise(() => {}))),
    error => error instanceof Overdue && /Godot[^]*a schedule/.test(error.message),
  );
  assert.equal(await diary.within(60_000, () => diary.wait('what comes', Promise.resolve(7))), 7);
});

const jti = 'token';
const purchase = (state, amount = 2990) => ({ jti, candidate_id: 'strap', state, attempt: 1, amount });
const paid = { key: 'order:or_1', amount: 10_000, refunded: 0 };
const charge = (more = {}) => ({ key: `${jti}:1`, amount: 2990, refunded: 0, ...more });
const line = { purchase_id: jti, candidate_id: 'strap', amount: 2990 };
const sound = { purchases: [purchase('accepted')], added: [line], charges: [paid, charge()], total: 12_990 };

test('sound books are not complained of', () => {
  assert.deepEqual(unbalanced(sound), []);
  assert.deepEqual(
    unbalanced({
      purchases: [purchase('undone')],
      added: [],
      charges: [paid, charge({ refunded: 2990 })],
      total: 10_000,
    }),
    [],
  );
  assert.deepEqual(unfounded([{ candidate_id: 'strap', state: 'accepted', charged: 2990 }], sound, new Set([jti])), []);
  assert.deepEqual(denied([{ candidate_id: 'strap', state: 'accepted' }], sound), []);
});

test('every way in which books can differ is reported', () => {
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
  for (const [name, change] of Object.entries(wrong))
    assert.notDeepEqual(unbalanced({ ...sound, ...change }), [], name);
});

test('a page that says more than the server, or denies what was bought, is reported', () => {
  const accepted = [{ candidate_id: 'strap', state: 'accepted', charged: 2990 }];
  const confirmed = new Set([jti]);
  assert.notDeepEqual(unfounded(accepted, { purchases: [] }, confirmed), []);
  assert.notDeepEqual(unfounded(accepted, { purchases: [purchase('charging')] }, confirmed), []);
  assert.notDeepEqual(unfounded(accepted, sound, new Set()), []);
  assert.notDeepEqual(unfounded([{ ...accepted[0], charged: 2991 }], sound, confirmed), []);
  assert.notDeepEqual(unfounded([{ candidate_id: 'strap', state: 'undone' }], sound, confirmed), []);
  assert.notDeepEqual(outdated(accepted, { purchases: [purchase('undone')] }), []);
  assert.deepEqual(outdated(accepted, sound), []);
  assert.notDeepEqual(outdated([...accepted, { candidate_id: 'strap', state: 'offering' }], sound), []);
  assert.deepEqual(outdated([{ candidate_id: 'strap', state: 'offering' }], sound), []);
  assert.deepEqual(
    tooLate({ purchases: [{ candidate_id: 'strap', state: 'accepted', reserved_at_ms: 9 }] }, { strap: 10 }),
    [],
  );
  assert.notDeepEqual(
    tooLate({ purchases: [{ candidate_id: 'strap', state: 'accepted', reserved_at_ms: 10 }] }, { strap: 10 }),
    [],
  );
  assert.deepEqual(
    tooLate({ purchases: [{ candidate_id: 'strap', state: 'free', reserved_at_ms: 10 }] }, { strap: 10 }),
    [],
  );
  for (const state of ['failed', 'expired', 'declined', 'out_of_stock', 'order_released'])
    assert.notDeepEqual(denied([{ candidate_id: 'strap', state }], sound), [], state);
});

test('forty schedules of faults leave page, server, order and ledger agreed to the cent', async t => {
  const seen = { accepted: 0, undone: 0, refused: 0, late: 0 };
  const { orders, due, captured, faults, kills, differences } = await play(schedules(40), (schedule, what) => {
    for (const key of Object.keys(seen)) seen[key] += what[key];
    return t.test(describe(schedule), () => assert.deepEqual(what.differences, [], what.claims.join(', ')));
  });
  assert.deepEqual(differences, []);
  assert.equal(orders, 40);
  assert.equal(captured, due);
  // A play in which nothing went wrong, or nothing was bought, shows nothing.
  const happened = { ...faults, ...kills, ...seen };
  assert.deepEqual(
    [...kKinds, 'before_charge', 'after_charge', 'after_answer', ...Object.keys(seen)].filter(what => !happened[what]),
    [],
    'everything has happened',
  );
});

test('a shop that asks its gateway under another key with each try is found to charge twice', async () => {
  const schedule = {
    number: 1,
    engine: 'pglite',
    faults: [],
    deed: 'click',
    meanwhile: 'nothing',
    card: 'approved',
    crash: 'after_charge',
    afterwards: 'nothing',
    time: 'early',
    skewMs: 0,
  };
  const { differences } = await play([schedule], () => {}, { planted: 'key_per_try' });
  assert.ok(
    differences.some(({ difference }) => /^2 charges under the token/.test(difference)),
    JSON.stringify(differences),
  );
  assert.ok(
    differences.some(({ difference }) => /due \d+, captured \d+/.test(difference)),
    JSON.stringify(differences),
  );
});
