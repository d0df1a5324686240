// SPDX-License-Identifier: MIT
//
// The session host against a shop that answers anything, in any order, with the shopper clicking anything: it never
// throws, asks only where the sheet allows, sends one key for one candidate, says `accepted` only after the shop did,
// and comes to rest. The world's clock is the test's; fast-check shrinks what breaks it; ENCORE_SEED draws other
// visits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addresses } from '../../browser/hostile/injections.mjs';
import { loadEngine } from 'encore-offers/engine';
import { MemoryStore, MINUTE, purchase, SECOND, sheetOf, Tab, World } from './world.mjs';

const problems = [
  'payment_declined',
  'action_required',
  'already_accepted',
  'in_progress',
  'price_changed',
  'out_of_stock',
  'order_released',
  'expired',
  'superseded',
  'consent_required',
  'unauthorized',
  'invalid',
  'rate_limited',
  'unavailable',
  'about:blank',
  '',
];
const url = fc.constantFrom('/status/1', 'https://evil.example/x', ...addresses);
const body = fc.oneof(
  fc
    .jsonValue({ maxDepth: 2 })
    .map(value => (value !== null && typeof value === 'object' && !Array.isArray(value) ? value : { value })),
  fc.record(
    {
      type: fc.constantFrom(...problems),
      status_url: url,
      action_url: url,
      token: fc.string(),
      deadline: fc.constantFrom(null, '2026-11-21T10:30:00Z', 'soon'),
      charged: fc.integer(),
    },
    { requiredKeys: [] },
  ),
  fc.record(
    {
      purchase_id: fc.oneof(fc.string(), fc.integer()),
      line_id: fc.string(),
      charged: fc.oneof(fc.integer(), fc.string(), fc.double()),
      order_total: fc.integer(),
      undo: fc.oneof(fc.constant(null), fc.record({ url, until: fc.string() })),
    },
    { requiredKeys: [] },
  ),
);
const reply = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      status: fc.constantFrom(200, 200, 201, 202, 302, 400, 401, 402, 404, 409, 410, 422, 429, 500, 503),
      body,
      headers: fc.constantFrom(
        {},
        { 'retry-after': '2' },
        { 'retry-after': '-1' },
        { 'retry-after': 'never' },
        { 'retry-after': '99999999999' },
      ),
    }),
  },
  { weight: 2, arbitrary: fc.constantFrom('network', 'hang', 'html', 'cut') },
  { weight: 2, arbitrary: fc.constant('purchase') },
);
const act = fc.oneof(
  { weight: 3, arbitrary: fc.constant(['accept', 0]) },
  fc.tuple(
    fc.constantFrom('accept', 'decline', 'undo', 'extend', 'dismiss', 'returned', 'shown', 'viewed'),
    fc.constantFrom(0, 1, 7, -1),
  ),
  fc.tuple(fc.constant('pass'), fc.constantFrom(1, 900, 5 * SECOND, 2 * MINUTE, 40 * MINUTE)),
  fc.tuple(fc.constantFrom('reload', 'sleep', 'offline', 'online', 'skew'), fc.constantFrom(0, SECOND, 30 * MINUTE)),
);

/**
 * What the core takes for a success: a 200 (or 201) that names the purchase, its order line, the charge and the
 * order's new total.
 */
const named = id => typeof id === 'string' && id !== '';
const whole = answer =>
  answer === 'purchase' ||
  ([200, 201].includes(answer?.status) &&
    named(answer.body.purchase_id) &&
    named(answer.body.line_id) &&
    Number.isInteger(answer.body.charged) &&
    Number.isInteger(answer.body.order_total));

test('whatever the shop answers and the shopper clicks, 400 visits keep their promises', async () => {
  let requests = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(reply, { minLength: 1, maxLength: 12 }),
      fc.array(act, { minLength: 3, maxLength: 14 }),
      async (replies, acts) => {
        const world = new World();
        const sheet = sheetOf();
        let given = 0;
        let successes = 0;
        const answer = () => {
          const next = replies[given++ % replies.length];
          if (whole(next)) successes++;
          return next === 'purchase' ? purchase(world) : next;
        };
        for (const path of ['/accept', '/status', '/status/1', '/undo', '/undo/pu', '/quote', '/next', '/extend'])
          world.routes[path] = answer;
        let tab = world.tab(sheet);
        const tabs = [tab];
        await world.settle();
        for (const [what, amount] of acts) {
          if (what === 'pass') await world.pass(amount);
          else if (what === 'sleep') world.sleep(amount);
          else if (what === 'offline' || what === 'online') world.online = what === 'online';
          else if (what === 'skew') world.off = amount;
          else if (what === 'reload') {
            tab.close();
            tab = world.tab(sheet, { store: tab.store });
            tabs.push(tab);
          } else tab.session[what](amount);
          await world.settle();
        }
        world.online = true;
        await world.pass(3 * 60 * MINUTE);

        requests += world.seen.length;
        const keys = new Map();
        for (const { url: asked, method, headers, body: sent, init } of world.seen) {
          assert.equal(new URL(asked).origin, 'https://shop.example', `asked ${asked}`);
          assert.equal(init.credentials, 'same-origin');
          assert.ok(!asked.includes('token-'), 'no token in an address');
          if (method !== 'POST' || !new URL(asked).pathname.startsWith('/accept')) continue;
          const known = keys.get(sent.candidate_id) ?? headers['idempotency-key'];
          assert.equal(headers['idempotency-key'], known, 'one key for one candidate');
          keys.set(sent.candidate_id, known);
        }
        const reported = tabs.flatMap(one => one.reported()).filter(event => event === 'accepted').length;
        assert.ok(
          successes > 0 || reported === 0 || replies.some(one => one.body?.type === 'already_accepted'),
          'accepted only after the shop said so',
        );
        for (const to of world.navigated) assert.equal(new URL(to).origin, 'https://shop.example', `went to ${to}`);
        assert.ok(tab.session.view.slots.every(card => Number.isInteger(card.charged ?? 0)));
        tab.close();
      },
    ),
    { numRuns: 400, seed: Number(process.env.ENCORE_SEED ?? 20261121) },
  );
  console.log(`400 visits, ${requests} requests`);
  assert.ok(requests > 400);
});

/**
 * Runs `work` while the language's own prototypes say how they are to be written, as Prototype.js and its kin make
 * them.
 */
async function withOldScripts(work) {
  const places = [Array.prototype, Object.prototype, String.prototype];
  for (const place of places)
    Object.defineProperty(place, 'toJSON', {
      configurable: true,
      value() {
        return 'not what it was';
      },
    });
  try {
    return await work();
  } finally {
    for (const place of places) delete place.toJSON;
  }
}

test('scripts that teach arrays and objects a toJSON of their own change nothing that is sent, kept or painted', async () => {
  const text = JSON.stringify(sheetOf());
  const visit = async () => {
    const world = new World();
    const bodies = [];
    const { fetch } = world;
    // No toJSON of the page's writes the shop's answer either.
    world.fetch = (url, init) => {
      if (init.body) bodies.push(init.body);
      return fetch.call(world, url, init);
    };
    world.routes['/accept'] = () => 'cut';
    const tab = new Tab(world, text, new MemoryStore(), {});
    tab.session.accept(0);
    await world.settle();
    const shown = tab.changes.length;
    tab.session.decline(1);
    await world.settle();
    const kept = [...tab.store.map.values(), ...world.local.map.values()];
    tab.close();
    return { bodies, kept, shown, all: tab.changes.length };
  };
  const plain = await visit();
  assert.equal(plain.bodies.length, 1);
  assert.ok(plain.shown > 1 && plain.all > plain.shown, 'the visit changes what is painted');
  assert.deepEqual(await withOldScripts(visit), plain);
});

test('what goes to the core is what JSON.stringify would have written', async () => {
  const engine = await loadEngine();
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), data => {
      const answer = engine.rule({ var: '' }, data);
      assert.deepEqual(answer, engine.rule({ var: '' }, JSON.parse(JSON.stringify(data))));
      assert.deepEqual(answer.value, JSON.parse(JSON.stringify(data)));
    }),
    { numRuns: 300, seed: Number(process.env.ENCORE_SEED ?? 20261121) },
  );
});
