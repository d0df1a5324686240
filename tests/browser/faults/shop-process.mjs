// SPDX-License-Identifier: MIT
//
// The example shop in a process of its own, so that it can be killed at any moment as a machine would die. Its parent
// moves the clock, places orders, asks for the books, and may have it stop dead before or after the money of an added
// offer has moved: the charge stands in the gateway's ledger then, and nothing else was written down.

import { createShop } from '../../../examples/storefront/shop.mjs';
import { auditBooks } from '../../../examples/storefront/store/books.mjs';

const { databaseUrl, dataDir, origins, shiftMs, history, planted, manners: known } = JSON.parse(process.argv[2]);
const kSlowMs = 4000;

let shift = shiftMs;
let halting = null;
/** Orders whose card answers an added charge in a manner of its own. */
const manners = new Map(Object.entries(known));
const sleepers = new Set();
const now = () => Date.now() + shift;
/** For a shop with the bug that has its gateway charge again: a key of its own for each try. */
let tries = now();
const tell = message => process.send?.(message);
const tellAsleep = () => tell({ event: 'asleep', count: sleepers.size });
const isAdded = ({ key }) => !key.startsWith('order:');

const sleep = ms =>
  new Promise(done => {
    sleepers.add({ until: now() + ms, done });
    tellAsleep();
  });
function wake() {
  for (const sleeper of sleepers) {
    if (sleeper.until > now()) continue;
    sleepers.delete(sleeper);
    sleeper.done();
  }
  tellAsleep();
}

const shop = await createShop({
  databaseUrl,
  dataDir,
  now,
  origins,
  history,
  background: false,
  gatewayFaults: (operation, request) =>
    operation === 'charge' && isAdded(request) && manners.get(request.order_id) === 'authenticate'
      ? 'authenticate'
      : undefined,
});

async function haltAt(moment, { order_id }) {
  if (halting?.at !== moment || halting.order_id !== order_id) return;
  halting = null;
  tell({ event: 'halted', at: moment });
  await new Promise(() => {});
}

const { charge } = shop.gateway;
shop.gateway.charge = async request => {
  if (!isAdded(request)) return charge(request);
  if (manners.get(request.order_id) === 'slow') await sleep(kSlowMs);
  await haltAt('before_charge', request);
  const outcome = await charge(
    planted === 'key_per_try' ? { ...request, key: `${request.key}:${(tries += 1)}` } : request,
  );
  await haltAt('after_charge', request);
  return outcome;
};

const deeds = {
  shift({ ms }) {
    shift += ms;
    wake();
    return now();
  },
  /** Stops dead at the next charge of this order; of none without an order. */
  halt({ at, order_id }) {
    halting = order_id ? { at, order_id } : null;
  },
  async order({ number, manner, email }) {
    const order = await shop.paidOrder(['aurora-black'], { number, email });
    if (manner) manners.set(order.id, manner);
    return { ...order, placedMs: now(), thankYou: order.thankYou.slice(shop.url.length) };
  },
  reconcile: () => shop.reconcile(),
  async books({ id }) {
    const purchases = (
      await shop.db.query(
        'SELECT jti, candidate_id, state, attempt, amount, reserved_at_ms FROM encore_purchases WHERE order_id = $1',
        [id],
      )
    ).rows;
    const { lines, total } = await shop.orders.find(id);
    const added = lines
      .filter(line => line.purchase_id && !line.removed_at)
      .map(({ purchase_id, candidate_id, terms }) => ({ purchase_id, candidate_id, amount: terms.quote.total }));
    return { purchases, added, total, charges: await shop.gateway.chargesOf(id), now: now() };
  },
  audit: () => auditBooks(shop.db),
};

process.on('message', async ({ id, deed, given }) => {
  try {
    tell({ id, value: await deeds[deed](given) });
  } catch (error) {
    tell({ id, error: error.stack ?? String(error) });
  }
});
process.on('disconnect', () => process.exit(0));
tell({ event: 'ready', url: shop.url });
