// SPDX-License-Identifier: MIT
//
// What the example shop offers on its other pages: beside a cart and under a checkout what can be added to it, on an
// order and its tracking with one click until the parcel is packed, and by link after that.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createShop } from '../../../examples/storefront/shop.mjs';

let shop;
before(async () => {
  shop = await createShop({ background: false, history: 1200, wait: async () => {} });
});
after(() => shop?.close());

const cookiesOf = response =>
  response.headers
    .getSetCookie()
    .map(text => text.split(';')[0])
    .join('; ');
const textOf = async (path, cookie) => (await fetch(`${shop.url}${path}`, { headers: { cookie } })).text();
const sheetIn = text => {
  const [, json] = /<script type="application\/json"[^>]*>([^<]*)<\/script>/.exec(text) ?? [];
  return json && JSON.parse(json);
};
const modesOf = ({ candidates }) => [...new Set(candidates.map(({ accept }) => accept.mode))];
const post = (path, fields, cookie = '') =>
  fetch(`${shop.url}${path}`, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });

test('a cart and its checkout offer what can be added, and say what is within reach', async () => {
  const cookie = cookiesOf(await post('/cart/add', { variant: 'cleanser-150' }));
  const page = await textOf('/cart', cookie);
  assert.match(page, /€35\.10 more and delivery is free\..*€40\.20 more and the linen pouch is yours\./s);
  assert.ok(page.indexOf('href="/checkout"') < page.indexOf('<encore-offers'), 'the way to the checkout comes first');
  const sheet = sheetIn(page);
  assert.equal(sheet.surface, 'cart');
  assert.deepEqual(modesOf(sheet), ['add_to_cart']);
  assert.ok(!page.includes(cookie.split('=')[1]), 'the cart’s secret stays in its cookie');

  const [{ id, product }] = sheet.candidates;
  const state = await (
    await post('/cart/take', { variant: product.variants[0].id, quantity: '1', surface: 'cart' }, cookie)
  ).json();
  assert.equal(state.count, 2);
  assert.ok(!state.sheet.candidates.some(other => other.id === id), 'what lies in the cart is not offered again');
  assert.equal(state.sums.total.minor, 1490 + product.variants[0].price + state.sums.shipping.minor);
  assert.equal((await post('/cart/take', { variant: 'none' }, cookie)).status, 422);

  const checkout = await textOf('/checkout', cookie);
  assert.equal(sheetIn(checkout).surface, 'checkout');
  assert.ok(checkout.includes(state.pay) && checkout.indexOf(state.pay) < checkout.indexOf('<encore-offers'));
});

test('an order offers with one click until its parcel is packed, and by link after that', async () => {
  const order = await shop.paidOrder(['aurora-black'], { email: 'parcel@example.com' });
  const cookie = cookiesOf(await fetch(order.page, { redirect: 'manual' }));
  for (const [path, surface] of [
    ['', 'order_status'],
    ['/tracking', 'tracking'],
    ['/thank-you', 'thank_you'],
  ]) {
    const sheet = sheetIn(await textOf(`/orders/${order.id}${path}`, cookie));
    assert.deepEqual([sheet.surface, modesOf(sheet)], [surface, ['one_click']]);
  }
  await shop.db.query('UPDATE orders SET hold_until = $1 WHERE id = $2', [
    new Date(Date.now() - 3_600_000).toISOString(),
    order.id,
  ]);
  const packed = await textOf(`/orders/${order.id}/tracking`, cookie);
  assert.match(packed, /being packed/);
  assert.deepEqual(modesOf(sheetIn(packed)), ['link']);
});

test('what was shown often enough on an order’s pages is not shown there again', async () => {
  const order = await shop.paidOrder(['aurora-black'], { email: 'often@example.com' });
  const found = await shop.orders.find(order.id);
  const idsOf = async () =>
    (await shop.offers.privateSheet(found, true, 'order_status')).candidates.map(({ id }) => id);
  const [id] = await idsOf();
  for (let n = 0; n < 6; n++) {
    await shop.db.query(
      `INSERT INTO encore_events (id, at, event, order_id, candidate_id, body) VALUES ($1, $2, 'shown', $3, $4, '{}')`,
      [`often-${n}`, new Date().toISOString(), order.id, id],
    );
  }
  assert.ok(!(await idsOf()).includes(id));
});
