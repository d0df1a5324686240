// SPDX-License-Identifier: MIT
//
// What the button says is what is bought, also on a page that something rewrites: amounts are read back before an
// accept is sent. And what is set again unchanged changes nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines, isSettled } from '../engines.mjs';
import { browse, openGallery, site } from './site.mjs';

const accepts = () =>
  globalThis.gallery.offering.asked.filter(([name]) => name === 'accept').map(([, , { total }]) => total);
const charge = () =>
  document.querySelector('encore-offers').shadowRoot.querySelector('[part=charge]').textContent.trim();
/** As a page translator does: the text goes into a <font>, and the node that was there leaves the page. */
const translate = text => {
  const place = document.querySelector('encore-offers').shadowRoot.querySelector('[part=charge]');
  const font = document.createElement('font');
  font.textContent = text;
  // The markers around the text stay, as they do under a translator.
  [...place.childNodes].find(node => node.nodeType !== Node.COMMENT_NODE).replaceWith(font);
};

for (const engine of engines) {
  test(`${engine}: an amount that the page shows otherwise is never charged`, async t => {
    const server = await site(t);
    const page = await browse(t, engine, { width: 390 });
    await openGallery(page, server, 'face=offering');
    await page.evaluate(() => {
      globalThis.errors = [];
      document.addEventListener('encore-error', ({ detail }) => globalThis.errors.push(detail.code));
    });
    for (const same of ['US$ 42,12', '٤٢٫١٢ $', 'たったの４２．１２ドル']) {
      await page.evaluate(translate, same);
      await page.press('encore-offers', '.accept');
    }
    assert.deepEqual(await page.evaluate(accepts), [4212, 4212, 4212], 'other words and digits, the same amount');

    // The price changes, and the page keeps the old one: the card is painted from nothing, and asked again.
    await page.evaluate(() => {
      const { gallery } = globalThis;
      const [slot] = gallery.offering.view.slots;
      gallery.offering.show([{ ...slot, quote: { ...slot.quote, subtotal: 4200, tax: 336, total: 4536 } }]);
      return document.querySelector('encore-offers').updateComplete.then(() => true);
    });
    await page.evaluate(translate, '$42.12');
    await page.press('encore-offers', '.accept');
    assert.equal((await page.evaluate(accepts)).length, 3, 'nothing was sent');
    await page.waitFor(() =>
      document.querySelector('encore-offers').shadowRoot.querySelector('[part=charge]').textContent.includes('45.36'),
    );
    await page.press('encore-offers', '.accept');
    assert.deepEqual((await page.evaluate(accepts)).slice(3), [4536], 'what was read is bought');

    await page.evaluate(translate, '$42.12');
    await page.press('encore-offers', '.accept');
    await page.waitFor(() =>
      document.querySelector('encore-offers').shadowRoot.querySelector('[part=notice]')?.textContent.includes('price'),
    );
    await page.waitFor(isSettled, { args: ['encore-offers', '.accept'] });
    await page.evaluate(() => document.querySelector('encore-offers').shadowRoot.querySelector('.accept').focus());
    await page.keys('Enter');
    assert.equal((await page.evaluate(accepts)).length, 4, 'it is not sold here any more');
    assert.deepEqual(await page.evaluate(() => globalThis.errors), ['amounts_changed']);
    assert.equal(await page.evaluate(charge), '$45.36');
  });
}

if (engines.includes('chromium')) {
  test('an equal sheet and equal messages, set again, change nothing', async t => {
    const server = await site(t);
    const page = await browse(t, 'chromium');
    await openGallery(page, server, 'face=offering');
    const writes = await page.evaluate(async () => {
      const element = document.querySelector('encore-offers');
      const records = [];
      new MutationObserver(list => records.push(...list)).observe(element.shadowRoot, {
        subtree: true,
        childList: true,
      });
      element.sheet = structuredClone(element.sheet);
      element.messages = { ...element.messages };
      await element.updateComplete;
      return [records.length, globalThis.gallery.offering.asked.filter(([name]) => name === 'start').length];
    });
    assert.deepEqual(writes, [0, 1]);
  });
}
