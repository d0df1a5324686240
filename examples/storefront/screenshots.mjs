// SPDX-License-Identifier: MIT
//
// Takes the pictures of the thank-you page that the documentation shows, at the width of a phone and of a desk:
// node examples/storefront/screenshots.mjs [folder]. Needs a build in dist/ and Chromium.

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../../tests/browser/engines.mjs';
import { createShop } from './shop.mjs';

const folder = process.argv[2] ?? fileURLToPath(new URL('screenshots/', import.meta.url));
const start = Date.parse('2026-11-21T10:05:00Z') - Date.now();
fs.mkdirSync(folder, { recursive: true });

const shop = await createShop({ background: false, now: () => Date.now() + start });
const browser = await launchChromium();
try {
  for (const { name, width, height, scale } of [
    { name: 'phone', width: 390, height: 844, scale: 1 },
    { name: 'desk', width: 1280, height: 900, scale: 1 },
  ]) {
    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale });
    const page = await context.newPage();
    const { thankYou } = await shop.paidOrder(['aurora-black'], { email: `${name}@example.com` });
    await page.goto(thankYou);
    await page.locator('encore-offers [part~="offer"]').first().waitFor();
    // The element and the pictures below the fold arrive as they come into sight.
    await page.evaluate(() => {
      for (const image of document.images) image.loading = 'eager';
    });
    await page.waitForLoadState('networkidle');
    const file = path.join(folder, `thank-you-${name}.png`);
    await page.screenshot({ path: file, fullPage: true, animations: 'disabled' });
    console.log(`${path.relative(process.cwd(), file)}  ${width} px, ${Math.round(fs.statSync(file).size / 1024)} KB`);
    await context.close();
  }
} finally {
  await browser.close();
  await shop.close();
}
