// SPDX-License-Identifier: MIT
//
// From press to outcome nothing jumps: while an offer is ordered its buttons stay where they are, and when it folds
// into a row, everything below slides there without a layout shift, the shop's own blocks included.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines } from '../engines.mjs';
import { browse, openGallery, site } from './site.mjs';

const closed = { can_accept: false, can_decline: false, can_change: false };

/** Shows the first card in another state; resolves to what has shifted meanwhile. */
const change = async state => {
  const session = globalThis.gallery.two;
  const shifts = [];
  const observer = new PerformanceObserver(list => shifts.push(...list.getEntries()));
  observer.observe({ type: 'layout-shift' });
  session.show(session.view.slots.map(slot => (slot.slot === 0 ? { ...slot, ...state } : slot)));
  const element = document.querySelector('encore-offers');
  await element.updateComplete;
  const frame = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
  await frame();
  // What paints outcomes comes with the first of them.
  const painted = `[data-slot="0"][data-state="${state.state}"]`;
  for (let left = 300; left > 0 && !element.shadowRoot.querySelector(painted); left -= 1) await frame();
  const moving = [...element.shadowRoot.getAnimations(), ...document.getAnimations()].filter(
    ({ effect }) => effect.getTiming().iterations === 1,
  );
  await Promise.all(moving.map(({ finished }) => finished));
  await frame();
  shifts.push(...observer.takeRecords());
  observer.disconnect();
  return { moved: moving.length, shift: shifts.reduce((sum, { value }) => sum + value, 0) };
};
const buttons = () =>
  [...document.querySelector('encore-offers').shadowRoot.querySelectorAll('[data-slot="0"] .actions button')].map(
    node => JSON.stringify(node.getBoundingClientRect()),
  );

if (engines.includes('chromium')) {
  test('ordering moves no button, and folding shifts nothing, at 390, 768 and 1280 px', async t => {
    const server = await site(t);
    for (const width of [390, 768, 1280]) {
      const page = await browse(t, 'chromium', { width, height: 844 });
      await openGallery(page, server, 'face=two');
      await page.evaluate(() => {
        const below = Object.assign(document.createElement('p'), { textContent: 'Your receipt' });
        document.querySelector('#gallery').append(below);
      });
      const before = await page.evaluate(buttons);
      const working = await page.evaluate(change, { state: 'submitting', ...closed, deadline_ms: null });
      assert.deepEqual(await page.evaluate(buttons), before, `${width} px: the buttons stay`);
      const folded = await page.evaluate(change, { state: 'accepted', ...closed, charged: 4212 });
      t.diagnostic(`${width} px: layout shift ${working.shift} while ordering, ${folded.shift} while folding`);
      assert.ok(working.shift < 0.001 && folded.shift < 0.01, `${width} px`);
      assert.ok(folded.moved >= 2, 'the next card and what the shop has below slide');
    }
  });
}
