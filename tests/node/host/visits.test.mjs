// SPDX-License-Identifier: MIT
//
// Reloads, later visits, several tabs, storage that fails: one click stays one purchase, and
// the page never says more than the server has said.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, MemoryStore, MINUTE, NOON, offer, purchase, SECOND, sheetOf, World } from './world.mjs';

test('a reload in mid-request resumes it with the same key and body', async () => {
  const world = new World();
  world.routes['/accept'] = () => 'hang';
  const first = world.tab();
  first.session.accept(0);
  await world.settle();
  first.close();
  world.routes['/accept'] = () => purchase(world);
  const second = world.tab(sheetOf(), { store: first.store });
  await world.settle();
  const [before, after] = world.requests('/accept');
  assert.equal(world.requests('/accept').length, 2);
  assert.equal(after.headers['idempotency-key'], 'key-card');
  assert.equal(before.headers['idempotency-key'], 'key-card');
  assert.deepEqual(after.body, before.body);
  assert.equal(second.state(), 'accepted');
  assert.equal(second.card().charged, 1000);
  assert.equal(second.session.view.order_total, 11000);
});

test('double clicks, hundreds of them, send one request', async () => {
  const world = new World();
  world.routes['/accept'] = () => purchase(world);
  const tab = world.tab();
  for (let i = 0; i < 300; i++) tab.session.accept(0);
  await world.settle();
  for (let i = 0; i < 300; i++) tab.session.accept(0);
  await world.settle();
  assert.equal(world.requests('/accept').length, 1);
  assert.equal(tab.reported().filter(event => event === 'accepted').length, 1);
});

test('unconfirmed: said plainly, only asked about, and settled on the next visit', async () => {
  const world = new World();
  const tab = world.tab();
  world.online = false;
  tab.session.accept(0);
  await world.pass(3 * MINUTE);
  assert.equal(tab.state(), 'unconfirmed');
  const posts = world.requests('/accept').length;
  assert.ok(posts >= 3);
  assert.equal(new Set(world.requests('/accept').map(request => request.headers['idempotency-key'])).size, 1);
  await world.pass(DAY);
  assert.equal(world.requests('/accept').length, posts, 'never sent again');
  assert.equal(world.timers.length, 0, 'at rest');
  tab.close();

  world.online = true;
  world.routes['/status'] = () => purchase(world);
  const next = world.tab(); // another tab store: only what all tabs share is left
  await world.settle();
  assert.equal(next.state(), 'accepted');
  assert.equal(world.requests('/accept').length, posts);
  const [asked] = world.requests('/status').slice(-1);
  assert.equal(asked.method, 'GET');
  assert.equal(asked.search, '?key=key-card');
});

test('the next visit brings another rendering, without the offer: still settled', async () => {
  const world = new World();
  const tab = world.tab();
  world.online = false;
  tab.session.accept(0);
  await world.pass(60 * MINUTE);
  tab.close();
  world.online = true;
  world.routes['/status'] = () => purchase(world);
  const later = sheetOf({
    id: 'sh_2',
    issued_at: new Date(world.server).toISOString(),
    candidates: [offer('strap', 500)],
  });
  later.order.total = 11000;
  const next = world.tab(later);
  assert.equal(next.card(0).candidate_id, 'card');
  assert.equal(next.card(1).candidate_id, 'strap');
  await world.settle();
  assert.equal(next.state(0), 'accepted');
  assert.equal(next.card(0).charged, 1000);
});

test('a declined offer stays declined for remember_decline_days, on the next order too', async () => {
  const world = new World();
  const tab = world.tab();
  tab.session.decline(0);
  assert.deepEqual(tab.reported(), ['decided', 'declined']);
  tab.close();
  const at = days => {
    world.server = NOON + days * DAY;
    const sheet = sheetOf({ id: `sh_${days}`, issued_at: new Date(world.server).toISOString() });
    sheet.order = { ...sheet.order, id: `order-${days}`, placed_at: sheet.issued_at };
    const visit = world.tab(sheet);
    visit.close();
    return visit.session.view.slots.map(card => card.candidate_id);
  };
  assert.deepEqual(at(1), ['case']);
  assert.deepEqual(at(29), ['case']);
  assert.deepEqual(at(31).sort(), ['card', 'case']);
});

test('nothing personal is stored, and keys are hashes', async () => {
  const world = new World();
  world.routes['/accept'] = () => purchase(world);
  const tab = world.tab(sheetOf(), { visitor: 'visitor-77' });
  tab.session.accept(0);
  tab.session.decline(1);
  await world.settle();
  const stored = JSON.stringify([...world.local.map, ...tab.store.map]);
  for (const secret of ['Ada', 'Visa', 'visitor-77', 'token-card', 'Camera'])
    assert.ok(!stored.includes(secret), secret);
  for (const key of world.local.map.keys()) assert.ok(!key.includes('order-4711'));
  assert.ok(tab.store.map.values().next().value.length <= 4096);
});

test('storage that throws changes nothing but memory', async () => {
  const world = new World();
  world.local.broken = true;
  const store = new MemoryStore();
  store.broken = true;
  world.routes['/accept'] = () => purchase(world);
  const tab = world.tab(sheetOf(), { store });
  tab.session.accept(0);
  tab.session.decline(1);
  await world.settle();
  assert.equal(tab.state(0), 'accepted');
});

test('storage that holds rubbish reads as empty', async () => {
  const world = new World();
  const store = new MemoryStore();
  const first = world.tab(sheetOf(), { store });
  first.session.shown(0);
  first.close();
  for (const rubbish of [
    'null',
    '[]',
    '{"version":9}',
    '{"version":1,"slots":[{"state":"nonsense"}]}',
    '{"version":1,"decision":{},"slots":{}}',
  ]) {
    for (const key of store.map.keys()) store.map.set(key, rubbish);
    for (const key of world.local.map.keys()) world.local.map.set(key, rubbish);
    const tab = world.tab(sheetOf(), { store });
    assert.equal(tab.state(0), 'offering');
    tab.close();
  }
});

test('text that is not JSON in storage does not stop the page', async () => {
  const world = new World();
  const store = new MemoryStore();
  world.tab(sheetOf(), { store }).session.shown(0);
  for (const key of store.map.keys()) store.map.set(key, '{"version":1');
  assert.equal(world.tab(sheetOf(), { store }).state(0), 'offering');
});

test('two tabs: a purchase in one is asked about in the other, and bought once', async () => {
  const world = new World();
  let bought = false;
  world.routes['/accept'] = () => {
    bought = true;
    return purchase(world);
  };
  world.routes['/status'] = () => (bought ? purchase(world) : { status: 404, body: { type: 'invalid' } });
  const one = world.tab();
  const two = world.tab();
  one.session.accept(0);
  await world.pass(5 * SECOND);
  assert.equal(one.state(0), 'accepted');
  assert.equal(two.state(0), 'accepted');
  assert.equal(two.session.view.order_total, 11000);
  assert.equal(world.requests('/accept').length, 1);
  assert.deepEqual(two.reported(), [], 'counted where it happened');
});

test('two tabs clicked at once send one key', async () => {
  const world = new World();
  world.routes['/accept'] = () => purchase(world);
  const tabs = [world.tab(), world.tab()];
  for (const tab of tabs) tab.session.accept(0);
  await world.pass(SECOND);
  assert.deepEqual(
    world.requests('/accept').map(request => request.headers['idempotency-key']),
    ['key-card', 'key-card'],
  );
  assert.deepEqual(
    tabs.map(tab => tab.state(0)),
    ['accepted', 'accepted'],
  );
});

test('two tabs: a refusal in one is a refusal in the other', async () => {
  const world = new World();
  const one = world.tab();
  const two = world.tab();
  one.session.decline(0);
  await world.settle();
  assert.equal(two.state(0), 'declined');
  assert.deepEqual(two.reported(), []);
});

test('a forged message only makes the page ask', async () => {
  const world = new World();
  world.routes['/status'] = () => ({ status: 404, body: { type: 'invalid' } });
  const tab = world.tab();
  for (const message of [
    null,
    7,
    'x',
    {},
    { candidate_id: 1, state: 'accepted' },
    { candidate_id: 'card', state: 'nonsense' },
  ]) {
    for (const line of world.lines) line.receive(message);
  }
  assert.equal(world.seen.length, 0);
  for (const line of world.lines) line.receive({ candidate_id: 'card', state: 'accepted' });
  assert.equal(tab.state(0), 'quoting');
  await world.settle();
  assert.equal(tab.state(0), 'offering');
  assert.ok(!tab.reported().includes('accepted'));
  assert.equal(world.requests('/accept').length, 0);
});

test('a tab that slept through a purchase learns of it when it is loaded again', async () => {
  const world = new World();
  world.routes['/accept'] = () => purchase(world);
  world.routes['/status'] = () => purchase(world);
  const one = world.tab();
  one.session.shown(0);
  one.close();
  const two = world.tab();
  two.session.accept(0);
  await world.settle();
  const back = world.tab(sheetOf(), { store: one.store });
  await world.settle();
  assert.equal(back.state(0), 'accepted');
});

test("undo calls the server's URL once, with the same key, and only within its time", async () => {
  const world = new World();
  world.routes['/accept'] = () => purchase(world);
  world.routes['/undo/pu'] = () => ({ status: 200, body: { order_total: 10000 } });
  const tab = world.tab();
  tab.session.accept(0);
  await world.settle();
  assert.equal(tab.card(0).can_undo, true);
  tab.session.undo(0);
  tab.session.undo(0);
  await world.settle();
  assert.equal(tab.state(0), 'undone');
  assert.equal(tab.session.view.order_total, 10000);
  const undos = world.requests('/undo/pu');
  assert.equal(undos.length, 1);
  assert.equal(undos[0].headers['idempotency-key'], 'key-card');
  assert.deepEqual(undos[0].body, { order_id: 'order-4711', candidate_id: 'card', purchase_id: 'pu' });

  const other = new World();
  other.routes['/accept'] = () => purchase(other);
  const late = other.tab();
  late.session.accept(0);
  await other.pass(31 * SECOND);
  assert.equal(late.card(0).can_undo, false);
  late.session.undo(0);
  await other.settle();
  assert.equal(other.requests('/undo/pu').length, 0);
});

test('close ends timers, requests and the line; nothing happens afterwards', async () => {
  const world = new World();
  world.routes['/accept'] = () => 'hang';
  const tab = world.tab();
  tab.session.accept(0);
  tab.close();
  await world.pass(DAY);
  assert.equal(world.timers.length, 0);
  assert.equal(world.lines.size, 0);
  assert.equal(tab.state(0), 'submitting');
  tab.session.decline(1);
  assert.equal(tab.state(1), 'offering');
});
