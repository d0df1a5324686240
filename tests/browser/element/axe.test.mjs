// SPDX-License-Identifier: MIT
//
// For everyone, first of all: axe finds nothing in any face of a card, in any theme, light and
// dark, in the three engines; and in Chromium nothing in any layout and direction.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines } from '../engines.mjs';
import { browse, findings, openGallery, site } from './site.mjs';

const themes = ['plain', 'soft', 'bold', 'minimal'];

const faces = () => document.querySelectorAll('encore-offers').length;

for (const engine of engines) {
  test(`${engine}: no face of any theme has a finding, light or dark`, async t => {
    const server = await site(t);
    const page = await browse(t, engine, { width: 390, reducedMotion: true });
    let seen = 0;
    let found = 0;
    for (const theme of themes) {
      for (const scheme of ['light', 'dark']) {
        await openGallery(page, server, `theme=${theme}&scheme=${scheme}`);
        const violations = await findings(page);
        seen += await page.evaluate(faces);
        found += violations.length;
        assert.deepEqual(violations, [], `${theme}, ${scheme}`);
      }
    }
    t.diagnostic(`axe in ${engine} ${page.version}: ${seen} faces (${themes.length} themes, light and dark), ${found} findings`);
  });
}

if (engines.includes('chromium')) {
  test('chromium: no layout and no direction has a finding, and what is wrong is found', async t => {
    const server = await site(t);
    const page = await browse(t, 'chromium', { width: 1280, height: 900, reducedMotion: true });
    for (const layout of ['card', 'compact', 'banner']) {
      await openGallery(page, server, `layout=${layout}&face=two,accepted,declined`);
      assert.deepEqual(await findings(page), [], layout);
    }
    await openGallery(page, server, 'theme=soft&scheme=light&face=offering');
    await page.evaluate(() => document.querySelector('encore-offers').style.setProperty('--encore-text', '#bbb'));
    assert.match((await findings(page)).join('\n'), /color-contrast.*headline/, 'what is wrong inside a card is found');
    await openGallery(page, server, 'locale=ar-EG&face=two,accepted,failed');
    assert.deepEqual(await findings(page), [], 'right to left');
  });
}
