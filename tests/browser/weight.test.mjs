// SPDX-License-Identifier: MIT
//
// The lists that `npm run size` weighs are what Chromium fetches, from the page's start to an accepted offer: no file
// more, none fewer, each once. Until the element is near the window or the page is idle, only the loader is asked for.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { afterwardsFiles, extrasFiles, outcomeFiles, pageFiles } from '../../web/tools/build/weight.mjs';
import { launchChromium } from './engines.mjs';
import { browse, dist, iso, json, pageRoute, site } from './element/site.mjs';
import { sheet as gallerySheet } from './fixtures/recorded.mjs';

const manifest = JSON.parse(readFileSync(`${dist}/manifest.json`, 'utf8'));

function sheetText(more = {}) {
  const given = gallerySheet();
  const [candidate] = given.candidates;
  Object.assign(given, { locale: 'en', issued_at: iso(0), endpoints: { accept: '/accept', status: '/status' } });
  Object.assign(given.order, { placed_at: iso(-60_000), fulfilment: { hold_until: iso(40 * 60_000) } });
  given.candidates = [
    {
      ...candidate,
      availability: { countdown: true, cause: 'fulfilment' },
      take_rate_ppm: 120_000,
      worth: 1000,
      product: { ...candidate.product, variants: candidate.product.variants.slice(0, 1) },
      quantity: null,
      consent: null,
      proof: null,
      ...more,
    },
  ];
  return JSON.stringify(given).replaceAll('<', '\\u003c');
}

const accept = (request, response) => {
  if (request.method !== 'POST') return response.writeHead(204).end();
  return json(response, 200, {
    purchase_id: 'p1',
    line_id: 'l2',
    charged: JSON.parse(request.body).expected.total,
    order_total: 68_000,
    undo: null,
  });
};

test('what Chromium fetches to show and accept an offer is what is weighed', async t => {
  const body = `<encore-offers><script type="application/json">${sheetText()}</script></encore-offers>`;
  const server = await site(t, { routes: { '/page': pageRoute(body), '/accept': accept } });
  const page = await browse(t, 'chromium', { locale: 'en-US' });
  await page.goto(`${server.origin}/page`);
  await page.waitFor(() => document.querySelector('encore-offers').shadowRoot?.querySelector('.accept'), {
    limitMs: 20_000,
  });
  await page.press('encore-offers', '.accept');
  for (
    let left = 200;
    left > 0 && !server.requests.some(({ path, method }) => path === '/accept' && method === 'POST');
    left -= 1
  ) {
    await page.evaluate(() => new Promise(resolve => void requestAnimationFrame(resolve)));
  }
  const fetched = server.requests
    .map(({ path }) => path)
    .filter(path => path.startsWith('/dist/'))
    .map(path => path.slice('/dist/'.length));
  const [outcome] = outcomeFiles(manifest);
  assert.deepEqual(
    fetched.filter(path => path !== outcome.path).sort(),
    [...pageFiles(manifest), ...afterwardsFiles(manifest)].map(({ path }) => path).sort(),
  );
  await page.waitFor(() =>
    document.querySelector('encore-offers').shadowRoot.querySelector('[data-state=accepted] [part=charge]'),
  );
  assert.equal(server.requests.filter(({ path }) => path === `/dist/${outcome.path}`).length, 1);
  assert.ok(
    server.requests.some(({ path, method }) => path === '/accept' && method === 'POST'),
    'the offer was accepted',
  );
});

test('an offer with options, a quantity, a consent or reviews brings what paints them, and paints it', async t => {
  const [extras] = extrasFiles(manifest);
  const [{ product }] = gallerySheet().candidates;
  const variants = ['a', 'b'].map(id => ({ ...product.variants[0], id, title: id }));
  const cases = [
    [{ product: { ...product, variants } }, '[part=variants]'],
    [{ quantity: { max: 3 } }, '[part=quantity]'],
    [{ consent: { text: 'I agree.', required: true } }, '[part=consent]'],
    [{ proof: { summary: 'Liked by many.' } }, '[part=summary]'],
  ];
  for (const [more, part] of cases) {
    const body = `<encore-offers><script type="application/json">${sheetText(more)}</script></encore-offers>`;
    const server = await site(t, { routes: { '/page': pageRoute(body) } });
    const page = await browse(t, 'chromium', { locale: 'en-US', width: 1000 });
    await page.goto(`${server.origin}/page`);
    await page.waitFor(chosen => document.querySelector('encore-offers').shadowRoot?.querySelector(chosen), {
      limitMs: 20_000,
      args: [part],
    });
    const asked = server.requests.filter(({ path }) => path === `/dist/${extras.path}`);
    assert.equal(asked.length, 1, part);
  }
});

test("a sheet that takes more than the page's core holds brings the whole one, and its offer", async t => {
  const fetched = async more => {
    const server = await site(t, {
      routes: {
        '/page': pageRoute(
          `<encore-offers><script type="application/json">${sheetText(more)}</script></encore-offers>`,
        ),
      },
    });
    const page = await browse(t, 'chromium', { locale: 'en-US' });
    await page.goto(`${server.origin}/page`);
    await page.waitFor(() => document.querySelector('encore-offers').shadowRoot?.querySelector('.accept'), {
      limitMs: 20_000,
    });
    return server.requests
      .map(({ path }) => path)
      .filter(path => path.endsWith('.wasm'))
      .map(path => path.slice('/dist/'.length));
  };
  // By a word of its text the page's core is not fetched at all; a number with a fraction shows only when it is
  // read.
  assert.deepEqual(await fetched({ trigger: { '==': [{ var: 'order.id' }, 'order-1001'] }, priority: 1 }), [
    manifest.whole.file,
  ]);
  assert.deepEqual(await fetched({ priority: 1 }), [manifest.wasm.file]);
  assert.deepEqual(await fetched({ notes: 0.5 }), [manifest.wasm.file, manifest.whole.file]);
});

test('before the page is idle or the element near, only the loader is fetched', async t => {
  const server = await site(t, { routes: { '/page': pageRoute('<p>No offers on this page.</p>') } });
  const page = await browse(t, 'chromium', { locale: 'en-US' });
  await page.goto(`${server.origin}/page`);
  await page.evaluate(() => new Promise(resolve => void requestIdleCallback(resolve)));
  assert.deepEqual(
    server.requests.map(({ path }) => path).filter(path => path.startsWith('/dist/')),
    ['/dist/encore.js'],
  );
});

test('preload hints marked for it wait until the page is painted, and then spare the second fetch', async t => {
  const hint = (rel, file, more = '') => `<link rel="${rel}" href="/dist/${file}" ${more} media="not all" data-encore>`;
  const words = Object.keys(manifest.modules).find(file => manifest.modules[file].role === 'messages/en');
  const head = `${hint('modulepreload', manifest.element)}${hint('modulepreload', words)}${hint('preload', manifest.wasm.file, 'as="fetch" crossorigin="anonymous"')}
    <link rel="stylesheet" href="/slow.css"><script src="/dist/encore.js" async></script>`;
  let styles;
  const asked = new Promise(resolve => {
    styles = resolve;
  });
  const server = await site(t, {
    routes: {
      '/page': pageRoute(
        `<encore-offers><script type="application/json">${sheetText()}</script></encore-offers>`,
        head,
      ),
      '/slow.css': (request, response) => styles(response),
    },
  });
  const fetched = () =>
    server.requests
      .map(({ path }) => path)
      .filter(path => path.startsWith('/dist/'))
      .map(path => path.slice('/dist/'.length))
      .sort();
  const browser = await launchChromium();
  t.after(() => browser.close());
  const page = await browser.newPage({ locale: 'en-US' });
  await page.goto(`${server.origin}/page`, { waitUntil: 'commit' });
  const response = await asked;
  // A page whose style sheet has not come paints nothing; meanwhile the loader has run.
  await page.waitForFunction(() => globalThis.encoreLoader, null, { polling: 50 });
  await page.evaluate(() => new Promise(resolve => void setTimeout(() => setTimeout(resolve))));
  assert.deepEqual(fetched(), ['encore.js']);
  response.setHeader('content-type', 'text/css');
  response.end('body { color: black }');
  await page.waitForFunction(() =>
    document.querySelector('encore-offers').shadowRoot?.querySelector('[data-settled] .accept'),
  );
  const seen = new Set(outcomeFiles(manifest).map(({ path }) => path));
  assert.deepEqual(
    fetched().filter(path => !seen.has(path)),
    [...pageFiles(manifest), ...afterwardsFiles(manifest)].map(({ path }) => path).sort(),
  );
});
