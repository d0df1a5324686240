// SPDX-License-Identifier: MIT
//
// The whole way by keyboard, in reading order, and where the focus is afterwards: after an
// accept, a decline, an error, and an end that the shopper did not cause.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines, isSettled } from '../engines.mjs';
import { browse, openGallery, site } from './site.mjs';

const focused = () => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at.getAttribute('part') ?? at.localName;
};
const asked = face => globalThis.gallery[face].asked.filter(([name]) => !/start|shown|viewed/.test(name));
/** Changes the slots of a face; resolves once it is painted: what paints a first outcome is loaded on demand. */
const show = async (face, change, effects) => {
  const session = globalThis.gallery[face];
  session.show(
    session.view.slots.map(slot => ({ ...slot, ...change })),
    effects,
  );
  const element = document.querySelector('encore-offers');
  while (change.state && element.shadowRoot.querySelector('[data-slot]')?.dataset.state !== change.state)
    await new Promise(requestAnimationFrame);
  return element.updateComplete.then(() => true);
};
const ready = page => page.waitFor(isSettled, { args: ['encore-offers', '[data-slot]'] });
const closed = { can_accept: false, can_decline: false, can_change: false };
const focusOn = target => [{ type: 'focus', slot: 0, target }];

for (const engine of engines) {
  test(`${engine}: an offer is met, changed, accepted and declined by keyboard alone`, async t => {
    const server = await site(t);
    const page = await browse(t, engine, { width: 1280 });
    await openGallery(page, server, 'face=offering');
    const order = [];
    for (let presses = 0; presses < 12 && order.at(-1) !== 'button decline'; presses++) {
      await page.keys('Tab');
      order.push(await page.evaluate(focused));
    }
    assert.deepEqual(
      order,
      ['a', 'input', 'step', 'step', 'link', 'button accept', 'button decline'],
      'in reading order',
    );

    await ready(page);
    await page.keys('Enter');
    assert.deepEqual(await page.evaluate(asked, 'offering'), [['decline', 0]]);
    await page.keys('Shift+Tab', 'Space');
    assert.deepEqual((await page.evaluate(asked, 'offering'))[1], ['accept', 0, { consent: false, total: 4212 }]);

    // While it is being sent the button keeps the focus, says so, and does nothing more.
    await page.evaluate(show, 'offering', { state: 'submitting', ...closed }, [
      { type: 'announce', message: 'submitting', slot: 0 },
    ]);
    assert.equal(await page.evaluate(focused), 'button accept');
    assert.equal(await page.text('encore-offers', '[role=status]'), 'Adding to your order…');
    await ready(page);
    await page.keys('Enter', 'Space');
    assert.equal((await page.evaluate(asked, 'offering')).length, 2);

    await page.evaluate(
      show,
      'offering',
      { state: 'failed', problem: 'payment_declined', can_accept: true, can_decline: true },
      focusOn('accept'),
    );
    assert.equal(await page.evaluate(focused), 'button accept', 'after an error: the button that tries again');
    await page.evaluate(
      show,
      'offering',
      { state: 'accepted', ...closed, problem: null, charged: 4212, can_undo: true },
      focusOn('outcome'),
    );
    assert.equal(await page.evaluate(focused), 'headline', 'after an accept: what happened');
    await page.keys('Tab');
    assert.equal(await page.evaluate(focused), 'button undo', 'and the undo comes next');
    await ready(page);
    await page.keys('Enter');
    assert.deepEqual((await page.evaluate(asked, 'offering')).at(-1), ['undo', 0]);
  });

  test(`${engine}: an end takes the focus along only where it was on the card`, async t => {
    const server = await site(t);
    const page = await browse(t, engine);
    await openGallery(page, server, 'face=offering');
    await page.evaluate(show, 'offering', { state: 'expired', ...closed }, [
      ...focusOn('outcome'),
      { type: 'announce', message: 'expired', slot: 0 },
    ]);
    assert.equal(await page.evaluate(focused), 'body', 'a shopper reading elsewhere is left alone');
    assert.equal(await page.text('encore-offers', '[role=status]'), 'This offer has ended', 'and announced politely');

    await openGallery(page, server, 'face=offering');
    await page.evaluate(() => document.querySelector('encore-offers').shadowRoot.querySelector('.decline').focus());
    await page.evaluate(show, 'offering', { state: 'expired', ...closed }, focusOn('outcome'));
    assert.equal(await page.evaluate(focused), 'headline');

    // A decline brings the next offer in the same place: the focus goes to its heading.
    await openGallery(page, server, 'face=offering');
    await page.press('encore-offers', '.decline');
    await page.evaluate(
      show,
      'offering',
      { candidate_id: 'offer-cover', variant_id: 'cover-24', step: 2 },
      focusOn('card'),
    );
    assert.equal(await page.evaluate(focused), 'headline');
    assert.equal(await page.text('encore-offers', '[part=headline]'), 'Two-year accident cover');
  });
}
