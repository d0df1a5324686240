// SPDX-License-Identifier: MIT
//
// Themes and templates that hide what an offer must say: price, total, and that it can be declined. A rule of a theme
// is overridden and reported; in a shop's own markup, which is not ours to change, the offer is not sold. What is only
// unusual is left alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines } from '../engines.mjs';
import { inline, ofOrder, routes as orderRoutes } from './order-page.mjs';
import { browse, pageRoute, site } from './site.mjs';

/** Rules for the parts of one element; what is reported of them. */
const themes = [
  ['total', 'display: none', 'total is hidden'],
  ['total', 'font-size: 4px', 'total is small'],
  ['total', 'text-indent: -9999px; overflow: hidden', 'total is hidden'],
  ['total', 'clip-path: inset(100%)', 'total is hidden'],
  ['total', 'height: 0; overflow: hidden', 'total is hidden'],
  ['total', 'color: #f4f4f4', 'total is faint'],
  ['total', '-webkit-text-fill-color: transparent', 'total is faint'],
  ['amount', 'opacity: 0.01', 'amount is hidden'],
  ['amount', 'display: inline-block; transform: scale(0.1)', 'amount is small'],
  ['price', 'opacity: 0.05', 'amount is hidden'],
  ['sum', 'visibility: hidden', 'total is hidden'],
  ['decline', 'visibility: hidden', 'button decline is hidden'],
  ['decline', 'position: absolute; left: -9999px', 'button decline is hidden'],
  ['decline', 'color: transparent', 'button decline is faint'],
  ['decline', 'filter: blur(8px)', 'button decline is hidden'],
  ['decline', 'font-size: 11px; min-height: 0', 'button decline is unlike'],
];
/** Rules for a shop's own card. */
const templates = [
  ['.total', 'display: none', 'total is hidden'],
  ['.total', 'color: #fff', 'total is faint'],
  ['.no', 'font-size: 3px', 'decline is small'],
  ['.yes', 'opacity: 0', 'accept is hidden'],
];
const plain = [
  ['total', 'font-size: 11px; color: #555'],
  ['offer', 'background: #222 linear-gradient(#222, #111); color: #eee'],
  ['decline', 'background: #fff; border: 0; color: #444'],
];
const template = `<template><b class="total" data-encore-text="total"></b><p data-encore-text="terms"></p>
  <button class="yes" data-encore-action="accept" data-encore-text="accept"></button>
  <button class="no" data-encore-action="decline">No thanks</button></template><script`;

const element = (id, own = false) => {
  const text = inline(ofOrder(id), `id="${id}"`).replace('<p id="after">Below</p>', '');
  return own ? text.replace('<script', template) : text;
};
const rules = [
  ...themes.map(([part, rule], at) => `#theme${at}::part(${part}) { ${rule} }`),
  ...templates.map(([selector, rule], at) => `#own${at} ${selector} { ${rule} }`),
  ...plain.map(([part, rule], at) => `#plain${at}::part(${part}) { ${rule} }`),
].join('\n');
const body = [
  ...themes.map((_, at) => element(`theme${at}`)),
  ...templates.map((_, at) => element(`own${at}`, true)),
  ...plain.map((_, at) => element(`plain${at}`)),
].join('\n');

const listen = `globalThis.hidden = {};
document.addEventListener('encore-error', ({ target, detail: { code, message } }) =>
  (globalThis.hidden[target.id] ??= []).push(code + ' ' + message));`;

for (const engine of engines) {
  test(`${engine}: ${themes.length + templates.length} themes and templates that hide what an offer must say`, async t => {
    const server = await site(t, {
      routes: {
        ...orderRoutes,
        '/page': pageRoute(
          body,
          '<link rel="stylesheet" href="/rules.css"><script src="/hear.js"></script><script src="/dist/encore.js"></script>',
        ),
        '/rules.css': (request, response) => response.setHeader('content-type', 'text/css').end(rules),
        '/hear.js': (request, response) => response.setHeader('content-type', 'text/javascript').end(listen),
      },
    });
    const page = await browse(t, engine, { width: 800 });
    await page.goto(`${server.origin}/page`);
    const view = id => page.evaluate(id => document.getElementById(id).scrollIntoView({ block: 'center' }), id);
    const heard = id =>
      page.waitFor(id => globalThis.hidden[id] !== undefined && JSON.stringify(globalThis.hidden[id]), {
        args: [id],
        limitMs: 30_000,
      });
    const painted = id =>
      page.waitFor(
        id => {
          const host = document.getElementById(id);
          return Boolean(host.shadowRoot?.querySelector('.accept') ?? host.querySelector('[data-slot] .yes'));
        },
        { args: [id], limitMs: 30_000 },
      );
    for (const [at, [, , found]] of themes.entries()) {
      const id = `theme${at}`;
      await painted(id);
      await view(id);
      await heard(id);
      const messages = await page.evaluate(id => globalThis.hidden[id], id);
      assert.equal(messages.length, 1, messages.join('\n'));
      assert.match(messages[0], /^disclosure_hidden /);
      assert.ok(messages[0].includes(found), `${id}: ${messages[0]}`);
      assert.match(messages[0], /the rule is overridden\.$/, `${id} is mended`);
    }
    for (const [at, [, , found]] of templates.entries()) {
      const id = `own${at}`;
      await painted(id);
      await view(id);
      await heard(id);
      const messages = await page.evaluate(id => globalThis.hidden[id], id);
      assert.ok(messages[0].includes(found), `${id}: ${messages[0]}`);
      assert.match(messages[0], /it is not sold here\.$/);
      await page.waitFor(id => document.querySelector(`#${id} .yes`).disabled, { args: [id] });
    }
    // What comes after these was looked at before the last of them.
    for (const [at] of plain.entries()) {
      await painted(`plain${at}`);
      await view(`plain${at}`);
      await page.waitFor(id => document.getElementById(id).shadowRoot.querySelector('[data-settled]') !== null, {
        args: [`plain${at}`],
        limitMs: 30_000,
      });
    }
    const last = await page.evaluate(() => Object.keys(globalThis.hidden).filter(id => id.startsWith('plain')));
    assert.deepEqual(last, []);
  });
}
