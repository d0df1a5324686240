// SPDX-License-Identifier: MIT
//
// The offers in Koa: alone, behind a body parser, and behind middleware that reads the body and keeps nothing.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { bodyParser } from '@koa/bodyparser';
import { koaEncore } from 'encore-offers/adapters/koa';
import Koa from 'koa';
import { buyFrom, openShop, refused } from './accepting.mjs';

const swallow = async (context, next) => {
  context.req.resume();
  await once(context.req, 'end');
  await next();
};

for (const [what, before, attempt] of [
  ['alone', [], buyFrom],
  ['behind @koa/bodyparser', [bodyParser()], buyFrom],
  ['behind a parser that keeps nothing', [swallow], refused],
]) {
  const shop = await openShop();
  const app = new Koa();
  for (const middleware of [...before, koaEncore(shop.server)]) app.use(middleware);
  app.use(context => void (context.body = 'own'));
  const server = createServer(app.callback()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${server.address().port}`;
  await attempt(shop, (path, init) => fetch(origin + path, init), `Koa, ${what}`);
  if ((await (await fetch(`${origin}/other`)).text()) !== 'own')
    throw new Error('the other routes stay the shop’s own');
  server.closeAllConnections();
  server.close();
}
