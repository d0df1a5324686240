// SPDX-License-Identifier: MIT
//
// The kit's own server over HTTP with the conformance hooks: what a merchant's test shop
// looks like to `encore conformance`, and the shortest example of mounting the hooks.
import { createServer } from 'node:http';
import { conformanceHooks, publish } from 'encore-offers/server';
import { headersOf, nodeHandler, readBody } from 'encore-offers/adapters/nodejs';
import { createTestShop, ORIGIN, sheetFor } from '../server/shop.mjs';

export async function openReferenceShop({ without = [] } = {}) {
  const shop = await createTestShop({
    buyers: {
      owns: async (request, orderId) => (request.headers.cookie ?? '').split('; ').includes(`buyer=${orderId}`),
    },
  });
  let count = 0;
  const next = new Map();
  shop.gateway.policy = ({ order_id }) =>
    next.get(order_id) === 'decline' && next.delete(order_id) ? 'decline' : 'approve';
  shop.ports.gateway.charge = async request => {
    const outcome = shop.gateway.charge(request);
    return next.get(request.order_id) === 'timeout' && next.delete(request.order_id) ? { outcome: 'unknown' } : outcome;
  };

  const actions = {
    async order() {
      const order_id = `r${++count}`;
      shop.book.open({ id: order_id, total: 79900, currency: 'EUR' });
      for (const variant of ['mem-64', 'mem-128']) shop.room.pieces.set(variant, 100);
      const { sheet } = await publish(sheetFor(order_id, shop.now), {
        now: shop.now,
        keys: shop.keys,
        engine: shop.engine,
      });
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
    gateway: async ({ order_id, next: what }) => void next.set(order_id, what),
  };
  for (const name of without) delete actions[name];

  const hooks = conformanceHooks({ origin: ORIGIN, actions });
  const kit = nodeHandler(shop.server);
  const http = createServer(async (request, response) => {
    if (!request.url.startsWith('/.well-known/')) return kit(request, response);
    const reply = await hooks({
      method: request.method,
      url: request.url,
      headers: headersOf(request),
      ...(await readBody(request)),
    });
    return response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  await new Promise(resolve => {
    http.listen(0, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${http.address().port}`, close: () => http.close(), shop };
}
