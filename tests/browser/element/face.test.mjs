// SPDX-License-Identifier: MIT
//
// What a card says and how it behaves, in Chromium: money, names as text,
// the countdown's silence, the layout's thresholds, own markup, focusable consent, events.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines, isSettled } from '../engines.mjs';
import { inShadow, repaint } from './repaint.mjs';
import { browse, openGallery, pageRoute, site } from './site.mjs';

const engine = 'chromium';
if (engines.includes(engine)) {
  test('money has exactly the digits of its currency, in the digits of its language', async t => {
    const server = await site(t);
    const page = await browse(t, engine);
    for (const [query, total] of [
      ['currency=USD', '$42.12'],
      ['currency=JPY&locale=ja-JP', '￥4,212'],
      ['currency=HUF&locale=hu-HU', 'HUF 42.12'],
      ['currency=KWD', 'KWD 4.212'],
      ['currency=EUR&locale=de-DE', '42,12 €'],
      ['currency=CLF', 'CLF 0.4212'],
      ['currency=EGP&locale=ar-EG', '٤٢٫١٢ ج.م.'],
    ]) {
      await openGallery(page, server, `face=offering&${query}`);
      assert.equal(
        (await page.evaluate(inShadow, '[part=total] [part=charge]')).replace(/[\u00a0\u200f\u061c]/g, ' ').trim(),
        total.replace(/\u00a0/g, ' '),
        query,
      );
    }
  });

  test('whatever a sheet says is text, and its addresses are http(s) on known hosts', async t => {
    const server = await site(t);
    const page = await browse(t, engine);
    await openGallery(page, server, 'face=offering');
    const hostile =
      '<img src=x onerror="globalThis.hit=1"><script>globalThis.hit=2</script>{{__proto__.x|}}{{constructor.name}}"\'`${1}';
    await repaint(page, 'two', {
      candidate: {
        copy: { headline: hostile, body: hostile, accept: hostile, decline: hostile, badge: hostile },
        returns: { text: hostile, url: 'javascript:globalThis.hit=3' },
        proof: {
          rating: { value_bps: 9000, count: 3 },
          summary: hostile,
          reviews: [
            {
              rating_bps: 10_000,
              text: hostile,
              author: hostile,
              image: 'data:image/svg+xml,<svg onload=globalThis.hit=4>',
            },
          ],
          verification: { text: hostile, url: 'https://elsewhere.example/' },
        },
        consent: { text: hostile, url: '//elsewhere.example/terms', required: true },
      },
      order: { payment: { kind: 'card', label: hostile } },
    });
    const seen = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector('encore-offers');
      return {
        hit: globalThis.hit ?? null,
        scripts: shadowRoot.querySelectorAll('script').length,
        addresses: [...shadowRoot.querySelectorAll('[href], [src]')]
          .map(node => node.href ?? node.src)
          .filter(address => !address.startsWith(location.origin)),
        attributes: [...shadowRoot.querySelectorAll('*')]
          .flatMap(node => node.getAttributeNames())
          .filter(name => /^on|^style$/.test(name)),
        body: shadowRoot.querySelector('[part=body]').textContent,
      };
    });
    assert.deepEqual(
      { ...seen, body: seen.body.slice(0, 10) },
      { hit: null, scripts: 0, addresses: [], attributes: [], body: '<img src=x' },
    );
    assert.ok(!seen.body.includes('Object'), 'a template reaches no prototype');
  });

  test('null means absent: stock that is not tracked, a quantity and a measure by default', async t => {
    const server = await site(t);
    const page = await browse(t, engine);
    await openGallery(page, server, 'face=offering');
    const variants = [
      ['a', null],
      ['b', 0],
      ['c', 5],
    ].map(([id, stock]) => ({ id, title: id, price: 1000, stock, options: null }));
    variants[0].unit_price_measure = { value: 5, unit: 'piece', reference: null };
    await repaint(page, 'offering', {
      candidate: {
        product: { id: 'p', title: 'Lens cap', image: null, variants },
        quantity: { default: null, min: null, max: null },
        copy: null,
        proof: null,
        returns: null,
      },
      sheet: { customer: null },
    });
    assert.deepEqual(await page.evaluate(inShadow, '.swatch span', true), ['a', 'b (sold out)', 'c']);
    assert.equal(await page.evaluate(inShadow, '[part=quantity]'), undefined, 'one is all there is to buy');
    assert.doesNotMatch(await page.evaluate(inShadow, '[part~=offer]'), /NaN|null|undefined/);
  });

  test('a tick that changes nothing writes nothing; one that does writes one text; a hidden page rests', async t => {
    const server = await site(t);
    const page = await browse(t, engine);
    await openGallery(page, server, 'face=two');
    for (const slot of [0, 1]) await page.waitFor(isSettled, { args: ['encore-offers', `[data-slot="${slot}"]`] });
    const writes = await page.evaluate(async () => {
      const element = document.querySelector('encore-offers');
      const session = globalThis.gallery.two;
      const records = [];
      new MutationObserver(list => records.push(...list)).observe(element.shadowRoot, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
      const tick = async ms => {
        session.moment += ms;
        document.dispatchEvent(new Event('visibilitychange'));
        await Promise.resolve();
        return records
          .splice(0)
          .filter(({ attributeName }) => attributeName !== 'data-settled') // what comes into view is new to a finger
          .map(({ target }) => target.textContent);
      };
      const quiet = [];
      for (let i = 0; i < 50; i++) quiet.push(...(await tick(100)));
      const minute = await tick(60_000);
      let timers = 0;
      const { setTimeout } = globalThis;
      globalThis.setTimeout = (...given) => (timers++, setTimeout(...given));
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      const hidden = await tick(120_000);
      const whileHidden = timers;
      delete document.hidden;
      return { quiet, minute, hidden, whileHidden, after: await tick(0), timersAfter: timers };
    });
    assert.deepEqual(writes, {
      quiet: [],
      minute: ['We pack your order in 1 hr 11 min (2:32 PM)'],
      hidden: [],
      whileHidden: 0,
      after: ['We pack your order in 1 hr 9 min (2:32 PM)'],
      timersAfter: 2, // the countdown's, and until presses count again
    });
  });

  test('seconds run in the last hour only; five minutes, one minute and the end are announced once, politely', async t => {
    const server = await site(t);
    const page = await browse(t, engine);
    await openGallery(page, server, 'face=deadline_soon');
    const said = await page.evaluate(async () => {
      const { shadowRoot } = document.querySelector('encore-offers');
      const session = globalThis.gallery.deadline_soon;
      const at = left => {
        session.moment = session.view.slots[0].deadline_ms - left;
        document.dispatchEvent(new Event('visibilitychange'));
        return [
          shadowRoot.querySelector('[role=timer]').textContent,
          shadowRoot.querySelector('[role=status]').textContent,
        ];
      };
      return [3_600_001, 3_599_000, 300_500, 299_400, 240_000, 60_500, 59_900, 30_000, 0].map(at);
    });
    const [timer, status] = [0, 1].map(i => said.map(pair => pair[i]));
    assert.deepEqual(
      timer.map(text => /in (.*) \(/.exec(text)[1]),
      ['1 hr 1 min', '59:59', '5:01', '5:00', '4:00', '1:01', '1:00', '0:30', '0:00'],
    );
    assert.deepEqual(status, [
      '',
      '',
      '',
      ...Array(3).fill('This offer is available for another 5 minutes.'),
      ...Array(3).fill('This offer is available for another 1 minute.'),
    ]);
    assert.equal(
      await page.evaluate(() =>
        document.querySelector('encore-offers').shadowRoot.querySelector('[role=timer]').hasAttribute('aria-live'),
      ),
      false,
    );

    // A campaign's clock that the shopper cannot prolong does not run: the card says when the offer ends. What the
    // parcel sets does, and so does what is more than 20 hours away; stock that is not counted is no cause.
    const runs = await page.evaluate(async () => {
      const element = document.querySelector('encore-offers');
      const session = globalThis.gallery.deadline_soon;
      const [slot] = session.view.slots;
      const result = [];
      for (const [cause, can_extend, hours] of [
        ['campaign', true, 1],
        ['campaign', false, 1],
        [null, false, 19],
        ['campaign', false, 21],
        ['fulfilment', false, 1],
        ['stock', false, 1],
      ]) {
        session.moment = slot.deadline_ms - hours * 3_600_000;
        session.show([{ ...slot, cause, can_extend }]);
        await element.updateComplete;
        const deadline = element.shadowRoot.querySelector('[part=deadline]');
        result.push([!!deadline.querySelector('[role=timer]'), deadline.textContent.trim() !== '']);
      }
      session.show([slot]);
      return result;
    });
    assert.deepEqual(
      runs,
      [true, false, false, true, true, false].map(isRunning => [isRunning, true]),
    );

    // A clock in doubt shows no countdown.
    await page.evaluate(async () => {
      const session = globalThis.gallery.deadline_soon;
      session.clockCertain = false;
      session.show(session.view.slots);
      await document.querySelector('encore-offers').updateComplete;
    });
    assert.equal(
      await page.evaluate(
        () =>
          getComputedStyle(document.querySelector('encore-offers').shadowRoot.querySelector('[part=deadline]'))
            .visibility,
      ),
      'hidden',
    );
  });

  test('two cards stand side by side from 640 px of room, and nothing overflows down to 320 px or at 200 %', async t => {
    const server = await site(t);
    const page = await browse(t, engine, { width: 1280, height: 900 });
    const columns = () => {
      const cards = [...document.querySelector('encore-offers').shadowRoot.querySelectorAll('article')];
      return new Set(cards.map(card => Math.round(card.getBoundingClientRect().left))).size;
    };
    const overflow = () => document.documentElement.scrollWidth > innerWidth;
    for (const [width, expected] of [
      [700, 2],
      [640, 2],
      [639, 1],
      [390, 1],
    ]) {
      await openGallery(page, server, `face=two&width=${width}`);
      assert.equal(await page.evaluate(columns), expected, `${width} px of room`);
    }
    await page.raw.setViewportSize({ width: 320, height: 800 });
    for (const query of ['locale=de-DE&law=eu', 'locale=ar-EG', 'layout=compact', 'layout=banner', 'theme=bold']) {
      await openGallery(page, server, query);
      assert.equal(await page.evaluate(overflow), false, query);
    }
    await openGallery(page, server, 'face=two');
    await page.raw.setViewportSize({ width: 390, height: 800 });
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    assert.equal(await page.evaluate(overflow), false, 'at 200 %');
    for (const query of ['', 'theme=soft', 'layout=banner']) {
      await openGallery(page, server, query);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('encore-offers')]
          .flatMap(element => [...element.shadowRoot.querySelectorAll('button, select, input, .swatch')])
          .map(node => [
            node.className || node.type,
            node.type === 'checkbox' ? node.closest('label').getBoundingClientRect() : node.getBoundingClientRect(),
          ])
          .filter(([, { width, height }]) => width < 43.9 || height < 43.9)
          .map(([name, { width, height }]) => `${name} ${width}×${height}`),
      );
      assert.deepEqual(small, [], `every target is at least 44 px (${query})`);
    }
    const equal = await page.evaluate(() => {
      const [accept, decline] = ['.accept', '.decline'].map(selector =>
        document.querySelector('encore-offers').shadowRoot.querySelector(selector),
      );
      const look = node => [
        node.offsetWidth,
        node.offsetHeight,
        getComputedStyle(node).fontSize,
        getComputedStyle(node).fontWeight,
        getComputedStyle(node).borderWidth,
      ];
      return [look(accept), look(decline)];
    });
    assert.deepEqual(equal[0], equal[1], 'accept and decline have equal weight');
  });

  test('an accept can be stopped, needs the tick where one is due, and speaks in typed events', async t => {
    const server = await site(t);
    const page = await browse(t, engine);
    await openGallery(page, server, 'face=two');
    await page.evaluate(() => {
      globalThis.heard = [];
      for (const name of ['accept', 'accepted', 'declined', 'viewed', 'expired', 'undone', 'error']) {
        document.addEventListener(`encore-${name}`, event =>
          globalThis.heard.push([
            event.type,
            event.constructor !== CustomEvent,
            event.detail.candidate_id,
            event.detail.quote?.total ?? null,
          ]),
        );
      }
      document.addEventListener('encore-accept', event => event.preventDefault(), { once: true });
    });
    const asked = () => globalThis.gallery.two.asked.filter(([name]) => !/start|shown|viewed/.test(name));
    await page.press('encore-offers', '[data-slot="0"] .accept');
    assert.deepEqual(await page.evaluate(asked), [], 'stopped');
    await page.press('encore-offers', '[data-slot="0"] .accept');
    await page.press('encore-offers', '[data-slot="1"] .accept');
    assert.equal(
      await page.evaluate(() => document.querySelector('encore-offers').shadowRoot.activeElement.type),
      'checkbox',
      'the tick is asked for',
    );
    assert.equal(await page.evaluate(inShadow, '[data-slot="1"] .hint'), 'Tick this box to continue.');
    assert.equal(
      await page.evaluate(
        () => document.querySelector('encore-offers').shadowRoot.querySelector('[type=checkbox]').checked,
      ),
      false,
      'and never ticked for the shopper',
    );
    await page.press('encore-offers', '[data-slot="1"] [type=checkbox]');
    await page.press('encore-offers', '[data-slot="1"] .accept');
    assert.deepEqual(await page.evaluate(asked), [
      ['accept', 0, { consent: false, total: 4212 }],
      ['accept', 1, { consent: true, total: 1530 }],
    ]);
    await page.evaluate(() =>
      globalThis.gallery.two.show(globalThis.gallery.two.view.slots, [
        { type: 'emit', event: 'accepted', slot: 0, candidate_id: 'offer-card', step: 1, charged: 4212 },
      ]),
    );
    assert.deepEqual(await page.evaluate(() => globalThis.heard), [
      ['encore-accept', true, 'offer-card', 4212],
      ['encore-accept', true, 'offer-card', 4212],
      ['encore-accept', true, 'offer-coffee', 1530],
      ['encore-accepted', true, 'offer-card', null],
    ]);
  });

  test('a choice goes to the session, and the card shows what came of it', async t => {
    const server = await site(t);
    const page = await browse(t, engine);
    await openGallery(page, server, 'face=offering');
    await page.press('encore-offers', '.swatch:nth-child(1)');
    await page.press('encore-offers', '[part=step]:last-child');
    assert.deepEqual(
      (await page.evaluate(() => globalThis.gallery.offering.asked)).filter(([name]) => name === 'choose'),
      [
        ['choose', 0, 'mem-64', 1],
        ['choose', 0, 'mem-128', 2],
      ],
    );
    assert.equal(
      await page.evaluate(() => document.querySelector('encore-offers').shadowRoot.querySelector(':checked').value),
      'mem-128',
      'what was refused is not shown as chosen',
    );
  });

  test('a template inside the element is the shop’s own card, filled with text and live buttons', async t => {
    const server = await site(t, {
      routes: {
        '/page':
          pageRoute(`<encore-offers id="own"><template><h2 data-encore-text="headline"></h2><p data-encore-if="save"><b data-encore-text="save"></b></p>
          <p data-encore-text="deadline"></p><img data-encore-image alt=""><b data-encore-text="total"></b><i data-encore-text="terms"></i>
          <button data-encore-action="accept"><span data-encore-text="accept"></span></button>
          <button data-encore-action="decline" data-encore-if="decline"><span data-encore-text="decline"></span></button>
          <button data-encore-action="undo" data-encore-if="undo">Undo</button></template></encore-offers><script type="module" src="/own.mjs"></script>`),
        '/own.mjs': (request, response) =>
          response
            .setHeader('content-type', 'text/javascript')
            .end(
              'import { faces, record } from "/tests/browser/fixtures/recorded.mjs"; globalThis.session = record(document.querySelector("#own"), faces.offering);',
            ),
      },
    });
    const page = await browse(t, engine);
    await page.goto(`${server.origin}/page`);
    await page.waitFor(() => document.querySelector('#own > [data-slot] h2'));
    const card = () => {
      const root = document.querySelector('#own > [data-slot]');
      return [...root.querySelectorAll('h2, p, button')]
        .filter(node => !node.hidden)
        .map(node => `${node.textContent.trim()}${node.disabled ? ' (off)' : ''}`);
    };
    assert.deepEqual(await page.evaluate(card), [
      'Room for 4,000 more pictures, Mia',
      'Save $10.00',
      'We pack your order in 1 hr 12 min (2:32 PM)',
      'Add to my order · $42.12',
      'No thanks',
    ]);
    await page.press('#own > [data-slot] [data-encore-action=accept]');
    assert.deepEqual(await page.evaluate(() => globalThis.session.asked.filter(([name]) => name === 'accept')), [
      ['accept', 0, { consent: false, total: 4212 }],
    ]);
    await page.evaluate(() =>
      globalThis.session.show(
        globalThis.session.view.slots.map(slot => ({
          ...slot,
          state: 'accepted',
          can_accept: false,
          can_undo: true,
          quote: null,
        })),
      ),
    );
    await page.waitFor(() => document.querySelector('#own > [data-state=accepted]'));
    assert.equal((await page.evaluate(card)).at(-1), 'Undo');
  });
}
