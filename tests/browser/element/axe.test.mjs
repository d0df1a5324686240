// SPDX-License-Identifier: MIT
//
// For everyone, first of all: axe finds nothing in any face of a card, in any theme, light and
// dark, in Chromium; and nothing in any face in the three engines.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines } from '../engines.mjs';
import { browse, findings, openGallery, site } from './site.mjs';

const themes = ['plain', 'soft', 'bold', 'minimal'];

if (engines.includes('chromium')) {
  test('chromium: no face of any theme has a finding, light or dark, on a phone or a desk', async t => {
    const server = await site(t);
    const page = await browse(t, 'chromium', { width: 390, reducedMotion: true });
    for (const theme of themes) {
      for (const scheme of ['light', 'dark']) {
        await openGallery(page, server, `theme=${theme}&scheme=${scheme}`);
        assert.deepEqual(await findings(page), [], `${theme}, ${scheme}`);
      }
    }
    await page.raw.setViewportSize({ width: 1280, height: 900 });
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

for (const engine of engines.filter(name => name !== 'chromium')) {
  test(`${engine}: no face has a finding`, async t => {
    const server = await site(t);
    const page = await browse(t, engine, { reducedMotion: true });
    await openGallery(page, server, 'theme=soft');
    assert.deepEqual(await findings(page), []);
  });
}
