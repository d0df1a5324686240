// SPDX-License-Identifier: MIT
//
// Pages that are no safe home: scripts that patch the language's prototypes as old libraries do, a wrong or changed
// clock, an element taken away in the middle of an accept, documents too large or too deep, prototype pollution in the
// sheet. The offer still shows its price, or nothing shows and an event says why; the page stays whole. And files that
// were changed on the way.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sheetScript } from 'encore-offers/server';
import { engines } from '../engines.mjs';
import { browse, dist, pageRoute, site } from '../element/site.mjs';
import { fullSheet } from './injections.mjs';

const script = text => (request, response) => response.setHeader('content-type', 'text/javascript').end(text);
const listen = script(`globalThis.heard = []; globalThis.wrong = [];
  for (const name of ['decided', 'error', 'accepted', 'failed']) document.addEventListener('encore-' + name, event => globalThis.heard.push(name === 'error' ? 'error ' + event.detail.code : name));
  addEventListener('error', event => globalThis.wrong.push(event.message)); addEventListener('unhandledrejection', event => globalThis.wrong.push(String(event.reason)));`);
const head =
  '<script src="/listen.js"></script><script src="/hostile.js"></script><script src="/dist/encore.js"></script>';
const json = (response, status, body) =>
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify({ ...body, server_time: new Date().toISOString() }));
const accepting = asked => (request, response) => {
  if (request.method === 'HEAD') return response.writeHead(204).end(); // asked for its date
  asked.push({ headers: request.headers, body: JSON.parse(request.body) });
  return json(response, 200, {
    purchase_id: 'p1',
    line_id: 'l2',
    charged: asked.at(-1).body.expected.total,
    order_total: 66_390,
    undo: null,
  });
};
const element = (text, id = 'e0') =>
  `<encore-offers id="${id}"><p slot="fallback">Thank you.</p>${text}</encore-offers>`;
const sheet = (order, change = () => {}) => {
  const made = fullSheet(order);
  change(made);
  return sheetScript(made);
};
const shown = () => !!document.querySelector('encore-offers').shadowRoot?.querySelector('.accept');
const price = () => document.querySelector('encore-offers').shadowRoot.querySelector('[part=charge]').textContent;
/** What a page answered; WebKit's driver sends it by way of the page's own toJSON, which puts marks around. */
const unquoted = text => text.replace(/^"+|"+$/g, '');
const accepted = () => !!document.querySelector('encore-offers').shadowRoot.querySelector('[data-state=accepted]');

/** What libraries and attackers do to a page before the script tag comes. */
const patches = {
  'enumerable members on Object.prototype': `Object.prototype.polluted = 'x'; Object.prototype.token = 'evil'; Object.prototype.page = true; Object.prototype.total = 1;`,
  'a console that throws': `for (const name of Object.keys(console)) console[name] = () => { throw new Error('patched'); };`,
  'no storage and no channel': `for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(globalThis, name, { get() { throw new DOMException('denied', 'SecurityError'); } }); delete globalThis.BroadcastChannel;`,
  'a clock 400 days ahead': `{ const now = Date.now.bind(Date); Date.now = () => now() + 400 * 86400000; }`,
  'toJSON as Prototype.js had it': `Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']'; }; String.prototype.toJSON = function () { return '"' + this + '"'; };`,
  'a clock 400 days behind': `{ const now = Date.now.bind(Date); Date.now = () => now() - 400 * 86400000; }`,
};

/** Where the language itself lies nothing can be offered: then nothing is, and nothing can be bought. */
const lies = { 'arrays without flatMap': `Array.prototype.flatMap = () => { throw new Error('patched'); };` };

for (const engine of engines) {
  test(`${engine}: ${Object.keys(patches).length} hostile scripts change neither the price nor what is sent`, async t => {
    const asked = [];
    const server = await site(t, {
      routes: {
        '/listen.js': listen,
        '/accept': accepting(asked),
        ...Object.fromEntries(
          Object.keys(patches).map((_, at) => [
            `/page${at}`,
            pageRoute(element(sheet(`order-${at}`)), head.replace('/hostile.js', `/hostile${at}.js`)),
          ]),
        ),
        ...Object.fromEntries(Object.values(patches).map((text, at) => [`/hostile${at}.js`, script(text)])),
      },
    });
    const page = await browse(t, engine);
    for (const [at, name] of Object.keys(patches).entries()) {
      asked.length = 0;
      await page.goto(`${server.origin}/page${at}`);
      await page.waitFor(shown).catch(error => assert.fail(`${name}: ${error.message}`));
      assert.equal(unquoted(await page.evaluate(price)), '$14.90', name);
      await page.press('encore-offers', '.accept');
      await page.waitFor(accepted).catch(error => assert.fail(`${name}: ${error.message}`));
      const [{ headers, body }] = asked;
      assert.deepEqual(
        [
          headers['idempotency-key'],
          body.token,
          body.expected,
          body.candidate_id,
          body.quantity,
          body.decision.slots.length,
        ],
        [`key-order-${at}-one`, `token-of-order-${at}-one`, { total: 1490, currency: 'USD' }, 'one', 1, 2],
        name,
      );
      assert.equal(unquoted(await page.evaluate(() => globalThis.wrong.join(', '))), '', name);
    }
  });

  test(`${engine}: where a script has broken the language itself nothing is offered, and the page stays whole`, async t => {
    const server = await site(t, {
      routes: {
        '/listen.js': listen,
        ...Object.fromEntries(
          Object.values(lies).flatMap((text, at) => [
            [`/hostile${at}.js`, script(text)],
            [`/page${at}`, pageRoute(element(sheet(`order-${at}`)), head.replace('/hostile.js', `/hostile${at}.js`))],
          ]),
        ),
      },
    });
    const page = await browse(t, engine);
    for (const [at, name] of Object.keys(lies).entries()) {
      await page.goto(`${server.origin}/page${at}`);
      await page
        .waitFor(() => globalThis.heard.includes('decided') || globalThis.heard.some(what => what.startsWith('error')))
        .catch(error => assert.fail(`${name}: ${error.message}`));
      await page.evaluate(() => document.querySelector('encore-offers').updateComplete);
      assert.equal(await page.evaluate(shown), false, name);
      // As one text: WebKit's driver answers by way of the page's own toJSON.
      assert.match(
        await page.evaluate(() => [...globalThis.wrong, document.querySelector('h1').textContent].join(', ')),
        /^"*Thank you"*$/,
        name,
      );
    }
    assert.equal(
      server.requests.some(({ method }) => method === 'POST'),
      false,
      'nothing was sent',
    );
  });

  test(
    `${engine}: an element taken away in the middle of an accept throws nothing, and finds the outcome when it is back`,
    { timeout: 120_000 },
    async t => {
      let release;
      let arrive;
      const arrived = new Promise(resolve => {
        arrive = resolve;
      });
      const asked = [];
      const answer = accepting(asked);
      const server = await site(t, {
        routes: {
          '/listen.js': listen,
          '/hostile.js': script(''),
          '/page': pageRoute(element(sheet('order-1')), head),
          '/accept': async (request, response) => {
            if (request.method === 'POST' && !release) {
              await new Promise(resolve => {
                release = resolve;
                arrive();
              });
            }
            answer(request, response);
          },
          '/status': (request, response) =>
            asked.length > 0
              ? json(response, 200, {
                  purchase_id: 'p1',
                  line_id: 'l2',
                  charged: 1490,
                  order_total: 66_390,
                  undo: null,
                })
              : json(response, 404, { type: 'invalid' }),
        },
      });
      const page = await browse(t, engine);
      await page.goto(`${server.origin}/page`);
      await page.waitFor(shown);
      await page.press('encore-offers', '.accept');
      await arrived;
      await page.evaluate(() => {
        globalThis.kept = document.querySelector('encore-offers');
        globalThis.kept.remove();
        globalThis.kept.shadowRoot.textContent = '';
      });
      release();
      await page.evaluate(() => document.querySelector('main').append(globalThis.kept.cloneNode(true)));
      await page.waitFor(accepted);
      assert.equal(
        new Set(asked.map(({ headers }) => headers['idempotency-key'])).size,
        1,
        'one key, however often it was asked',
      );
      assert.deepEqual(await page.evaluate(() => globalThis.wrong), []);
    },
  );

  test(`${engine}: documents too large, too deep or poisoned are refused or harmless, and the page stays whole`, async t => {
    const raw = text => `<script type="application/json">${text.replaceAll('<', '\\u003c')}</script>`;
    const plain = JSON.stringify(fullSheet('order-1'));
    const grown = text => plain.replace('"headline":"one headline"', `"headline":${JSON.stringify(text)}`);
    const poison = plain.replace(
      /\{"(?!Size)/g,
      '{"__proto__":{"polluted":1,"page":false},"constructor":{"prototype":{"polluted":1}},"prototype":{"polluted":1},"',
    );
    const cases = [
      ['over 1 MiB', raw(grown('x'.repeat(1_100_000))), 'error sheet_refused'],
      ['a hundred thousand brackets', raw('['.repeat(100_000)), 'error sheet_unreadable'],
      [
        'a trigger a thousand deep',
        raw(plain.replace('"priority":1', `"priority":1,"trigger":${'{"!":['.repeat(1000)}true${']}'.repeat(1000)}`)),
        'error sheet_refused',
      ],
      ['half a megabyte of headline', raw(grown('long '.repeat(100_000))), 'decided'],
      ['half a megabyte of open braces', raw(grown('{{a|'.repeat(125_000))), 'decided'],
      ['half a megabyte of braces and blanks', raw(grown(`{{${' '.repeat(250_000)}`.repeat(2))), 'decided'],
      ['__proto__, constructor and prototype in every object', raw(poison), 'decided'],
      ['not JSON', raw('<img src=x onerror=globalThis.pwned=1>'), 'error sheet_unreadable'],
    ];
    const server = await site(t, {
      routes: {
        '/listen.js': listen,
        '/hostile.js': script(''),
        // Each an order of its own: a visit that goes on decides nothing again.
        ...Object.fromEntries(
          cases.map(([, text], at) => [
            `/page${at}`,
            pageRoute(element(text.replaceAll('order-1', `order-${at}`)), head),
          ]),
        ),
      },
    });
    const page = await browse(t, engine);
    for (const [at, [name, , expected]] of cases.entries()) {
      await page.goto(`${server.origin}/page${at}`);
      await page
        .waitFor(() => globalThis.heard.length > 0, { limitMs: 20_000 })
        .catch(error => assert.fail(`${name}: ${error.message}`));
      if (expected === 'decided')
        await page.waitFor(shown, { limitMs: 20_000 }).catch(error => assert.fail(`${name}: ${error.message}`));
      const seen = await page.evaluate(() => [
        globalThis.heard[0],
        'polluted' in {},
        'pwned' in globalThis,
        globalThis.wrong,
        document.querySelector('h1').textContent,
      ]);
      assert.deepEqual(seen, [expected, false, false, [], 'Thank you'], name);
    }
  });

  test(`${engine}: a Wasm that was changed on the way is not run`, async t => {
    const { wasm, whole } = JSON.parse(readFileSync(`${dist}/manifest.json`, 'utf8'));
    const changed = ({ file }) => {
      const bytes = readFileSync(`${dist}/${file}`);
      bytes[bytes.length - 1] ^= 1;
      return [
        `/dist/${file}`,
        (request, response) => response.setHeader('content-type', 'application/wasm').end(bytes),
      ];
    };
    const server = await site(t, {
      routes: {
        '/listen.js': listen,
        '/hostile.js': script(''),
        '/page': pageRoute(element(sheet('order-1')), head),
        ...Object.fromEntries([wasm, whole].map(changed)),
      },
    });
    const page = await browse(t, engine);
    await page.goto(`${server.origin}/page`);
    await page.waitFor(() => globalThis.heard.includes('error load_failed'));
    assert.equal(await page.evaluate(shown), false);
    assert.ok(await page.evaluate(() => document.querySelector('[slot=fallback]').getBoundingClientRect().height > 0));
  });

  test(`${engine}: an encore.js that was changed on the way is refused by its integrity, and the page stays whole`, async t => {
    const loader = readFileSync(`${dist}/encore.js`);
    const changed = Buffer.concat([Buffer.from('globalThis.pwned = 1;\n'), loader]);
    const integrity = `sha384-${createHash('sha384').update(loader).digest('base64')}`;
    const tags = (folder, more) =>
      `<script src="/listen.js"></script><script src="/hostile.js"></script><script src="/${folder}/encore.js"${more}></script>`;
    const server = await site(t, {
      routes: {
        '/listen.js': listen,
        '/hostile.js': script(
          `addEventListener('error', ({ target }) => { if (target.src) globalThis.refused = new URL(target.src).pathname; }, true);`,
        ),
        '/dist/encore.js': (request, response) => response.setHeader('content-type', 'text/javascript').end(loader),
        '/changed/encore.js': (request, response) => response.setHeader('content-type', 'text/javascript').end(changed),
        '/right': pageRoute(element(sheet('order-1')), tags('dist', ` integrity="${integrity}"`)),
        '/wrong': pageRoute(element(sheet('order-2')), tags('changed', ` integrity="${integrity}"`)),
        '/without': pageRoute(element(sheet('order-3')), tags('changed', '')),
      },
    });
    const page = await browse(t, engine);
    const seen = () =>
      page.evaluate(() => [
        globalThis.refused ?? null,
        'pwned' in globalThis,
        'encoreLoader' in globalThis,
        document.querySelector('h1').textContent,
      ]);
    await page.goto(`${server.origin}/right`);
    await page.waitFor(shown);
    assert.deepEqual(await seen(), [null, false, true, 'Thank you']);
    // A script of the head has run or has been refused before its page has loaded.
    await page.goto(`${server.origin}/wrong`);
    assert.deepEqual(await seen(), ['/changed/encore.js', false, false, 'Thank you']);
    assert.ok(
      await page.evaluate(() => document.querySelector('[slot=fallback]').getBoundingClientRect().height > 0),
      'the page shows what it has without offers',
    );
    assert.ok(
      server.requests.some(({ path }) => path === '/changed/encore.js'),
      'it was fetched, and not run',
    );
    await page.goto(`${server.origin}/without`);
    assert.deepEqual(
      await seen(),
      [null, true, true, 'Thank you'],
      'where the tag names no integrity nothing holds it',
    );
  });
}
