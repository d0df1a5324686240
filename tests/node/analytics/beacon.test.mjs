// SPDX-License-Identifier: MIT
//
// The beacon batches, repeats what was not taken, forgets on withdrawal, and never carries
// what it should not. Its module is bundled alone: the page loads it on consent only.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundled } from '../../bundled.mjs';

const { Beacon } = await bundled('analytics/beacon.ts');

const world = () => {
  const posts = [];
  const timers = [];
  let ids = 0;
  const env = {
    reachable: true,
    posts,
    post: async (url, body) => {
      posts.push({ url, ...JSON.parse(body) });
      return env.reachable;
    },
    later: (ms, ring) => timers.push(ring),
    id: () => `e${(ids += 1)}`,
    stored: null,
    kept: () => env.stored,
    keep: text => (env.stored = text),
    device: () => 'phone',
  };
  env.ring = async () => {
    for (const ring of timers.splice(0)) ring();
    await new Promise(resolve => setImmediate(resolve));
  };
  return env;
};
const sheet = {
  id: 'sh',
  order: { id: 'o' },
  currency: 'EUR',
  surface: 'thank_you',
  policy: { id: 'p-1' },
  published: { visit: 'v.i.s' },
};
const about = { sheet_id: 'sh', order_id: 'o', currency: 'EUR', surface: 'thank_you', policy_id: 'p-1' };
const session = {
  decision: { decision_id: 'd1', propensity_ppb: 500_000_000, arms: { headline: 1 } },
  slots: [{ token: 'secret.token.value' }],
};
const shown = {
  type: 'emit',
  event: 'shown',
  slot: 0,
  step: 1,
  candidate_id: 'c',
  quote: { list: 10, discount: 1, subtotal: 9, shipping: 0, tax: 2, total: 9, derivation: [] },
  token: 'secret',
};

test('what one screen causes goes out as one batch, each event with an id of its own', async () => {
  const env = world();
  const beacon = new Beacon('/events', sheet, env);
  beacon.add({ event: 'decided', slot: -1, step: 0, candidate_id: '' }, session, 0);
  beacon.add(shown, session, 1000);
  assert.equal(env.posts.length, 0);
  await env.ring();
  assert.equal(env.posts.length, 1);
  assert.equal(env.posts[0].visit, 'v.i.s', 'the proof of the visit, once a batch');
  const [decided, second] = env.posts[0].events;
  assert.deepEqual(decided, {
    id: 'e1',
    event: 'decided',
    slot: -1,
    step: 0,
    at: '1970-01-01T00:00:00.000Z',
    ...about,
    device: 'phone',
    set_size: 1,
    decision_id: 'd1',
    propensity_ppb: 500_000_000,
    arms: { headline: 1 },
  });
  assert.deepEqual(second, {
    id: 'e2',
    event: 'shown',
    slot: 0,
    step: 1,
    candidate_id: 'c',
    at: '1970-01-01T00:00:01.000Z',
    ...about,
    device: 'phone',
    set_size: 1,
    decision_id: 'd1',
    propensity_ppb: 500_000_000,
    arms: { headline: 1 },
    total: 9,
    quote: { list: 10, discount: 1, subtotal: 9, shipping: 0, tax: 2, total: 9 },
  });
  assert.ok(!JSON.stringify(env.posts).includes('secret'), 'no token leaves the page');
});

test('a batch the shop could not take waits for the next, in order and with the same ids', async () => {
  const env = world();
  const beacon = new Beacon('/events', sheet, env);
  env.reachable = false;
  beacon.add(shown, session, 0);
  await env.ring();
  env.reachable = true;
  beacon.add({ ...shown, event: 'viewed' }, session, 0);
  await env.ring();
  assert.deepEqual(
    env.posts.map(({ events }) => events.map(({ id }) => id)),
    [['e1'], ['e1', 'e2']],
  );
  await beacon.flush();
  assert.equal(env.posts.length, 2, 'what was taken is not sent again');
});

test('withdrawn consent empties what waits', async () => {
  const env = world();
  const beacon = new Beacon('/events', sheet, env);
  beacon.add(shown, session, 0);
  beacon.forget();
  await env.ring();
  assert.equal(env.posts.length, 0);
});

test("a shop that is away for long loses the oldest events, never the page's memory", async () => {
  const env = world();
  env.reachable = false;
  const beacon = new Beacon('/events', sheet, env);
  for (let i = 0; i < 1000; ++i) beacon.add(shown, session, 0);
  env.reachable = true;
  for (let i = 0; i < 10; ++i) await beacon.flush();
  assert.equal(env.posts.flatMap(({ events }) => events).length, 300);
  assert.equal(env.posts[0].events[0].id, 'e701');
});

test('what could not be sent is tried once more on the next visit, with the proof of its own', async () => {
  const env = world();
  env.reachable = false;
  const first = new Beacon('/events', sheet, env);
  first.add(shown, session, 0);
  await env.ring();
  assert.ok(env.stored, 'kept');
  assert.ok(!env.stored.includes('secret'));
  const unsent = env.posts.pop();
  env.reachable = true;
  new Beacon('/events', { ...sheet, published: { visit: 'n.e.w' } }, env);
  await env.ring();
  assert.deepEqual(env.posts, [unsent], 'the same batch, ids and proof included');
  assert.equal(env.stored, null, 'and only once');
  new Beacon('/events', sheet, env);
  assert.equal(env.posts.length, 1);
});

test('what is kept is not sent to another address, nor after its day, nor after consent was withdrawn', async () => {
  for (const kept of [
    JSON.stringify({ url: '/other', until: Date.now() + 1e6, body: '{}' }),
    JSON.stringify({ url: '/events', until: Date.now() - 1, body: '{}' }),
    'no json',
  ]) {
    const env = world();
    env.stored = kept;
    new Beacon('/events', sheet, env);
    await env.ring();
    assert.deepEqual([env.posts, env.stored], [[], null]);
  }
  const env = world();
  env.reachable = false;
  const beacon = new Beacon('/events', sheet, env);
  beacon.add(shown, session, 0);
  await env.ring();
  beacon.forget();
  assert.equal(env.stored, null);
});
