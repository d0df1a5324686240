// SPDX-License-Identifier: MIT
//
// The element in pages as shops have them, with the real core and session: under the strict
// policy in three engines, late JSON, twice, framed, taken out and put back, with a sheet
// replaced; and whatever goes wrong, a page that stays whole and an event that says why.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { engines } from '../engines.mjs';
import { strictPolicy } from '../serve.mjs';
import { accepts, head, inline, offers, ofOrder, routes, sheet } from './order-page.mjs';
import { browse, dist, pageRoute, site } from './site.mjs';

const fallback = () => {
  const shown = document.querySelector('encore-offers [slot=fallback]');
  return !!shown && shown.getBoundingClientRect().height > 0;
};

for (const engine of engines) {
  test(`${engine}: from a script tag to an accepted and undone offer under the strict policy`, async t => {
    const server = await site(t, { routes: { ...routes, '/page': pageRoute(inline(), head) } });
    const page = await browse(t, engine);
    accepts.length = 0;
    await page.goto(`${server.origin}/page`);
    await page.waitFor(offers);
    assert.equal(await page.text('encore-offers', '[part=charge]'), '$23.20');
    assert.match(await page.text('encore-offers', '[part=reason]'), /pictures, Mia\s*$/);
    await page.waitFor(() =>
      /We pack your order in \d+:\d\d/.test(
        document.querySelector('encore-offers').shadowRoot.querySelector('[role=timer]')?.textContent,
      ),
    );
    await page.press('encore-offers', '.accept');
    await page.waitFor(() => document.querySelector('encore-offers').shadowRoot.querySelector('[data-state=accepted]'));
    assert.match(await page.text('encore-offers', '[data-state=accepted]'), /Added to your order.*\$23\.20/s);
    await page.press('encore-offers', '[part~=undo]');
    await page.waitFor(() => document.querySelector('encore-offers').shadowRoot.querySelector('[data-state=undone]'));
    assert.deepEqual(
      accepts.map(({ key, body }) => [key, body.expected, body.quantity]),
      [['k1', { total: 2320, currency: 'USD' }, 1]],
      'asked once',
    );
    const { heard, blocked } = await page.evaluate(() => ({ heard: globalThis.heard, blocked: globalThis.blocked }));
    assert.deepEqual(
      heard.filter(name => name !== 'viewed'),
      ['decided', 'shown', 'accept', 'accepted', 'undone'],
    );
    assert.deepEqual(blocked, [], 'nothing was blocked, nothing threw');
  });
}

if (engines.includes('chromium')) {
  const broken = {
    'a sheet that is not JSON': [inline().replace('"version"', 'version'), strictPolicy, 'sheet_unreadable'],
    'a sheet the core refuses': [inline({ currency: 'dollars' }), strictPolicy, 'sheet_refused'],
    'a private sheet in a page': [
      inline({ policy: { id: 'p', margin_floor_bps: 100 } }),
      strictPolicy,
      'sheet_refused',
    ],
    'no sheet at all': [
      '<encore-offers><p slot="fallback">Thank you.</p></encore-offers>',
      strictPolicy,
      'sheet_missing',
    ],
    'a sheet that is not there': [
      '<encore-offers src="/none.json"><p slot="fallback">Thank you.</p></encore-offers>',
      strictPolicy,
      'sheet_unreadable',
    ],
    'a policy without WebAssembly': [inline(), strictPolicy.replace(" 'wasm-unsafe-eval'", ''), 'load_failed'],
  };
  test('whatever goes wrong, the page stays whole, the fallback shows and encore-error says why', async t => {
    const page = await browse(t, 'chromium');
    for (const [name, [body, policy, code]] of Object.entries(broken)) {
      const server = await site(t, { policy, routes: { ...routes, '/page': pageRoute(body, head) } });
      await page.goto(`${server.origin}/page`);
      await page.waitFor(() => globalThis.heard.some(name => name.startsWith('error')));
      await page.waitFor(fallback);
      assert.deepEqual(
        await page.evaluate(() => [globalThis.heard, document.querySelector('h1').textContent]),
        [[`error ${code}`], 'Thank you'],
        name,
      );
    }
    assert.equal(await page.evaluate(() => typeof globalThis.issues.message), 'string');
  });

  test('a module that cannot be loaded shows the fallback, too', async t => {
    const server = await site(t);
    const source = await (await fetch(`${server.origin}/dist/encore.js`)).text();
    const lame = await site(t, {
      routes: {
        ...routes,
        '/page': pageRoute(inline(), '<script src="/listen.js"></script><script src="/elsewhere/encore.js"></script>'),
        '/elsewhere/encore.js': (request, response) =>
          response.setHeader('content-type', 'text/javascript').end(source),
      },
    });
    const page = await browse(t, 'chromium');
    await page.goto(`${lame.origin}/page`);
    await page.waitFor(() => globalThis.heard.length);
    assert.deepEqual(await page.evaluate(() => globalThis.heard), ['error load_failed']);
    assert.equal(await page.evaluate(fallback), true);
  });

  test('a refused sheet names its issues in the event', async t => {
    const server = await site(t, { routes: { ...routes, '/page': pageRoute(inline({ currency: 'dollars' }), head) } });
    const page = await browse(t, 'chromium');
    await page.goto(`${server.origin}/page`);
    const issues = await page.waitFor(() => globalThis.issues?.issues);
    assert.ok(
      issues.some(({ path }) => path === '/currency'),
      JSON.stringify(issues),
    );
  });

  test('JSON that is still being parsed is waited for', async t => {
    let release;
    const { element } = JSON.parse(readFileSync(`${dist}/manifest.json`, 'utf8'));
    const whole = inline();
    const cut = whole.indexOf('"candidates"');
    const server = await site(t, {
      routes: {
        ...routes,
        '/page': async (request, response) => {
          response.setHeader('content-type', 'text/html; charset=utf-8');
          response.write(`<!doctype html><html lang="en"><head><title>Order</title><script src="/listen.js"></script></head><body><h1>Thank you</h1>
            <script async type="module" src="/element.mjs"></script>${whole.slice(0, cut)}`);
          await new Promise(resolve => (release = resolve));
          response.end(whole.slice(cut));
        },
        '/element.mjs': (request, response) =>
          response
            .setHeader('content-type', 'text/javascript')
            .end(`import '/dist/${element}'; globalThis.defined = true;`),
      },
    });
    const page = await browse(t, 'chromium');
    const going = page.raw.goto(`${server.origin}/page`);
    await page.raw.waitForFunction(
      () =>
        globalThis.defined && customElements.get('encore-offers') && document.querySelector('encore-offers:defined'),
      null,
      { polling: 25 },
    );
    assert.deepEqual(
      await page.evaluate(() => [globalThis.heard, document.readyState]),
      [[], 'loading'],
      'half a sheet is not a broken one',
    );
    release();
    await going;
    await page.waitFor(offers);
  });

  test('a sheet that is filled in later, and a loader merged into another file', async t => {
    const source = await (await fetch(`${(await site(t)).origin}/dist/encore.js`)).text();
    const empty = '<encore-offers><script type="application/json" id="later"></script></encore-offers>';
    const server = await site(t, {
      routes: {
        ...routes,
        '/page': pageRoute(
          empty,
          '<script src="/listen.js"></script><script src="/app.js" data-src="/dist/"></script>',
        ),
        '/base': pageRoute(inline(), '<script src="/listen.js"></script><script src="/based.js"></script>'),
        '/app.js': (request, response) => response.setHeader('content-type', 'text/javascript').end(source),
        '/based.js': (request, response) =>
          response.setHeader('content-type', 'text/javascript').end(`window.encore = { base: '/dist/' };${source}`),
      },
    });
    const page = await browse(t, 'chromium');
    await page.goto(`${server.origin}/page`);
    await page.waitFor(() => !!customElements.get('encore-offers'));
    await page.evaluate(
      text => {
        document.querySelector('#later').append(text);
      },
      JSON.stringify(sheet(ofOrder('order-later'))),
    );
    await page.waitFor(offers);
    assert.deepEqual(await page.evaluate(() => globalThis.heard.filter(name => name.startsWith('error'))), []);
    await page.goto(`${server.origin}/base`);
    await page.waitFor(offers);
  });

  test('twice on a page, in a frame, taken out and put back, with its sheet replaced', async t => {
    const server = await site(t, {
      routes: {
        ...routes,
        '/page': pageRoute(inline({ id: 'sh_a' }) + inline({ id: 'sh_b', ...ofOrder('order-2') }), head),
        '/framed': pageRoute('<iframe src="/page" title="Order"></iframe>', ''),
      },
      policy: strictPolicy.replace('connect-src', "frame-src 'self'; connect-src"),
    });
    const page = await browse(t, 'chromium');
    await page.goto(`${server.origin}/page`);
    await page.waitFor(offers, { args: [2] });
    assert.equal(server.requests.filter(({ path }) => path.endsWith('.wasm')).length, 1, 'one core for both');

    await page.evaluate(() => {
      const [element] = document.querySelectorAll('encore-offers');
      const script = element.querySelector('script');
      const next = JSON.parse(script.textContent);
      next.id = 'sh_c';
      next.candidates[0].copy.body = 'Another sentence';
      script.firstChild.data = JSON.stringify(next); // what Trusted Types lets a page do
    });
    await page.waitFor(
      () =>
        document.querySelector('encore-offers').shadowRoot.querySelector('[part=body]')?.textContent ===
        'Another sentence',
    );

    await page.evaluate(() => {
      const element = document.querySelector('encore-offers');
      element.remove();
      globalThis.kept = element;
    });
    await page.evaluate(() => document.querySelector('main').append(globalThis.kept));
    await page.waitFor(offers, { args: [2] });

    await page.goto(`${server.origin}/framed`);
    await page.waitFor(() => frames[0]?.document.querySelector('encore-offers')?.shadowRoot?.querySelector('.accept'));
  });

  test('nothing below moves: with room reserved, or opened below the fold', async t => {
    const filler = '<p>Your receipt</p>'.repeat(60);
    const server = await site(t, {
      routes: {
        ...routes,
        '/reserved': pageRoute(inline({}, 'reserve'), `${head}<link rel="stylesheet" href="/room.css">`),
        '/room.css': (request, response) =>
          response.setHeader('content-type', 'text/css').end('encore-offers { --encore-reserve: 100rem }'),
        '/expand': pageRoute(inline(ofOrder('order-2'), 'expand') + filler, head),
        '/below': pageRoute(filler + inline(ofOrder('order-3'), 'expand'), head),
      },
    });
    const page = await browse(t, 'chromium');
    await page.goto(`${server.origin}/reserved`);
    await page.waitFor(offers);
    await page.press('encore-offers', '.accept');
    await page.waitFor(() => document.querySelector('encore-offers').shadowRoot.querySelector('[data-state=accepted]'));
    assert.deepEqual(await page.evaluate(() => globalThis.shifts), [], 'reserved');

    await page.goto(`${server.origin}/below`);
    await page.waitFor(offers);
    assert.deepEqual(await page.evaluate(() => globalThis.shifts), [], 'below the fold it opens at once');

    await page.goto(`${server.origin}/expand`);
    await page.waitFor(
      () =>
        !!customElements.get('encore-offers') &&
        performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm')),
    );
    assert.equal(
      await page.evaluate(() => document.querySelector('encore-offers').getBoundingClientRect().height),
      0,
      'in sight it waits',
    );
    await page.click('#after');
    await page.waitFor(offers);
    assert.deepEqual(await page.evaluate(() => globalThis.shifts), [], 'and opens on the shopper’s own act');
  });

  test('the script tag loads nothing before the element is near or the page idle', async t => {
    const server = await site(t, { routes: { ...routes, '/none': pageRoute('<p>No offers here</p>', head) } });
    const page = await browse(t, 'chromium');
    await page.goto(`${server.origin}/none`);
    await page.evaluate(
      () => new Promise(resolve => globalThis.requestIdleCallback(() => globalThis.requestIdleCallback(resolve))),
    );
    assert.deepEqual(
      server.requests.map(({ path }) => path).filter(path => path.startsWith('/dist/')),
      ['/dist/encore.js'],
      'a page without an element',
    );
    await page.evaluate(() => document.querySelector('main').append(document.createElement('encore-offers')));
    await page.waitFor(() => !!customElements.get('encore-offers'));
  });
}
