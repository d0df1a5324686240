// SPDX-License-Identifier: MIT
//
// A process that dies at any port call, before it or after it: the call never comes back and
// nothing of that process runs any more. A second process over the same books then either
// reconciles, or is asked by the shopper again. Whatever happened, what stands at the end is
// one line for each charge, of the same amount, and a row at rest.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import { createOfferServer, memoryStorage, migrate, postgresStorage } from 'encore-offers/server';
import { createTestShop } from './shop.mjs';

const PORTS = ['storage', 'gateway', 'orders', 'stock', 'events'];
const dead = () => new Promise(() => {});

/** The shop's ports as a process sees them that dies at its n-th call. */
function mortal(ports, n, when) {
  let calls = 0;
  let alive = true;
  let die;
  const died = new Promise(resolve => {
    die = resolve;
  });
  const kill = () => {
    alive = false;
    die('died');
    return dead();
  };
  const wrapped = { ...ports };
  for (const name of PORTS) {
    wrapped[name] = Object.fromEntries(
      Object.entries(ports[name]).map(([method, call]) => [
        method,
        async (...values) => {
          if (!alive) return dead();
          calls += 1;
          if (calls === n && when === 'before') return kill();
          const result = await call(...values);
          return calls === n && when === 'after' ? kill() : result;
        },
      ]),
    );
  }
  return { wrapped, died };
}

const send = (server, method, path, body, headers = {}) =>
  server.handle({
    method,
    url: `/encore/${path}`,
    body: body === undefined ? null : JSON.stringify(body),
    headers: { origin: 'https://shop.example', cookie: 'buyer=o1', 'content-type': 'application/json', ...headers },
  });

const SCENARIOS = {
  'an approved accept': { expect: 1 },
  'a declined accept': {
    prepare: shop => {
      shop.gateway.policy = () => 'decline';
    },
    expect: 0,
  },
  'an order released while charging': {
    prepare: shop => {
      const approve = shop.gateway.policy;
      shop.gateway.policy = request => {
        shop.book.orders.get('o1').released = true;
        return approve(request);
      };
    },
    expect: 0,
  },
  'an authentication that was passed': {
    prepare: shop => {
      shop.gateway.policy = () => 'authenticate';
    },
    first: async (shop, server, accept, key) => {
      await accept(shop.server);
      shop.gateway.authenticate(`${key}:1`, true);
      return send(server, 'GET', `status/${key}`);
    },
    expect: 1,
  },
  'an undo': {
    first: async (shop, server, accept, key) => {
      await accept(shop.server);
      return send(server, 'POST', `undo/${key}`, {});
    },
    expect: 'either',
  },
};

async function crash(scenario, storage, n, when, rescue) {
  const shop = await createTestShop({ storage });
  scenario.prepare?.(shop);
  const published = await shop.order();
  const { body, key } = shop.acceptBody(published);
  const accept = server => send(server, 'POST', 'accept', body, { 'idempotency-key': key });
  const { wrapped, died } = mortal(shop.ports, n, when);
  const first = (scenario.first ?? ((s, server) => accept(server)))(shop, createOfferServer(wrapped), accept, key);
  const outcome = await Promise.race([first, died]);
  for (let turn = 0; turn < 6; turn += 1) {
    shop.now += 31_000;
    if (rescue === 'retry') await accept(shop.server);
    else await shop.server.reconcile();
  }
  const row = await storage.find(key);
  const { lines, count, amount } = shop.books();
  const where = `died ${when} call ${n}: row ${row?.state}`;
  assert.equal(lines, count, `${where}: a line for each charge`);
  const [line] = shop.book.orders.get('o1').lines.values();
  assert.equal(amount, line?.amount ?? 0, `${where}: charged what the line costs`);
  assert.ok(row === null || ['free', 'accepted', 'undone', 'refunded'].includes(row.state), where);
  assert.equal(shop.room.pieces.get('mem-64'), 5 - lines, `${where}: stock`);
  assert.ok(
    [...shop.gateway.keys.values()].filter(e => e.outcome === 'approved').length <= 1,
    `${where}: one charge at most`,
  );
  if (scenario.expect !== 'either' && (row !== null || rescue === 'retry')) assert.equal(lines, scenario.expect, where);
  return outcome !== 'died';
}

let database;
const stores = {
  memory: async () => memoryStorage(),
  PGlite: async () => {
    const db = await (database ??= PGlite.create());
    await migrate(db);
    await db.exec('TRUNCATE encore_purchases, encore_extensions, encore_ledgers');
    return postgresStorage(db);
  },
};

for (const [store, open] of Object.entries(stores)) {
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    test(`${store}: ${name} survives a death before and after every call`, async () => {
      for (const rescue of ['reconcile', 'retry']) {
        for (const when of ['before', 'after']) {
          let n = 0;
          let finished = false;
          while (!finished) finished = await crash(scenario, await open(), ++n, when, rescue);
          assert.ok(n >= 4, `${n} calls were interrupted`);
        }
      }
    });
  }
}

test('a process that was only slow does no harm when it wakes up after others finished its work', async () => {
  for (const port of ['gateway.charge', 'stock.take', 'orders.addLine', 'storage.swap']) {
    const shop = await createTestShop();
    const published = await shop.order();
    const { body, key } = shop.acceptBody(published);
    const [name, method] = port.split('.');
    let wake;
    let asleep;
    const slept = new Promise(resolve => {
      asleep = resolve;
    });
    const slow = {
      ...shop.ports,
      [name]: {
        ...shop.ports[name],
        [method]: async (...values) => {
          if (!wake)
            await new Promise(resolve => {
              wake = resolve;
              asleep();
            });
          return shop.ports[name][method](...values);
        },
      },
    };
    const first = send(createOfferServer(slow), 'POST', 'accept', body, { 'idempotency-key': key });
    await slept;
    shop.now += 31_000;
    await shop.server.reconcile();
    assert.deepEqual(shop.books(), { lines: 1, count: 1, amount: 2035 }, port);
    const undone = await send(shop.server, 'POST', `undo/${key}`, {});
    assert.equal(undone.status, 200);
    wake();
    await first;
    assert.deepEqual(shop.books(), { lines: 0, count: 0, amount: 0 }, port);
    assert.equal(shop.room.pieces.get('mem-64'), 5, port);
  }
});

test('reservations too old to be charged are cancelled, not charged late', async () => {
  const storage = memoryStorage();
  const shop = await createTestShop({ storage });
  const published = await shop.order();
  const { body, key } = shop.acceptBody(published);
  const { wrapped, died } = mortal(shop.ports, 5, 'after');
  await Promise.race([send(createOfferServer(wrapped), 'POST', 'accept', body, { 'idempotency-key': key }), died]);
  shop.now += 16 * 60_000;
  assert.equal((await shop.server.reconcile()).freed, 1);
  assert.deepEqual(shop.books(), { lines: 0, count: 0, amount: 0 });
  assert.equal(shop.gateway.charged, 0);
});
