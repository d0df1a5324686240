// SPDX-License-Identifier: MIT
//
// Hostile sheets and replies, in the three engines, with the real core, on a page without any Content-Security-Policy:
// what is held here is held by the element alone. Every injection goes through every text of a sheet, every address
// through every address; nothing may run, become markup, or be fetched from elsewhere.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sheetScript } from 'encore-offers/server';
import { engines } from '../engines.mjs';
import { browse, pageRoute, site } from '../element/site.mjs';
import { addresses, fullSheet, poisoned, texts } from './injections.mjs';

const head = '<script src="/listen.js"></script><script src="/dist/encore.js"></script>';
const listen = `globalThis.heard = []; globalThis.wrong = [];
  for (const name of ['decided', 'error', 'accepted', 'failed']) document.addEventListener('encore-' + name, event => heard.push([event.target.id, name]));
  addEventListener('error', event => wrong.push(event.message)); addEventListener('unhandledrejection', event => wrong.push(String(event.reason)));`;
const script = text => (request, response) => response.setHeader('content-type', 'text/javascript').end(text);
const picture = (request, response) =>
  response
    .setHeader('content-type', 'image/svg+xml')
    .end('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>');
const routes = {
  '/listen.js': script(listen),
  ...Object.fromEntries(['/p.svg', '/v.svg', '/w.svg', '/r.svg'].map(path => [path, picture])),
};
const element = (sheet, id) => `<encore-offers id="${id}">${sheetScript(sheet)}</encore-offers>`;
/** Every element has decided or given up; the first `painted`, which show cards for certain, have painted them. */
const settled = (count, painted) =>
  new Set(globalThis.heard.map(([id]) => id)).size >= count &&
  [...document.querySelectorAll('encore-offers')]
    .slice(0, painted)
    .every(({ shadowRoot }) => shadowRoot?.querySelector('.accept'));

/** What stands in the shadow trees: kinds of elements with the names of their attributes, addresses, handlers, text. */
function look() {
  return [...document.querySelectorAll('encore-offers')].map(({ id, shadowRoot }) => {
    const all = [...(shadowRoot?.querySelectorAll('*') ?? [])];
    return {
      id,
      text: (shadowRoot?.textContent ?? '').replace(/\s+/g, ' '),
      cards: shadowRoot?.querySelectorAll('.accept').length ?? 0,
      // Whether a card has stood long enough for a press depends on when it is looked at.
      kinds: [
        ...new Set(
          all.map(one => {
            const names = one.getAttributeNames().filter(name => name !== 'data-settled');
            return `${one.localName} ${names.sort().join(' ')}`;
          }),
        ),
      ],
      addresses: all.flatMap(one =>
        ['src', 'href', 'action', 'srcset', 'srcdoc', 'formaction', 'data', 'poster', 'xlink:href']
          .map(name => one.getAttribute(name))
          .filter(Boolean),
      ),
      handlers: all.flatMap(one => one.getAttributeNames().filter(name => name.startsWith('on'))),
    };
  });
}
/** The states of each element's first card as they come, to be read later. */
const noteStates = () => {
  globalThis.states = [...document.querySelectorAll('encore-offers')].map(({ shadowRoot }, at) => {
    const note = () => {
      const state = shadowRoot.querySelector('[data-slot="0"]')?.dataset.state;
      if (state !== 'offering' && state !== 'submitting') globalThis.states[at] ??= state;
    };
    new MutationObserver(note).observe(shadowRoot, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['data-state'],
    });
    return null;
  });
};
/** Where the first card of every element went to from `submitting`, once all have. */
const noted = () => globalThis.states.every(Boolean) && globalThis.states;
const state = () => ({
  pwned: 'pwned' in globalThis,
  polluted: 'polluted' in {},
  wrong: globalThis.wrong,
  fetched: performance.getEntriesByType('resource').map(({ name }) => name),
  markup: document.querySelectorAll('main > :not(h1, encore-offers), body > :not(main, script)').length,
  at: location.pathname,
});

for (const engine of engines) {
  test(`${engine}: ${texts.length} injections through every text of a sheet stay text`, async t => {
    const sheets = [
      fullSheet('order-benign'),
      ...texts.map((text, at) => poisoned(fullSheet(`order-${at}`), 'text', text)),
    ];
    const server = await site(t, {
      policy: '',
      routes: { ...routes, '/page': pageRoute(sheets.map((sheet, at) => element(sheet, `e${at}`)).join(''), head) },
    });
    const page = await browse(t, engine, { width: 1024 });
    await page.goto(`${server.origin}/page`);
    await page.waitFor(settled, { args: [sheets.length, sheets.length], limitMs: 40_000 });
    const [benign, ...rest] = await page.evaluate(look);
    assert.equal(benign.cards, 2, 'a sheet without harm shows two cards');
    for (const [at, seen] of rest.entries()) {
      const name = `${seen.id} ${texts[at].slice(0, 60)}`;
      assert.equal(seen.cards, 2, `${name}: is shown like any other text`);
      assert.deepEqual(
        seen.kinds.filter(kind => !benign.kinds.includes(kind)),
        [],
        `${name}: no element, no attribute that a harmless text does not have`,
      );
      assert.deepEqual(seen.handlers, [], name);
      if (/^[^{]*</.test(texts[at]))
        assert.ok(seen.text.includes(texts[at].replace(/\s+/g, ' ').trim()), `${name}: read as it was written`);
    }
    const after = await page.evaluate(state);
    assert.deepEqual(
      { ...after, fetched: after.fetched.filter(url => !url.startsWith(server.origin)) },
      { pwned: false, polluted: false, wrong: [], fetched: [], markup: 0, at: '/page' },
    );
  });

  test(`${engine}: ${addresses.length} hostile addresses in every address of a sheet are neither linked nor fetched`, async t => {
    const sheets = [
      fullSheet('order-benign'),
      ...addresses.map((address, at) => poisoned(fullSheet(`order-${at}`), 'address', address)),
    ];
    const server = await site(t, {
      policy: '',
      routes: { ...routes, '/page': pageRoute(sheets.map((sheet, at) => element(sheet, `e${at}`)).join(''), head) },
    });
    const page = await browse(t, engine, { width: 1024 });
    await page.goto(`${server.origin}/page`);
    await page.waitFor(settled, { args: [sheets.length, 1], limitMs: 40_000 });
    // Which of the others show a card is what this test asks: each paints within the frames after its decision.
    await page.evaluate(async () => {
      for (let frames = 0; frames < 10; ++frames) await new Promise(requestAnimationFrame);
      for (const one of document.querySelectorAll('encore-offers')) await one.updateComplete;
    });
    const [benign, ...rest] = await page.evaluate(look);
    assert.ok(benign.addresses.length > 4, 'harmless addresses are used');
    for (const [at, seen] of rest.entries()) {
      for (const found of seen.addresses) {
        const { origin } = new URL(found, server.origin);
        assert.equal(origin, server.origin, `${JSON.stringify(addresses[at])} became ${found}`);
      }
    }
    assert.ok(
      rest.some(({ cards }) => cards > 0) && rest.some(({ cards }) => cards === 0),
      'some are refused with their candidate, some only left out',
    );
    const after = await page.evaluate(state);
    assert.deepEqual(
      { ...after, fetched: after.fetched.filter(url => !url.startsWith(server.origin)) },
      { pwned: false, polluted: false, wrong: [], fetched: [], markup: 0, at: '/page' },
    );
  });

  test(
    `${engine}: hostile replies leave the page where it is and are not read as a success`,
    { timeout: 120_000 },
    async t => {
      const evil = 'https://evil.example/x';
      const bought = '{"purchase_id":"p","line_id":"l","charged":1490,"order_total":1490,"undo":null,"polluted":1}';
      // Each with the state that its card goes to. A success that is none, and a problem of no known type, are no
      // answer: the accept is sent again.
      const replies = [
        [
          402,
          { type: 'action_required', action_url: 'javascript:globalThis.pwned=1', status_url: evil },
          'action_required',
        ],
        [402, { type: 'action_required', action_url: evil, status_url: '/status' }, 'action_required'],
        [
          409,
          {
            type: `<img src=x onerror=globalThis.pwned=1>`,
            title: '<script>globalThis.pwned=1</script>',
            detail: '<b>',
          },
          'retrying',
        ],
        [
          200,
          { purchase_id: '<b>p</b>', line_id: 'l', charged: '<img src=x onerror=globalThis.pwned=1>', order_total: 1 },
          'retrying',
        ],
        [200, [], 'retrying'],
        // As text: in a literal of this file `__proto__` would set the prototype, and nothing of it would be sent.
        [200, `{"__proto__":${bought},"constructor":{"prototype":${bought}},"prototype":${bought}}`, 'retrying'],
        [
          409,
          `{"type":"price_changed","__proto__":${bought},"quote":{"__proto__":${bought},"total":-5,"currency":"<b>"},"token":"x"}`,
          'price_changed',
        ],
        [409, { type: 'price_changed', quote: { total: -5, currency: '<b>' }, token: 'x' }, 'price_changed'],
      ].map(([status, body, state], at) => ({
        key: `key-order-${at}-one`,
        status,
        text: typeof body === 'string' ? body : JSON.stringify(body),
        state,
      }));
      assert.equal(
        replies.filter(({ text }) => text.includes('"__proto__":') && Object.hasOwn(JSON.parse(text), '__proto__'))
          .length,
        2,
        'what pollutes is in the text',
      );
      const asked = new Set();
      const server = await site(t, {
        policy: '',
        routes: {
          ...routes,
          '/page': pageRoute(replies.map((_, at) => element(fullSheet(`order-${at}`), `e${at}`)).join(''), head),
          '/accept': (request, response) => {
            const reply = replies.find(({ key }) => key === request.headers['idempotency-key']);
            if (!reply) return response.writeHead(204).end(); // asked for its date
            asked.add(reply.key);
            return response.writeHead(reply.status, { 'content-type': 'application/json' }).end(reply.text);
          },
          '/status': (request, response) =>
            response.writeHead(404, { 'content-type': 'application/json' }).end('{"type":"invalid"}'),
        },
      });
      const page = await browse(t, engine, { width: 1024 });
      await page.goto(`${server.origin}/page`);
      await page.waitFor(settled, { args: [replies.length, replies.length], limitMs: 40_000 });
      await page.evaluate(noteStates);
      // The lowest first: what becomes of a card moves those below it.
      for (const at of [...replies.keys()].reverse()) await page.press(`#e${at}`, '[data-slot="0"] .accept');
      assert.deepEqual(
        await page.waitFor(noted),
        replies.map(({ state }) => state),
        'what became of each accept',
      );
      assert.equal(asked.size, replies.length, 'each was sent, and answered');
      const after = await page.evaluate(state);
      assert.deepEqual(
        { ...after, fetched: after.fetched.filter(url => !url.startsWith(server.origin)) },
        { pwned: false, polluted: false, wrong: [], fetched: [], markup: 0, at: '/page' },
      );
      const heard = await page.evaluate(() => globalThis.heard.filter(([, what]) => what === 'accepted'));
      assert.deepEqual(heard, [], 'none of these is a success');
    },
  );
}
