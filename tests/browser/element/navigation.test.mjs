// SPDX-License-Identifier: MIT
//
// Pages that change without loading: bodies swapped as Turbo does it, with clones kept and put
// back; an element that a single-page application makes, moves and removes; the back/forward
// cache. Nothing doubles, a sheet that is new is read, and what is gone keeps no timer and asks
// nothing. The page's timers are counted from before the first script.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines, launchChromium } from '../engines.mjs';
import { head, inline, offers, ofOrder, routes, sheet } from './order-page.mjs';
import { browse, pageRoute, script, site } from './site.mjs';

/**
 * Every timer started by our files (WebKit's driver has its own) that has not rung and was not cleared, with who
 * started it.
 */
const counting = `globalThis.timers = new Map();
  for (const [start, stop] of [['setTimeout', 'clearTimeout'], ['setInterval', 'clearInterval']]) {
    const [begin, end] = [globalThis[start].bind(globalThis), globalThis[stop].bind(globalThis)];
    globalThis[start] = (ring, ...rest) => {
      const { stack } = new Error();
      if (!stack.includes('/dist/')) return begin(ring, ...rest);
      const id = begin((...given) => { if (start === 'setTimeout') globalThis.timers.delete(id); ring(...given); }, ...rest);
      globalThis.timers.set(id, rest[0] + ' ms, ' + stack);
      return id;
    };
    globalThis[stop] = id => { globalThis.timers.delete(id); end(id); };
  }`;

/** What Turbo does on a visit: keeps a clone of the body it leaves, makes the next one's scripts live, and swaps. */
const turbo = `globalThis.visit = async (path, { restore = false } = {}) => {
    globalThis.kept ??= new Map();
    globalThis.kept.set(location.pathname, document.body.cloneNode(true));
    const body = restore ? globalThis.kept.get(path)
      : new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html').body;
    history.pushState({}, '', path);
    document.adoptNode(body);
    for (const old of body.querySelectorAll('script')) {
      const live = document.createElement('script');
      for (const name of old.getAttributeNames()) live.setAttribute(name, old.getAttribute(name));
      live.textContent = old.textContent;
      old.replaceWith(live);
    }
    document.body.replaceWith(body);
  };`;

const own = `<encore-offers><template><h2 data-encore-text="headline"></h2><b data-encore-text="total"></b><p data-encore-text="terms"></p><button data-encore-action="accept" data-encore-text="accept"></button><button data-encore-action="decline">No</button></template>${inline(
  ofOrder('order-own'),
).replace(/^<encore-offers[^>]*>|<\/encore-offers>.*$/g, '')}</encore-offers>`;
const pages = {
  '/counting.js': script(counting),
  '/turbo.js': script(turbo),
  '/first': pageRoute(
    inline(ofOrder('order-first')),
    `<script src="/counting.js"></script><script src="/turbo.js"></script>${head}`,
  ),
  '/second': pageRoute(
    inline({
      ...ofOrder('order-second'),
      candidates: [{ ...sheet().candidates[0], copy: { headline: 'For the second order' } }],
    }),
    head,
  ),
  '/plain': pageRoute('<p>No offers here</p>', head),
  '/own': pageRoute(own, `<script src="/counting.js"></script><script src="/turbo.js"></script>${head}`),
  '/app': pageRoute('<div id="a"></div><div id="b"></div>', `<script src="/counting.js"></script>${head}`),
};
const cards = () =>
  [...document.querySelectorAll('encore-offers')].flatMap(({ shadowRoot }) =>
    [...(shadowRoot?.querySelectorAll('article [part=reason]') ?? [])].map(node =>
      node.textContent.replace('Goes with your camera', '').trim(),
    ),
  );
const heard = name => globalThis.heard.filter(one => one === name).length;
const count = (server, method, path) =>
  server.requests.filter(request => request.method === method && request.path === path).length;
/** Somebody looks at the page again, in every way a browser has of saying so. */
const lookAgain = async () => {
  document.dispatchEvent(new Event('visibilitychange'));
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
};
const timers = () => [...globalThis.timers.values()].join('\n');

for (const engine of engines) {
  test(`${engine}: bodies swapped as Turbo swaps them: each shows its own offer once, and what was left is at rest`, async t => {
    const server = await site(t, { policy: '', routes: { ...routes, ...pages } });
    const page = await browse(t, engine);
    await page.goto(`${server.origin}/first`);
    await page.waitFor(offers);
    assert.notEqual(await page.evaluate(timers), '', 'a countdown runs');

    await page.evaluate(() => globalThis.visit('/plain'));
    assert.equal(await page.evaluate(timers), '', 'gone: no timer is left');
    const asked = count(server, 'HEAD', '/accept');
    await page.evaluate(lookAgain);
    assert.equal(await page.evaluate(timers), '');
    assert.equal(count(server, 'HEAD', '/accept'), asked, 'and the time is not asked for');

    await page.evaluate(() => globalThis.visit('/second'));
    await page.waitFor(offers);
    assert.deepEqual(await page.evaluate(cards), ['For the second order']);
    assert.equal(await page.evaluate(heard, 'decided'), 2);

    // Back: the clone that was kept, first as a glance, then for good.
    await page.evaluate(() => globalThis.visit('/first', { restore: true }));
    await page.evaluate(() => globalThis.visit('/second', { restore: true }));
    await page.evaluate(() => globalThis.visit('/first', { restore: true }));
    await page.waitFor(offers);
    assert.deepEqual(await page.evaluate(cards), ['Room for 4,000 more pictures, Mia']);
    assert.equal(await page.evaluate(heard, 'decided'), 2, 'the visit of that order goes on');
    assert.deepEqual(await page.evaluate(() => globalThis.blocked), []);
    assert.equal(server.requests.filter(({ path }) => path.endsWith('.wasm')).length, 1, 'one core for all');
  });

  test(`${engine}: a card of own markup that a clone holds is not shown beside its successor`, async t => {
    const server = await site(t, { policy: '', routes: { ...routes, ...pages } });
    const page = await browse(t, engine);
    const filled = () => [...document.querySelectorAll('encore-offers > [data-slot] h2')].map(node => node.textContent);
    await page.goto(`${server.origin}/own`);
    await page.waitFor(() => document.querySelector('encore-offers > [data-slot] h2')?.textContent);
    await page.evaluate(() => globalThis.visit('/plain'));
    await page.evaluate(() => globalThis.visit('/own', { restore: true }));
    await page.waitFor(() => document.querySelector('encore-offers').view.phase === 'offering');
    // Own markup is loaded and filled after the view is there; then a frame more, in which a second card would stand.
    await page.waitFor(() => document.querySelector('encore-offers > [data-slot] h2')?.textContent);
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    assert.deepEqual(await page.evaluate(filled), ['Room for 4,000 more pictures, Mia']);
  });

  test(`${engine}: an element that an application makes, moves and removes`, async t => {
    const server = await site(t, { routes: { ...routes, ...pages } });
    const page = await browse(t, engine);
    await page.goto(`${server.origin}/app`);
    await page.evaluate(
      given => {
        const element = document.createElement('encore-offers');
        element.sheet = given;
        document.querySelector('#a').append(element);
      },
      sheet(ofOrder('order-app')),
    );
    await page.waitFor(offers);
    await page.evaluate(() => document.querySelector('#b').append(document.querySelector('encore-offers')));
    await page.evaluate(() => document.querySelector('encore-offers').updateComplete.then(() => true));
    assert.deepEqual(
      [(await page.evaluate(cards)).length, await page.evaluate(heard, 'decided'), await page.evaluate(heard, 'shown')],
      [1, 1, 1],
      'moved, the visit goes on',
    );

    await page.evaluate(() => {
      globalThis.element = document.querySelector('encore-offers');
      globalThis.element.remove();
    });
    assert.equal(await page.evaluate(timers), '');
    await page.evaluate(
      given => {
        globalThis.element.sheet = given;
        document.querySelector('#a').append(globalThis.element);
      },
      sheet({
        ...ofOrder('order-next'),
        id: 'sh_next',
        candidates: [{ ...sheet().candidates[0], copy: { headline: 'For the next order' } }],
      }),
    );
    await page.waitFor(
      () =>
        document.querySelector('encore-offers').shadowRoot.querySelector('[part=reason]')?.textContent.trim() ===
        'For the next order',
    );
    assert.deepEqual(
      [(await page.evaluate(cards)).length, await page.evaluate(heard, 'decided')],
      [1, 2],
      'another sheet is another visit',
    );
  });

  test(`${engine}: out of the back/forward cache the countdown waits for the server's time, and nothing doubles`, async t => {
    let held;
    let holding = false;
    const server = await site(t, {
      routes: {
        ...routes,
        ...pages,
        '/accept': async (request, response) => {
          if (holding && request.method === 'HEAD')
            await new Promise(resolve => {
              held = resolve;
            });
          return routes['/accept'](request, response);
        },
      },
    });
    const page = await browse(t, engine);
    const certain = () =>
      getComputedStyle(document.querySelector('encore-offers').shadowRoot.querySelector('[part=deadline]')).visibility;
    await page.goto(`${server.origin}/first`);
    await page.waitFor(offers);
    await page.waitFor(
      () =>
        getComputedStyle(document.querySelector('encore-offers').shadowRoot.querySelector('[part=deadline]'))
          .visibility === 'visible',
    );
    const before = count(server, 'HEAD', '/accept');
    holding = true;
    await page.evaluate(async () => {
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await document.querySelector('encore-offers').updateComplete;
    });
    assert.equal(await page.evaluate(certain), 'hidden', 'it is not known how long the page was away');
    for (const end = performance.now() + 10_000; !held;) {
      assert.ok(performance.now() < end, 'the time is asked for');
      await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => resolve())));
    }
    assert.equal(count(server, 'HEAD', '/accept'), before + 1, 'once');
    held();
    await page.waitFor(
      () =>
        getComputedStyle(document.querySelector('encore-offers').shadowRoot.querySelector('[part=deadline]'))
          .visibility === 'visible',
    );
    assert.deepEqual(
      [(await page.evaluate(cards)).length, await page.evaluate(heard, 'decided'), await page.evaluate(heard, 'shown')],
      [1, 1, 1],
    );
  });
}

if (engines.includes('chromium')) {
  test('chromium: a page with offers is fit for the back/forward cache, and comes out of it whole', async t => {
    const server = await site(t, { routes: { ...routes, ...pages } });
    const browser = await launchChromium({ backForwardCache: true });
    t.after(() => browser.close());
    const page = await browser.newPage();
    await page.goto(`${server.origin}/first`);
    await page.waitForFunction(offers);
    await page.evaluate(() => {
      globalThis.restored = 0;
      addEventListener('pageshow', ({ persisted }) => {
        globalThis.restored += Number(persisted);
      });
    });
    await page.goto(`${server.origin}/plain`);
    await page.goBack({ waitUntil: 'commit' });
    await page.waitForFunction(offers);
    const reasons = await page.evaluate(() =>
      JSON.stringify(performance.getEntriesByType('navigation')[0].notRestoredReasons ?? null),
    );
    assert.equal(await page.evaluate(() => globalThis.restored), 1, `kept alive, not loaded again: ${reasons}`);
    assert.deepEqual(await page.evaluate(cards), ['Room for 4,000 more pictures, Mia']);
    assert.equal(await page.evaluate(heard, 'decided'), 1);
  });
}
