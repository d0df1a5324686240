// SPDX-License-Identifier: MIT
//
// The example shop under examination: the real shop on its real database, bought from like
// any visitor, with the hooks the examiner needs served beside it. Run by itself it stays
// open and says how to examine it:
//
//   node tests/node/conformance/storefront.mjs
//   npx encore conformance http://127.0.0.1:PORT --hooks FILE
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { conformanceHooks } from 'encore-offers/server';
import { headersOf, readBody } from 'encore-offers/adapters/nodejs';
import { createShop } from '../../../examples/storefront/shop.mjs';
import { sheetIn, visitor } from '../storefront/browser-like.mjs';

/** @returns {Promise<{ url: string, hooks: string, close(): Promise<void> }>} `hooks` is the file for --hooks */
export async function openStorefront(options = {}) {
  let ahead = 0;
  const next = new Map();
  const waiting = new Map();
  const waitersOf = id => waiting.get(id) ?? waiting.set(id, []).get(id);
  const shop = await createShop({
    history: 1500,
    background: false,
    wait: async () => {},
    now: () => Date.now() + ahead,
    gatewayFaults: async (operation, { order_id }) => {
      if (operation !== 'charge') return undefined;
      if (next.get(order_id) === 'hold') await new Promise(resolve => waitersOf(order_id).push(resolve));
      const fault = next.get(order_id);
      next.delete(order_id);
      return fault;
    },
    ...options,
  });
  let customers = 0;
  const actions = {
    async order() {
      const shopper = visitor(shop.url);
      await shopper.take('aurora-black');
      const page = await shopper.pay(undefined, { email: `conformance${(customers += 1)}@example.com` });
      const sheet = sheetIn(page.text);
      return {
        order_id: sheet.order.id,
        cookie: [...shopper.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        sheet,
      };
    },
    async books({ order_id }) {
      const [, ...charges] = await shop.gateway.chargesOf(order_id); // the first one paid for the order
      const { lines } = await shop.orders.find(order_id);
      return {
        charges: charges.map(({ amount, refunded }) => ({ amount, refunded })),
        lines: lines
          .filter(line => line.purchase_id && !line.removed_at)
          .map(line => ({
            candidate_id: line.candidate_id,
            variant_id: line.variant_id,
            quantity: line.quantity,
            amount: line.terms.quote.total,
          })),
      };
    },
    clock: async ({ advance_ms }) => void (ahead += advance_ms),
    stock: async ({ variant_id, pieces }) =>
      void (await shop.db.query('UPDATE variants SET stock = $2 WHERE id = $1', [variant_id, pieces])),
    release: async ({ order_id }) =>
      void (await shop.db.query("UPDATE orders SET hold_until = hold_until - interval '1 day' WHERE id = $1", [
        order_id,
      ])),
    async gateway({ order_id, next: what }) {
      if (what !== 'go') return void next.set(order_id, { timeout: 'lose_reply', lost: 'lose_request' }[what] ?? what);
      next.delete(order_id);
      for (const release of waitersOf(order_id).splice(0)) release();
    },
    held: async ({ order_id }) => ({ charges: waitersOf(order_id).length }),
    async authenticate({ order_id, approve }) {
      const { rows } = await shop.db.query(
        "SELECT id FROM gateway_challenges WHERE order_id = $1 AND state = 'open' ORDER BY created_at DESC LIMIT 1",
        [order_id],
      );
      await shop.gateway.answer(rows[0].id, approve);
    },
  };
  const answer = conformanceHooks({ origin: shop.url, actions });
  const http = createServer(async (request, response) => {
    const reply = await answer({
      method: request.method,
      url: request.url,
      headers: headersOf(request),
      ...(await readBody(request)),
    });
    response.writeHead(reply?.status ?? 404, reply?.headers).end(reply?.body);
  });
  await new Promise(resolve => {
    http.listen(0, '127.0.0.1', resolve);
  });
  const address = `http://127.0.0.1:${http.address().port}`;
  const discovery = await (await fetch(`${address}/.well-known/encore-conformance`)).json();
  const folder = mkdtempSync(join(tmpdir(), 'encore-hooks-'));
  const hooks = join(folder, 'hooks.json');
  const absolute = Object.fromEntries(Object.entries(discovery.hooks).map(([name, path]) => [name, address + path]));
  writeFileSync(hooks, JSON.stringify({ ...discovery, hooks: absolute }));
  return {
    url: shop.url,
    hooks,
    shop,
    async close() {
      http.close();
      http.closeAllConnections();
      rmSync(folder, { recursive: true });
      await shop.close();
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url, hooks, close } = await openStorefront();
  process.stdout.write(`npx encore conformance ${url} --hooks ${hooks}\n`);
  process.once('SIGINT', () => close());
}
