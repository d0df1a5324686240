// SPDX-License-Identifier: MIT
//
// Where the shop meets Encore: the core is loaded once, sheets are published with the shop's key, and the kit's
// endpoints are served under /offers. The kit refuses requests from origins that are not in its list, so it is made
// when the address is known: after the server listens.

import { privateSheet } from './sheet.mjs';
import { latestModel } from '../merchant/nightly.mjs';
import { cartSheet } from './surfaces.mjs';
import { limitRequests } from '../security.mjs';
import { pseudonyms, secretNamed } from '../store/secrets.mjs';
import { offerPorts } from './ports.mjs';

export const kOffersBase = '/offers';
const kIssuer = 'fern-and-field';

/**
 * @param {any} parts db, orders, purchases, gateway, now, pictures, log; `keys`: an own keyring's options, see
 * createKeyring
 */
export async function createOffers({
  db,
  buyer,
  orders,
  purchases,
  gateway,
  now,
  pictures,
  keys,
  log,
  requestsPerMinute,
  experiments,
  holdoutBps,
}) {
  const [{ createKeyring, createOfferServer, postgresEvents, postgresStorage, publish, sheetScript }, { loadEngine }] =
    await Promise.all([import('encore-offers/server'), import('encore-offers/engine')]);
  const storage = postgresStorage(db);
  const events = postgresEvents(db);
  const engine = await loadEngine();
  const visitorOf = pseudonyms(await secretNamed(db, 'visitor'));
  const keyring = await createKeyring({
    issuer: kIssuer,
    ...(keys ?? {
      current: 'shop-1',
      keys: [{ kid: 'shop-1', alg: 'HS256', secret: await secretNamed(db, 'offers') }],
    }),
  });
  const ports = offerPorts({ buyer, orders, purchases, gateway, events });
  let server;
  let model;
  /** Sheets are chosen by what the last night's work left. */
  async function learned() {
    const { IndexedModel } = await import('encore-offers/learn');
    const latest = await latestModel(db);
    model = latest && new IndexedModel(latest);
  }
  await learned();

  const sheetOf = (order, isBuyer, surface) =>
    privateSheet({
      db,
      nowMs: now(),
      order,
      isBuyer,
      endpoints: server.endpoints(),
      pictureUrl: pictures.url,
      visitorOf,
      model,
      experiments,
      holdoutBps,
      surface,
    });

  return {
    /** Begins to serve, for pages of these origins. */
    open(origins) {
      server = createOfferServer({
        ...ports,
        keys: keyring,
        engine,
        storage,
        clock: now,
        base: kOffersBase,
        origins,
        sheets: {
          async sheet(id) {
            const order = await orders.find(id);
            return order ? sheetOf(order, true) : null;
          },
        },
        rateLimit: limitRequests({ now, most: requestsPerMinute }),
        returnUrl: id => `/orders/${id}/thank-you`,
        onError: (error, operation) => log.error({ operation, message: error.message }, 'a port of the offers failed'),
      });
    },
    handle: request => server.handle(request),
    endpoints: () => ({ accept: `${kOffersBase}/accept` }),
    learned,
    reconcile: () => server.reconcile(),
    /** The private sheet of an order: for the command line and for tests, never for a page. */
    privateSheet: sheetOf,
    /** The page sheet, signed; or the core's refusal. What was considered and left out is kept with the events. */
    async publish(order, isBuyer, surface) {
      const published = await publish(await sheetOf(order, isBuyer, surface), {
        now: now(),
        keys: keyring,
        engine,
        buyer_present: isBuyer,
        storage,
      });
      // A lost record costs a number in a report; it must never cost the shopper the page.
      if (published.ok && published.record)
        await events.append([published.record]).catch(error => log.error(error, 'the record of a sheet was not kept'));
      return published;
    },
    /** The page sheet of a cart, to be shown on `surface`; null where nothing can be offered. */
    async cartSheet(cart_id, basket, surface) {
      if (!cart_id || basket.lines.length === 0) return null;
      const visitor = visitorOf(cart_id);
      const sheet = await cartSheet({ db, nowMs: now(), cart_id, basket, surface, pictureUrl: pictures.url, visitor });
      const published = await publish(sheet, { now: now(), keys: keyring, engine, buyer_present: false });
      if (!published.ok) log.error({ surface, issues: published.issues }, 'the sheet of a cart was refused');
      return published.ok && published.sheet.candidates.length > 0 ? published.sheet : null;
    },
    async cartScript(cart_id, basket, surface) {
      const sheet = await this.cartSheet(cart_id, basket, surface);
      return sheet && sheetScript(sheet);
    },
    /** The inline element for a page of an order, or null where nothing can be offered. */
    async scriptFor(order, isBuyer, surface) {
      const published = await this.publish(order, isBuyer, surface);
      if (!published.ok) {
        log.error({ order: order.id, issues: published.issues }, 'the sheet was refused');
        return null;
      }
      return published.sheet.candidates.length > 0 ? sheetScript(published.sheet) : null;
    },
  };
}
