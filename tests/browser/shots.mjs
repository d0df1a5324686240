// SPDX-License-Identifier: MIT
//
// Visual regression: pictures of the gallery, taken at half size with a committed font, at a
// fixed moment, still, without hinting, sub-pixel text or a colour profile of the machine, so
// that they are the same everywhere. The test compares; this command renews.
//
//   npm run shots                  takes all pictures again, into tests/browser/shots/
//   npm run shots -- phone dark    those whose names hold one of the words

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from './engines.mjs';
import { serve, strictPolicy } from './serve.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const folder = fileURLToPath(new URL('shots/', import.meta.url));

const some = 'face=two,deadline_soon,accepted,payment_declined,declined_second';

/**
 * Name, width of the window, query of the gallery. The whole gallery at three widths, then themes, layouts, colours
 * that the shopper forces, and scripts.
 */
export const shots = [
  { name: 'gallery-phone', width: 390, query: '' },
  { name: 'gallery-tablet', width: 768, query: '' },
  { name: 'gallery-desk', width: 1280, query: '' },
  { name: 'narrowest', width: 320, query: `${some}&locale=de-DE&law=eu&currency=EUR` },
  { name: 'soft-phone', width: 390, query: `${some}&theme=soft` },
  { name: 'soft-dark-desk', width: 1280, query: `${some}&theme=soft&scheme=dark` },
  { name: 'bold-desk', width: 1280, query: `${some}&theme=bold` },
  { name: 'bold-dark-phone', width: 390, query: `${some}&theme=bold&scheme=dark` },
  { name: 'minimal-tablet', width: 768, query: `${some}&theme=minimal` },
  { name: 'plain-dark-phone', width: 390, query: `${some}&scheme=dark` },
  { name: 'compact-tablet', width: 768, query: `${some}&layout=compact` },
  { name: 'banner-desk', width: 1280, query: `${some}&layout=banner` },
  { name: 'arabic-phone', width: 390, query: `${some}&locale=ar-EG&theme=soft` },
  { name: 'arabic-desk', width: 1280, query: `${some}&locale=ar-EG` },
  { name: 'forced-phone', width: 390, query: some, forcedColors: 'active' },
  { name: 'japanese-phone', width: 390, query: `${some}&locale=ja-JP&currency=JPY` },
];

/**
 * A PNG (base64) as a lossless WebP of sixteen shades a channel: a third of the bytes, and nothing a comparison would
 * miss.
 */
async function lighten(text) {
  const bitmap = await globalThis.createImageBitmap(
    new Blob([Uint8Array.from(atob(text), char => char.charCodeAt(0))]),
  );
  const canvas = new globalThis.OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height);
  pixels.data.forEach((value, at) => {
    pixels.data[at] = Math.round(value / 17) * 17;
  });
  context.putImageData(pixels, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality: 1 })).arrayBuffer());
  return btoa(bytes.reduce((binary, byte) => binary + String.fromCharCode(byte), ''));
}

/** Takes pictures one after the other in one Chromium. `close` it. */
export async function photographer() {
  const site = await serve(
    { '/': root, '/dist/': process.env.ENCORE_DIST ?? `${root}dist` },
    { policy: `${strictPolicy}; font-src 'self'` },
  );
  const page = await launch('chromium', { width: 390, height: 800, scale: 0.5, reducedMotion: true });
  const shoot = async () => {
    const png = await page.raw.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide' });
    return Buffer.from(await page.evaluate(lighten, png.toString('base64')), 'base64');
  };
  return {
    page,
    shoot,
    async take({ width, query, forcedColors = 'none' }) {
      await page.raw.emulateMedia({ forcedColors });
      await page.raw.setViewportSize({ width, height: 800 });
      await page.goto(`${site.origin}/tests/browser/gallery.html?${query}&font=noto&scheme=light`);
      await page.waitFor(() => 'ready' in document.documentElement.dataset, { limitMs: 30_000 });
      return shoot();
    },
    async close() {
      await page.close();
      await site.close();
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2);
  mkdirSync(folder, { recursive: true });
  const camera = await photographer();
  try {
    for (const shot of shots.filter(({ name }) => !words.length || words.some(word => name.includes(word)))) {
      const picture = await camera.take(shot);
      writeFileSync(`${folder}${shot.name}.webp`, picture);
      console.log(
        `${shot.name.padEnd(18)} ${String(shot.width).padStart(5)} px ${(picture.length / 1024).toFixed(0).padStart(6)} KB`,
      );
    }
  } finally {
    await camera.close();
  }
}
