// SPDX-License-Identifier: MIT
//
// One instance of the example shop, as a process of its own: what `npm run load-shop` measures. Asked by its parent to
// prepare orders, it answers with the accept requests that their buyers' pages would send.
import Fastify from 'fastify';
import { createShop } from '../../examples/storefront/shop.mjs';
import { openDatabase } from '../../examples/storefront/store/db.mjs';
import { acceptBody } from '../node/storefront/browser-like.mjs';

const BASKETS = [['aurora-black'], ['lens-50'], ['pop-mint'], ['cream-50'], ['harbour-250']];
const EMAIL = 'load@example.com';

/** What the buyer of a new order clicks: the first one-click offer that its page shows. */
async function prepareOne(shop, engine, at) {
  const { id } = await shop.paidOrder(BASKETS[at % BASKETS.length], { email: `${at}.${EMAIL}` });
  const secret = await shop.orders.admit(id);
  const published = await shop.offers.publish(await shop.orders.find(id), true);
  if (!published.ok) throw new Error(`the sheet of ${id} was refused`);
  const { sheet } = published;
  const now = Date.now();
  const shown = engine.decide(sheet, { now }).slots.map(({ candidate_id }) => candidate_id);
  const candidate = sheet.candidates.find(one => shown.includes(one.id) && one.accept?.mode === 'one_click');
  if (candidate === undefined) return null;
  const { total } = engine.quote(sheet, { candidate_id: candidate.id, now });
  return {
    path: sheet.endpoints.accept,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': candidate.accept.key,
      cookie: `shop_buyer=${secret}`,
    },
    body: JSON.stringify(acceptBody(sheet, candidate, total)),
  };
}

async function prepare(shop, engine, { from, to }) {
  await shop.db.query('UPDATE variants SET stock = 1000000 WHERE stock IS NOT NULL');
  const requests = [];
  for (let at = from; at < to; at += 1) {
    const request = await prepareOne(shop, engine, at);
    if (request !== null) requests.push(request);
  }
  // As the database of a shop in daily use has done: what it planned over empty tables reads them from end to end.
  await shop.db.script('ANALYZE');
  return requests;
}

/** The peer: a route that reads the same body, writes one row under its key, and answers. */
async function peer(databaseUrl) {
  const db = await openDatabase({ databaseUrl });
  await db.script('CREATE TABLE IF NOT EXISTS bare_accepts (key text PRIMARY KEY, body jsonb NOT NULL)');
  const app = Fastify();
  app.post('/offers/accept', async request => {
    const { headers, body } = request;
    await db.query('INSERT INTO bare_accepts VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      headers['idempotency-key'],
      JSON.stringify(body),
    ]);
    return { purchase_id: headers['idempotency-key'] };
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${app.server.address().port}`;
}

process.on('disconnect', () => process.exit());
const { databaseUrl, bare = false } = JSON.parse(process.argv[2]);
if (bare) process.send({ url: await peer(databaseUrl) });
else {
  const { loadEngine } = await import('encore-offers/engine');
  const engine = await loadEngine();
  const shop = await createShop({ databaseUrl, history: 0, requestsPerMinute: Infinity });
  process.on('message', message => {
    prepare(shop, engine, message).then(
      requests => process.send({ requests }),
      error => process.send({ failed: error.stack }),
    );
  });
  process.send({ url: shop.url });
}
