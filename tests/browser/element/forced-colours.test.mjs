// SPDX-License-Identifier: MIT
//
// Where a shopper has chosen the colours (Windows' contrast themes), grounds and shadows are
// gone, and what they said must still be seen: buttons by their borders, the chosen variant by
// its own, the focus by a ring that is not there without it, prices struck through, the
// countdown. Chromium and Firefox can be switched to them; the test reads what they compute.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines } from '../engines.mjs';
import { browse, findings, openGallery, site } from './site.mjs';

/** How a part is drawn: its text and border against the ground behind it, its outline, its lines. */
const drawn = (...selectors) =>
  selectors.map(selector => {
    const { shadowRoot } = document.querySelector('encore-offers');
    const node = shadowRoot.querySelector(selector);
    const style = getComputedStyle(node);
    const seen = colour => !/rgba\(.*, 0\)|transparent/.test(colour);
    let ground = node;
    while (ground && !seen(getComputedStyle(ground).backgroundColor))
      ground = ground.parentElement ?? ground.getRootNode().host;
    const behind = ground ? getComputedStyle(ground).backgroundColor : 'rgb(255, 255, 255)';
    return {
      selector,
      text: seen(style.color) && style.color !== behind,
      border:
        parseFloat(style.borderTopWidth) > 0 &&
        style.borderTopStyle === 'solid' &&
        seen(style.borderTopColor) &&
        style.borderTopColor !== behind,
      outline: style.outlineStyle === 'none' ? '' : `${style.outlineWidth} ${style.outlineColor}`,
      line: style.textDecorationLine,
      hidden: style.visibility !== 'visible' || style.opacity === '0',
    };
  });

for (const engine of engines.filter(one => one !== 'webkit')) {
  test(`${engine}: in forced colours nothing is shown by background colour alone`, async t => {
    const server = await site(t);
    const page = await browse(t, engine, { width: 390, forcedColors: true, reducedMotion: true });
    for (const theme of ['plain', 'soft', 'bold', 'minimal']) {
      await openGallery(page, server, `face=two&theme=${theme}`);
      assert.equal(await page.evaluate(() => matchMedia('(forced-colors: active)').matches), true);
      const [accept, decline, box, was, timer, amount, deadline] = await page.evaluate(
        drawn,
        '.accept',
        '.decline',
        '.box',
        's',
        '[role=timer]',
        '[part=amount]',
        '.deadline',
      );
      for (const button of [accept, decline])
        assert.deepEqual(
          [button.text, button.border, button.outline],
          [true, true, ''],
          `${theme}: ${button.selector} has text and a border, and no ring without focus`,
        );
      if (theme !== 'minimal') assert.ok(box.border, `${theme}: a card has its line`);
      assert.ok(was.line.includes('line-through') && was.text, `${theme}: the old price is struck through`);
      for (const part of [timer, amount]) assert.ok(part.text && !part.hidden, `${theme}: ${part.selector} is seen`);
      assert.equal(deadline.hidden, false);
      const [chosen, other] = await page.evaluate(
        drawn,
        '.swatch:has(:checked)',
        '.swatch:not(:has(:checked), :has(:disabled))',
      );
      const widths = await page.evaluate(() =>
        ['.swatch:has(:checked)', '.swatch:not(:has(:checked), :has(:disabled))'].map(
          selector =>
            getComputedStyle(document.querySelector('encore-offers').shadowRoot.querySelector(selector)).borderTopWidth,
        ),
      );
      assert.ok(
        chosen.border && other.border && parseFloat(widths[0]) > parseFloat(widths[1]),
        `${theme}: the chosen variant differs by more than a shadow`,
      );

      // By keyboard to the chosen variant and on to both buttons: each shows where one is.
      await page.evaluate(() => document.querySelector('encore-offers').shadowRoot.querySelector('.media a').focus());
      await page.keys('Tab');
      const [ring] = await page.evaluate(drawn, '.swatch:has(:focus-visible)');
      assert.match(ring.outline, /^2px /, `${theme}: focus on a variant`);
      for (
        let presses = 0;
        presses < 6 &&
        !(await page.evaluate(() =>
          document.querySelector('encore-offers').shadowRoot.activeElement?.matches('.accept'),
        ));
        presses++
      )
        await page.keys('Tab');
      for (const selector of ['.accept:focus-visible', '.decline:focus-visible']) {
        const [focused] = await page.evaluate(drawn, selector);
        assert.match(focused.outline, /^2px /, `${theme}: ${selector}`);
        await page.keys('Tab');
      }
      if (engine === 'chromium') assert.deepEqual(await findings(page), [], theme);
    }
  });
}
