// SPDX-License-Identifier: MIT
//
// `npm run screenshots`: the example shop's thank-you page as a phone and as a desktop see
// it, for the README. The shop's clock stands at one moment and its past is seeded, so the
// pictures change only when the page does.
//
//   node tests/browser/screenshots.mjs [folder]     default: examples/storefront/screenshots
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = process.argv[2] ?? join(root, 'examples/storefront/screenshots');

const { setup } = await import('../../wasm/setup.mjs');
const { build } = await import('../../web/build.mjs');
await setup(['core', 'browsers', 'npm']);
await build();

const { createShop } = await import('../../examples/storefront/shop.mjs');
const { launchChromium } = await import('./engines.mjs');

const moment = Date.parse('2026-11-21T10:05:00Z');
const widths = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

mkdirSync(folder, { recursive: true });
const shop = await createShop({ now: () => moment, dataDir: 'memory://', background: false });
const browser = await launchChromium();
try {
  const order = await shop.paidOrder(['aurora-black'], { email: 'clara@example.com' });
  for (const [name, viewport] of Object.entries(widths)) {
    const context = await browser.newContext({ viewport, timezoneId: 'Europe/Dublin', locale: 'en-IE', reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.clock.setFixedTime(moment);
    await page.goto(order.thankYou);
    await page.locator('encore-offers [part~="offer"]').first().waitFor();
    await page.evaluate(() => Promise.all([...document.querySelector('encore-offers').shadowRoot.querySelectorAll('img')].map((image) => image.decode())));
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    await context.close();
    console.log(`screenshots  ${name}.png, ${viewport.width} px wide`);
  }
} finally {
  await browser.close();
  await shop.close();
}
