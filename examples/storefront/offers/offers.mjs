// SPDX-License-Identifier: MIT
//
// Where the shop meets Encore: the core is loaded once, sheets are published with the shop's key, and the kit's
// endpoints are served under /offers. The kit refuses requests from origins that are not in its list, so it is made
// when the address is known: after the server listens.

import { randomBytes } from 'node:crypto';
import { privateSheet } from './sheet.mjs';
import { limitRequests } from '../security.mjs';
import { offerPorts } from './ports.mjs';

export const kOffersBase = '/offers';
const kIssuer = 'fern-and-field';

/** A secret of this shop, made on the first start and kept in the database. */
async function secretNamed(db, name) {
  await db.query('INSERT INTO secrets VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    name,
    randomBytes(32).toString('base64url'),
  ]);
  return (await db.query('SELECT value FROM secrets WHERE name = $1', [name])).rows[0].value;
}

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
}) {
  const [{ createKeyring, createOfferServer, migrate, postgresStorage, publish, sheetScript }, { loadEngine }] =
    await Promise.all([import('encore-offers/server'), import('encore-offers/engine')]);
  await migrate(db);
  const storage = postgresStorage(db);
  const engine = await loadEngine();
  const visitorSecret = await secretNamed(db, 'visitor');
  const keyring = await createKeyring({
    issuer: kIssuer,
    ...(keys ?? {
      current: 'shop-1',
      keys: [{ kid: 'shop-1', alg: 'HS256', secret: await secretNamed(db, 'offers') }],
    }),
  });
  const ports = offerPorts({ db, buyer, orders, purchases, gateway, now });
  let server;

  const sheetOf = (order, isBuyer) =>
    privateSheet({
      db,
      nowMs: now(),
      order,
      isBuyer,
      endpoints: server.endpoints(),
      pictureUrl: pictures.url,
      visitorSecret,
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
    reconcile: () => server.reconcile(),
    /** The private sheet of an order: for the command line and for tests, never for a page. */
    privateSheet: sheetOf,
    /** The page sheet, signed; or the core's refusal. What was left out on private grounds goes to the log. */
    async publish(order, isBuyer) {
      const published = await publish(await sheetOf(order, isBuyer), {
        now: now(),
        keys: keyring,
        engine,
        buyer_present: isBuyer,
        storage,
      });
      if (published.ok)
        log.info(
          {
            order: order.id,
            left_out: published.dropped.map(
              ({ candidate_id, reasons }) => `${candidate_id}: ${reasons.map(({ reason }) => reason).join(' ')}`,
            ),
          },
          'sheet published',
        );
      return published;
    },
    /** The inline element for the thank-you page, or null where nothing can be offered. */
    async scriptFor(order, isBuyer) {
      const published = await this.publish(order, isBuyer);
      if (!published.ok) {
        log.error({ order: order.id, issues: published.issues }, 'the sheet was refused');
        return null;
      }
      return published.sheet.candidates.length > 0 ? sheetScript(published.sheet) : null;
    },
  };
}
