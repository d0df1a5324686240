// SPDX-License-Identifier: MIT
//
// Deadlines are the server's, whatever the clock on the shopper's machine says: days off,
// set in the middle of a visit, asleep, or on a page that came out of a cache.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, MINUTE, NOON, offer, SECOND, sheetOf, World, deadline } from './world.mjs';

const timed = (minutes, more) => sheetOf({ candidates: [offer('card', 1000, deadline(minutes, more))] });

/** The true moment at which the card, which no shopper saw, left the page; looking at every 100 ms. */
async function withdrawn(world, tab, until) {
  while (world.server < until) {
    await world.pass(100);
    if (tab.card() === undefined) return world.server;
  }
  return null;
}

for (const [name, off] of [
  ['right', 0],
  ['a day ahead', DAY],
  ['a day behind', -DAY],
  ['a week ahead', 7 * DAY],
  ['three seconds ahead', 3 * SECOND],
  ['half a second behind', -500],
]) {
  test(`local clock ${name}: withdrawn within a second of the true deadline, never before`, async () => {
    const world = new World();
    world.off = off;
    world.server += 5 * SECOND; // the page took its time
    const tab = world.tab(timed(10));
    await world.settle();
    assert.equal(tab.state(), 'offering');
    assert.equal(tab.session.clockCertain, true);
    const at = await withdrawn(world, tab, NOON + 12 * MINUTE);
    assert.ok(
      at >= NOON + 10 * MINUTE && at - (NOON + 10 * MINUTE) <= SECOND,
      `withdrawn ${at - NOON - 10 * MINUTE} ms after`,
    );
    assert.deepEqual(tab.reported(), ['decided', 'expired']);
    assert.equal(world.requests('/accept').length, 0);
  });
}

test('the countdown is hidden until the server has sent its time', async () => {
  const world = new World();
  world.online = false;
  world.off = -3 * DAY;
  const tab = world.tab(timed(10));
  await world.settle();
  assert.equal(tab.session.clockCertain, false);
  assert.equal(Math.abs(tab.session.now() - world.server) < SECOND, true, 'issued_at is a lower bound until then');
  world.online = true;
  await world.pass(MINUTE);
  assert.equal(tab.session.clockCertain, true);
  assert.equal(tab.changes.at(-1).clockCertain, true);
});

test('no deadline: nothing is asked about the time', async () => {
  const world = new World();
  world.tab(sheetOf());
  await world.pass(10 * MINUTE);
  assert.equal(world.seen.length, 0);
});

test('without endpoints.time the Date of a HEAD of the accept endpoint tells it, uncached', async () => {
  const world = new World();
  world.off = DAY;
  world.routes['/accept'] = () => ({ status: 405, body: {} });
  const tab = world.tab(sheetOf({ candidates: [offer('card', 1000, deadline(10))], endpoints: { accept: '/accept' } }));
  await world.settle();
  assert.deepEqual(
    world.seen.map(({ method, path, init }) => [method, path, init.cache]),
    [['HEAD', '/accept', 'no-store']],
  );
  assert.equal(tab.session.clockCertain, true);
  assert.ok(Math.abs(tab.session.now() - world.server) < SECOND);
});

test('a sheet that names no endpoint at all: no countdown, no busy timer, still withdrawn', async () => {
  const world = new World();
  const tab = world.tab(sheetOf({ candidates: [offer('card', 1000, deadline(2))], endpoints: {} }));
  let rings = 0;
  const count = tab.environment.timer;
  tab.environment.timer = (ms, ring) =>
    count(ms, () => {
      rings++;
      ring();
    });
  await world.pass(3 * MINUTE);
  assert.equal(tab.session.clockCertain, false);
  assert.equal(tab.card(), undefined);
  assert.ok(rings < 20, `${rings} rings`);
  assert.equal(world.seen.length, 0);
});

for (const step of [DAY, -DAY, 5 * SECOND, -5 * SECOND]) {
  test(`the clock is set by ${step / SECOND} s in mid-session: asked again, and the deadline stays true`, async () => {
    const world = new World();
    const tab = world.tab(timed(10));
    await world.pass(MINUTE);
    const asked = world.requests('/time').length;
    world.off += step;
    await world.pass(20 * SECOND);
    assert.equal(tab.state(), 'offering', 'a clock that was set withdraws nothing');
    assert.ok(world.requests('/time').length > asked);
    assert.equal(tab.session.clockCertain, true);
    const at = await withdrawn(world, tab, NOON + 12 * MINUTE);
    assert.ok(
      at >= NOON + 10 * MINUTE && at - (NOON + 10 * MINUTE) <= SECOND,
      `withdrawn ${at - NOON - 10 * MINUTE} ms after`,
    );
  });
}

test('a clock set while the server cannot be reached hides the countdown, and withdraws nothing early', async () => {
  const world = new World();
  const tab = world.tab(timed(10));
  await world.pass(MINUTE);
  world.online = false;
  world.off += DAY;
  await world.pass(20 * SECOND);
  assert.equal(tab.session.clockCertain, false);
  assert.equal(tab.state(), 'offering');
});

test('asleep past the deadline: withdrawn as soon as the server has answered, and never bought', async () => {
  const world = new World();
  const tab = world.tab(timed(10));
  await world.pass(MINUTE);
  world.sleep(60 * MINUTE);
  tab.session.wake();
  assert.equal(tab.session.clockCertain, false);
  await world.settle();
  assert.equal(tab.card(), undefined);
});

test('asleep without an event: the next timer notices', async () => {
  const world = new World();
  const tab = world.tab(timed(10));
  await world.pass(MINUTE);
  tab.session.viewed(0);
  world.sleep(60 * MINUTE);
  await world.pass(20 * SECOND);
  assert.equal(tab.state(), 'expired', 'it was seen, so the card says that it ended');
});

test('out of the back/forward cache: asked again, no countdown until the reply', async () => {
  const world = new World();
  const tab = world.tab(timed(10));
  await world.pass(MINUTE);
  assert.equal(tab.session.clockCertain, true);
  tab.session.wake(true);
  assert.equal(tab.session.clockCertain, false);
  assert.equal(tab.changes.at(-1).clockCertain, false);
  await world.settle();
  assert.equal(tab.session.clockCertain, true);
});

test('a page served from a cache an hour later shows nothing that has ended', async () => {
  const world = new World();
  world.server += 60 * MINUTE;
  const tab = world.tab(timed(10));
  await world.settle();
  assert.equal(tab.card(), undefined);
  assert.equal(tab.session.clockCertain, true);
});

test('latency makes observations too small: the largest one holds', async () => {
  const world = new World();
  const tab = world.tab(timed(10));
  await world.settle();
  const now = tab.session.now();
  assert.equal(now, world.server);
  world.routes['/time'] = () => ({
    status: 200,
    body: { server_time: new Date(world.server - 30 * SECOND).toISOString() },
  });
  tab.session.wake(true);
  await world.settle();
  assert.equal(tab.session.now(), world.server);
});

test('a reload does not restart a deadline', async () => {
  const world = new World();
  const first = world.tab(timed(10));
  await world.pass(9 * MINUTE);
  first.close();
  const second = world.tab(timed(10), { store: first.store });
  await world.settle();
  assert.equal(second.card().deadline_ms, NOON + 10 * MINUTE);
  await world.pass(MINUTE);
  assert.equal(second.card(), undefined);
});

test('more time: asked once, granted by the server, and never past the fulfilment hold', async () => {
  const world = new World();
  const extended = new Date(NOON + 25 * MINUTE).toISOString();
  world.routes['/extend'] = () => ({ status: 200, body: { token: 'longer', deadline: extended } });
  world.routes['/accept'] = () => ({ status: 409, body: { type: 'out_of_stock' } });
  const tab = world.tab(timed(10, { extendable: true }));
  await world.pass(MINUTE);
  assert.equal(tab.card().can_extend, true);
  tab.session.extend(0);
  tab.session.extend(0);
  await world.settle();
  assert.equal(world.requests('/extend').length, 1);
  assert.deepEqual(world.requests('/extend')[0].body, {
    sheet_id: 'sh_1',
    order_id: 'order-4711',
    candidate_id: 'card',
    token: 'token-card',
  });
  assert.equal(tab.card().deadline_ms, NOON + 25 * MINUTE);
  assert.equal(tab.card().can_extend, false);
  await world.pass(20 * MINUTE);
  assert.equal(tab.state(), 'offering');
  tab.session.accept(0);
  await world.settle();
  assert.equal(world.requests('/accept')[0].body.token, 'longer');
});
