// SPDX-License-Identifier: MIT
//
// What leaves the page, and what counts as an answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedUrl } from 'encore-offers';
import { MINUTE, purchase, SECOND, sheetOf, World } from './world.mjs';

test('an accept is uncached JSON with its key, cookies for the own origin, and follows no redirect', async () => {
  const world = new World();
  world.routes['/accept'] = () => purchase(world);
  const tab = world.tab();
  tab.session.accept(0);
  await world.settle();
  const [{ method, url, headers, init }] = world.requests('/accept');
  assert.equal(method, 'POST');
  assert.equal(url, 'https://shop.example/accept');
  assert.deepEqual(headers, {
    accept: 'application/json',
    'content-type': 'application/json',
    'idempotency-key': 'key-card',
  });
  assert.deepEqual(
    [init.cache, init.credentials, init.redirect, init.referrerPolicy],
    ['no-store', 'same-origin', 'error', 'same-origin'],
  );
});

for (const fault of ['network', 'html', 'cut']) {
  test(`no answer (${fault}) is retried with the same key, and settles`, async () => {
    const world = new World();
    let tries = 0;
    world.routes['/accept'] = () => (++tries < 4 ? fault : purchase(world));
    const tab = world.tab();
    tab.session.accept(0);
    await world.pass(MINUTE);
    assert.equal(tab.state(0), 'accepted');
    assert.equal(tries, 4);
    assert.equal(new Set(world.requests('/accept').map(({ headers }) => headers['idempotency-key'])).size, 1);
  });
}

test('an answer that never comes is given up, and asked again', async () => {
  const world = new World();
  let tries = 0;
  world.routes['/accept'] = () => (++tries < 2 ? 'hang' : purchase(world));
  const tab = world.tab();
  tab.session.accept(0);
  await world.pass(19 * SECOND);
  assert.equal(tries, 1);
  await world.pass(10 * SECOND);
  assert.equal(tab.state(0), 'accepted');
});

test('Retry-After is honoured, in seconds and as a date', async () => {
  for (const value of [() => '9', world => new Date(world.server + 9 * SECOND).toUTCString()]) {
    const world = new World();
    let tries = 0;
    world.routes['/accept'] = () =>
      ++tries === 1
        ? { status: 503, body: { type: 'unavailable' }, headers: { 'retry-after': value(world) } }
        : purchase(world);
    const tab = world.tab();
    tab.session.accept(0);
    await world.pass(8 * SECOND);
    assert.equal(tries, 1);
    await world.pass(2 * SECOND);
    assert.equal(tab.state(0), 'accepted');
  }
});

test("a stranger's address is never asked", async () => {
  const world = new World();
  const tab = world.tab(sheetOf({ endpoints: { accept: 'https://evil.example/accept' } }));
  tab.session.accept(0);
  await world.settle();
  assert.equal(tab.state(0), 'failed');
  assert.equal(tab.card(0).problem, 'blocked');
  assert.equal(world.seen.length, 0);
});

test('nor one that a reply names: the undo is refused, the purchase stands', async () => {
  for (const url of [
    'https://evil.example/undo',
    'javascript:alert(1)',
    'data:application/json,{}',
    'https://user:pass@shop.example/u',
    'http://[',
  ]) {
    const world = new World();
    world.routes['/accept'] = () => {
      const reply = purchase(world);
      reply.body.undo.url = url;
      return reply;
    };
    const tab = world.tab();
    tab.session.accept(0);
    await world.settle();
    tab.session.undo(0);
    await world.pass(MINUTE);
    assert.equal(tab.state(0), 'accepted');
    assert.equal(tab.card(0).problem, 'blocked');
    assert.equal(tab.card(0).can_undo, false);
    assert.deepEqual(
      world.seen.map(({ path }) => path),
      ['/accept'],
    );
  }
});

test('an allowed host may be asked; addresses are resolved against the page', () => {
  const page = 'https://shop.example/thanks/1?x';
  assert.equal(allowedUrl('/accept', page, []), 'https://shop.example/accept');
  assert.equal(allowedUrl('accept', page, []), 'https://shop.example/thanks/accept');
  assert.equal(allowedUrl('https://api.shop.example/a', page, ['api.shop.example']), 'https://api.shop.example/a');
  assert.equal(allowedUrl('http://api.shop.example/a', page, ['api.shop.example']), null);
  assert.equal(allowedUrl('//evil.example/a', page, ['api.shop.example']), null);
  assert.equal(allowedUrl('https://shop.example.evil.example/', page, []), null);
  assert.equal(allowedUrl('', page, []), page);
});

test('link offers navigate to allowed addresses alone', async () => {
  const world = new World();
  const link = url => {
    const sheet = sheetOf();
    sheet.candidates[0].accept = { mode: 'link', url };
    sheet.candidates.length = 1;
    return sheet;
  };
  const good = world.tab(link('https://shop.example/p'), { remember: false });
  good.session.accept(0);
  const bad = world.tab(link('https://evil.example/p'), { remember: false });
  bad.session.accept(0);
  assert.deepEqual(world.navigated, ['https://shop.example/p']);
  assert.equal(world.seen.length, 0);
});

test('ticks that change nothing notify no listener and write nothing', async () => {
  const world = new World();
  const tab = world.tab();
  await world.settle();
  const before = tab.changes.length;
  const stored = JSON.stringify([...tab.store.map]);
  let writes = 0;
  const set = tab.store.setItem.bind(tab.store);
  tab.store.setItem = (key, value) => {
    writes++;
    set(key, value);
  };
  for (let i = 0; i < 50; i++) {
    tab.session.wake();
    await world.pass(SECOND);
  }
  assert.equal(tab.changes.length, before);
  assert.equal(writes, 0);
  assert.equal(JSON.stringify([...tab.store.map]), stored);
});

test('a listener may call back from inside a notification', async () => {
  const world = new World();
  const tab = world.tab();
  const states = [];
  tab.session.subscribe(({ view }) => {
    states.push(view.slots[1]?.state);
    if (view.slots[0]?.state === 'declined' && view.slots[1]?.state === 'offering') tab.session.decline(1);
  });
  tab.session.decline(0);
  assert.deepEqual([tab.state(0), tab.state(1)], ['declined', 'declined']);
  assert.equal(states.at(-1), 'declined');
});
