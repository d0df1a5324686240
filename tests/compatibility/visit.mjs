// SPDX-License-Identifier: MIT
//
// A shopper's visit to a page that somebody else's tool has built: the offer is seen, accepted, and the same page's
// headless engine and inspector work. Whatever the browser complains of on the way fails the visit: errors and warnings
// of the console, requests that fail, answers that are not there.

import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { openShop } from './shop.mjs';

const limitMs = 30_000;

/** A browser asks for this by itself. */
const silent = [/favicon\.ico/];

/**
 * Opens `url` and buys the offer. The page reads `/offers.json`, puts the decision of its headless engine into
 * `document.documentElement.dataset.decided`, and posts to `/accept`. `ignore`: patterns of what its tool prints into
 * the console. `buys`: false for a page that no server answers.
 */
export async function visit(url, { buys = true, ignore = [], args = [] } = {}) {
  const shop = openShop();
  const complaints = [];
  const complain = text => {
    if (![...silent, ...ignore].some(pattern => pattern.test(text))) complaints.push(text);
  };
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', ...args],
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(limitMs);
    page.on('console', message => {
      if (['error', 'warning'].includes(message.type()))
        complain(`console: ${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', error => complain(`page: ${error.message}`));
    page.on('requestfailed', request => complain(`request: ${request.url()} ${request.failure()?.errorText}`));
    page.on('response', response => {
      if (response.status() >= 400) complain(`response: ${response.status()} ${response.url()}`);
    });
    await page.route('**/offers.json', route => route.fulfill({ contentType: 'application/json', body: shop.sheet }));
    await page.route('**/accept', async route => {
      const { status, body } = shop.accept(await route.request().allHeaders(), route.request().postData());
      await route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) });
    });
    await walk(page, url, buys).catch(error => {
      throw new Error(`${error.message}\n${complaints.join('\n')}`);
    });
    assert.deepEqual(complaints, [], 'the browser complains of nothing');
    assert.deepEqual(shop.faults, []);
    assert.equal(shop.purchases.size, buys ? 1 : 0, 'bought once');
  } finally {
    await browser.close();
  }
}

/** From the page's address to a purchase, to an answer of the headless engine and to the inspector's panel. */
async function walk(page, url, buys) {
  await page.goto(url);
  const offer = page.locator('encore-offers');
  await offer.getByText('Trageriemen').first().waitFor();
  if (buys) {
    const accept = offer.locator('[part~=accept]');
    await accept.scrollIntoViewIfNeeded();
    await offer.locator('[data-settled] [part~=accept]').waitFor();
    await accept.click();
    await offer
      .getByText(/hinzugefügt/)
      .first()
      .waitFor();
    // A framework's page shows what its wrapper has handed on of the event.
    const handedOn = page.locator('output[data-accepted]');
    if ((await handedOn.count()) > 0) await page.locator('output[data-accepted="offer-strap"]').waitFor();
  }
  await page.waitForFunction(() => document.documentElement.dataset.decided, null, { timeout: limitMs });
  assert.equal(await page.evaluate(() => document.documentElement.dataset.decided), 'offer-strap');
  await page.evaluate(() => {
    document.querySelector('encore-offers').setAttribute('debug', '');
  });
  await page.locator('encore-inspector').first().waitFor({ state: 'attached' });
}
