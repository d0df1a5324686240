// SPDX-License-Identifier: MIT
//
// A shop on the server kit, and a buyer who tries it through whatever host it was mounted in: everything over `call`,
// which sends one request. Copied into each project beside program.mjs.
//
//   const shop = await openShop();
//   ... mount shop.server at /encore ...
//   await buyFrom(shop, (path, init) => fetch(origin + path, init), 'behind the body parser');
//
// `refused` is for a host in which nothing is left of a body: every POST must be answered with 500 and a sentence.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { loadEngine } from 'encore-offers/engine';
import { createKeyring, createOfferServer, memoryStorage, publish } from 'encore-offers/server';

const origin = 'https://shop.example';
const secret = '3D5nB7uQOp9I3HyCXuek74l91Vs167PJCWazpIavE9o';
/** No answer in this time is silence, which no host may keep. */
const patienceMs = 10_000;

/** The example's order, one second old at `now`. */
async function sheetAt(now) {
  const sheet = JSON.parse(await readFile(new URL('camera.json', import.meta.url), 'utf8'));
  const at = ms => new Date(now + ms).toISOString();
  return {
    ...sheet,
    issued_at: at(0),
    order: { ...sheet.order, placed_at: at(-1000), fulfilment: { hold_until: at(3_600_000) } },
    candidates: sheet.candidates.map(candidate => ({ ...candidate, availability: { minutes_after_order: 60 } })),
  };
}

/** The shop: {server, offer, bought}. `bought` has one entry a charge that stands. */
export async function openShop() {
  const engine = await loadEngine();
  const storage = memoryStorage();
  const keys = await createKeyring({ issuer: origin, current: '1', keys: [{ kid: '1', alg: 'HS256', secret }] });
  const now = Date.now();
  const sheet = await sheetAt(now);
  const page = await publish(sheet, { now, keys, engine, storage });
  assert.ok(page.ok, JSON.stringify(page));
  const [{ candidate_id }] = engine.decide(page.sheet, { now, page: true }).slots;
  const { accept, product } = page.sheet.candidates.find(({ id }) => id === candidate_id);
  const variant_id = product.variants[0].id;
  const { total } = engine.quote(page.sheet, { candidate_id, variant_id, quantity: 1, now });
  const charges = new Map();
  const bought = new Map();
  const order = {
    id: sheet.order.id,
    currency: sheet.currency,
    total: sheet.order.total,
    lines: sheet.order.lines.map(({ id, quantity }) => ({ id, quantity })),
    released: false,
    one_click: true,
    hold_until_ms: null,
  };
  const server = createOfferServer({
    keys,
    engine,
    storage,
    origins: [origin],
    base: '/encore',
    gateway: {
      async charge({ key }) {
        charges.set(key, charges.get(key) ?? { outcome: 'approved', charge_id: `charge-${charges.size + 1}` });
        return charges.get(key);
      },
      lookup: async key => charges.get(key) ?? { outcome: 'none' },
      cancel: async key => charges.get(key) ?? { outcome: 'cancelled' },
      refund: async () => true,
    },
    orders: {
      order: async id => (id === order.id ? order : null),
      async addLine({ purchase_id, line }) {
        bought.set(purchase_id, line.quote.total);
        return { line_id: `line-${purchase_id}`, order_total: order.total + line.quote.total };
      },
      async removeLine({ purchase_id }) {
        bought.delete(purchase_id);
        return { order_total: order.total };
      },
    },
    stock: { take: async () => true, giveBack: async () => undefined },
    buyers: { owns: async ({ headers }) => headers.cookie === 'buyer=1' },
    onError: () => undefined,
  });
  const body = {
    sheet_id: sheet.id,
    order_id: order.id,
    candidate_id,
    variant_id,
    quantity: 1,
    token: accept.token,
    expected: { total, currency: sheet.currency },
    consent: true,
  };
  return { server, offer: { body, key: accept.key, total, order_total: order.total }, bought, charges };
}

const headers = { origin, cookie: 'buyer=1', 'content-type': 'application/json' };

/** One request and its answer, {status, json}; silence fails by name. */
async function ask(call, what, path, init = {}) {
  const silent = new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`${what}: no answer in ${patienceMs} ms`)), patienceMs).unref();
  });
  const answer = await Promise.race([call(path, { ...init, headers: { ...headers, ...init.headers } }), silent]);
  const text = await answer.text();
  return { status: answer.status, json: text === '' ? null : JSON.parse(text), headers: answer.headers };
}

const post = (body, key) => ({
  method: 'POST',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers: key === undefined ? {} : { 'idempotency-key': key },
});

/** Buys once with two clicks, reads the status, takes it back; malformed and foreign requests are refused meanwhile. */
export async function buyFrom({ offer, bought, charges }, call, what) {
  const seen = [];
  const see = async (label, path, init) => {
    const answer = await ask(call, `${what}, ${label}`, path, init);
    seen.push(`${label} ${answer.status}`);
    return answer;
  };
  await see('time', '/encore/time');
  await see('array', '/encore/accept', post('[]', offer.key));
  await see('no key', '/encore/accept', post(offer.body));
  const foreign = post(offer.body, offer.key);
  await see('foreign', '/encore/accept', {
    ...foreign,
    headers: { ...foreign.headers, origin: 'https://evil.example' },
  });
  const { json } = await see('accept', '/encore/accept', post(offer.body, offer.key));
  assert.deepEqual([json.charged, json.order_total], [offer.total, offer.order_total + offer.total], what);
  const again = await see('again', '/encore/accept', post(offer.body, offer.key));
  assert.equal(again.json.purchase_id, json.purchase_id, what);
  assert.deepEqual([...bought.values()], [offer.total], what);
  const status = await see('status', `/encore/status?key=${offer.key}`);
  assert.equal(status.json.purchase_id, json.purchase_id, what);
  await see('undo', new URL(json.undo.url, origin).pathname, post({}));
  assert.deepEqual([[...bought.values()], charges.size], [[], 1], what);
  await see('unknown', '/encore/nothing');
  assert.deepEqual(
    seen,
    [
      ...['time 200', 'array 400', 'no key 422', 'foreign 403', 'accept 200', 'again 200'],
      ...['status 200', 'undo 200', 'unknown 404'],
    ],
    what,
  );
  console.log(`${what}: bought once, taken back`);
}

/** Where nothing is left of a body, that is said, and nothing is bought. */
export async function refused({ offer, bought }, call, what) {
  const { status, json } = await ask(call, what, '/encore/accept', post(offer.body, offer.key));
  assert.equal(status, 500, what);
  assert.match(json.detail, /was read before it reached the offers/, what);
  assert.equal(bought.size, 0, what);
  console.log(`${what}: 500 and a sentence`);
}
