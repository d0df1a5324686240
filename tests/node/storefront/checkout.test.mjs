// SPDX-License-Identifier: MIT
// The road to a paid order, over HTTP, with every test card; and the pages along it.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { kProducts, kTrades } from '../../../examples/storefront/catalogue/catalogue.mjs';
import { kPolicy } from '../../../examples/storefront/security.mjs';
import { createShop } from '../../../examples/storefront/shop.mjs';
import { visitor } from './browser-like.mjs';

const kStart = Date.parse('2026-11-21T10:00:00Z');
let shop;
let clock = kStart;
let faults = () => undefined;
const waits = [];

before(async () => {
  shop = await createShop({
    now: () => clock,
    history: 0,
    background: false,
    wait: async ms => {
      waits.push(ms);
    },
    gatewayFaults: (operation, request) => faults(operation, request),
  });
});
after(() => shop?.close());
beforeEach(() => {
  clock = kStart;
  faults = () => undefined;
});

const orderIdIn = ({ path }) => /^\/orders\/(or_\w+)/.exec(path)?.[1];
const chargesOf = id => shop.gateway.chargesOf(id);
const ordersOf = async status =>
  (await shop.db.query('SELECT count(*) AS n FROM orders WHERE status = $1', [status])).rows[0].n;

test('a camera is bought: one order, one charge, stock one less, the cart empty', async () => {
  const shopper = visitor(shop.url);
  await shopper.take('aurora-black');
  const before = (await shop.db.query(`SELECT stock FROM variants WHERE id = 'aurora-black'`)).rows[0].stock;
  const page = await shopper.pay();
  assert.equal(page.status, 200);
  assert.match(page.text, /Thank you, Clara\./);
  const order = await shop.orders.find(orderIdIn(page));
  assert.equal(order.status, 'paid');
  assert.equal(order.hold_until.getTime(), kStart + 3_600_000);
  assert.deepEqual(
    (await chargesOf(order.id)).map(({ amount }) => amount),
    [89900],
  );
  assert.equal((await shop.db.query(`SELECT stock FROM variants WHERE id = 'aurora-black'`)).rows[0].stock, before - 1);
  assert.match((await shopper.get('/cart')).text, /Your cart is empty/);
  const orderPage = await shopper.get(`/orders/${order.id}`);
  assert.equal(orderPage.text.match(/data-line=/g).length, 1);
  assert.equal(orderPage.text.match(/data-charge=/g).length, 1);
});

test('pressing the pay button ten times at once is one order and one charge', async () => {
  const shopper = visitor(shop.url);
  await shopper.take('meadow-250');
  const pages = await Promise.all(Array.from({ length: 10 }, () => shopper.pay()));
  const ids = new Set(pages.map(orderIdIn).filter(Boolean));
  assert.equal(ids.size, 1);
  assert.equal((await chargesOf([...ids][0])).length, 1);
});

test('a declined card charges nothing, gives the stock back, and another card may follow', async () => {
  const shopper = visitor(shop.url);
  await shopper.take('lens-50');
  const stock = async () => (await shop.db.query(`SELECT stock FROM variants WHERE id = 'lens-50'`)).rows[0].stock;
  const before = await stock();
  const refused = await shopper.pay('4000 0000 0000 0002');
  assert.equal(refused.status, 402);
  assert.match(refused.text, /declined this payment, and nothing was charged/);
  assert.match(refused.text, /value="clara@example.com"/, 'what was typed is still there');
  assert.doesNotMatch(refused.text, /value="4000/, 'but the card number is not');
  assert.equal(await stock(), before);
  const paid = await shopper.pay();
  assert.match(paid.text, /Thank you/);
  assert.equal((await chargesOf(orderIdIn(paid))).length, 1);
});

test('authentication: approved, the order is paid on return; refused, nothing is charged', async () => {
  const shopper = visitor(shop.url);
  await shopper.take('lever-steel');
  const bank = await shopper.pay('4000 0025 0000 3155');
  assert.match(bank.path, /^\/bank\/authenticate\//);
  assert.match(bank.text, /€449\.00/);
  const refused = await shopper.post(bank.path, { answer: 'refuse' });
  assert.equal(refused.status, 402);
  const again = await shopper.pay('4000 0025 0000 3155');
  assert.notEqual(again.path, bank.path, 'a new try is a new question');
  const thanks = await shopper.post(again.path, { answer: 'approve' });
  assert.match(thanks.text, /Thank you, Clara/);
  assert.equal((await chargesOf(orderIdIn(thanks))).length, 1);
});

test('a connection that drops after charging ends in a paid order with one charge', async () => {
  const shopper = visitor(shop.url);
  await shopper.take('harbour-1000');
  const page = await shopper.pay('4000 0000 0000 9979');
  assert.match(page.text, /Thank you/);
  assert.equal((await chargesOf(orderIdIn(page))).length, 1);
});

test('while the gateway is silent the shop says that it does not know, and finds out later', async () => {
  const shopper = visitor(shop.url);
  await shopper.take('dusk-250');
  faults = operation => (operation === 'charge' ? 'lose_reply' : 'lose_request');
  const page = await shopper.pay();
  assert.equal(page.status, 202);
  assert.match(page.text, /has not come back yet/);
  const [, id] = /\/checkout\/return\/(or_\w+)/.exec(page.text);
  faults = () => undefined;
  const later = await shopper.get(`/checkout/return/${id}`);
  assert.match(later.text, /Thank you/);
  assert.equal((await chargesOf(id)).length, 1);
});

test('the slow card waits, and pays', async () => {
  const shopper = visitor(shop.url);
  await shopper.take('cable-c');
  assert.match((await shopper.pay('4000 0000 0000 0077')).text, /Thank you/);
  assert.deepEqual(waits, [4000]);
});

test('an order left at the bank is swept up: cancelled there first, then here', async () => {
  const shopper = visitor(shop.url);
  await shopper.take('kettle-neck');
  const stock = async () => (await shop.db.query(`SELECT stock FROM variants WHERE id = 'kettle-neck'`)).rows[0].stock;
  const before = await stock();
  const bank = await shopper.pay('4000 0025 0000 3155');
  assert.equal(await stock(), before - 1);
  await shop.checkout.sweep();
  assert.equal(await stock(), before - 1, 'not before half an hour');
  clock += 31 * 60_000;
  await shop.checkout.sweep();
  assert.equal(await stock(), before);
  const late = await shopper.post(bank.path, { answer: 'approve' });
  assert.equal(late.status, 402, 'an answer after the end pays nothing');
  assert.equal(await ordersOf('open'), 0);
});

test('a form with mistakes names each, keeps the rest and charges nothing', async () => {
  const shopper = visitor(shop.url);
  await shopper.take('strap');
  const page = await shopper.pay('4242 4242 4242 4241', {
    email: 'not an address',
    city: ' ',
    first_name: '"><script>alert(1)</script>',
  });
  assert.equal(page.status, 422);
  for (const name of ['email', 'city', 'number']) assert.match(page.text, new RegExp(`id="e-${name}"`));
  assert.doesNotMatch(page.text, /<script>alert/);
  assert.match(page.text, /&quot;&gt;&lt;script&gt;alert/);
});

test('what sells out between cart and payment is said, not charged', async () => {
  const shopper = visitor(shop.url);
  await shopper.take('lumen-pro-256');
  await shop.db.query(`UPDATE variants SET stock = 0 WHERE id = 'lumen-pro-256'`);
  const charges = (await shop.db.query('SELECT count(*) AS n FROM gateway_charges')).rows[0].n;
  const page = await shopper.pay();
  assert.equal(page.status, 409);
  assert.match(page.text, /has just sold out/);
  assert.equal((await shop.db.query('SELECT count(*) AS n FROM gateway_charges')).rows[0].n, charges);
});

test('a forwarded link shows neither name, address nor e-mail, and does not make anybody the buyer', async () => {
  const shopper = visitor(shop.url);
  await shopper.take('mat-cork');
  const page = await shopper.pay();
  const id = orderIdIn(page);
  const stranger = visitor(shop.url);
  for (const path of [`/orders/${id}`, `/orders/${id}/thank-you`, `/checkout/return/${id}`]) {
    const seen = await stranger.get(path);
    assert.doesNotMatch(seen.text, /Clara|Quay Street|clara@example\.com/, path);
  }
  assert.equal(await shop.orders.isBuyer(id, stranger.cookies.get('shop_buyer')), false);
  assert.equal(await shop.orders.isBuyer(id, shopper.cookies.get('shop_buyer')), true);
});

test('a buyer cookie that somebody planted buys nothing: at payment it is a new one', async () => {
  const shopper = visitor(shop.url);
  const planted = 'A'.repeat(43);
  shopper.cookies.set('shop_buyer', planted);
  await shopper.take('aurora-black');
  const order = orderIdIn(await shopper.pay());
  const own = shopper.cookies.get('shop_buyer');
  assert.notEqual(own, planted);
  assert.equal(await shop.orders.isBuyer(order, own), true);
  assert.equal(await shop.orders.isBuyer(order, planted), false);
});

test('the pass of a sign-in link is in no log', async () => {
  const lines = [];
  const logging = await createShop({
    history: 0,
    background: false,
    logger: { level: 'info', stream: { write: line => lines.push(line) } },
  });
  try {
    const { pass, thankYou } = await logging.paidOrder();
    assert.equal((await visitor(logging.url).get(thankYou.slice(logging.url.length))).status, 200);
    assert.ok(
      lines.some(line => line.includes('/sign-in')),
      'the request is in the log',
    );
    assert.ok(!lines.some(line => line.includes(pass)), 'its pass is not');
    assert.equal(logging.app.server.requestTimeout, 15_000, 'a body that does not come holds no connection for longer');
  } finally {
    await logging.close();
  }
});

test('the link of the confirmation mail signs the buyer in; a wrong pass is a page that is not there', async () => {
  const { id, thankYou } = await shop.paidOrder(['cup-pair']);
  const buyer = visitor(shop.url);
  assert.equal((await buyer.get(`/orders/${id}/sign-in?pass=guess`)).status, 404);
  assert.match((await buyer.get(thankYou)).text, /Thank you, Clara/);
});

test('every page is whole: policy, no inline script or style, one heading, pictures with a size', async () => {
  const shopper = visitor(shop.url);
  await shopper.take('aurora-black', 'film-20');
  const paths = [
    '/',
    '/terms',
    '/cart',
    '/checkout',
    ...kTrades.map(({ id }) => `/shelves/${id}`),
    ...kProducts.filter(({ family }) => family !== 'protection').map(({ id }) => `/products/${id}`),
  ];
  const { path: thanks } = await shopper.pay();
  for (const path of [...paths, thanks, thanks.replace('/thank-you', '')]) {
    const { status, headers, text } = await shopper.get(path);
    assert.equal(status, 200, path);
    assert.equal(headers.get('content-security-policy'), kPolicy, path);
    assert.match(headers.get('cache-control'), /no-store/, path);
    assert.doesNotMatch(text, / style=|<style|javascript:| on\w+="|undefined|\[object|\bNaN\b/, path);
    assert.doesNotMatch(
      text.replace(/<script type="application\/json">.*?<\/script>/gs, ''),
      /<script(?! src="\/(?:encore\/encore|assets\/[\w.]+)\.js")/,
      path,
    );
    assert.equal(text.match(/<h1/g).length, 1, path);
    for (const [image] of text.matchAll(/<img [^>]*>/g)) assert.match(image, /alt=".*" width="\d+" height="\d+"/, path);
  }
});

test('pictures and styles keep for ever under their hashed names; what is not there is a 404', async () => {
  const shopper = visitor(shop.url);
  const { text } = await shopper.get('/');
  const [, styles] = /href="(\/assets\/[^"]+)"/.exec(text);
  const [, picture] = /src="(\/pictures\/[^"]+)"/.exec(text);
  for (const path of [styles, picture])
    assert.match((await shopper.get(path)).headers.get('cache-control'), /immutable/);
  for (const path of [
    '/nowhere',
    '/products/none',
    '/shelves/none',
    '/orders/or_none',
    '/orders/or_none/thank-you',
    '/pictures/none.svg',
    '/products/care-phones',
    '/encore/none.js',
  ]) {
    assert.equal((await shopper.get(path)).status, 404, path);
  }
});

test('files answer an unchanged ETag with 304, in whatever encoding is offered, and nothing outside their folder', async () => {
  const shopper = visitor(shop.url);
  for (const encoding of ['br', 'gzip', 'identity']) {
    const headers = { 'accept-encoding': encoding };
    const file = await shopper.get('/encore/encore.js', { headers });
    assert.equal(file.headers.get('content-encoding') ?? 'identity', file.text.length < 860 ? 'identity' : encoding);
    assert.equal(file.headers.get('cache-control'), 'no-cache');
    assert.equal(
      (await shopper.get('/encore/encore.js', { headers: { ...headers, 'if-none-match': file.headers.get('etag') } }))
        .status,
      304,
    );
    assert.match((await shopper.get('/', { headers })).text, /Good things, few of them/);
  }
  for (const path of ['/encore/..%2fpackage.json', '/encore/%2e%2e/package.json', '/encore/types', '/encore/'])
    assert.equal((await shopper.get(path)).status, 404, path);
});

test('a form from another site is refused', async () => {
  const shopper = visitor(shop.url);
  for (const origin of ['https://elsewhere.example', 'null', 'nonsense']) {
    const { status } = await shopper.post('/cart/add', { variant: 'strap', quantity: '1' }, { headers: { origin } });
    assert.equal(status, 403, origin);
  }
  assert.equal((await shopper.get('/cart')).text.includes('Cotton strap'), false);
});

test('a redirect after a form never leaves the shop', async () => {
  const shopper = visitor(shop.url);
  for (const back of [
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:alert(1)',
  ]) {
    const { location } = await shopper.post('/statistics', { allow: 'yes', back }, { follow: false });
    assert.equal(location, '/', back);
  }
});
