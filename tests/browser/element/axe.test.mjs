// SPDX-License-Identifier: MIT
//
// For everyone, first of all: axe finds nothing in any face of a card, in any theme, light and
// dark, nor in any layout and direction, in the three engines.

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
    t.diagnostic(
      `axe in ${engine} ${page.version}: ${seen} faces (${themes.length} themes, light and dark), ${found} findings`,
    );
  });
}

for (const engine of engines) {
  test(`${engine}: no layout and no direction has a finding, and what is wrong is found`, async t => {
    const server = await site(t);
    const page = await browse(t, engine, { width: 1280, height: 900, reducedMotion: true });
    let seen = 0;
    for (const query of [
      'layout=card',
      'layout=compact',
      'layout=banner',
      'locale=ar-EG',
      'locale=he-IL&theme=bold&scheme=dark',
    ]) {
      await openGallery(page, server, `${query}&face=two,accepted,declined,payment_declined`);
      assert.deepEqual(await findings(page), [], query);
      seen += await page.evaluate(faces);
    }
    t.diagnostic(`axe in ${engine} ${page.version}: ${seen} more faces (layouts and right to left), 0 findings`);
    await openGallery(page, server, 'theme=soft&scheme=light&face=offering');
    await page.evaluate(() => document.querySelector('encore-offers').style.setProperty('--encore-text', '#bbb'));
    assert.match((await findings(page)).join('\n'), /color-contrast.*headline/, 'what is wrong inside a card is found');
  });
}
