// SPDX-License-Identifier: MIT
//
// Themes and templates that hide what an offer must say: price, total, and that it can be declined. A rule of a
// theme or of a shop's own markup is overridden and reported; where that does not help, the offer is not sold and
// the reason is given. What is only unusual is left alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines } from '../engines.mjs';
import { inline, ofOrder, routes as orderRoutes, sheet } from './order-page.mjs';
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
/** Rules for a shop's own card, or other markup of it; what is reported. Whatever it is, it can be mended. */
const templates = [
  ['.total { display: none }', 'total is hidden'],
  ['.total { color: #fff }', 'total is faint'],
  ['.money { position: absolute; left: -9999px }', 'total is hidden; terms is hidden'],
  ['.money { height: 0; overflow: hidden }', 'total is hidden; terms is hidden'],
  ['.terms { font-size: 2px !important }', 'terms is small'],
  ['.no { font-size: 3px }', 'decline is small'],
  [
    '.no { font-size: 10px; padding: 0; border: 0 }',
    'decline is unlike',
    s => s.replace('class="yes"', 'class="yes big"'),
  ],
  ['.yes { opacity: 0 }', 'accept is hidden'],
  ['.yes span { color: transparent }', 'accept is faint'],
  ['', 'total is hidden', s => s.replace('class="total"', 'class="total" hidden')],
  ['', 'total is hidden; terms is hidden', s => s.replace('<div', '<details').replace('</div', '</details')],
  ['.yes span { display: none }', 'accept is hidden', s => s.replace('</span>', '</span>Claim it free')],
  ['', 'accept is more than the law’s words', s => s.replace('</span>', '</span>, it is free')],
];
/** What no override inside the element reaches. */
const beyond = [
  ['encore-offers& { opacity: 0.05 }', 'total is hidden'],
  ['.yes::after { content: "free" }', 'accept is more than the law’s words'],
  ['encore-offers& { display: block; height: 20px; overflow: hidden }', 'decline is hidden'],
];
const plain = [
  ['total', 'font-size: 11px; color: #555'],
  ['offer', 'background: #222 linear-gradient(#222, #111); color: #eee'],
  ['decline', 'background: #fff; border: 0; color: #444'],
];
const template = `<template><div class="money"><b class="total" data-encore-text="total"></b>
  <p class="terms" data-encore-text="terms"></p></div>
  <button class="yes" data-encore-action="accept"><span data-encore-text="accept"></span></button>
  <button class="no" data-encore-action="decline">No thanks</button></template>`;

/** An element of its own order, bound by terms that are under German law. */
const element = (id, markup = '') => {
  const given = sheet(ofOrder(id));
  const text = inline(
    { order: given.order, policy: { ...given.policy, consumer_law: 'eu', personalised_price: true } },
    `id="${id}"`,
  );
  return text.replace('<p id="after">Below</p>', '').replace('<script', `${markup}<script`);
};
const rules = [
  '.big { font-size: 24px; padding: 20px }',
  ...themes.map(([part, rule], at) => `#theme${at}::part(${part}) { ${rule} }`),
  ...templates.map(([rule], at) => rule && `#own${at} ${rule}`),
  ...beyond.map(([rule], at) => (rule.includes('&') ? rule.replace('&', `#beyond${at}`) : `#beyond${at} ${rule}`)),
  ...plain.map(([part, rule], at) => `#plain${at}::part(${part}) { ${rule} }`),
].join('\n');
const body = [
  ...themes.map((_, at) => element(`theme${at}`)),
  ...templates.map(([, , change = s => s], at) => element(`own${at}`, change(template))),
  ...beyond.map((_, at) => element(`beyond${at}`, template)),
  ...plain.map((_, at) => element(`plain${at}`)),
  element('plainown', template.replace('</div>', '</div><i data-encore-text="total" style="display: none"></i>')),
].join('\n');

const listen = `globalThis.hidden = {};
document.addEventListener('encore-error', ({ target, detail: { code, message } }) =>
  (globalThis.hidden[target.id] ??= []).push(code + ' ' + message));`;

for (const engine of engines) {
  test(`${engine}: ${themes.length + templates.length + beyond.length} themes and templates that hide what an offer must say`, async t => {
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
    const found = async id => {
      await painted(id);
      await view(id);
      await heard(id);
      return page.evaluate(id => globalThis.hidden[id], id);
    };
    const cases = (kind, list) => list.map((one, at) => [`${kind}${at}`, one]);
    for (const [id, what] of [
      ...cases(
        'theme',
        themes.map(([, , what]) => what),
      ),
      ...cases(
        'own',
        templates.map(([, what]) => what),
      ),
    ]) {
      const messages = await found(id);
      assert.equal(messages.length, 1, `${id}: ${messages.join('\n')}`);
      assert.match(messages[0], /^disclosure_hidden /);
      assert.ok(messages[0].includes(what), `${id}: ${messages[0]}`);
      assert.match(messages[0], /the rule is overridden\.$/, `${id} is mended`);
    }
    for (const [id, [, what]] of cases('beyond', beyond)) {
      const messages = await found(id);
      assert.ok(messages[0].includes(what), `${id}: ${messages[0]}`);
      assert.match(messages[0], /it is not sold here\.$/);
      await page.waitFor(id => document.querySelector(`#${id} .yes`).disabled, { args: [id] });
    }
    // What comes after these was looked at before the last of them.
    for (const id of [...plain.map((_, at) => `plain${at}`), 'plainown']) {
      await painted(id);
      await view(id);
      const settled = id => {
        const host = document.getElementById(id);
        return !!(host.shadowRoot.querySelector('[data-settled]') ?? host.querySelector('[data-settled]'));
      };
      await page.waitFor(settled, { args: [id], limitMs: 30_000 });
    }
    // What was mended can be bought: the law's words, alone and in sight.
    for (const [id] of cases('own', templates)) {
      const label = await page.evaluate(id => document.querySelector(`#${id} .yes`).innerText.trim(), id);
      assert.equal(label, 'Order with obligation to pay', id);
    }
    const last = await page.evaluate(() => Object.keys(globalThis.hidden).filter(id => id.startsWith('plain')));
    assert.deepEqual(last, []);
  });
}
