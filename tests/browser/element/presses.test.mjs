// SPDX-License-Identifier: MIT
//
// A place on the page changes its meaning under the finger: where "No thanks" stood the next
// offer's button may stand, and Undo where Accept was. Double taps, double clicks and held keys
// neither buy nor undo, at four widths, whatever the height of what comes; one ordinary press
// answers at once. Own markup is guarded alike, and a page that another origin frames sells
// nothing with one click.
//
// What presses is a mouse, a finger and a key in turn, so that each meets every width and every height of a successor;
// ENCORE_PRESSES=all tries every one of them everywhere (108 pages). Chromium and Firefox have fingers of their own.
// WebKitGTK's WebDriver makes a mouse of every pointer, whatever its type: there a finger is the events that WebKit
// sends for one, made by the page, and only what listens on the window, which is the guard, takes them for trusted.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines, isSettled } from '../engines.mjs';
import { head, inline, ofOrder, routes as orderRoutes, sheet } from './order-page.mjs';
import { browse, json, pageRoute, script, site } from './site.mjs';

const widths = [320, 390, 768, 1280];
/** Words in the successor's text: so it is lower than, as high as and higher than the card before it. */
const heights = [2, 16, 60];
const means = ['mouse', 'finger', 'key'];

/** An offer, and one that only comes after it is declined; the text of that has so many words. What was declined is
 * remembered across orders: so the offers have names of their own. */
function funnel(words, id) {
  const [first] = sheet().candidates;
  const one = (candidate, more) => ({
    ...first,
    ...more,
    id: candidate,
    copy: { headline: '', body: 'Two words.' },
    proof: null,
    delivery: null,
    product: { id: candidate, title: candidate, variants: [{ id: candidate, price: 2000 }] },
    quantity: null,
    accept: { mode: 'one_click', token: candidate, key: candidate },
  });
  const text = JSON.stringify({
    ...sheet(),
    order: { ...sheet().order, id },
    policy: { id: 'p', max_offers: 1 },
    candidates: [
      one(`first${id}`, { on_decline: `second${id}` }),
      { ...one(`second${id}`, { funnel_only: true }), copy: { body: Array(words).fill('words').join(' ') } },
    ],
  });
  return `<encore-offers><script type="application/json">${text}</script></encore-offers>`;
}

/** The guard's clock, which a test can hold: `globalThis.held` is what it says. */
const clock = script(
  '{ const now = performance.now.bind(performance); performance.now = () => globalThis.held ?? now(); }',
);

/** WebKit's finger: `globalThis.finger(x, y)`. */
const finger = script(`{
  const add = addEventListener.bind(window);
  const trusted = event => new Proxy(event, {
    get: (of, key) => (key === 'isTrusted' ? true : typeof of[key] === 'function' ? of[key].bind(of) : of[key]),
  });
  window.addEventListener = (type, listener, options) =>
    add(type, typeof listener === 'function' ? event => listener(event.finger ? trusted(event) : event) : listener, options);
  globalThis.finger = (clientX, clientY) => {
    let at = document.elementFromPoint(clientX, clientY);
    while (at?.shadowRoot?.elementFromPoint(clientX, clientY)) {
      const inner = at.shadowRoot.elementFromPoint(clientX, clientY);
      if (inner === at) break;
      at = inner;
    }
    const about = { bubbles: true, composed: true, cancelable: true, clientX, clientY, pointerType: 'touch', pointerId: 7 };
    for (const [type, more] of [['pointerdown', { buttons: 1 }], ['pointerup', {}], ['click', { detail: 1 }]]) {
      const event = new PointerEvent(type, { ...about, ...more });
      event.finger = true;
      at?.dispatchEvent(event);
    }
  };
}`);
const press = async (page, engine, how, place, times = 1) => {
  if (how === 'key') await page.keys(...Array(times).fill('Enter'));
  else if (how === 'mouse') await page.tap(place, times);
  else if (engine !== 'webkit') await page.touch(place, times);
  else for (let count = 0; count < times; count += 1) await page.evaluate(([x, y]) => globalThis.finger(x, y), place);
};
const focus = selector =>
  document.querySelector('encore-offers').shadowRoot?.querySelector(selector)?.focus({ preventScroll: true });

const hold = (page, ms = 0) =>
  page.evaluate(ms => void (globalThis.held = (globalThis.held ?? performance.now()) + ms), ms);

const state = () => {
  const card = document.querySelector('encore-offers').shadowRoot?.querySelector('article');
  const [slot] = document.querySelector('encore-offers').view.slots;
  return card && { candidate: slot.candidate_id.split('/')[0], state: slot.state };
};
const middle = selector => {
  const { left, top, width, height } = document
    .querySelector('encore-offers')
    .shadowRoot.querySelector(selector)
    .getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};

/** A shop whose endpoints note what they are asked. */
async function shop(t, pages, more = {}) {
  const asked = [];
  const noting = name => (request, response) => {
    if (request.method === 'POST') asked.push(name);
    return orderRoutes[`/${name}`](request, response);
  };
  const server = await site(t, {
    routes: {
      ...orderRoutes,
      ...Object.fromEntries(
        pages.map(([path, body]) => [
          path,
          pageRoute(body, `<script src="/clock.js"></script><script src="/finger.js"></script>${head}`),
        ]),
      ),
      '/clock.js': clock,
      '/finger.js': finger,
      '/accept': noting('accept'),
      '/undo': noting('undo'),
      '/status': (request, response) => json(response, 404, { type: 'invalid' }),
      ...more,
    },
  });
  return { server, asked };
}

for (const engine of engines) {
  test(`${engine}: a second press on "No thanks" buys nothing, at ${widths.join(', ')} px, whatever comes there`, async t => {
    const all = process.env.ENCORE_PRESSES === 'all';
    const cases = widths.flatMap((width, w) =>
      heights.flatMap((words, h) =>
        means
          .filter((how, m) => all || m === (w + h) % means.length)
          .map(how => ({ width, words, how, path: `/${width}-${words}-${how}` })),
      ),
    );
    const { server, asked } = await shop(
      t,
      cases.map(({ path, words }) => [path, funnel(words, path)]),
    );
    for (const width of widths) {
      const page = await browse(t, engine, { width, touch: engine === 'chromium' });
      for (const { path, how } of cases.filter(one => one.width === width)) {
        await page.goto(server.origin + path);
        await page.waitFor(isSettled, { args: ['encore-offers', '.decline'] });
        const place = await page.evaluate(middle, '.decline');
        if (how === 'key') await page.evaluate(focus, '.decline');
        await hold(page);
        await press(page, engine, how, place, 2);
        for (const ms of [60, 300, 239]) {
          await hold(page, ms);
          // What a key presses is where the focus is: as near as it gets to the offer that came.
          if (how === 'key') await page.evaluate(focus, '.accept');
          await press(page, engine, how, place);
        }
        const after = await page.evaluate(state);
        assert.deepEqual(after, { candidate: 'second', state: 'offering' }, `${path}: declined once`);
      }
      await page.close();
    }
    assert.deepEqual(asked, [], 'nothing was bought');
  });

  test(`${engine}: a second press on accept does not undo, with a pointer or a key; later presses do`, async t => {
    const { server, asked } = await shop(t, [
      ['/pointer', inline({ order: { ...sheet().order, id: 'pointer' } })],
      ['/keys', inline({ order: { ...sheet().order, id: 'keys' } })],
    ]);
    const page = await browse(t, engine, { width: 390 });
    await page.goto(`${server.origin}/pointer`);
    await page.waitFor(isSettled, { args: ['encore-offers', '.accept'] });
    const place = await page.evaluate(middle, '.accept');
    await hold(page);
    await page.tap(place, 1);
    // As soon as Undo is there, at the same point and on Undo itself.
    await page.waitFor(() => document.querySelector('encore-offers').view.slots[0].state === 'accepted');
    await page.tap(place, 2);
    await hold(page, 599);
    await page.tap(await page.evaluate(middle, '[part~=undo]'), 2);
    assert.deepEqual(asked, ['accept']);
    await hold(page, 1);
    await page.press('encore-offers', '[part~=undo]');
    await page.waitFor(() => document.querySelector('encore-offers').view.slots[0].state === 'undone');
    assert.deepEqual(asked, ['accept', 'undo'], 'one that comes later is answered');

    await page.goto(`${server.origin}/keys`);
    await page.waitFor(isSettled, { args: ['encore-offers', '.accept'] });
    await page.evaluate(() => document.querySelector('encore-offers').shadowRoot.querySelector('.accept').focus());
    await hold(page);
    await page.evaluate(() => {
      const cover = document.createElement('div');
      cover.id = 'cover';
      cover.style.cssText = 'position: fixed; inset: 0; z-index: 9; background: #fff';
      document.body.append(cover);
    });
    await page.keys('Enter');
    await page.evaluate(() => document.querySelector('#cover').remove());
    assert.deepEqual(asked, ['accept', 'undo'], 'what is covered is not pressed');
    await page.keys('Enter', 'Enter', 'Space');
    await page.waitFor(() => document.querySelector('encore-offers').view.slots[0].state === 'accepted');
    await page.evaluate(() =>
      document.querySelector('encore-offers').shadowRoot.querySelector('[part~=undo]')?.focus(),
    );
    await page.keys('Enter', 'Space');
    assert.deepEqual(asked, ['accept', 'undo', 'accept']);
  });

  test(`${engine}: one ordinary press is answered within 100 ms; a script presses nothing`, async t => {
    const { server, asked } = await shop(t, [['/page', inline()]]);
    const page = await browse(t, engine, { width: 390 });
    await page.goto(`${server.origin}/page`);
    await page.waitFor(isSettled, { args: ['encore-offers', '.accept'] });
    await page.evaluate(() => {
      const { shadowRoot } = document.querySelector('encore-offers');
      for (const button of shadowRoot.querySelectorAll('.decline, .accept')) button.click();
      shadowRoot.addEventListener('click', ({ timeStamp }) => (globalThis.pressedAt = timeStamp), true);
      document.addEventListener('encore-accept', () => (globalThis.answeredAt = performance.now()));
    });
    assert.deepEqual(asked, []);
    await page.press('encore-offers', '.accept');
    await page.waitFor(() => globalThis.answeredAt);
    const took = await page.evaluate(() => globalThis.answeredAt - globalThis.pressedAt);
    t.diagnostic(`answered after ${took.toFixed(1)} ms`);
  });

  test(`${engine}: own markup has the same guard, and shows it`, async t => {
    const own = inline({ order: { ...sheet().order, id: 'own' } }).replace(
      '<script',
      `<template><h2 data-encore-text="headline"></h2><b data-encore-text="total"></b><p data-encore-text="terms"></p>
       <button data-encore-action="accept"><span data-encore-text="accept"></span></button>
       <button data-encore-action="decline"><span data-encore-text="decline"></span></button>
       <button data-encore-action="undo" data-encore-if="undo">Undo</button></template><script`,
    );
    const { server, asked } = await shop(t, [['/page', own]]);
    const page = await browse(t, engine, { width: 390 });
    await page.goto(`${server.origin}/page`);
    const card = 'encore-offers > [data-slot]';
    await page.waitFor(isSettled, { args: [card] });
    await hold(page);
    await page.click(`${card} [data-encore-action=accept]`);
    await page.waitFor(() => document.querySelector('encore-offers > [data-state=accepted]'));
    assert.equal(
      await page.evaluate(() => document.querySelector('[data-encore-action=undo]').ariaDisabled),
      'true',
      'shown as what does not answer',
    );
    await page.tap(
      await page.evaluate(() => {
        const { left, top, width, height } = document
          .querySelector('[data-encore-action=undo]')
          .getBoundingClientRect();
        return [left + width / 2, top + height / 2];
      }),
      2,
    );
    assert.deepEqual(asked, ['accept']);
    await hold(page, 600);
    await page.press(`${card} [data-encore-action=undo]`);
    await page.waitFor(() => document.querySelector('encore-offers > [data-state=undone]'));
    assert.deepEqual(asked, ['accept', 'undo']);
  });

  test(`${engine}: a card that arrives or moves under a finger is new to it`, async t => {
    const { server, asked } = await shop(t, [['/page', inline()]]);
    const page = await browse(t, engine, { width: 390 });
    await page.goto(`${server.origin}/page`);
    await page.waitFor(() => document.querySelector('encore-offers').shadowRoot?.querySelector('.accept'));
    await hold(page);
    await page.tap(await page.evaluate(middle, '.accept'), 1);
    assert.deepEqual(asked, [], 'it has just come');
    await hold(page, 10_000);
    await page.waitFor(isSettled, { args: ['encore-offers', '.accept'] });
    await page.evaluate(() => {
      document.querySelector('h1').style.paddingBottom = '40px';
    });
    await page.tap(await page.evaluate(middle, '.accept'), 1);
    assert.deepEqual(asked, [], 'it has just been pushed down');
    await hold(page, 10_000);
    await page.press('encore-offers', '.accept');
    await page.waitFor(() => document.querySelector('encore-offers').view.slots[0].state === 'accepted');
    assert.deepEqual(asked, ['accept']);
  });
}

if (engines.includes('chromium')) {
  test('without a connection the click is answered at once, nothing is sent, and the shopper may repeat it', async t => {
    const { server, asked } = await shop(t, [['/offline', inline(ofOrder('offline'))]]);
    const page = await browse(t, 'chromium', { width: 390 });
    await page.goto(`${server.origin}/offline`);
    await page.waitFor(isSettled, { args: ['encore-offers', '.accept'] });
    const notice = () =>
      document.querySelector('encore-offers').shadowRoot.querySelector('[part=notice]')?.textContent ?? '';
    await page.raw.context().setOffline(true);
    await page.press('encore-offers', '.accept');
    assert.match(await page.waitFor(notice), /offline/);
    assert.equal((await page.evaluate(state)).state, 'offering');
    await page.raw.context().setOffline(false);
    await page.waitFor(() => !document.querySelector('encore-offers').shadowRoot.querySelector('[part=notice]'));
    assert.deepEqual(asked, [], 'nothing was sent behind their back');
    await page.press('encore-offers', '.accept');
    await page.waitFor(() => document.querySelector('encore-offers').view.slots[0].state === 'accepted');
    assert.deepEqual(asked, ['accept']);
  });

  test('a template that does not bind what every offer must say is refused, and the own card stands there', async t => {
    const whole = {
      total: '<b data-encore-text="total"></b>',
      terms: '<p data-encore-text="terms"></p>',
      accept: '<button data-encore-action="accept"><span data-encore-text="accept"></span></button>',
      decline: '<button data-encore-action="decline">No</button>',
    };
    const cases = {
      ...Object.fromEntries(Object.keys(whole).map(name => [name, { ...whole, [name]: '' }])),
      below: { accept: whole.accept, decline: whole.decline, total: whole.total, terms: whole.terms },
      label: { ...whole, accept: '<button data-encore-action="accept">Claim it free</button>' },
      aside: {
        ...whole,
        accept: '<i data-encore-text="accept"></i><button data-encore-action="accept">Free!</button>',
      },
    };
    const page = await browse(t, 'chromium', { width: 390 });
    const { server } = await shop(
      t,
      Object.entries(cases).map(([name, parts]) => [
        `/template-${name}`,
        inline(ofOrder(`template-${name}`)).replace(
          '<script',
          `<template>${Object.values(parts).join('')}</template><script`,
        ),
      ]),
    );
    for (const name of Object.keys(cases)) {
      await page.goto(`${server.origin}/template-${name}`);
      await page.waitFor(() => document.querySelector('encore-offers').shadowRoot?.querySelector('.accept'));
      assert.deepEqual(
        await page.evaluate(() => [
          globalThis.issues?.code,
          document.querySelectorAll('encore-offers > [data-slot]').length,
        ]),
        ['template_refused', 0],
        name,
      );
    }
  });

  test('by touch at phone widths, the second tap 60 to 500 ms later buys nothing and undoes nothing', async t => {
    const gaps = [60, 200, 350, 500];
    const cases = [320, 390].flatMap(width => gaps.map(gap => ({ width, gap, path: `/${width}-${gap}` })));
    const { server, asked } = await shop(
      t,
      cases.map(({ path }) => [path, funnel(16, path)]),
    );
    for (const { width, gap, path } of cases) {
      const page = await browse(t, 'chromium', { width, touch: true });
      await page.raw.clock.install();
      await page.goto(server.origin + path);
      for (let left = 200; left > 0; left -= 1) {
        await page.raw.clock.runFor(100);
        if (
          await page.evaluate(
            () => !!document.querySelector('encore-offers').shadowRoot?.querySelector('[data-settled] .decline'),
          )
        )
          break;
      }
      // The page's clock stands from here on, however slow the machine is.
      await page.raw.clock.pauseAt((await page.evaluate(() => Date.now())) + 60_000);
      const place = await page.evaluate(middle, '.decline');
      await page.raw.touchscreen.tap(...place);
      await page.raw.clock.runFor(gap);
      await page.raw.touchscreen.tap(...place);
      await page.raw.clock.runFor(50);
      assert.deepEqual(await page.evaluate(state), { candidate: 'second', state: 'offering' }, path);
      await page.close();
    }
    assert.deepEqual(asked, []);
  });

  test('a key that is held declines once', async t => {
    const { server, asked } = await shop(t, [['/page', funnel(16, '/held')]]);
    const page = await browse(t, 'chromium', { width: 390 });
    await page.goto(`${server.origin}/page`);
    await page.waitFor(isSettled, { args: ['encore-offers', '.decline'] });
    await page.evaluate(() => document.querySelector('encore-offers').shadowRoot.querySelector('.decline').focus());
    for (let times = 0; times < 30; times += 1) {
      await page.raw.keyboard.down('Enter'); // again and again without "up": the browser says it repeats
      if (times === 3)
        await page.evaluate(() => document.querySelector('encore-offers').shadowRoot.querySelector('.accept').focus());
    }
    await page.waitFor(isSettled, { args: ['encore-offers', '.accept'] });
    for (let times = 0; times < 5; times += 1) await page.raw.keyboard.down('Enter');
    await page.raw.keyboard.up('Enter');
    assert.deepEqual(await page.evaluate(state), { candidate: 'second', state: 'offering' });
    assert.deepEqual(asked, []);
  });

  test('framed by another origin, the one-click button opens the page itself and charges nothing', async t => {
    const { server, asked } = await shop(t, [['/page', inline()]]);
    const other = await site(t, {
      policy: '',
      routes: {
        '/trap': pageRoute(
          `<iframe src="${server.origin}/page" style="width: 390px; height: 800px; opacity: .01"></iframe>`,
          '',
        ),
      },
    });
    const page = await browse(t, 'chromium', { width: 420, height: 900 });
    await page.goto(`${other.origin.replace('127.0.0.1', 'localhost')}/trap`);
    const framed = page.raw.frameLocator('iframe').locator('encore-offers [data-settled] .accept');
    await framed.waitFor();
    const [opened] = await Promise.all([page.raw.waitForEvent('popup'), framed.click()]);
    assert.equal(opened.url(), `${server.origin}/page`);
    assert.deepEqual(asked, []);
  });
}
