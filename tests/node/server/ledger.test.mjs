// SPDX-License-Identifier: MIT
//
// What an order may take, held by the server: each refusal of the order's ledger, seen by a
// page that asks for what it was never shown. First what is refused, then what must not be.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryStorage, publish, PurchaseTable } from 'encore-offers/server';
import { createTestShop, ORIGIN, sheetFor, START } from './shop.mjs';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const iso = ms => new Date(ms).toISOString();

/** A plain offer of its own product. */
const offer = (id, more = {}) => {
  const [model] = sheetFor('o').candidates;
  const variants = [{ id: `${id}-v`, title: id, price: 2000, unit_cost: 700 }];
  const product = { id: `p-${id}`, title: id, categories: ['photo'], variants };
  return { ...model, id, product, discount: { type: 'none' }, availability: {}, ...more };
};

const upgrade = (id, price) => ({
  ...offer(id, { kind: 'upgrade', replaces: { line_id: 'l1', quantity: 1 }, availability: {} }),
  product: {
    id: `p-${id}`,
    title: id,
    categories: ['photo'],
    variants: [{ id: `${id}-v`, title: id, price, unit_cost: 1000 }],
  },
});

const gift = (id, cost) =>
  offer(id, {
    kind: 'gift',
    discount: { type: 'free' },
    taxes: [],
    product: {
      id: `p-${id}`,
      title: id,
      categories: ['photo'],
      variants: [{ id: `${id}-v`, title: id, price: 900, unit_cost: cost }],
    },
  });

/** A shop whose sheet has these candidates and this policy; `order` changes the order's part of the sheet. */
async function shopWith(candidates, { policy = {}, order = {}, ...options } = {}) {
  const sheet = id => {
    const plain = sheetFor(id);
    const own = { policy: { ...plain.policy, max_offers: 2, ...policy }, order: { ...plain.order, ...order } };
    return { ...plain, ...own, candidates: candidates.map(one => structuredClone(one)) };
  };
  const shop = await createTestShop({ sheet, ...options });
  return { shop, published: await shop.order() };
}

const answer = ({ status, json }) =>
  status === 200 ? 'accepted' : json.reason ? `${json.type}: ${json.reason}` : json.type;

/** Accepts these candidates one after the other; what each was answered. */
async function acceptAll(shop, published, ...requests) {
  const answers = [];
  for (const request of requests) {
    const [id, changes] = Array.isArray(request) ? request : [request, {}];
    answers.push(answer(await shop.accept(published, id, changes)));
  }
  return answers;
}

const SPENT = 'not_offered: slots_spent';

test('twelve offers of one order: two are sold, for two were the slots', async () => {
  const ids = Array.from({ length: 12 }, (_, i) => `c${i}`);
  const { shop, published } = await shopWith(ids.map(id => offer(id)));
  const answers = await acceptAll(shop, published, ...ids);
  assert.deepEqual(answers, ['accepted', 'accepted', ...Array(10).fill(SPENT)]);
  assert.equal(shop.books().count, 2);
  const spent = await shop.accept(published, 'c5');
  assert.deepEqual([spent.json.limit, spent.json.actual], [2, 3]);
});

test('twelve at once are two as well', async () => {
  const ids = Array.from({ length: 12 }, (_, i) => `c${i}`);
  const { shop, published } = await shopWith(ids.map(id => offer(id)));
  const replies = await Promise.all(ids.map(id => shop.accept(published, id)));
  assert.equal(replies.filter(({ status }) => status === 200).length, 2);
  assert.equal(shop.books().count, 2);
});

test('each surface has its slots; max_accepts caps them together', async () => {
  const { shop, published } = await shopWith([offer('a'), offer('b'), offer('c'), offer('d')], {
    policy: { max_offers: 1, max_accepts: 2 },
  });
  const later = { ...shop.sheet('o1'), id: 'sh-later', surface: 'order_status' };
  const { keys, engine, ports } = shop;
  const other = await publish(later, { now: shop.now, keys, engine, storage: ports.storage });
  assert.deepEqual(await acceptAll(shop, published, 'a', 'b'), ['accepted', SPENT]);
  assert.deepEqual(await acceptAll(shop, other, 'b', 'c'), ['accepted', SPENT]);
  assert.equal(shop.books().count, 2);
});

test('a shop that raises its limits, or gets a new policy, changes no order that was already offered something', async () => {
  const policy = { max_offers: 1 };
  const { shop, published } = await shopWith([offer('a'), offer('b')], { policy });
  policy.max_offers = 2;
  const sheet = { ...shop.sheet('o1'), policy: { ...shop.sheet('o1').policy, max_offers: 2 } };
  const { keys, engine, ports } = shop;
  const again = await publish(sheet, { now: shop.now, keys, engine, storage: ports.storage });
  assert.deepEqual(await acceptAll(shop, again, 'a', 'b'), ['accepted', SPENT]);
  assert.ok(published.ok);
});

test('an offer before its beginning is not sold, and the refusal is on record', async () => {
  const { shop, published } = await shopWith([offer('a', { availability: { from: iso(START + HOUR) } })]);
  const early = await shop.accept(published, 'a', { last_refusal: 0 });
  assert.equal(answer(early), 'not_offered: not_started');
  assert.ok(early.json.last_refusal > 0);
  shop.now = START + HOUR;
  assert.equal(answer(await shop.accept(published, 'a', { last_refusal: 0 })), 'not_offered: not_started');
  const { last_refusal } = early.json;
  assert.equal(answer(await shop.accept(published, 'a', { last_refusal })), 'accepted');
});

const FUNNEL = () => [
  offer('a', { on_decline: 'half', on_accept: 'case' }),
  offer('half', { funnel_only: true }),
  offer('case', { funnel_only: true }),
];

test('a successor is not sold before its predecessor was answered', async () => {
  const { shop, published } = await shopWith(FUNNEL());
  const answers = await acceptAll(shop, published, 'half', 'case', ['case', { from: 'a' }], ['half', { from: 'b' }]);
  assert.deepEqual(answers, Array(4).fill('not_offered: funnel_only'));
  assert.equal(shop.gateway.charged, 0);
});

test('a refusal named in `from` brings the downsell, and the original is superseded from then on', async () => {
  const { shop, published } = await shopWith(FUNNEL());
  assert.deepEqual(await acceptAll(shop, published, ['half', { from: 'a' }], 'a', 'case'), [
    'accepted',
    'superseded',
    'not_offered: funnel_only',
  ]);
});

test('an original and its downsell never stand together, in either order, also at once', async () => {
  const first = await shopWith(FUNNEL());
  assert.deepEqual(await acceptAll(first.shop, first.published, 'a', ['half', { from: 'a' }], 'case'), [
    'accepted',
    'superseded',
    'accepted',
  ]);
  const { shop, published } = await shopWith(FUNNEL());
  await Promise.all([shop.accept(published, 'a'), shop.accept(published, 'half', { from: 'a' })]);
  assert.equal(shop.books().count, 1);
});

test('a downsell that was undone brings no way back to its original; the slot is free', async () => {
  const { shop, published } = await shopWith([...FUNNEL(), offer('b')], { policy: { max_offers: 1 } });
  await shop.accept(published, 'half', { from: 'a' });
  const { key } = published.tokens.find(({ candidate_id }) => candidate_id === 'half');
  assert.equal((await shop.send('POST', `undo/${key}`, {})).status, 200);
  assert.deepEqual(await acceptAll(shop, published, 'a', 'b'), ['superseded', 'accepted']);
});

test('`next` records the refusal, so that the accept need not name it; the steps are counted', async () => {
  const chain = [
    offer('a', { on_decline: 'b' }),
    offer('b', { funnel_only: true, on_decline: 'c' }),
    offer('c', { funnel_only: true }),
  ];
  const { shop, published } = await shopWith(chain, { policy: { max_steps: 2 } });
  const next = (id, from) => shop.send('POST', 'next', { order_id: 'o1', candidate_id: id, from, by: 'decline' });
  assert.equal(answer(await next('c', 'a')), 'not_offered: funnel_only', 'c follows b, not a');
  assert.equal((await next('b', 'a')).status, 200);
  assert.deepEqual(await acceptAll(shop, published, 'a', ['c', { from: 'b' }], 'b'), ['superseded', SPENT, 'accepted']);
});

test('gifts whose costs together pass the giveaway budget are not given', async () => {
  const gifts = Array.from({ length: 10 }, (_, i) => gift(`g${i}`, 450));
  const { shop, published } = await shopWith(gifts, { policy: { giveaway_budget: 500 } });
  const budget = 'not_offered: giveaway_budget_spent';
  assert.deepEqual(await acceptAll(shop, published, 'g0', 'g1', 'g2'), ['accepted', budget, budget]);
  const { json } = await shop.accept(published, 'g1');
  assert.deepEqual([json.limit, json.actual], [500, 900]);
  const { key } = published.tokens[0];
  await shop.send('POST', `undo/${key}`, {});
  assert.deepEqual(await acceptAll(shop, published, 'g1', 'g2', 'g0'), ['accepted', budget, 'already_accepted']);
});

test('a gift has nothing to pay: no gateway is asked, also where no card can be charged, and undo refunds nothing', async () => {
  const { shop, published } = await shopWith([gift('g', 100), offer('a')]);
  shop.book.orders.get('o1').one_click = false;
  const given = await shop.accept(published, 'g');
  assert.deepEqual([given.status, given.json.charged], [200, 0]);
  const undone = await shop.send('POST', `undo/${given.json.purchase_id}`, {});
  assert.deepEqual([undone.status, undone.json.refunded], [200, 0]);
  assert.deepEqual([shop.gateway.keys.size, shop.gateway.refunds.size], [0, 0]);
  assert.equal(answer(await shop.accept(published, 'a')), 'payment_declined');
});

test('nothing is signed or sold in a holdout, and the first publication decides it', async () => {
  const held = await shopWith([offer('a')], { policy: { holdout_bps: 10_000 } });
  assert.deepEqual([held.published.holdout, held.published.tokens], [true, []]);
  const free = { ...held.shop.sheet('o1'), policy: { ...held.shop.sheet('o1').policy, holdout_bps: 0 } };
  const { keys, engine, ports, now } = held.shop;
  const again = await publish(free, { now, keys, engine, storage: ports.storage });
  assert.deepEqual(again.tokens, [], 'a later policy changes nothing');
  const signed = await publish(free, { now, keys, engine });
  assert.equal(answer(await held.shop.accept(signed, 'a')), 'not_offered: holdout');
  const next = await held.shop.send('POST', 'next', { order_id: 'o1', candidate_id: 'a', from: 'x', by: 'accept' });
  assert.equal(answer(next), 'not_offered: holdout');
  assert.equal(held.shop.gateway.charged, 0);
});

test('a line is replaced once: its credit is given once', async () => {
  const { shop, published } = await shopWith([upgrade('up1', 99_000), upgrade('up2', 100_000)]);
  const changed = 'not_offered: line_changed';
  assert.deepEqual(await acceptAll(shop, published, 'up1', 'up2'), ['accepted', changed]);
  const { key } = published.tokens[0];
  await shop.send('POST', `undo/${key}`, {});
  assert.deepEqual(await acceptAll(shop, published, 'up2'), ['accepted'], 'undone: the line is there again');
});

test('two units of a line are replaced by two upgrades, and not by three', async () => {
  const [line] = sheetFor('o').order.lines;
  const order = { lines: [{ ...line, quantity: 2 }], subtotal: 159_800, total: 159_800 };
  const candidates = ['a', 'b', 'c'].map((id, i) => upgrade(id, 99_000 + i));
  const { shop, published } = await shopWith(candidates, { order, policy: { max_offers: 2 } });
  shop.book.orders.get('o1').bought = [{ id: 'l1', quantity: 2 }];
  const answers = await acceptAll(shop, published, 'a', 'b', 'c');
  assert.deepEqual(answers.slice(0, 2), ['accepted', 'accepted']);
  assert.notEqual(answers[2], 'accepted');
});

const cover = (id, family) =>
  offer(id, {
    kind: 'protection',
    covers: { line_id: 'l1', term_months: 24 },
    product: { id: `p-${id}`, title: id, family, categories: ['photo'], variants: [{ id: `${id}-v`, price: 4900 }] },
  });

test('one unit is covered once by a family, and not where it was replaced', async () => {
  const { shop, published } = await shopWith([cover('fall1', 'fall'), cover('fall2', 'fall'), cover('theft', 'theft')]);
  const changed = 'not_offered: line_changed';
  const agree = id => [id, { consent: true }];
  assert.deepEqual(await acceptAll(shop, published, agree('fall1'), agree('fall2'), agree('theft')), [
    'accepted',
    changed,
    'accepted',
  ]);
  const other = await shopWith([upgrade('up', 99_000), cover('fall', 'fall')]);
  assert.deepEqual(await acceptAll(other.shop, other.published, 'up', agree('fall')), ['accepted', changed]);
});

for (const [what, change] of Object.entries({
  'taken out of the order': order => (order.bought = []),
  returned: order => (order.bought = [{ id: 'l1', quantity: 0 }]),
  shipped: order => (order.bought = [{ id: 'l1', quantity: 1, fulfilled_quantity: 1 }]),
  'made for the buyer': order => (order.bought = [{ id: 'l1', quantity: 1, customised: true }]),
})) {
  test(`a line that was ${what} meanwhile is not replaced, and nothing is charged`, async () => {
    const { shop, published } = await shopWith([upgrade('up', 99_000), offer('a')]);
    change(shop.book.orders.get('o1'));
    assert.deepEqual(await acceptAll(shop, published, 'up', 'a'), ['not_offered: line_changed', 'accepted']);
    assert.equal(shop.gateway.charged, 1, 'an offer about no line is sold all the same');
  });
}

test('cover is not sold for a line that is gone', async () => {
  const { shop, published } = await shopWith([cover('fall', 'fall')]);
  shop.book.orders.get('o1').bought = [];
  assert.equal(answer(await shop.accept(published, 'fall', { consent: true })), 'not_offered: line_changed');
});

test('a line for which less was paid than signed is a changed price, which is then charged', async () => {
  const { shop, published } = await shopWith([upgrade('up', 99_000)]);
  shop.book.orders.get('o1').bought = [{ id: 'l1', quantity: 1, paid: 70_000 }];
  const refusal = await shop.accept(published, 'up');
  assert.equal(answer(refusal), 'price_changed');
  const { quote, token, last_refusal } = refusal.json;
  const expected = { total: quote.total, currency: 'EUR' };
  const signed = shop.acceptBody(published, 'up').body.expected.total;
  assert.ok(quote.total > signed, 'the credit is smaller');
  const bought = await shop.accept(published, 'up', { token, expected, last_refusal });
  assert.equal(bought.json.charged, quote.total);
});

test('a refund of another line, and a line that support added, change nothing', async () => {
  const { shop, published } = await shopWith([upgrade('up', 99_000)]);
  const order = shop.book.orders.get('o1');
  order.bought = [...order.bought, { id: 'support', quantity: 1, paid: 0 }];
  assert.equal((await shop.accept(published, 'up')).status, 200);
});

test('a deadline that was moved stays moved in later renderings, once', async () => {
  const timed = offer('timed', { availability: { minutes_after_order: 60, countdown: true, extendable: true } });
  const { shop, published } = await shopWith([timed, offer('plain')]);
  const again = () =>
    publish(shop.sheet('o1'), { now: shop.now, keys: shop.keys, engine: shop.engine, storage: shop.ports.storage });
  const token = published.tokens.find(({ candidate_id }) => candidate_id === 'timed').token;
  const { json } = await shop.send('POST', 'extend', { order_id: 'o1', candidate_id: 'timed', token });
  const moved = Date.parse(json.deadline);
  assert.ok(moved > START + HOUR);
  // Before the first deadline, and after it: the new one is shown, signed and granted.
  for (const now of [START + 10 * MINUTE, START + HOUR + MINUTE]) {
    shop.now = now;
    const { sheet, tokens } = await again();
    const { availability } = sheet.candidates.find(({ id }) => id === 'timed');
    assert.equal(availability.until, iso(moved));
    assert.equal(availability.extendable, false);
    const [slot] = shop.engine.decide(sheet, { now }).slots.filter(one => one.candidate_id === 'timed');
    assert.equal(slot.deadline, iso(moved));
    const signed = tokens.find(one => one.candidate_id === 'timed');
    assert.equal(signed.deadline_ms, moved);
    const second = { order_id: 'o1', candidate_id: 'timed', token: signed.token };
    assert.equal((await shop.send('POST', 'extend', second)).json.type, 'invalid', 'it is moved once');
  }
  assert.equal(answer(await shop.accept(await again(), 'timed')), 'accepted');
  shop.now = moved;
  assert.equal(
    (await again()).sheet.candidates.find(({ id }) => id === 'timed'),
    undefined,
  );
});

test('a condition on the clock is judged again at the click, over the order that was signed', async () => {
  const known = [{ '!': [{ var: 'customer.segments' }] }, { '==': [{ var: 'order.gate' }, 'open'] }];
  const within = (id, minutes) =>
    offer(id, { trigger: { and: [{ '<': [{ var: 'derived.minutes_since_order' }, minutes] }, ...known] } });
  const order = { gate: 'open' };
  const { shop, published } = await shopWith([within('brief', 10), within('long', 40)], { order });
  assert.ok(published.sheet.candidates.every(({ trigger }) => trigger !== undefined));
  shop.now = START + 12 * MINUTE;
  assert.deepEqual(await acceptAll(shop, published, 'brief', 'long'), ['not_offered: trigger_false', 'accepted']);
  assert.equal(shop.books().count, 1);
});

test('a condition on the clock that begins later is not bought before', async () => {
  const late = offer('late', { trigger: { '>': [{ var: 'derived.minutes_since_order' }, 30] } });
  const { shop, published } = await shopWith([late, offer('plain')]);
  assert.equal(answer(await shop.accept(published, 'late')), 'not_offered: trigger_false');
  shop.now = START + 35 * MINUTE;
  assert.equal(answer(await shop.accept(published, 'late', { last_refusal: 1 })), 'accepted');
});

test('a later rendering never lengthens the first announced deadline', async () => {
  const renewed = offer('a', { availability: { until: iso(START + 10 * MINUTE), countdown: true, cause: 'campaign' } });
  const { shop, published } = await shopWith([renewed]);
  const { keys, engine, ports } = shop;
  for (const minutes of [5, 9]) {
    shop.now = START + minutes * MINUTE;
    renewed.availability.until = iso(shop.now + 10 * MINUTE);
    const again = await publish(shop.sheet('o1'), { now: shop.now, keys, engine, storage: ports.storage });
    assert.equal(again.tokens[0].deadline_ms, START + 10 * MINUTE);
    assert.equal(again.sheet.candidates[0].availability.until, iso(START + 10 * MINUTE));
  }
  shop.now = START + 11 * MINUTE;
  const longer = await publish(shop.sheet('o1'), { now: shop.now, keys, engine });
  assert.equal(answer(await shop.accept(longer, 'a')), 'expired', 'a token signed without the storage is judged by it');
  assert.ok(published.ok);
});

test('a reload writes nothing; a new offer is added to the record', async () => {
  const table = new PurchaseTable();
  const storage = memoryStorage(table);
  let commits = 0;
  const counting = { ...storage, commit: change => ((commits += 1), storage.commit(change)) };
  const candidates = [offer('a')];
  const { shop } = await shopWith(candidates, { storage: counting });
  const { keys, engine, now } = shop;
  const render = () => publish(shop.sheet('o1'), { now, keys, engine, storage: counting });
  await render();
  await render();
  assert.equal(commits, 1);
  candidates.push(offer('b'));
  await render();
  assert.equal(commits, 2);
  const { ledger } = table.ledger(ORIGIN, 'o1');
  assert.deepEqual(Object.keys(ledger.published.offers).sort(), ['a', 'b']);
});

test('with the storage down the page still has its offers, and the token alone is judged by', async () => {
  const errors = [];
  const down = { ledger: () => Promise.reject(new Error('down')) };
  const { shop } = await shopWith([offer('a'), offer('b'), offer('c'), ...FUNNEL().slice(1)]);
  const { keys, engine, now } = shop;
  shop.book.open({ id: 'o2', total: 79900, currency: 'EUR', buyer: 'o1' });
  const onError = (error, operation) => errors.push(operation);
  const published = await publish(shop.sheet('o2'), { now, keys, engine, storage: down, onError });
  assert.deepEqual([published.tokens.length, errors], [5, ['publish']]);
  assert.deepEqual(await acceptAll(shop, published, 'a', 'b', 'c', 'half'), [
    'accepted',
    'accepted',
    SPENT,
    'not_offered: funnel_only',
  ]);
});

test('a replay is answered with what was bought, whatever the ledger says by now', async () => {
  const { shop, published } = await shopWith([offer('a'), offer('b')], { policy: { max_offers: 1 } });
  const first = await shop.accept(published, 'a');
  shop.book.orders.get('o1').bought = [];
  shop.now += 48 * HOUR;
  const again = await shop.accept(published, 'a');
  assert.deepEqual({ ...again.json, server_time: 0 }, { ...first.json, server_time: 0 });
});
