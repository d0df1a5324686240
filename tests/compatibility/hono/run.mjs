// SPDX-License-Identifier: MIT
//
// The offers in Hono, as `Request -> Response` and on its server for Node: alone, behind middleware that reads the body
// in each of Hono's ways, and behind one that takes it from the raw request.
import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { honoEncore } from 'encore-offers/adapters/hono';
import { Hono } from 'hono';
import { buyFrom, openShop, refused } from './accepting.mjs';

const reading = read => async (context, next) => {
  if (context.req.method === 'POST') await read(context.req);
  await next();
};

for (const [what, read, attempt] of [
  ['alone', undefined, buyFrom],
  ['behind req.json()', request => request.json(), buyFrom],
  ['behind req.text()', request => request.text(), buyFrom],
  ['behind req.arrayBuffer()', request => request.arrayBuffer(), buyFrom],
  ['behind a reader of the raw request', request => request.raw.text(), refused],
]) {
  const build = shop => {
    const app = new Hono();
    if (read) app.use(reading(read));
    return app.all('/encore/*', honoEncore(shop.server));
  };
  const shop = await openShop();
  const app = build(shop);
  await attempt(shop, (path, init) => app.request(path, init), `Hono, ${what}`);
  const other = await openShop();
  const server = createAdaptorServer({ fetch: build(other).fetch }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${server.address().port}`;
  await attempt(other, (path, init) => fetch(origin + path, init), `Hono on Node, ${what}`);
  server.closeAllConnections();
  server.close();
}
