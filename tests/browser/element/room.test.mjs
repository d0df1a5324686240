// SPDX-License-Identifier: MIT
//
// Nothing to show takes no room: where the server says that nothing is left, after everything was answered (also after
// a reload and in another tab), in a holdout, and when something fails. What stands below moves up without a shift.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sheetScript } from 'encore-offers/server';
import { engines } from '../engines.mjs';
import { head, inline, offers, ofOrder, routes, sheet } from './order-page.mjs';
import { browse, pageRoute, site } from './site.mjs';

const styled = `${head}<link rel="stylesheet" href="/room.css">`;
const below = '<p id="after">Your receipt</p>';
const embedded = script => `<encore-offers reserve>${script}</encore-offers>${below}`;
const height = () => document.querySelector('encore-offers').getBoundingClientRect().height;
const rowHeight = () => {
  const element = document.querySelector('encore-offers');
  return element.shadowRoot?.querySelector('[data-state=declined]') && element.getBoundingClientRect().height;
};
const isGone = () => document.querySelector('encore-offers').getBoundingClientRect().height === 0;

test('a sheet that offers nothing is marked, and only that one', () => {
  assert.match(sheetScript({ ...sheet(), candidates: [] }), /^<script type="application\/json" data-encore-empty>/);
  assert.match(sheetScript(JSON.stringify({ candidates: [] })), / data-encore-empty>/);
  assert.match(sheetScript(sheet()), /^<script type="application\/json">/);
});

if (engines.includes('chromium')) {
  test('nothing to show takes no room, at once, after a reload, in another tab, in a holdout and after a failure', async t => {
    const holdout = sheet({ ...ofOrder('order-held'), policy: { id: 'p', holdout_bps: 10_000 } });
    const server = await site(t, {
      routes: {
        ...routes,
        '/room.css': (request, response) =>
          response.setHeader('content-type', 'text/css').end('encore-offers { --encore-reserve: 700px }'),
        '/empty': pageRoute(embedded(sheetScript({ ...sheet(), candidates: [] })), styled),
        '/page': pageRoute(inline(ofOrder('order-left'), 'reserve'), styled),
        '/holdout': pageRoute(embedded(sheetScript(holdout)), styled),
        '/broken': pageRoute(embedded(sheetScript({ ...sheet(), currency: 'dollars' })), styled),
      },
    });
    const page = await browse(t, 'chromium', { width: 390, height: 844 });

    await page.goto(`${server.origin}/empty`);
    assert.equal(await page.evaluate(height), 0, 'before anything is loaded');
    await page.waitFor(() => globalThis.heard.length);
    assert.equal(await page.evaluate(height), 0);
    assert.deepEqual(await page.evaluate(() => globalThis.shifts), []);

    await page.goto(`${server.origin}/page`);
    assert.ok((await page.evaluate(height)) >= 700, 'room for the offers');
    await page.waitFor(offers);
    await page.press('encore-offers', '.decline');
    const row = await page.waitFor(rowHeight);
    assert.ok(row < 100, `a row of ${row} px`);
    await page.reload();
    assert.ok((await page.evaluate(height)) <= row, 'a reload holds no more than the page took');
    await page.waitFor(isGone);
    await page.evaluate(() => sessionStorage.clear());
    await page.reload();
    await page.waitFor(isGone);

    for (const path of ['/holdout', '/broken']) {
      await page.goto(`${server.origin}${path}`);
      await page.waitFor(isGone);
    }
  });
}
