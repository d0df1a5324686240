// SPDX-License-Identifier: MIT
//
// The launchers themselves: what every other browser test takes for granted, in each engine, under the strict policy.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { script } from './element/site.mjs';
import { engines, launch } from './engines.mjs';
import { serve, strictPolicy } from './serve.mjs';

const html = body => (request, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(body);
const routes = {
  '/': html(
    '<!doctype html><html lang="en"><title>t</title><input id="field"><x-box></x-box><script src="/box.js"></script></html>',
  ),
  '/box.js': script(`customElements.define('x-box', class extends HTMLElement {
    connectedCallback() {
      const button = document.createElement('button');
      button.textContent = 'Press';
      button.onclick = () => { button.textContent = 'Pressed'; };
      this.attachShadow({ mode: 'open' }).append(button);
    }
  });`),
};
const media = () =>
  ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)'].map(query => matchMedia(query).matches);

for (const engine of engines) {
  test(`${engine}: clicks into a shadow root, types, runs scripts and takes pictures under the strict policy`, async t => {
    const server = await serve({}, { policy: strictPolicy, routes });
    t.after(() => server.close());
    const page = await launch(engine, { width: 390, height: 700 });
    t.after(() => page.close());
    await page.goto(`${server.origin}/`);

    assert.equal(await page.evaluate(() => innerWidth), 390);
    assert.equal(await page.evaluate((a, b) => Promise.resolve(a + b), 2, 3), 5);
    await assert.rejects(
      page.evaluate(() => {
        throw new Error('from the page');
      }),
      /from the page/,
    );

    await page.click('x-box', 'button');
    assert.equal(await page.text('x-box', 'button'), 'Pressed');
    await page.type('abc', '#field');
    assert.equal(await page.evaluate(() => document.querySelector('#field').value), 'abc');
    await page.keys('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'x-box');
    await page.keys('Shift+Tab');
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'input');

    await page.addScript('window.added = 7');
    assert.equal(await page.waitFor(() => window.added), 7);
    await assert.rejects(
      page.waitFor(() => window.never, { limitMs: 50 }),
      /in vain/,
    );
    assert.deepEqual(await page.evaluate(media), [false, false]);

    const picture = join(tmpdir(), `encore-${process.pid}-${engine}.png`);
    t.after(() => rmSync(picture, { force: true }));
    await page.screenshot(picture);
    const png = readFileSync(picture);
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    assert.equal(png.readUInt32BE(16), 390, 'one device pixel per CSS pixel');
  });

  test(`${engine}: shows dark colours and less motion when asked`, async t => {
    const server = await serve({}, { routes });
    t.after(() => server.close());
    const page = await launch(engine, {
      colorScheme: 'dark',
      reducedMotion: true,
      locale: 'de-DE',
      timeZone: 'Europe/Berlin',
    });
    t.after(() => page.close());
    await page.goto(`${server.origin}/`);
    assert.deepEqual(await page.evaluate(media), [true, true]);
    assert.equal(await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone), 'Europe/Berlin');
    if (engine !== 'webkit') assert.match(await page.evaluate(() => navigator.language), /^de/);
  });
}

/** The width of a text in a family, and in none. */
const widths = family =>
  [`"${family}", monospace`, 'monospace'].map(name => {
    const context = document.createElement('canvas').getContext('2d');
    context.font = `40px ${name}`;
    return context.measureText('Hamburgefonts').width;
  });

for (const engine of engines) {
  test(`${engine}: sees the fonts of the fixtures, whatever else the machine has`, async t => {
    const folder = mkdtempSync(join(tmpdir(), 'encore-fonts-'));
    const fonts = fileURLToPath(new URL('fixtures/fonts', import.meta.url));
    const { FONTCONFIG_FILE: before } = process.env;
    // A machine that has Noto Sans besides.
    process.env.FONTCONFIG_FILE = join(folder, 'fonts.conf');
    writeFileSync(
      process.env.FONTCONFIG_FILE,
      `<fontconfig><dir>${fonts}</dir><cachedir>${folder}</cachedir><include>/etc/fonts/fonts.conf</include></fontconfig>`,
    );
    const server = await serve({}, { routes });
    t.after(() => {
      if (before === undefined) delete process.env.FONTCONFIG_FILE;
      else process.env.FONTCONFIG_FILE = before;
      rmSync(folder, { recursive: true });
      return server.close();
    });
    const page = await launch(engine);
    t.after(() => page.close());
    await page.goto(`${server.origin}/`);
    const [named, none] = await page.evaluate(widths, 'Noto Sans');
    assert.equal(named, none);
  });
}

test('the file server keeps to its folders and marks hashed names as immutable', async t => {
  const server = await serve({ '/': import.meta.dirname });
  t.after(() => server.close());
  const there = await fetch(`${server.origin}/serve.mjs`);
  assert.equal(there.status, 200);
  assert.equal(there.headers.get('content-type'), 'text/javascript; charset=utf-8');
  assert.equal(there.headers.get('cache-control'), 'no-cache');
  assert.equal((await fetch(`${server.origin}/%2e%2e/%2e%2e/package.json`)).status, 404);
  assert.equal((await fetch(`${server.origin}/..%2f..%2fpackage.json`)).status, 404);
  assert.deepEqual(server.requests[0], { method: 'GET', path: '/serve.mjs' });
});
