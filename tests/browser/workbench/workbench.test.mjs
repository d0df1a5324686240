// SPDX-License-Identifier: MIT
//
// The workbench in a real browser: the sheet as it is typed, with messages that lead to their
// line; the live component as set; outcomes played; all states at once; the markup to embed.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { placeOf } from '../../../web/workbench/places.mjs';
import { startWorkbench } from '../../../web/workbench/serve.mjs';
import { dist, findings, browse } from '../element/site.mjs';
import { settle } from '../engines.mjs';

const camera = readFileSync(new URL('../../../examples/sheets/camera.json', import.meta.url), 'utf8');

async function open(t, options = { width: 1440, height: 900 }) {
  const workbench = await startWorkbench({ dist });
  t.after(() => workbench.close());
  const page = await browse(t, 'chromium', options);
  await page.goto(workbench.url);
  await page.waitFor(() => 'ready' in document.documentElement.dataset, { limitMs: 30_000 });
  return page;
}
/** What the framed page says: each card's state, and the text of the first element. */
const framed = () => {
  const { contentDocument } = document.querySelector('#frame');
  const elements = [...contentDocument.querySelectorAll('encore-offers')];
  return {
    states: elements.flatMap(element =>
      [...(element.shadowRoot?.querySelectorAll('article') ?? [])].map(card => card.dataset.state),
    ),
    text: elements[0]?.shadowRoot?.textContent.replace(/\s+/g, ' ') ?? '',
    attributes: elements[0]?.getAttributeNames() ?? [],
    dir: contentDocument.documentElement.dir,
    width: contentDocument.documentElement.clientWidth,
    border:
      elements[0] && contentDocument.defaultView.getComputedStyle(elements[0]).getPropertyValue('--encore-radius'),
  };
};
const set = (name, value) => {
  const control = document.querySelector('#settings').elements[name] ?? document.getElementById(name);
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
};
const until = (page, test, ...args) => page.waitFor(test, { args, limitMs: 20_000 });
const cards = () =>
  [...document.querySelector('#frame').contentDocument.querySelectorAll('encore-offers')].flatMap(element => [
    ...(element.shadowRoot?.querySelectorAll('article') ?? []),
  ]).length;

test('a pointer leads to its place in the text, through escapes, arrays and what only looks like structure', () => {
  const text = '{\n  "a": "} , [", "b/c": [1, {"d": "\\"x"},\n    {"e": null}],\n  "f": 2\n}';
  const at = pointer => {
    const { line, column, start, end } = placeOf(text, pointer);
    return [line, column, text.slice(start, end)];
  };
  assert.deepEqual(at('/f'), [4, 3, '"f": 2']);
  assert.deepEqual(at('/b~1c/0'), [2, 25, '1']);
  assert.deepEqual(at('/b~1c/1/d'), [2, 29, '"d": "\\"x"']);
  assert.deepEqual(at('/b~1c/2/e'), [3, 6, '"e": null']);
  assert.deepEqual(at('/b~1c/2/missing'), [3, 5, '{"e": null}'], 'a missing member leads to where it belongs');
  assert.deepEqual(at('').slice(0, 2), [1, 1]);
  const { start, end } = placeOf(camera, '/candidates/2/product/variants/0/price');
  assert.match(camera.slice(start, end), /^"price": \d+$/);
});

test('it shows the example live, and plays what an accept comes to', async t => {
  const page = await open(t);
  await until(page, cards);
  assert.match(await page.text('#summary'), /^Shown: offer-card and offer-protection\. 5 left out\.$/);
  assert.match((await page.evaluate(framed)).text, /Room for the first thousand pictures/);
  const accept = async () => {
    const button = page.raw.frameLocator('#frame').locator('encore-offers').first().locator('[data-slot="0"] .accept');
    await (await settle(button)).click();
  };
  const first = wanted =>
    document
      .querySelector('#frame')
      .contentDocument.querySelector('encore-offers')
      .shadowRoot.querySelector('[data-slot="0"]').dataset.state === wanted;
  await page.evaluate(set, 'outcome', 'payment_declined');
  await accept();
  await until(page, first, 'failed');
  await page.evaluate(set, 'outcome', 'accepted');
  await accept();
  await until(page, first, 'accepted');
});

test('theme, own styles, width, locale, direction, layout and moment reach the page', async t => {
  const page = await open(t);
  await until(page, cards);
  await page.evaluate(set, 'theme', 'soft');
  await page.evaluate(set, 'layout', 'banner');
  await page.evaluate(set, 'locale', 'ar-EG');
  await page.evaluate(set, 'css', 'encore-offers { --encore-radius: 3px }');
  await page.evaluate(set, 'width', '390');
  await until(page, () =>
    document
      .querySelector('#frame')
      .contentDocument.querySelector('encore-offers[theme=soft][layout=banner][locale=ar-EG]')
      ?.shadowRoot?.querySelector('.banner'),
  );
  await until(
    page,
    () =>
      getComputedStyle(
        document.querySelector('#frame').contentDocument.querySelector('encore-offers'),
      ).getPropertyValue('--encore-radius') === '3px',
  );
  const seen = await page.evaluate(framed);
  assert.deepEqual([seen.dir, seen.width], ['rtl', 390]);
  assert.match(
    await page.evaluate(() => document.querySelector('#snippet').value),
    /<encore-offers theme="soft" layout="banner" locale="ar-EG">/,
  );
  await page.evaluate(set, 'moment', '2026-12-24T10:00:00');
  await until(page, () => /^Nothing is shown: .*expired/.test(document.querySelector('#summary').textContent));
});

test('a fault in the sheet is named with its line, and leads there', async t => {
  const page = await open(t);
  await until(page, cards);
  await page.evaluate(set, 'sheet', camera.replace(/"price": \d+/, '"price": "dear"'));
  await until(page, () => document.querySelector('#issues li'));
  const line = camera.slice(0, camera.search(/"price": \d+/)).split('\n').length;
  const [said] = await page.evaluate(() =>
    [...document.querySelectorAll('#issues .issue')].map(item => item.textContent),
  );
  assert.match(said, new RegExp(`^${line}:\\d+ "price" is "dear": give a whole number`));
  await page.click('#issues button');
  assert.equal(
    await page.evaluate(() => {
      const area = document.querySelector('#sheet');
      return area.value.slice(area.selectionStart, area.selectionEnd);
    }),
    '"price": "dear"',
  );
  await page.evaluate(set, 'sheet', camera.slice(0, -40));
  await until(page, () =>
    /valid JSON; reading stopped at line \d+/.test(document.querySelector('#issues').textContent),
  );
  assert.match(await page.text('#summary'), /refused/);
  await page.evaluate(set, 'sheet', camera);
  await until(
    page,
    () => !document.querySelector('#issues .issue') && /^Shown/.test(document.querySelector('#summary').textContent),
  );
});

test('all states stand in one gallery, and axe finds nothing in the window', async t => {
  const page = await open(t);
  await until(page, cards);
  await page.evaluate(set, 'state', 'all');
  const names = await page.evaluate(() =>
    [...document.querySelector('#settings').elements.state.options]
      .map(({ value }) => value)
      .filter(value => !/^(live|all)$/.test(value)),
  );
  await until(
    page,
    count =>
      [...document.querySelector('#frame').contentDocument.querySelectorAll('encore-offers')].filter(element =>
        element.shadowRoot?.querySelector('article'),
      ).length === count,
    names.length,
  );
  const { states } = await page.evaluate(framed);
  for (const state of ['accepted', 'declined', 'expired', 'unconfirmed', 'action_required'])
    assert.ok(states.includes(state), state);
  assert.deepEqual(await findings(page, 'body'), []);
});

test('axe finds nothing in the live page, the gallery in any theme, nor in the editor while it tells of faults', async t => {
  const page = await open(t);
  await until(page, cards);
  /** The framed page as one that axe can be run in. */
  const inside = {
    addScript: source => page.raw.frames()[1].evaluate(`${source}\n;1`),
    evaluate: (fn, ...args) => page.raw.frames()[1].evaluate(`(${fn})(...${JSON.stringify(args)})`),
  };
  assert.deepEqual(await findings(inside, 'body'), [], 'live');
  const count = await page.evaluate(
    () =>
      [...document.querySelector('#settings').elements.state.options].filter(({ value }) => !/^(live|all)$/.test(value))
        .length,
  );
  for (const [theme, scheme] of [
    ['', 'light'],
    ['', 'dark'],
    ['soft', 'dark'],
    ['bold', 'light'],
    ['minimal', 'dark'],
  ]) {
    for (const [name, value] of Object.entries({ theme, scheme, state: 'all' })) await page.evaluate(set, name, value);
    await until(
      page,
      (wanted, name) => {
        const elements = [...document.querySelector('#frame').contentDocument.querySelectorAll('encore-offers')];
        return (
          elements.length === wanted &&
          elements.every(
            element => (element.getAttribute('theme') ?? '') === name && element.shadowRoot?.querySelector('article'),
          )
        );
      },
      count,
      theme,
    );
    assert.deepEqual(await findings(inside, 'body'), [], `gallery, ${theme || 'plain'}, ${scheme}`);
  }
  await page.evaluate(set, 'state', 'live');
  await page.evaluate(set, 'sheet', camera.replace(/"price": \d+/, '"price": "dear"').replace('"kind"', '"kinds"'));
  await until(page, () => document.querySelectorAll('#issues li').length > 1);
  assert.deepEqual(await findings(page, 'body'), [], 'with faults');
  await page.evaluate(set, 'sheet', camera.slice(0, -40));
  await until(page, () => /valid JSON/.test(document.querySelector('#issues').textContent));
  assert.deepEqual(await findings(page, 'body'), [], 'with half a sheet');
});
