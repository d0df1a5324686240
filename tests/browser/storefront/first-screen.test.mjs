// SPDX-License-Identifier: MIT
//
// The first screen of the thank-you page on a phone: below the shop's thanks stand the first offer's name, its price,
// what it is for and both answers. And "Your order" beside the offers says at once what an accept added.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShop } from '../../../examples/storefront/shop.mjs';
import { launchChromium, settle } from '../engines.mjs';

/** Where the accept of the design reference stands is 509; a wider typeface may take a line more. */
const lowestAccept = 530;

test('at 390 × 844 the first offer and its answers are on the first screen, and the receipt keeps up', async t => {
  const shop = await createShop({ background: false, wait: async () => {} });
  t.after(() => shop.close());
  const browser = await launchChromium();
  t.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const { thankYou } = await shop.paidOrder(['aurora-black'], { email: 'first@example.com' });
  await page.goto(thankYou);
  const card = page.locator('encore-offers [part~="offer"]').first();
  await card.waitFor();
  const bottom = async part => {
    const { y, height } = await card.locator(`[part~="${part}"]`).first().boundingBox();
    return { y, bottom: y + height };
  };
  const accept = await bottom('accept');
  t.diagnostic(`first accept button: ${Math.round(accept.y)} to ${Math.round(accept.bottom)} px`);
  assert.ok(accept.y <= lowestAccept, `accept at ${accept.y}`);
  for (const part of ['headline', 'amount', 'body', 'charge', 'accept', 'decline'])
    assert.ok((await bottom(part)).bottom <= 844, part);

  const receipt = () =>
    page.evaluate(() => ({
      lines: [...document.querySelectorAll('.receipt li:not([hidden])')].map(line => line.dataset.product),
      total: Number(document.querySelector('.receipt [data-total]').dataset.total),
      texts: [...document.querySelectorAll('.receipt dd')].map(place => place.textContent),
    }));
  const before = await receipt();
  await (await settle(card.locator('[part~="accept"]'))).click();
  await page.locator('encore-offers [part~="undo"]').waitFor();
  const after = await receipt();
  assert.equal(after.lines.length, before.lines.length + 1);
  await page.reload();
  await page.locator('encore-offers [part~="card"]').first().waitFor();
  assert.deepEqual(await receipt(), after, 'a freshly loaded page agrees');
});
