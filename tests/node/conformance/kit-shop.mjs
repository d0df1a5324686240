// SPDX-License-Identifier: MIT
//
// A test shop on the kit, with the hooks that `encore conformance` needs: the shortest example
// of mounting them. KIT_DEFECTS lists what a shop can still do wrong around the kit, in its
// ports, its options, or the middleware before it: each is planted by `plant` and found by
// the rules named beside it.
import { createServer } from 'node:http';
import { conformanceHooks, publish } from 'encore-offers/server';
import { fetchHandler } from 'encore-offers/adapters/fetch';
import { headersOf, nodeHandler, readBody } from 'encore-offers/adapters/nodejs';
import { createTestShop, ORIGIN } from '../server/shop.mjs';
import { conformanceSheet } from './sheet.mjs';

import { KIT_DEFECTS } from './kit-defects.mjs';

export { KIT_DEFECTS };

/** The charge port with what the rules arm: one answer for the order's next charge, or a wait. */
function armed(shop) {
  const next = new Map();
  const waiting = new Map();
  const waitersOf = id => waiting.get(id) ?? waiting.set(id, []).get(id);
  shop.gateway.policy = ({ order_id }) => {
    const what = next.get(order_id);
    return what === 'decline' || what === 'authenticate' ? what : 'approve';
  };
  const { charge } = shop.ports.gateway;
  shop.ports.gateway.charge = async request => {
    const { order_id } = request;
    if (next.get(order_id) === 'hold') await new Promise(resolve => waitersOf(order_id).push(resolve));
    const what = next.get(order_id);
    if (what === 'lost') return next.delete(order_id) && { outcome: 'unknown' };
    const outcome = await charge(request);
    next.delete(order_id);
    return what === 'timeout' ? { outcome: 'unknown' } : outcome;
  };
  const entryOf = order_id => [...shop.gateway.keys.values()].findLast(entry => entry.order_id === order_id);
  return {
    async gateway({ order_id, next: what }) {
      if (what !== 'go') return void next.set(order_id, what);
      next.delete(order_id);
      for (const release of waitersOf(order_id).splice(0)) release();
    },
    held: async ({ order_id }) => ({ charges: waitersOf(order_id).length }),
    authenticate: async ({ order_id, approve }) => shop.gateway.authenticate(entryOf(order_id).key, approve),
  };
}

/** The shop: `handle` is Request -> Response, `listen()` serves it. `without`: hooks that it has not. */
export async function openKitShop({ without = [], defect, secret } = {}) {
  const { plant, wrap, options } = defect === undefined ? {} : KIT_DEFECTS[defect];
  const shop = await createTestShop({
    buyers: {
      owns: async (request, orderId) => (request.headers.cookie ?? '').split('; ').includes(`buyer=${orderId}`),
    },
    sheets: { sheet: async orderId => conformanceSheet(orderId, shop.now) },
    ...options,
  });
  const hooks = armed(shop);
  plant?.(shop);
  let count = 0;
  const actions = {
    async order() {
      const order_id = `r${++count}`;
      shop.book.open({ id: order_id, total: 79900, currency: 'EUR', hold_until_ms: shop.now + 3 * 3_600_000 });
      for (const variant of ['mem-64', 'mem-128']) shop.room.pieces.set(variant, 100);
      const { keys, engine, now, ports } = shop;
      const { sheet } = await publish(conformanceSheet(order_id, now), { now, keys, engine, storage: ports.storage });
      return { order_id, cookie: `buyer=${order_id}`, sheet: { ...sheet, endpoints: shop.server.endpoints() } };
    },
    async books({ order_id }) {
      const charges = [...shop.gateway.keys.values()].filter(e => e.order_id === order_id && e.outcome === 'approved');
      const lines = [...shop.book.orders.get(order_id).lines.values()];
      return {
        charges: charges.map(({ amount, refunded }) => ({ amount, refunded })),
        lines: lines.map(({ candidate_id, amount, line }) => ({
          candidate_id,
          variant_id: line.variant_id,
          quantity: line.quantity,
          amount,
        })),
      };
    },
    clock: async ({ advance_ms }) => void (shop.now += advance_ms),
    stock: async ({ variant_id, pieces }) => void shop.room.pieces.set(variant_id, pieces),
    release: async ({ order_id }) => void (shop.book.orders.get(order_id).released = true),
    ...hooks,
  };
  for (const name of without) delete actions[name];

  const answer = conformanceHooks({ origin: ORIGIN, actions, ...(secret && { secret }) });
  const kit = fetchHandler(shop.server);
  const behind = wrap?.(kit, shop) ?? kit;
  async function handle(request) {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith('/.well-known/')) return behind(request);
    const { method, headers } = request;
    const body = await request.text();
    const reply = await answer({ method, url: pathname, headers: Object.fromEntries(headers), body });
    return new Response(reply.body, reply);
  }
  async function listen() {
    const serve = nodeHandler(shop.server);
    const http = createServer(async (request, response) => {
      if (!request.url.startsWith('/.well-known/')) return serve(request, response);
      const { method, url } = request;
      const reply = await answer({ method, url, headers: headersOf(request), ...(await readBody(request)) });
      return response.writeHead(reply.status, reply.headers).end(reply.body);
    });
    await new Promise(resolve => {
      http.listen(0, '127.0.0.1', resolve);
    });
    return { url: `http://127.0.0.1:${http.address().port}`, close: () => http.close() };
  }
  return { handle, listen, shop };
}
