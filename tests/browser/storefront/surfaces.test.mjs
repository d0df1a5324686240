// SPDX-License-Identifier: MIT
//
// The other pages with offers: cart, checkout, the order and where it is. An offer accepted in the cart is written into
// it in place; what was declined on one page is offered on none after it; and the way to payment keeps its keys and its
// focus, with offers and without.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createShop } from '../../../examples/storefront/shop.mjs';
import { launchChromium, settle } from '../engines.mjs';

let shop;
let browser;
before(async () => {
  shop = await createShop({ background: false, history: 2500, wait: async () => {} });
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await shop?.close();
});

async function open(t, width = 390) {
  const context = await browser.newContext({ viewport: { width, height: 844 } });
  t.after(() => context.close());
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', error => errors.push(error.message));
  page.on('console', message => message.type() === 'error' && errors.push(message.text()));
  return { context, page, errors };
}
const card = page => page.locator('encore-offers [part~="offer"]').first();
const headline = page => card(page).locator('[part=headline]').textContent();
const fillCart = async page => {
  await page.goto(`${shop.url}/products/skin-cleanser`);
  await page.click('text=Add to cart');
  await page.waitForURL('**/cart');
};
const basket = () => ({
  lines: [...document.querySelectorAll('.lines li')].map(row => row.dataset.variant),
  total: Number(document.querySelector('[data-total]').dataset.total),
  shown: document.querySelector('[data-total]').textContent,
  notes: [...document.querySelectorAll('.basket-notes p')].map(note => note.textContent),
  count: document.querySelector('.cart-link .count').firstChild.data,
});
/** How many presses of Tab lead from the start of the page to what is named. */
async function tabsTo(page, selector) {
  for (let presses = 1; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(wanted => document.activeElement.matches(wanted), selector)) return presses;
  }
  return undefined;
}

test('an offer beside the cart is written into it in place, at the price that it has there', async t => {
  const { page, errors } = await open(t);
  await fillCart(page);
  await card(page).waitFor();
  const before = await page.evaluate(basket);
  assert.match(before.notes.join(' '), /more and delivery is free.*more and the .* is yours/);
  assert.equal(await card(page).locator('[part~=deadline]').count(), 0, 'nothing presses');
  await (await settle(card(page).locator('[part~=accept]'))).click();
  await page.waitForFunction(lines => document.querySelectorAll('.lines li').length > lines, before.lines.length);
  const shown = await page.evaluate(basket);
  assert.equal(await page.evaluate(() => location.pathname), '/cart', 'the page stays');
  assert.match(await page.evaluate(() => document.activeElement.textContent), /is in your cart/);
  await page.reload();
  assert.deepEqual(await page.evaluate(basket), shown, 'a freshly loaded page agrees');
  assert.deepEqual(errors, []);
});

test('what is declined in the cart is not offered at the checkout, on the order or on its way', async t => {
  const { page, errors } = await open(t);
  await fillCart(page);
  await card(page).waitFor();
  const declined = new Set();
  while (await card(page).count()) {
    declined.add(await headline(page));
    await (await settle(card(page).locator('[part~=decline]'))).click();
    const left = declined.size;
    await page.waitForFunction(
      seen =>
        document.querySelector('encore-offers').view.slots.filter(({ state }) => state === 'declined').length >= seen ||
        !document.querySelector('encore-offers').shadowRoot.querySelector('[part~=offer]'),
      left,
    );
    if (declined.size >= 2) break;
  }
  await page.goto(`${shop.url}/checkout`);
  await page.waitForFunction(() => (document.querySelector('encore-offers')?.view?.phase ?? 'none') !== 'starting');
  assert.ok((await card(page).count()) <= 1, 'one at most');
  for (const name of await page.locator('encore-offers [part=headline]').allTextContents())
    assert.ok(!declined.has(name), `${name} was declined in the cart`);
  assert.deepEqual(errors, []);
});

test('the way to payment has the same keys with offers and without, and nothing takes the focus', async t => {
  const { page, context } = await open(t, 1280);
  await fillCart(page);
  await card(page).waitFor();
  const isAfter = selector =>
    page.evaluate(
      wanted =>
        !!(
          document.querySelector(wanted).compareDocumentPosition(document.querySelector('encore-offers')) &
          Node.DOCUMENT_POSITION_FOLLOWING
        ),
      selector,
    );
  const counts = [];
  for (const blocked of [false, true]) {
    if (blocked) await context.route('**/encore/**', route => route.abort());
    await page.goto(`${shop.url}/cart`);
    if (!blocked) await card(page).waitFor();
    const toCheckout = await tabsTo(page, 'a[href="/checkout"]');
    await page.goto(`${shop.url}/checkout`);
    if (!blocked) await card(page).waitFor();
    counts.push([toCheckout, await tabsTo(page, '.pay')]);
    if (!blocked) assert.ok(await isAfter('.pay'), 'the offer stands below the order button');
  }
  t.diagnostic(`Tab presses to the checkout and to the order button: ${JSON.stringify(counts)}`);
  assert.deepEqual(counts[0], counts[1]);
  assert.ok(counts[0].every(Boolean));
});

test('an order and its tracking offer with one click until the parcel is packed, by link after that', async t => {
  const { page, errors } = await open(t);
  const order = await shop.paidOrder(['aurora-black'], { email: 'tracked@example.com' });
  await page.goto(order.page);
  await card(page).waitFor();
  const modes = () =>
    page.evaluate(() =>
      JSON.parse(document.querySelector('encore-offers > script').textContent).candidates.map(
        ({ accept }) => accept.mode,
      ),
    );
  assert.ok((await modes()).every(mode => mode === 'one_click'));
  await (await settle(card(page).locator('[part~=decline]'))).click();
  const first = await page.evaluate(() =>
    document.querySelector('encore-offers').view.slots.map(slot => slot.candidate_id),
  );
  await page.goto(`${shop.url}/orders/${order.id}/tracking`);
  await page.waitForFunction(() => (document.querySelector('encore-offers')?.view?.phase ?? 'none') !== 'starting');
  assert.ok((await modes()).every(mode => mode === 'one_click'));
  t.diagnostic(`on the order: ${first}`);
  await shop.db.query(`UPDATE orders SET hold_until = $1 WHERE id = $2`, [
    new Date(Date.now() - 3_600_000).toISOString(),
    order.id,
  ]);
  await page.reload();
  const later = await modes();
  assert.ok(later.length && later.every(mode => mode === 'link'));
  assert.deepEqual(errors, []);
});
