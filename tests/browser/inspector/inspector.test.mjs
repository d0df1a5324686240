// SPDX-License-Identifier: MIT
//
// The inspector answers "why doesn't my offer show?" in the page, under the strict policy: it
// comes only when asked for, explains every candidate, shows what is forced without reaching
// the shop, takes a private sheet on a development host, and gives a command that says the same.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { engines } from '../engines.mjs';
import { sheet } from '../fixtures/recorded.mjs';
import { browse, dist, findings, pageRoute, site } from '../element/site.mjs';

const read = path => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const privateSheet = read('examples/sheets/camera.json');
const pageSheet = JSON.stringify(sheet());
const experimental = read('examples/sheets/skincare.json');

const element = (text, attributes) =>
  pageRoute(
    `<encore-offers ${attributes}><script type="application/json">${text.replaceAll('<', '\\u003c')}</script></encore-offers>`,
  );
const routes = {
  '/moment': element(pageSheet, 'moment="2026-11-21T15:00:00Z" debug'),
  '/page': element(pageSheet, ''),
  '/debug': element(pageSheet, 'debug'),
  '/private': element(privateSheet, 'debug'),
  '/experiment': element(experimental, 'debug'),
  '/refused': element(privateSheet, ''),
};

const panel = () =>
  document.querySelector('encore-inspector')?.shadowRoot.querySelector('.candidates') !== null &&
  document.querySelector('encore-inspector') !== null;
const open = async (page, server, path) => {
  await page.goto(`${server.origin}${path}`);
  await page.waitFor(panel, { limitMs: 30_000 });
};
const cards = () =>
  [...document.querySelector('encore-offers').shadowRoot.querySelectorAll('article')].map(card => card.dataset.state);
const set = (selector, value) => {
  const control = document.querySelector('encore-inspector').shadowRoot.querySelector(selector);
  control.value = value;
  control.dispatchEvent(new Event('change'));
  return document.querySelector('encore-inspector').updateComplete;
};
const shown = () =>
  [...document.querySelector('encore-inspector').shadowRoot.querySelectorAll('.candidates > li')]
    .filter(item => item.querySelector('.tag.on'))
    .map(item => item.querySelector('details').dataset.candidate);
const command = () => document.querySelector('encore-inspector').shadowRoot.querySelector('.command').value;

test('no page loads it without asking, and the build keeps it out of the page', async t => {
  const { element: entry, modules } = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'));
  const inspector = Object.keys(modules).find(file => modules[file].role === 'inspector/index');
  assert.ok(inspector, 'the build has an inspector');
  assert.ok(modules[entry].later.includes(inspector), 'reached by import() alone');
  const server = await site(t, { routes });
  const page = await browse(t, 'chromium');
  await page.goto(`${server.origin}/page`);
  await page.waitFor(() => document.querySelector('encore-offers').shadowRoot?.querySelector('article'));
  assert.deepEqual(
    server.requests.filter(({ path }) => path.includes(inspector)),
    [],
  );
  assert.equal(await page.evaluate(() => document.querySelector('encore-inspector')), null);
  await open(page, server, '/page?encore-debug');
  assert.equal(server.requests.filter(({ path }) => path.endsWith(inspector)).length, 1, 'the address asks for it');
});

for (const engine of engines) {
  test(`${engine}: it explains a page sheet under the strict policy, and axe finds nothing in it`, async t => {
    const server = await site(t, { routes });
    const page = await browse(t, engine, { width: 1024, height: 900 });
    await open(page, server, '/debug');
    const seen = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector('encore-inspector');
      shadowRoot.querySelectorAll('details').forEach(details => (details.open = true));
      return {
        text: shadowRoot.textContent.replace(/\s+/g, ' '),
        candidates: shadowRoot.querySelectorAll('.candidates > li').length,
      };
    });
    assert.equal(seen.candidates, JSON.parse(pageSheet).candidates.length, 'every candidate is there');
    for (const said of [
      /^\s*Encore inspector .*?Shown: .*?Decided for what is set below/,
      /This is a page sheet/,
      /Server time is \d{4}/,
      /encore-decided/,
      /How the price of .* came about/,
      /Drawn with probability\s*100/,
    ])
      assert.match(seen.text, said);
    assert.deepEqual(await findings(page, 'encore-inspector'), []);
  });
}

test('a private sheet is refused without it, and shown with it on a development host', async t => {
  const server = await site(t, { routes });
  const page = await browse(t, 'chromium', { width: 1280, height: 900 });
  await page.goto(`${server.origin}/refused`);
  const code = await page.evaluate(
    () =>
      new Promise(resolve => {
        const root = document.querySelector('encore-offers');
        root.addEventListener('encore-error', event => resolve(event.detail.code));
        customElements.whenDefined('encore-offers').then(() => root.removeAttribute('src'));
      }),
  );
  assert.equal(code, 'sheet_refused');
  assert.deepEqual(await page.evaluate(cards), []);
  await open(page, server, '/private');
  await page.waitFor(() => document.querySelector('encore-offers').shadowRoot.querySelector('article'));
  const text = await page.evaluate(() =>
    document.querySelector('encore-inspector').shadowRoot.textContent.replace(/\s+/g, ' '),
  );
  assert.match(text, /This is a private sheet/);
  assert.match(text, /Contribution/);
  assert.match(text, /accepts? of|\d+ of \d+, and a prior/);
});

test('time travels, a candidate and an arm are forced, and the preview never reaches the shop', async t => {
  const server = await site(t, { routes });
  const page = await browse(t, 'chromium', { width: 1280, height: 900 });
  await open(page, server, '/private');
  await page.evaluate(set, '.moment', '2026-11-21T10:05:00');
  const before = await page.evaluate(shown);
  assert.equal(before.length, 2);
  await page.evaluate(set, '.moment', '2026-12-24T10:05:00');
  assert.deepEqual(await page.evaluate(shown), [], 'a month later the order has long been packed');
  await page.evaluate(set, '.moment', '2026-11-21T10:05:00');
  const other = JSON.parse(privateSheet)
    .candidates.map(({ id }) => id)
    .find(id => !before.includes(id));
  await page.evaluate(set, '.force', other);
  assert.deepEqual(await page.evaluate(shown), [other]);
  await page.click('encore-inspector', '.show');
  await page.waitFor(id => document.querySelector('encore-offers').view.slots[0]?.candidate_id === id, {
    args: [other],
  });
  await page.waitFor(() => document.querySelector('encore-offers').shadowRoot.querySelector('.accept'));
  await page.click('encore-inspector', '.fold');
  if (await page.evaluate(() => !!document.querySelector('encore-offers').shadowRoot.querySelector('[type=checkbox]')))
    await page.press('encore-offers', '[type=checkbox]');
  await page.press('encore-offers', '.accept');
  await page.waitFor(() => document.querySelector('encore-offers').shadowRoot.querySelector('[data-state=accepted]'));
  assert.deepEqual(
    server.requests.filter(({ method, path }) => method === 'POST' || path.includes('preview')),
    [],
    'no card was charged',
  );
  await page.click('encore-inspector', '.fold');
  await page.click('encore-inspector', '.restore');
  await page.waitFor(() => document.querySelector('encore-inspector').shadowRoot.querySelector('.restore') === null);

  await open(page, server, '/experiment');
  await page.evaluate(set, '.arm', '1');
  assert.match(await page.evaluate(command), /--arm \S+=1 /);
  const arms = await page.evaluate(() => document.querySelector('encore-inspector').shadowRoot.textContent);
  assert.match(arms, /arm 1/);
});

test('the command it gives decides the same in a terminal', async t => {
  const server = await site(t, { routes });
  const page = await browse(t, 'chromium', { width: 1280, height: 900 });
  await open(page, server, '/private');
  await page.evaluate(set, '.moment', '2026-11-21T10:05:00');
  await page.evaluate(set, '.exclude', (await page.evaluate(shown))[0]);
  const here = await page.evaluate(shown);
  const text = await page.evaluate(command);
  const { status, stdout, stderr } = spawnSync(
    'sh',
    [
      '-c',
      text.replace(/^npx encore/, `'${process.execPath}' '${join(dist, 'cli.js')}'`).replace('--explain', '--json'),
    ],
    { encoding: 'utf8' },
  );
  assert.equal(status, 0, stderr);
  assert.deepEqual(
    JSON.parse(stdout).slots.map(slot => slot.candidate_id),
    here,
  );
});

test('the attribute moment begins the visit at another time', async t => {
  const server = await site(t, { routes });
  const page = await browse(t, 'chromium', { width: 1280, height: 900 });
  await open(page, server, '/moment');
  assert.match(
    await page.evaluate(() => document.querySelector('encore-inspector').shadowRoot.textContent),
    /Server time is\s+2026-11-21T15:0/,
  );
});
