// SPDX-License-Identifier: MIT
//
// Options axis by axis: a value is sold out where nothing with it is left beside what was chosen before it, and a value
// that is picked keeps the rest of the choice where that can be had.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines } from '../engines.mjs';
import { browse, openGallery, site } from './site.mjs';

const of = (colour, size, stock) => ({
  id: `${colour}-${size}`,
  price: 5900,
  stock,
  options: { Colour: colour, Size: size },
});
const variants = [
  of('Graphite', 'S', 3),
  of('Graphite', 'M', 2),
  of('Graphite', 'L', 0),
  of('Sand', 'S', 0),
  of('Sand', 'M', 4),
  of('Sage', 'S', 0),
  of('Sage', 'M', 0),
];
const shown = () =>
  [...document.querySelector('encore-offers').shadowRoot.querySelectorAll('[part=variants]')].map(field => [
    field.querySelector('legend').textContent.trim(),
    ...[...field.querySelectorAll('label')].map(
      label =>
        label.textContent.trim() +
        (label.querySelector(':checked') ? ' *' : '') +
        (label.querySelector(':disabled') ? ' -' : ''),
    ),
  ]);

if (engines.includes('chromium')) {
  test('colour and size are chosen one by one, sold out is marked, and a pick keeps what it can', async t => {
    const server = await site(t);
    const page = await browse(t, 'chromium', { width: 390, height: 844 });
    await openGallery(page, server, 'face=offering');
    const choose = id =>
      page.evaluate(
        async ({ variants, id }) => {
          const element = document.querySelector('encore-offers');
          const session = globalThis.gallery.offering;
          const given = structuredClone(element.sheet);
          given.candidates[0].product.variants = variants;
          const [card] = session.view.slots;
          session.show([{ ...card, variant_id: id }]);
          element.sheet = given;
          await element.updateComplete;
        },
        { variants, id },
      );
    await choose('Graphite-M');
    await page.waitFor(
      () => document.querySelector('encore-offers').shadowRoot?.querySelectorAll('fieldset').length === 2,
    );
    assert.deepEqual(await page.evaluate(shown), [
      ['Colour: Graphite', 'Graphite *', 'Sand', 'Sage (sold out) -'],
      ['Size: M', 'S', 'M *', 'L (sold out) -'],
    ]);
    await page.press('encore-offers', '[part=variants]:first-of-type .swatch:nth-child(2)');
    const asked = () => globalThis.gallery.offering.asked.filter(([name]) => name === 'choose').map(([, , id]) => id);
    assert.deepEqual(await page.evaluate(asked), ['Sand-M'], 'the size is kept');
    await choose('Graphite-S');
    await page.waitFor(() => document.querySelector('encore-offers').shadowRoot.querySelector('legend + .swatches'));
    await page.press('encore-offers', '[part=variants]:first-of-type .swatch:nth-child(2)');
    assert.equal((await page.evaluate(asked)).at(-1), 'Sand-M', 'or the nearest that can be had');
  });
}
