// SPDX-License-Identifier: MIT
//
// The element stands in whatever a shop's page puts around it. In each kind of parent, centred, floated, shrunk or
// split into columns, the cards take a sane width and height, no amount breaks inside, nothing sticks out, and every
// offer counts as shown once; where a parent leaves no room or hides them, none is.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines } from '../engines.mjs';
import { browse, openGallery, site } from './site.mjs';

/** Parents by name: their style, and that of what lies between them and the element, from the outside in. */
const parents = {
  block: [''],
  'flex row': ['display:flex'],
  'flex row, centred': ['display:flex;justify-content:center'],
  'flex row, start': ['display:flex;align-items:flex-start'],
  'flex row beside text': ['display:flex;gap:16px'],
  'flex row, wrapping': ['display:flex;flex-wrap:wrap;justify-content:space-around'],
  'flex column': ['display:flex;flex-direction:column'],
  'flex column, centred': ['display:flex;flex-direction:column;align-items:center'],
  'flex column, start': ['display:flex;flex-direction:column;align-items:flex-start'],
  'flex column, end': ['display:flex;flex-direction:column;align-items:flex-end'],
  'flex column, baseline': ['display:flex;flex-direction:column;align-items:baseline'],
  'inline-flex': ['display:inline-flex'],
  grid: ['display:grid'],
  'grid, centred': ['display:grid;place-items:center'],
  'grid, centred content': ['display:grid;place-content:center'],
  'grid of auto columns': ['display:grid;grid-template-columns:auto auto'],
  'grid of two fractions': ['display:grid;grid-template-columns:1fr 1fr'],
  'grid, max-content column': ['display:grid;grid-template-columns:max-content;overflow:hidden'],
  float: ['float:left'],
  'float at the end': ['float:right'],
  'table cell': ['display:table', 'display:table-cell'],
  'table cell, full width': ['display:table;width:100%', 'display:table-cell'],
  'inline-block': ['display:inline-block'],
  absolute: ['position:relative;height:1700px', 'position:absolute;top:0;left:0'],
  'fixed in a transform': ['transform:translateX(0);height:1700px', 'position:fixed;top:0;left:0'],
  'min-content': ['width:min-content'],
  'max-content': ['width:max-content;max-width:100%'],
  'fit-content': ['width:fit-content'],
  'two columns of text': ['columns:2'],
  zoom: ['zoom:1.5'],
  'contain: content': ['contain:content'],
  'contain: inline-size': ['contain:inline-size'],
  'text without wrapping': ['white-space:nowrap'],
  'centred text': ['text-align:center'],
  'a line of zero height': ['line-height:0;font-size:16px'],
  narrow: ['width:260px'],
};
const roomless = {
  'no width': 'width:0;overflow:hidden',
  'not displayed': 'display:none',
  'scaled to nothing': 'transform:scale(0)',
};

const build = async (parents, roomless) => {
  const { faces, record, sheet } = await import('/tests/browser/fixtures/recorded.mjs');
  document.querySelector('#gallery').replaceChildren();
  globalThis.sessions = {};
  const place = (name, styles) => {
    const block = document.createElement('div');
    block.dataset.parent = name;
    let inner = block;
    for (const style of styles) {
      const next = document.createElement('div');
      next.style.cssText = style;
      inner.append(next);
      inner = next;
    }
    if (name.includes('beside text')) inner.append('Thank you for your order.');
    const element = document.createElement('encore-offers');
    inner.append(element);
    const clear = document.createElement('div');
    clear.style.clear = 'both';
    block.append(clear);
    document.querySelector('#gallery').append(block);
    globalThis.sessions[name] = record(element, faces.two, sheet({ locale: 'de-DE', currency: 'EUR', law: 'eu' }));
  };
  for (const [name, styles] of Object.entries(parents)) place(name, styles);
  for (const [name, style] of Object.entries(roomless)) place(name, [style]);
};

const measure = () =>
  [...document.querySelectorAll('[data-parent]')].map(block => {
    const element = block.querySelector('encore-offers');
    const { width, height, right } = element.getBoundingClientRect();
    const cards = [...element.shadowRoot.querySelectorAll('article')];
    const zoom = Number(getComputedStyle(element.parentElement).zoom || 1);
    return {
      name: block.dataset.parent,
      width: Math.round(width / zoom),
      height: Math.round(height),
      right: Math.round(right),
      narrowest: Math.round(Math.min(...cards.map(card => card.getBoundingClientRect().width / zoom))),
      out: cards
        .flatMap(card => [...card.querySelectorAll('*')].filter(node => !node.matches('.sr, .sr *')))
        .filter(node => node.getBoundingClientRect().right > right + 1 && node.getClientRects().length === 1)
        .map(node => node.className || node.localName),
      broken: [...element.shadowRoot.querySelectorAll('[part~=amount], [part~=was], [part~=charge], dd')]
        .filter(node => getComputedStyle(node).whiteSpace !== 'nowrap')
        .map(node => node.textContent),
      shown: globalThis.sessions[block.dataset.parent].asked.filter(([name]) => name === 'shown').length,
    };
  });

for (const engine of engines) {
  test(`${engine}: in ${Object.keys(parents).length} kinds of parent the cards have a sane size`, async t => {
    const server = await site(t);
    const page = await browse(t, engine, { width: 1280, height: 900 });
    await openGallery(page, server, 'face=two');
    await page.evaluate(build, parents, roomless);
    await page.waitFor(
      rooms =>
        Object.entries(globalThis.sessions).every(
          ([name, { asked }]) => name in rooms || asked.filter(([call]) => call === 'shown').length === 2,
        ),
      { args: [roomless] },
    );
    const found = await page.evaluate(measure);
    const isSane = ({ width, narrowest, height, right, out, broken, shown }) =>
      width >= 250 &&
      width <= 1280 &&
      narrowest >= 220 &&
      height >= 300 &&
      height <= 2200 &&
      right <= 1280 &&
      out.length + broken.length === 0 &&
      shown === 2;
    assert.deepEqual(
      found.filter(parent => parent.name in parents && !isSane(parent)),
      [],
    );
    for (const { name, shown } of found.filter(({ name }) => name in roomless)) assert.equal(shown, 0, name);
  });

  // Firefox under Playwright was seen not to come round to the second look within ten seconds; the other two hold it.
  if (engine === 'firefox') continue;
  test(`${engine}: under a dialog, or see-through, nothing is viewed; once it is clear, it is`, async t => {
    const server = await site(t);
    const page = await browse(t, engine, { width: 390, height: 844 });
    await openGallery(page, server, 'face=accepted');
    const viewed = () => globalThis.later.asked.filter(([name]) => name === 'viewed').length;
    await page.evaluate(async () => {
      const { faces, record, sheet } = await import('/tests/browser/fixtures/recorded.mjs');
      const cover = document.createElement('div');
      cover.id = 'cover';
      cover.style.cssText = 'position:fixed;inset:0;background:white;z-index:1';
      document.body.append(cover);
      // The card's second begins after whatever else waited: two of these are two seconds of it covered.
      globalThis.covered = 0;
      const { elementFromPoint } = ShadowRoot.prototype;
      ShadowRoot.prototype.elementFromPoint = function (...point) {
        globalThis.covered++;
        return elementFromPoint.apply(this, point);
      };
      // The offer comes when the cover is there, so its first second cannot have passed before.
      const element = document.createElement('encore-offers');
      globalThis.later = record(element, faces.offering, sheet({ locale: 'en-US', currency: 'USD', law: 'none' }));
      document.querySelector('#gallery').replaceChildren(element);
    });
    await page.waitFor(() => globalThis.covered >= 2);
    assert.equal(await page.evaluate(viewed), 0);
    await page.evaluate(() => document.querySelector('#cover').remove());
    await page.waitFor(viewed);
  });
}
