// SPDX-License-Identifier: MIT
// Offers in the shop: what the page may know, what an accept does, and what the shop learns from it.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { companionsOf } from '../../../examples/storefront/history/companions.mjs';
import { evidenceOf } from '../../../examples/storefront/offers/evidence.mjs';
import { auditBooks } from '../../../examples/storefront/store/books.mjs';
import { createShop } from '../../../examples/storefront/shop.mjs';
import { acceptBody, sheetIn, visitor } from './browser-like.mjs';

const kStart = Date.parse('2026-11-21T10:00:00Z');
const kPrivate = [
  'unit_cost',
  'evidence',
  'purchased_product_ids',
  'discount_ceiling_bps',
  'margin_floor_bps',
  'default_margin_bps',
  'refund_rate_ceiling_bps',
  'giveaway_budget',
  'prior',
  'expected_cycles',
];
let shop;
let engine;
let clock = kStart;
let faults = () => undefined;

before(async () => {
  const { loadEngine } = await import('encore-offers/engine');
  engine = await loadEngine();
  shop = await createShop({
    now: () => clock,
    history: 2500,
    background: false,
    wait: async () => {},
    gatewayFaults: (operation, request) => faults(operation, request),
  });
});
after(() => shop?.close());
beforeEach(() => {
  clock = kStart;
  faults = () => undefined;
});

const iso = ms => new Date(ms).toISOString();
const decided = (sheet, more = {}) => engine.decide(JSON.stringify(sheet), { now: clock, ...more });
const totalOf = (sheet, candidate) => {
  const answer = engine.quote(JSON.stringify(sheet), {
    candidate_id: candidate.id,
    variant_id: candidate.product.variants[0].id,
    quantity: 1,
    now: clock,
  });
  return (answer.quote ?? answer).total;
};

let customers = 0;
/** A new customer who has just paid for these variants, with the sheet of the thank-you page. */
async function buyer(variants = ['aurora-black'], number = undefined, email = `clara${(customers += 1)}@example.com`) {
  const shopper = visitor(shop.url);
  await shopper.take(...variants);
  let page = await shopper.pay(number, { email });
  if (page.path.startsWith('/bank/')) page = await shopper.post(page.path, { answer: 'approve' });
  const sheet = sheetIn(page.text);
  assert.ok(sheet, 'the thank-you page holds a sheet');
  const candidate = id =>
    sheet.candidates.find(one => one.id === id) ??
    assert.fail(`no candidate ${id} among ${sheet.candidates.map(one => one.id)}`);
  const accept = (one, more) => {
    const body = acceptBody(sheet, one, totalOf(sheet, one), more);
    return shopper.send(sheet.endpoints.accept, body, { 'idempotency-key': one.accept.key });
  };
  return { shopper, page, sheet, candidate, accept, id: sheet.order.id };
}

async function books(id) {
  const order = await shop.orders.find(id);
  const charges = await shop.gateway.chargesOf(id);
  const lines = order.lines.filter(({ removed_at }) => !removed_at);
  return { order, lines, charges, captured: charges.reduce((sum, { amount, refunded }) => sum + amount - refunded, 0) };
}

test('the page sheet holds no cost, evidence or history, and the page no number that gives one away', async () => {
  const { page, sheet } = await buyer();
  const keys = new Set();
  JSON.stringify(sheet, (key, value) => {
    keys.add(key);
    return value;
  });
  for (const key of kPrivate) assert.equal(keys.has(key), false, key);
  assert.doesNotMatch(page.text, new RegExp(kPrivate.join('|')));
  assert.equal(page.headers.get('cache-control'), 'private, no-store');
  assert.ok(sheet.candidates.length >= 4);
});

test('the private sheet of each kind of basket passes the check without an issue or an unknown key', async () => {
  const baskets = [
    ['aurora-black'],
    ['pop-mint', 'film-20'],
    ['lumen-128'],
    ['printer-quill'],
    ['harbour-250'],
    ['lever-steel'],
    ['cleanser-150', 'cream-50', 'serum-30'],
    ['mat-travel'],
    ['printer-slate'],
  ];
  const kinds = new Set();
  for (const variants of baskets) {
    const { id } = await shop.paidOrder(variants);
    const sheet = await shop.offers.privateSheet(await shop.orders.find(id), true);
    const { ok, issues, notes } = engine.check(JSON.stringify(sheet));
    assert.deepEqual({ ok, issues, notes }, { ok: true, issues: [], notes: [] }, variants.join());
    sheet.candidates.forEach(({ kind }) => kinds.add(kind));
    const answer = decided(sheet);
    assert.ok(answer.slots.length >= 1, `${variants} is offered something: ${JSON.stringify(answer.left_out)}`);
  }
  for (const kind of ['cross_sell', 'upgrade', 'protection', 'refill', 'subscription', 'digital', 'sample', 'gift'])
    assert.ok(kinds.has(kind), kind);
});

test('the page decides as the server would have, on less', async () => {
  for (const variants of [['aurora-silver'], ['lumen-256'], ['lever-steel'], ['mat-cork']]) {
    const { sheet, id } = await buyer(variants);
    const secret = await shop.offers.privateSheet(await shop.orders.find(id), true);
    const slots = answer => answer.slots.map(({ candidate_id, quote }) => [candidate_id, quote.total]);
    assert.deepEqual(slots(decided(sheet)), slots(decided({ ...secret, id: sheet.id })));
  }
});

test('accepting adds one line and one charge, and the books agree to the cent', async () => {
  const { accept, candidate, id, sheet } = await buyer();
  const before = await books(id);
  const card = candidate('cross-sell.mem-128');
  const price = totalOf(sheet, card);
  const reply = await accept(card);
  assert.equal(reply.status, 200, reply.text);
  assert.equal(reply.json().charged, price);
  const now = await books(id);
  assert.equal(now.lines.length, before.lines.length + 1);
  assert.equal(now.charges.length, before.charges.length + 1);
  assert.equal(now.captured, now.order.total);
  assert.equal(now.order.total, before.order.total + price);
});

test('fifty accepts at once are one line and one charge', async () => {
  const { accept, candidate, id } = await buyer(['aurora-black']);
  const card = candidate('cross-sell.cam-battery');
  const replies = await Promise.all(Array.from({ length: 50 }, () => accept(card)));
  assert.ok(replies.some(({ status }) => status === 200));
  for (const reply of replies) assert.ok(reply.status === 200 || reply.json().type.includes('in_progress'), reply.text);
  const { lines, charges, captured, order } = await books(id);
  assert.equal(lines.length, 2);
  assert.equal(charges.length, 2);
  assert.equal(captured, order.total);
  const again = await accept(card);
  assert.equal(again.status, 200, 'a repetition gets the same success');
  assert.equal((await books(id)).charges.length, 2);
});

test('a card declined for the offer charges nothing and adds nothing', async () => {
  const { accept, candidate, id } = await buyer(['aurora-black'], '4000 0000 0000 0341');
  const reply = await accept(candidate('cross-sell.mem-128'));
  assert.match(reply.json().type, /payment_declined/);
  const { lines, charges } = await books(id);
  assert.equal(lines.length, 1);
  assert.equal(charges.length, 1);
});

test('a reply lost after charging is finished without the shopper, once', async () => {
  const { accept, candidate, id } = await buyer();
  faults = operation => (operation === 'charge' ? 'lose_reply' : operation === 'lookup' ? 'lose_request' : undefined);
  const reply = await accept(candidate('cross-sell.mem-128'));
  assert.notEqual(reply.status, 200, 'no success is claimed that is not known');
  faults = () => undefined;
  clock += 10 * 60_000;
  await shop.reconcile();
  const { lines, charges, captured, order } = await books(id);
  assert.equal(charges.length, 2);
  assert.equal(lines.length, 2);
  assert.equal(captured, order.total);
});

test('a bank that asks is answered, and then the line is there', async () => {
  const { accept, candidate, id, shopper } = await buyer(['aurora-black'], '4000 0025 0000 3155');
  const reply = await accept(candidate('cross-sell.mem-128'));
  const problem = reply.json();
  assert.match(problem.type, /action_required/);
  const url = problem.action_url ?? problem.url;
  assert.match(url, /^\/bank\/authenticate\//);
  await shopper.post(url, { answer: 'approve' });
  const status = await shopper.get(problem.status_url);
  assert.equal(status.status, 200, status.text);
  const { lines, charges, captured, order } = await books(id);
  assert.deepEqual([lines.length, charges.length, captured], [2, 2, order.total]);
});

test('undo refunds once, takes the line out and gives the stock back', async () => {
  const { accept, candidate, id, shopper } = await buyer();
  const stock = async () => (await shop.db.query(`SELECT stock FROM variants WHERE id = 'mem-128-a'`)).rows[0].stock;
  const before = await stock();
  const { undo } = (await accept(candidate('cross-sell.mem-128'))).json();
  assert.equal(await stock(), before - 1);
  const replies = await Promise.all([1, 2, 3].map(() => shopper.send(undo.url, {})));
  assert.ok(
    replies.some(({ status }) => status === 200),
    replies[0].text,
  );
  await shop.reconcile();
  const { lines, charges, captured, order } = await books(id);
  assert.equal(lines.length, 1);
  assert.equal(charges.length, 2);
  assert.equal(captured, order.total);
  assert.equal(await stock(), before);
  const page = await shopper.get(`/orders/${id}`);
  assert.match(page.text, /given back/);
  assert.match(page.text, /Taken out again/);
});

test('after the deadline nothing is sold, and the thank-you page offers nothing once the order is packed', async () => {
  const { accept, candidate, id, shopper } = await buyer();
  clock = kStart + 61 * 60_000;
  const reply = await accept(candidate('cross-sell.cam-battery'));
  assert.match(reply.json().type, /expired|order_released/);
  assert.equal((await books(id)).charges.length, 1);
  clock = kStart + 70 * 60_000;
  const page = await shopper.get(`/orders/${id}/thank-you`);
  const sheet = sheetIn(page.text);
  assert.deepEqual(sheet ? decided(sheet).slots : [], []);
});

test('a stranger with the link sees offers as links, holds no token and cannot accept with one', async () => {
  const { sheet, candidate, id } = await buyer();
  const stranger = visitor(shop.url);
  const seen = sheetIn((await stranger.get(`/orders/${id}/thank-you`)).text);
  for (const { accept } of seen?.candidates ?? []) {
    assert.equal(accept.mode, 'link');
    assert.equal(accept.token, undefined);
  }
  const card = candidate('cross-sell.mem-128');
  const reply = await stranger.send(sheet.endpoints.accept, acceptBody(sheet, card, totalOf(sheet, card)), {
    'idempotency-key': card.accept.key,
  });
  assert.match(reply.json().type, /unauthorized/);
  assert.equal((await books(id)).charges.length, 1);
});

test('an upgrade is paid by the difference and takes the place of the line', async () => {
  const { accept, candidate, id, sheet } = await buyer(['pop-mint']);
  const wide = candidate('upgrade.cam-pop-wide');
  assert.equal(totalOf(sheet, wide), 12900 - 8900);
  assert.equal((await accept(wide)).status, 200);
  const { lines, captured, order } = await books(id);
  assert.deepEqual(
    lines.map(({ product_id }) => product_id),
    ['cam-pop-wide'],
  );
  assert.equal(order.total, 12900);
  assert.equal(captured, 12900);
});

test('a free sample joins the order without a charge', async () => {
  const { accept, candidate, id } = await buyer(['cream-50', 'serum-30']);
  const reply = await accept(candidate('sample.sample-serum'));
  assert.equal(reply.status, 200, reply.text);
  const { lines, charges } = await books(id);
  assert.equal(lines.length, 3);
  assert.equal(charges.length, 1);
});

test('a subscription is noted with its renewal, and shown on the order', async () => {
  const { accept, candidate, id, shopper } = await buyer(['harbour-250']);
  assert.equal((await accept(candidate('subscription.beans-harbour'))).status, 200);
  const { captured, order } = await books(id);
  assert.equal(captured, order.total);
  assert.match((await shopper.get(`/orders/${id}`)).text, /every 4 weeks, first on 2026-/);
});

test('what is shown and accepted is what the next sheet knows', async () => {
  const { sheet, shopper, candidate, accept } = await buyer(['lens-50']);
  const one = candidate('cross-sell.cam-cleaning');
  const known = async () => (await evidenceOf(shop.db, [one.id])).get(one.id) ?? { shows: 0, accepts: 0 };
  const before = await known();
  const event = (name, id) => ({
    id: `${sheet.order.id}-${id}`,
    event: name,
    at: iso(clock),
    sheet_id: sheet.id,
    order_id: sheet.order.id,
    candidate_id: one.id,
    slot: 0,
    step: 1,
  });
  const { visit } = sheet.published;
  const sent = await shopper.send(sheet.endpoints.events, { visit, events: [event('shown', 1)] });
  assert.ok(sent.status < 300, sent.text);
  await shopper.send(sheet.endpoints.events, { visit, events: [event('shown', 1), event('shown', 2)] });
  assert.deepEqual({ ...before, shows: before.shows + 1 }, await known(), 'a show counts once per order');
  assert.equal((await accept(one)).status, 200);
  assert.equal((await known()).accepts, before.accepts + 1);
});

test('an accept without a recorded show does not count, nor does a repeated event', async () => {
  const known = async () => (await evidenceOf(shop.db, ['cross-sell.bag-sling'])).get('cross-sell.bag-sling');
  const before = await known();
  const { postgresEvents } = await import('encore-offers/server');
  const collector = postgresEvents(shop.db);
  const about = { id: 'lonely', order_id: 'or_x', candidate_id: 'cross-sell.bag-sling', at: iso(clock) };
  await collector.append([{ ...about, event: 'accepted', source: 'server' }]);
  assert.deepEqual(await known(), before);
  await collector.append([{ ...about, event: 'shown', source: 'page' }]);
  assert.deepEqual(await known(), before, 'an id is written once');
});

test('every rendering leaves its record with the events, and an accept its event, once', async () => {
  const { id, accept, candidate, shopper } = await buyer();
  const stored = async event =>
    (await shop.db.query('SELECT body FROM encore_events WHERE order_id = $1 AND event = $2', [id, event])).rows.map(
      ({ body }) => body,
    );
  const records = await stored('published');
  assert.ok(records.length >= 1);
  const [record] = records;
  assert.equal(record.order_id, id);
  assert.ok(record.considered.length > 1 && record.left_out.length > 0);
  assert.ok(record.left_out.every(({ reasons }) => reasons.length > 0));
  assert.equal((await accept(candidate('cross-sell.mem-128'))).status, 200);
  await accept(candidate('cross-sell.mem-128'));
  const [accepted, ...more] = await stored('accepted');
  assert.equal(more.length, 0);
  assert.equal(accepted.source, 'server');
  assert.equal(accepted.charged, accepted.quote.total);
  await shopper.get(`/orders/${id}/thank-you`);
  assert.equal((await stored('published')).length, records.length, 'a reload at the same moment is the same record');
});

test('companions learn from orders people placed, and not from what offers added', async () => {
  const find = async () =>
    (await companionsOf(shop.db, ['car-mount'])).find(({ companion_id }) => companion_id === 'yoga-towel');
  assert.equal(await find(), undefined);
  for (let i = 0; i < 12; i += 1) await shop.paidOrder(['car-mount', 'towel'], { email: `driver${i}@example.com` });
  await shop.learn();
  assert.ok((await find()).orders_both >= 12);
  await shop.db.query(
    `UPDATE order_lines SET candidate_id = 'x' WHERE product_id = 'yoga-towel' AND order_id IN (SELECT id FROM orders WHERE email LIKE 'driver%')`,
  );
  await shop.learn();
  assert.equal(await find(), undefined);
});

test('a customer who said no thanks is not asked again for thirty days', async () => {
  const email = 'quiet@example.com';
  const first = await shop.paidOrder(['aurora-black'], { email });
  const { postgresEvents } = await import('encore-offers/server');
  await postgresEvents(shop.db).append([
    { id: 'no-thanks', event: 'declined', order_id: first.id, candidate_id: 'cross-sell.tripod-stem', at: iso(clock) },
  ]);
  const second = await shop.paidOrder(['aurora-silver'], { email });
  const sheet = await shop.offers.privateSheet(await shop.orders.find(second.id), true);
  assert.deepEqual(sheet.customer.declined, [{ candidate_id: 'cross-sell.tripod-stem', at: iso(clock) }]);
  const left = decided(sheet).left_out.find(({ candidate_id }) => candidate_id === 'cross-sell.tripod-stem');
  assert.ok(
    left.reasons.some(({ reason }) => reason === 'declined_before'),
    JSON.stringify(left),
  );
});

test('at the end of the day every order costs what was captured for it', async () => {
  clock = kStart + 3 * 3_600_000;
  for (let i = 0; i < 5; i += 1) {
    await shop.reconcile();
    clock += 10 * 60_000;
  }
  await shop.checkout.sweep();
  const { orders, differences } = await auditBooks(shop.db);
  assert.ok(orders > 20);
  assert.deepEqual(differences, []);
});
