// SPDX-License-Identifier: MIT
//
// The example shop, put together: database, catalogue, history, gateway, pages, and Encore's server kit. One call
// makes a shop that listens; time, faults, keys and storage are arguments, so a test can have any shop it wants.
//
//   const shop = await createShop({ dataDir: 'memory://' });
//   console.log(shop.url);
//   await shop.close();

import { fileURLToPath } from 'node:url';
import fastifyCookie from '@fastify/cookie';
import fastifyFormbody from '@fastify/formbody';
import Fastify from 'fastify';
import { kProducts, storeCatalogue, variantOf } from './catalogue/catalogue.mjs';
import { createCheckout } from './checkout.mjs';
import { createGateway } from './gateway/gateway.mjs';
import { countCompanions } from './history/companions.mjs';
import { seedHistory } from './history/seed.mjs';
import { createOffers, kOffersBase } from './offers/offers.mjs';
import { merchantRoutes } from './merchant/routes.mjs';
import { trouble } from './pages/layout.mjs';
import { drawPictures } from './pictures/pictures.mjs';
import { compressPages } from './routes/compression.mjs';
import { orderRoutes } from './routes/orders.mjs';
import { payingRoutes } from './routes/paying.mjs';
import { preloadHints, readScript, readStyles, serveFiles } from './routes/files.mjs';
import { shoppingRoutes } from './routes/shopping.mjs';
import { buyerCookie, kRequestMs, protect } from './security.mjs';
import { createCarts } from './store/carts.mjs';
import { openDatabase } from './store/db.mjs';
import { migrate } from './store/migrate.mjs';
import { createOrders } from './store/orders.mjs';
import { createPurchases } from './store/purchases.mjs';
import { secretNamed } from './store/secrets.mjs';

const kRoot = new URL('../../', import.meta.url);
const kReconcileMs = 5000;
const kSweepMs = 60_000;
const kLearnMs = 600_000;

/**
 * @typedef {object} ShopOptions
 * @property {string} [databaseUrl] PostgreSQL; without it PGlite in `dataDir`
 * @property {string} [dataDir] a folder, or `memory://` (the default)
 * @property {() => number} [now] milliseconds since the epoch
 * @property {string} [host] @property {number} [port] 0: any free one
 * @property {string[]} [origins] where pages may call from, besides the address listened on
 * @property {any} [keys] {current, keys} of a keyring; default: one key kept in the database
 * @property {Parameters<typeof createGateway>[0]['faults']} [gatewayFaults]
 * @property {(ms: number) => Promise<void>} [wait] how the slow card waits
 * @property {number} [requestsPerMinute] of one address, to the offers; default 240
 * @property {string} [operatorSecret] opens the merchant's page; default: one kept in the database
 * @property {{ key: string, about: string, variations: object[] }[]} [experiments] that run; default: none
 * @property {number} [holdoutBps] share of customers who see no offers; default: none
 * @property {number} [history] how many orders the past has; 0: none
 * @property {boolean} [background] timers for reconciling, sweeping and learning; tests call these themselves
 * @property {string} [dist] Encore's build
 * @property {any} [logger] Fastify's logger option
 * @property {(step: string, done?: number, all?: number) => void} [onProgress]
 */

/** Makes a shop and listens. @param {ShopOptions} options */
export async function createShop({
  databaseUrl,
  dataDir = 'memory://',
  now = Date.now,
  host = '127.0.0.1',
  port = 0,
  origins = [],
  keys,
  gatewayFaults,
  requestsPerMinute,
  operatorSecret,
  experiments = [],
  holdoutBps = 0,
  wait,
  history = 5200,
  background = true,
  dist = fileURLToPath(new URL('dist/', kRoot)),
  logger = false,
  onProgress = () => {},
} = {}) {
  onProgress('opening the database');
  const db = await openDatabase({ databaseUrl, dataDir });
  try {
    await migrate(db, { folder: new URL('migrations/', import.meta.url), nowMs: now() });
    await storeCatalogue(db);
    if (history > 0)
      await seedHistory(db, {
        nowMs: now(),
        orders: history,
        onProgress: (done, all) => onProgress('writing the past', done, all),
      });
    onProgress('counting what is bought together');
    await countCompanions(db, now());
    return await openShop();
  } catch (error) {
    await db.close();
    throw error;
  }

  async function openShop() {
    const app = Fastify({
      // The pass of a sign-in link stands in its query, and is as good as a password: no query is logged.
      logger: logger && { ...logger, serializers: { req: ({ method, url }) => ({ method, url: url.split('?')[0] }) } },
      bodyLimit: 64 * 1024,
      forceCloseConnections: true,
      // A body that does not come holds a connection no longer than this.
      requestTimeout: kRequestMs,
      routerOptions: { ignoreTrailingSlash: true },
    });
    const gateway = createGateway({ db, now, faults: gatewayFaults, ...(wait && { wait }) });
    const orders = createOrders({ db, now });
    const carts = createCarts({ db, now });
    const purchases = createPurchases({ db, orders, now });
    const checkout = createCheckout({ orders, gateway });
    const pictures = drawPictures(kProducts);
    const styles = readStyles();
    const receipt = readScript('receipt');
    const basket = readScript('basket');
    onProgress('loading the core');
    const buyer = buyerCookie(origins);
    const offers = await createOffers({
      db,
      buyer,
      orders,
      purchases,
      gateway,
      now,
      pictures,
      keys,
      log: app.log,
      requestsPerMinute,
      experiments,
      holdoutBps,
    });
    const secret = operatorSecret ?? (await secretNamed(db, 'operator'));

    const frameOf = async request => {
      const lines = await carts.lines(request.cookies?.shop_cart);
      return {
        styles: styles.url,
        receipt: receipt.url,
        basket: basket.url,
        statistics: request.cookies?.shop_statistics === 'yes',
        path: request.url.split('?')[0],
        cartCount: lines.reduce((sum, { quantity }) => sum + quantity, 0),
      };
    };
    const send = (reply, markup, status = 200) =>
      reply.code(status).type('text/html; charset=utf-8').send(String(markup));

    await app.register(fastifyCookie);
    await app.register(fastifyFormbody);
    protect(app);
    compressPages(app);
    const parts = {
      db,
      buyer,
      carts,
      orders,
      purchases,
      gateway,
      checkout,
      offers,
      pictures,
      preload: preloadHints(dist),
      now,
      operatorSecret: secret,
      experiments,
      frameOf,
      send,
    };
    shoppingRoutes(app, parts);
    payingRoutes(app, parts);
    orderRoutes(app, parts);
    merchantRoutes(app, parts);
    const { fastifyEncore } = await import('encore-offers/adapters/fastify');
    await app.register(fastifyEncore, { prefix: kOffersBase, server: offers });
    serveFiles(app, { dist, styles, scripts: [receipt, basket], pictures });
    app.setNotFoundHandler(async (request, reply) =>
      send(
        reply,
        trouble(await frameOf(request), {
          title: 'Nothing here',
          says: 'The page you were looking for has moved, or never was.',
        }),
        404,
      ),
    );
    app.setErrorHandler(async (error, request, reply) => {
      const status = error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500;
      if (status === 500) request.log.error(error);
      const frame = { styles: styles.url, statistics: false, path: '/', cartCount: 0 };
      return send(
        reply,
        trouble(frame, {
          title: 'Something went wrong',
          says:
            status === 500
              ? 'It is our fault. Nothing was charged twice; please try again.'
              : 'This request could not be read.',
        }),
        status,
      );
    });

    await app.listen({ host, port });
    const { port: bound } = app.server.address();
    const url = `http://${host === '0.0.0.0' ? 'localhost' : host}:${bound}`;
    offers.open([...new Set([url, `http://localhost:${bound}`, `http://127.0.0.1:${bound}`, ...origins])]);

    const timers = [];
    // One run at a time; what fails is tried again at the next stroke.
    const every = (ms, work) => {
      let isRunning = false;
      timers.push(
        setInterval(async () => {
          if (isRunning) return;
          isRunning = true;
          try {
            await work();
          } catch (error) {
            app.log.error(error);
          } finally {
            isRunning = false;
          }
        }, ms).unref(),
      );
    };
    if (background) {
      every(kReconcileMs, () => offers.reconcile());
      every(kSweepMs, () => checkout.sweep());
      every(kLearnMs, () => countCompanions(db, now()));
    }

    return {
      url,
      db,
      orders,
      carts,
      gateway,
      offers,
      checkout,
      app,
      operatorSecret: secret,
      reconcile: () => offers.reconcile(),
      learn: () => countCompanions(db, now()),
      /** A paid order of these variants, as if somebody had just been through the checkout. */
      async paidOrder(
        variant_ids = ['aurora-black'],
        { number = '4242 4242 4242 4242', country = 'IE', email = 'clara@example.com' } = {},
      ) {
        const cart_id = await carts.open();
        for (const id of variant_ids) await carts.add(cart_id, variantOf(id).variant.id, 1);
        const payment = await gateway.saveCard({ number, expiry: '12/39', cvc: '123' });
        const order = await orders.place({
          cart_id,
          rows: await carts.lines(cart_id),
          email,
          first_name: 'Clara',
          country,
          payment,
          address: { last_name: 'Byrne', street: '4 Quay Street', postcode: 'H91 X2Y3', city: 'Galway' },
        });
        const settled = await checkout.settle(order);
        if (settled.state !== 'paid') throw new Error(`the order could not be paid: ${settled.state}`);
        await carts.drop(cart_id);
        const pass = await orders.issuePass(order.id);
        return {
          id: order.id,
          pass,
          thankYou: `${url}/orders/${order.id}/sign-in?pass=${pass}`,
          page: `${url}/orders/${order.id}/sign-in?pass=${pass}&to=order`,
        };
      },
      async close() {
        timers.forEach(clearInterval);
        await app.close();
        await db.close();
      },
    };
  }
}
