// SPDX-License-Identifier: MIT
//
// The whole road in Chromium: a camera is bought in the example shop, the thank-you page makes its offers, and what
// the shopper does there is found again in the order and in the gateway's books.

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { createShop } from '../../../examples/storefront/shop.mjs';
import { auditBooks } from '../../../examples/storefront/store/books.mjs';
import { launchChromium, settle } from '../engines.mjs';

let shop;
let browser;
let context;
let clock;
const now = () => clock ?? Date.now();

before(async () => {
  shop = await createShop({ now, background: false, history: 2500, wait: async () => {} });
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await shop?.close();
});
afterEach(async () => {
  await context?.close();
  clock = undefined;
});

const offers = (page, part) => page.locator(`encore-offers [part~="${part}"]`);
const cards = page => offers(page, 'offer');
let customers = 0;

/** Buys a camera, from the shelf to the thank-you page, and waits for the offers. */
async function buy(number = '4242 4242 4242 4242', { withClock = false } = {}) {
  context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', error => errors.push(error.message));
  page.on('console', message => {
    if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) errors.push(message.text());
  });
  if (withClock) await page.clock.install();
  await page.goto(`${shop.url}/shelves/photography`);
  await page.click('text=Aurora M2 mirrorless camera');
  await page.click('text=Add to cart');
  await page.click('text=To checkout');
  const fields = {
    first_name: 'Clara',
    last_name: 'Byrne',
    email: `clara${(customers += 1)}@example.com`,
    street: '4 Quay Street',
    postcode: 'H91',
    city: 'Galway',
    number,
    expiry: '12/39',
    cvc: '123',
  };
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name=${name}]`, value);
  await page.click('.pay');
  if (number.endsWith('3155')) await page.click('text=Approve the payment');
  await page.waitForURL(/\/thank-you$/);
  await cards(page).first().waitFor();
  return { page, errors, id: /or_\w+/.exec(page.url())[0] };
}

async function books(id) {
  const order = await shop.orders.find(id);
  return {
    lines: order.lines.filter(({ removed_at }) => !removed_at).length,
    charges: (await shop.gateway.chargesOf(id)).length,
    total: order.total,
  };
}
const settled = page => page.locator('encore-offers').getByText('Added to your order').first().waitFor();
/** The card that needs no box ticked: its button can be pressed at once. */
const plain = page =>
  cards(page)
    .filter({ hasNot: page.locator('input[type=checkbox]') })
    .first();

const accept = async page => (await settle(plain(page).locator('[part~="accept"]'))).click();

test('one click adds exactly one line and one charge, and the order page shows both', async () => {
  const { page, errors, id } = await buy();
  assert.ok((await cards(page).count()) <= 2);
  await accept(page);
  await settled(page);
  const { lines, charges, total } = await books(id);
  assert.deepEqual([lines, charges], [2, 2]);
  await page.goto(`${shop.url}/orders/${id}`);
  assert.equal(await page.locator('[data-line]').count(), 2);
  assert.equal(await page.locator('[data-charge]').count(), 2);
  assert.equal(await page.locator('[data-captured]').getAttribute('data-captured'), String(total));
  assert.deepEqual(errors, []);
});

test('a double click is one purchase', async () => {
  const { page, id } = await buy();
  await (await settle(plain(page).locator('[part~="accept"]'))).dblclick();
  await settled(page);
  assert.deepEqual((({ lines, charges }) => [lines, charges])(await books(id)), [2, 2]);
});

test('two tabs that both accept are one purchase', async () => {
  const { page, id } = await buy();
  const other = await context.newPage();
  await other.goto(page.url());
  await cards(other).first().waitFor();
  // Both buttons are in hand before either is pressed: whichever tab hears of the other first must not matter.
  const buttons = await Promise.all([page, other].map(tab => settle(plain(tab).locator('[part~="accept"]'))));
  const handles = await Promise.all(buttons.map(button => button.elementHandle()));
  await Promise.all(handles.map(handle => handle.click({ force: true })));
  await Promise.any([settled(page), settled(other)]);
  assert.deepEqual((({ lines, charges }) => [lines, charges])(await books(id)), [2, 2]);
});

test('a reload after accepting charges nothing and does not offer it again', async () => {
  const { page, id } = await buy();
  const title = await plain(page).locator('[part~="headline"]').innerText();
  await accept(page);
  await settled(page);
  await page.reload();
  await page.locator('encore-offers [part~="card"]').first().waitFor();
  assert.equal(await cards(page).filter({ hasText: title }).count(), 0);
  assert.deepEqual((({ lines, charges }) => [lines, charges])(await books(id)), [2, 2]);
});

test('no thanks brings something smaller, and costs nothing', async () => {
  const { page, id } = await buy();
  const first = plain(page);
  const before = await first.locator('[part~="headline"]').innerText();
  await (await settle(first.locator('[part~="decline"]'))).click();
  await cards(page).filter({ hasText: 'Something smaller, perhaps?' }).waitFor();
  assert.doesNotMatch(before, /smaller/);
  assert.deepEqual((({ lines, charges }) => [lines, charges])(await books(id)), [1, 1]);
});

test('a declined card is said plainly, and nothing is charged', async () => {
  const { page, id } = await buy('4000 0000 0000 0341');
  await accept(page);
  await page.locator('encore-offers').getByText('You haven’t been charged').first().waitFor();
  assert.deepEqual((({ lines, charges }) => [lines, charges])(await books(id)), [1, 1]);
});

test('a bank that asks is answered, and the purchase is finished on return', async () => {
  const { page, id } = await buy('4000 0025 0000 3155');
  await accept(page);
  await (await settle(page.locator('encore-offers').getByText('Confirm with my bank'))).click();
  await page.click('text=Approve the payment');
  await page.waitForURL(/\/thank-you/);
  await settled(page);
  assert.deepEqual((({ lines, charges }) => [lines, charges])(await books(id)), [2, 2]);
});

test('a connection dropped after charging ends in one line and one charge', async () => {
  const { page, id } = await buy('4000 0000 0000 9979');
  await accept(page);
  await settled(page);
  assert.deepEqual((({ lines, charges }) => [lines, charges])(await books(id)), [2, 2]);
});

test('undo within its time takes the line out and gives the money back', async () => {
  const { page, id } = await buy();
  await accept(page);
  await settled(page);
  const undo = await settle(page.locator('encore-offers').getByRole('button', { name: 'Undo' }));
  await Promise.all([
    page.waitForResponse(response => response.url().includes('/offers/undo/') && response.ok()),
    undo.click(),
  ]);
  await shop.reconcile();
  assert.equal((await books(id)).lines, 1);
  assert.deepEqual(
    (await auditBooks(shop.db)).differences.filter(({ order_id }) => order_id === id),
    [],
  );
});

test('at the deadline the offers are withdrawn, and nothing is bought by itself', async () => {
  clock = Date.now();
  const { page, id } = await buy(undefined, { withClock: true });
  clock += 61 * 60_000;
  await page.clock.fastForward(61 * 60_000);
  await cards(page).first().waitFor({ state: 'detached' });
  assert.equal(await offers(page, 'accept').count(), 0);
  assert.deepEqual((({ lines, charges }) => [lines, charges])(await books(id)), [1, 1]);
});

test('without its script the thank-you page is whole', async () => {
  context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  await context.route(/\/encore\//, route => route.abort());
  const page = await context.newPage();
  const { thankYou } = await shop.paidOrder(['aurora-black'], { email: 'whole@example.com' });
  await page.goto(thankYou);
  assert.equal(await page.locator('h1').innerText(), 'Thank you, Clara.');
  assert.equal(await page.locator('[data-line]').count(), 1);
});
