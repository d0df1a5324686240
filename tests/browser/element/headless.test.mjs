// SPDX-License-Identifier: MIT
//
// The worked example of the headless session: bundled as a shop would, it shows, accepts and
// undoes an offer in markup that is not ours, under the strict policy.

import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { engines } from '../engines.mjs';
import { sheet as gallerySheet } from '../fixtures/recorded.mjs';
import { browse, iso, json, pageRoute, script, site } from './site.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));

if (engines.includes('chromium')) {
  test('own markup on the headless session: shown, accepted, undone', async t => {
    const {
      outputFiles: [bundle],
    } = await build({
      bundle: true,
      format: 'esm',
      write: false,
      absWorkingDir: root,
      stdin: {
        resolveDir: root,
        loader: 'js',
        contents: `import { mount } from './examples/headless/own-card.mjs';
          mount(document.querySelector('#offers'), document.querySelector('#sheet').textContent);`,
      },
    });
    const sheet = { ...gallerySheet(), issued_at: iso(0), endpoints: { accept: '/accept', undo: '/undo' } };
    sheet.candidates = [{ ...sheet.candidates[0], take_rate_ppm: 100_000, worth: 1000 }];
    const reply = more => (request, response) =>
      json(response, 200, {
        purchase_id: 'p',
        line_id: 'l',
        charged: 2900,
        order_total: 67_800,
        undo: { url: '/undo', until: iso(30_000) },
        ...more,
      });
    const server = await site(t, {
      routes: {
        '/page': pageRoute(
          `<script id="sheet" type="application/json">${JSON.stringify(sheet)}</script><div id="offers"></div>`,
          '<script type="module" src="/app/page.js"></script>',
        ),
        '/app/page.js': script(bundle.text),
        '/app/encore.wasm': (request, response) =>
          response.setHeader('content-type', 'application/wasm').end(readFileSync(`${root}dist/encore.wasm`)),
        '/accept': reply({}),
        '/undo': reply({ undo: null, state: 'undone' }),
      },
    });
    const page = await browse(t, 'chromium');
    await page.goto(`${server.origin}/page`);
    await page.waitFor(() => document.querySelector('#offers .offering'));
    assert.match(await page.text('#offers'), /Add for \$29\.00/);
    await page.click('#offers button');
    await page.waitFor(() => document.querySelector('#offers .accepted'));
    await page.click('#offers .accepted button');
    await page.waitFor(() => document.querySelector('#offers .undone'));
  });
}
