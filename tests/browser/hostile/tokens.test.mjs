// SPDX-License-Identifier: MIT
//
// Where a token goes, and what leaves the page: through the body of a request to the shop's own endpoint, and nowhere
// else. Not into an address, a title, a DOM event, the console, an analytics event, a cookie or a storage that does not
// need it. No request goes to a third party; an allowed host on another origin gets neither cookies nor the address of
// the page.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sheetScript } from 'encore-offers/server';
import { engines } from '../engines.mjs';
import { browse, pageRoute, site } from '../element/site.mjs';
import { fullSheet } from './injections.mjs';

const secret = 'eyJhbGciOiJIUzI1NiJ9.c2VjcmV0LXRva2Vu.c2lnbmF0dXJl';
const listen = `globalThis.heard = []; globalThis.said = [];
  for (const name of ['decided', 'shown', 'viewed', 'accept', 'accepted', 'declined', 'undone', 'failed', 'error'])
    document.addEventListener('encore-' + name, event => globalThis.heard.push([name, JSON.stringify(event.detail ?? null)]));
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'dir', 'trace']) { const own = console[name]; console[name] = (...args) => { globalThis.said.push(args.map(String).join(' ')); own.apply(console, args); }; }
  globalThis.dataLayer = []; document.cookie = 'session=of-the-shop; path=/';`;
const head = '<script src="/listen.js"></script><script src="/dist/encore.js"></script>';
const state = which => !!document.querySelector('encore-offers').shadowRoot?.querySelector(`[data-state=${which}]`);
const json = (response, status, body) =>
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify({ ...body, server_time: new Date().toISOString() }));

function sheetWith(change = () => {}, attributes = 'analytics-consent="granted"') {
  const sheet = fullSheet('order-1');
  for (const candidate of sheet.candidates) candidate.accept.token = `${secret}-${candidate.id}`;
  change(sheet);
  return `<encore-offers ${attributes}>${sheetScript(sheet)}</encore-offers>`;
}
const stored = () => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]);
const eventsSent = () => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/events'));
const listens = (request, response) => response.setHeader('content-type', 'text/javascript').end(listen);

for (const engine of engines) {
  test(`${engine}: a token is sent in the body of an accept, and is found nowhere else`, async t => {
    const asked = [];
    const server = await site(t, {
      headers: { 'referrer-policy': 'unsafe-url' },
      routes: {
        '/listen.js': listens,
        '/page': pageRoute(
          sheetWith(sheet => {
            sheet.endpoints.events = '/events';
          }),
          head,
        ),
        ...Object.fromEntries(
          ['/accept', '/undo', '/status', '/events'].map(path => [
            path,
            (request, response) => {
              if (request.method === 'HEAD') return response.writeHead(204).end();
              asked.push({ path, url: request.url, headers: JSON.stringify(request.headers), body: request.body });
              if (path === '/events') return response.writeHead(204).end();
              return json(response, 200, {
                purchase_id: 'p1',
                line_id: 'l2',
                charged: 1490,
                order_total: 66_390,
                state: path === '/undo' ? 'undone' : 'accepted',
                undo: { url: '/undo', until: new Date(Date.now() + 30_000).toISOString() },
              });
            },
          ]),
        ),
      },
    });
    const page = await browse(t, engine);
    await page.goto(`${server.origin}/page?order_key=of-this-order`);
    await page.waitFor(state, { args: ['offering'] });
    await page.press('encore-offers', '.accept');
    await page.waitFor(state, { args: ['accepted'] });
    assert.ok(!(await page.evaluate(stored)).includes('c2VjcmV0'), 'after the accept nothing keeps the token');
    await page.press('encore-offers', '[part~=undo]');
    await page.waitFor(state, { args: ['undone'] });
    await page.waitFor(eventsSent);
    const after = await page.evaluate(() => ({
      heard: globalThis.heard,
      said: globalThis.said,
      pushed: JSON.stringify(globalThis.dataLayer),
      title: document.title,
      address: location.href,
      name: window.name,
      history: JSON.stringify(history.state),
      fetched: performance.getEntriesByType('resource').map(({ name }) => name),
      shadow: document.querySelector('encore-offers').shadowRoot.innerHTML,
    }));
    for (const [place, value] of [...Object.entries(after), ['storage', await page.evaluate(stored)]]) {
      assert.ok(!JSON.stringify(value).includes('c2VjcmV0'), `no token in ${place}`);
    }
    const accept = asked.filter(({ path }) => path === '/accept');
    assert.equal(accept.length, 1);
    assert.equal(JSON.parse(accept[0].body).token, `${secret}-one`);
    for (const { path, url, headers, body } of asked) {
      assert.ok(
        !url.includes('c2VjcmV0') && !headers.includes('c2VjcmV0'),
        `${path}: not in the address, not in a header`,
      );
      if (path !== '/accept') assert.ok(!body.includes('c2VjcmV0'), `${path}: its body has no need of it`);
    }
    const events = asked.filter(({ path }) => path === '/events');
    assert.ok(events.length > 0);
    for (const { body } of events) {
      assert.doesNotMatch(body, /Mia|visitor-1|Visa|key-order/, 'an event names no person');
    }
    assert.deepEqual(
      after.fetched.filter(url => !url.startsWith(`${server.origin}/`)),
      [],
      'no request to anybody else',
    );
    assert.deepEqual(after.said, [], 'and nothing said in the console');
  });

  test(`${engine}: what is kept of a visit holds a token only where the server gave one in the sheet's stead`, async t => {
    const successor = `${secret}-of-the-server`;
    const asked = [];
    const server = await site(t, {
      routes: {
        '/listen.js': listens,
        '/page': pageRoute(sheetWith(), head),
        '/accept': (request, response) => {
          if (request.method === 'HEAD') return response.writeHead(204).end();
          asked.push(JSON.parse(request.body).token);
          return asked.length === 1
            ? json(response, 409, { type: 'price_changed', token: successor })
            : json(response, 200, { purchase_id: 'p1', line_id: 'l2', charged: 1490, order_total: 66_390, undo: null });
        },
      },
    });
    const page = await browse(t, engine);
    await page.goto(`${server.origin}/page`);
    await page.waitFor(state, { args: ['offering'] });
    assert.ok(!(await page.evaluate(stored)).includes('c2VjcmV0'), "the sheet's own is in the sheet");
    await page.press('encore-offers', '.accept');
    await page.waitFor(state, { args: ['price_changed'] });
    const kept = await page.evaluate(stored);
    assert.ok(kept.includes(successor) && !kept.includes(`${secret}-one`), kept);
    assert.ok(!(await page.evaluate(() => document.cookie)).includes('c2VjcmV0'));
    await page.reload();
    await page.waitFor(state, { args: ['price_changed'] });
    await page.press('encore-offers', '.accept');
    await page.waitFor(state, { args: ['accepted'] });
    assert.deepEqual(asked, [`${secret}-one`, successor]);
  });

  test(`${engine}: without consent no event leaves the page, and what sends them is not even loaded`, async t => {
    const refusals = ['', 'analytics-consent="denied"', 'analytics-consent'];
    const server = await site(t, {
      routes: {
        '/listen.js': listens,
        '/events': (request, response) => response.writeHead(204).end(),
        ...Object.fromEntries(
          refusals.map((attributes, at) => [
            `/page${at}`,
            pageRoute(
              sheetWith(sheet => {
                sheet.endpoints.events = '/events';
                sheet.order.id = `order-of-refusal-${at}`;
              }, attributes),
              head,
            ),
          ]),
        ),
        '/granted': pageRoute(
          sheetWith(sheet => {
            sheet.endpoints.events = '/events';
          }),
          head,
        ),
      },
    });
    const page = await browse(t, engine);
    const visit = async path => {
      await page.goto(`${server.origin}${path}`);
      await page.waitFor(state, { args: ['offering'] });
      await page.waitFor(() => globalThis.heard.some(([name]) => name === 'shown'));
      // Whatever sends an event is asked for at once, so before this.
      await page.evaluate(async () => {
        await fetch('/listen.js', { cache: 'no-store' });
      });
    };
    const sent = () => server.requests.filter(({ path }) => path === '/events' || path.includes('beacon')).length;
    for (const at of refusals.keys()) {
      await visit(`/page${at}`);
      assert.equal(sent(), 0, refusals[at]);
    }
    await visit('/granted');
    await page.waitFor(eventsSent);
    assert.ok(sent() > 1, 'with consent both');
  });

  test(`${engine}: an allowed host on another origin gets neither cookies nor the address of the page`, async t => {
    const asked = [];
    const cross = (request, response) => {
      const allow = {
        'access-control-allow-origin': request.headers.origin ?? '*',
        'access-control-allow-headers': 'content-type, idempotency-key, accept',
        'access-control-allow-methods': 'POST, HEAD',
      };
      for (const [name, value] of Object.entries(allow)) response.setHeader(name, value);
      asked.push(request.headers);
      if (request.method !== 'POST') return response.writeHead(204).end();
      return json(response, 200, { purchase_id: 'p1', line_id: 'l2', charged: 1490, order_total: 66_390, undo: null });
    };
    const drawn = [];
    const picture = (request, response) => {
      drawn.push(request.headers);
      return response
        .setHeader('content-type', 'image/svg+xml')
        .end('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>');
    };
    const other = await site(t, {
      policy: '',
      routes: { '/accept': cross, '/p.svg': picture, '/v.svg': picture, '/r.svg': picture },
    });
    const host = new URL(other.origin).host;
    const server = await site(t, {
      policy: '',
      headers: { 'referrer-policy': 'unsafe-url' },
      routes: {
        '/listen.js': listens,
        '/page': pageRoute(
          sheetWith(sheet => {
            sheet.policy.allowed_hosts = [host];
            sheet.endpoints = { accept: `${other.origin}/accept` };
            for (const { product, proof } of sheet.candidates) {
              product.image = `${other.origin}/p.svg`;
              product.variants.forEach(variant => {
                variant.image = `${other.origin}/v.svg`;
              });
              proof.reviews[0].image = `${other.origin}/r.svg`;
            }
          }),
          head,
        ),
      },
    });
    const page = await browse(t, engine);
    await page.goto(`${server.origin}/page?order_key=of-this-order`);
    await page.waitFor(state, { args: ['offering'] });
    await page.press('encore-offers', '.accept');
    await page.waitFor(state, { args: ['accepted'] });
    await page.waitFor(() =>
      [...document.querySelector('encore-offers').shadowRoot.querySelectorAll('img')].some(
        ({ naturalWidth }) => naturalWidth > 0,
      ),
    );
    assert.ok(asked.length > 0 && drawn.length > 0);
    for (const headers of drawn)
      assert.equal(headers.referer, undefined, 'the host of a picture does not learn on which page it stands');
    for (const headers of asked) {
      assert.equal(headers.cookie, undefined);
      assert.equal(headers.referer, undefined, "the page's address stays here");
    }
  });
}
