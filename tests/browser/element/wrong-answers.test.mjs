// SPDX-License-Identifier: MIT
//
// What an endpoint answers wrongly is named to its developer, once, in the console and in encore-error; a shopper never
// reads of a broken connection because of it. An accept without an answer is asked about once the connection is back,
// and a picture that is not there leaves no icon.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines } from '../engines.mjs';
import { head, inline, offers, ofOrder, routes, sheet } from './order-page.mjs';
import { browse, json, openGallery, pageRoute, site } from './site.mjs';

/** A page whose accept endpoint answers with `answer`, after the click; with what the console said. */
async function accepted(t, answer, order) {
  const server = await site(t, {
    routes: {
      ...routes,
      '/accept': (request, response) =>
        request.method === 'POST' ? json(response, 200, answer) : response.writeHead(204).end(),
      '/page': pageRoute(inline(ofOrder(order)), head),
    },
  });
  const page = await browse(t, 'chromium');
  const said = [];
  page.raw.on('console', message => said.push(message.text()));
  await page.goto(`${server.origin}/page`);
  await page.waitFor(offers);
  await page.press('encore-offers', '.accept');
  return { page, said };
}
const named = () => globalThis.issues?.code === 'wrong_answer' && globalThis.issues.message;

if (engines.includes('chromium')) {
  test('an answer that lacks what it must have is named, and the shopper reads of no broken connection', async t => {
    const answer = { purchase_id: 'p1', line_id: 7, charged: 2320, order_total: 68_000, undo: null };
    const { page, said } = await accepted(t, answer, 'order-shape');
    assert.match(await page.waitFor(named), /POST \S*\/accept answered 200 .*\/line_id is 7, wanted: text.*"line-2"/);
    const card = await page.waitFor(() => {
      const { textContent } = document.querySelector('encore-offers').shadowRoot.querySelector('[part~=card]');
      return textContent.includes('Adding to your order') && textContent;
    });
    assert.doesNotMatch(card, /connection/i);
    await page.waitFor(() => globalThis.heard.filter(name => name.startsWith('error')).length === 1);
    assert.equal(said.filter(text => text.includes('/line_id')).length, 1, said.join('\n'));
  });

  test('another charge than the one agreed to is named', async t => {
    const answer = { purchase_id: 'p1', line_id: 'l2', charged: 9900, order_total: 68_000, undo: null };
    const { page } = await accepted(t, answer, 'order-charge');
    assert.match(await page.waitFor(named), /\/charged is 9900, but the shopper agreed to 2320/);
  });

  test('a normal visit leaves the console empty, and a picture that is not there leaves no icon', async t => {
    const given = sheet();
    given.candidates[0].product.image = '/none.webp';
    given.candidates[0].product.variants[0].image = null;
    const server = await site(t, {
      routes: {
        ...routes,
        '/page': pageRoute(inline({ ...ofOrder('order-quiet'), candidates: given.candidates }), head),
      },
    });
    const page = await browse(t, 'chromium');
    const said = [];
    page.raw.on('console', message => said.push(message.text()));
    await page.goto(`${server.origin}/page`);
    await page.waitFor(offers);
    await page.waitFor(() => {
      const image = document.querySelector('encore-offers').shadowRoot.querySelector('[part=image]');
      return image.complete && getComputedStyle(image).visibility === 'hidden';
    });
    await page.press('encore-offers', '.accept');
    await page.waitFor(() => document.querySelector('encore-offers').shadowRoot.querySelector('[part~=undo]'));
    assert.deepEqual(
      said.filter(text => !text.includes('404')),
      [],
      'the browser itself reports the missing picture',
    );
  });

  test('an accept without an answer is asked about once the connection is back, and when the shopper wants', async t => {
    const server = await site(t);
    const page = await browse(t, 'chromium');
    await openGallery(page, server, 'face=unconfirmed');
    const asked = () => globalThis.gallery.unconfirmed.asked.filter(([name]) => name === 'check').length;
    await page.evaluate(() => void dispatchEvent(new Event('online')));
    assert.equal(await page.evaluate(asked), 1);
    await page.press('encore-offers', '[part~=check]');
    assert.equal(await page.evaluate(asked), 2);
  });
}
