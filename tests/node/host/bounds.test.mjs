// SPDX-License-Identifier: MIT
//
// What comes from outside is bounded before anything walks it: replies, and storage that somebody edited.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryStore, MINUTE, SECOND, World } from './world.mjs';

const bought = (world, more = {}) => ({
  status: 200,
  body: {
    purchase_id: 'pu',
    line_id: 'l2',
    charged: 1000,
    order_total: 11000,
    undo: { url: '/undo/pu', until: new Date(world.server + MINUTE).toISOString() },
    ...more,
  },
});
const keys = store => [...store.map.keys()].filter(key => /^encore:(?!until|declined)/.test(key));

test('storage that could not be ours is dropped', async () => {
  const world = new World();
  const first = world.tab();
  first.close();
  const [key] = keys(first.store);
  const stored = first.store.map.get(key);
  const made = change => {
    const session = JSON.parse(stored);
    change(session);
    return JSON.stringify(session);
  };
  for (const text of [
    '['.repeat(2000) + ']'.repeat(2000),
    made(session => (session.slots = Array(100).fill(session.slots[0]))),
    made(session => (session.more = 'x'.repeat(5000))),
    '{"version":1',
  ]) {
    const store = new MemoryStore();
    store.map.set(key, text);
    const tab = world.tab(undefined, { store });
    await world.settle();
    assert.equal(tab.state(), 'offering', text.slice(0, 60));
    assert.ok(tab.session.view.slots.length <= 2);
    tab.close();
  }
});

test('a reply that is too deep or too long is no answer, and the page lives on', async () => {
  const deep = JSON.parse('['.repeat(500) + ']'.repeat(500));
  for (const more of [{ deep }, { long: 'x'.repeat(70_000) }]) {
    const world = new World();
    world.routes['/accept'] = () => bought(world, more);
    const tab = world.tab();
    tab.session.accept(0);
    await world.settle();
    assert.equal(tab.state(), 'retrying');
    assert.equal(tab.card().problem, 'truncated');
    world.routes['/accept'] = () => bought(world);
    await world.pass(30 * SECOND);
    assert.equal(tab.state(), 'accepted');
  }
});
