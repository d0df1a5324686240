// SPDX-License-Identifier: MIT
//
// The pictures of web/reference/law-pictures.md: what a shopper sees of the law, on the real element and core. They
// show the moment they are taken; nothing compares them.
//
//   npm run update -- shots        renews them with the gallery's

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inline, ofOrder, routes, sheet } from './element/order-page.mjs';
import { pageRoute, script } from './element/site.mjs';
import { isSettled, launch } from './engines.mjs';
import { serve, strictPolicy } from './serve.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = `${root}web/reference/law-pictures/`;
const head =
  '<link rel="stylesheet" href="/tests/browser/gallery.css"><link rel="stylesheet" href="/rules.css"><script src="/hear.js"></script><script src="/dist/encore.js"></script>';

const links = { withdrawal_url: '/withdraw', cancel_url: '/cancel', guarantee_url: '/guarantee' };
/** An order from Germany; what is offered is changed. */
const german = (id, locale, change = {}) => {
  const given = sheet({ locale, currency: 'EUR' });
  const order = { ...given.order, ...ofOrder(id).order, ...links, billing_country: 'DE', tax_included: true };
  order.lines = [{ ...order.lines[0], title: 'Kamera Alba X100' }];
  const candidates = given.candidates.map(one => ({ ...one, proof: null, ...change }));
  return inline({ locale, currency: 'EUR', order, policy: { id: 'p', consumer_law: 'auto' } }, `id="${id}"`).replace(
    /<script type="application\/json">(.*?)<\/script>/s,
    (_, text) =>
      `<script type="application/json">${JSON.stringify({ ...JSON.parse(text), candidates }).replaceAll('<', '\\u003c')}</script>`,
  );
};

const coffee = {
  kind: 'subscription',
  product: {
    id: 'coffee',
    title: 'Morgenröte, ganze Bohne',
    image: '/tests/browser/fixtures/pictures/coffee.svg',
    variants: [{ id: 'coffee-500', title: '500 g', price: 1690 }],
  },
  subscription: { interval: { unit: 'month', count: 1 }, trial_days: 30, min_cycles: 3 },
  quantity: null,
  discount: null,
  availability: null,
  delivery: null,
  returns: null,
  copy: { headline: 'Jeden Monat frisch geröstet', body: 'Am Tag vor dem Versand geröstet.' },
  consent: {
    text: 'Ich stimme den Bedingungen zu: nach 30 Tagen 16,90 € im Monat, drei Zahlungen mindestens, kündbar auf der Website.',
    url: '/terms',
    required: true,
  },
};
const template = `<template><h2 data-encore-text="product"></h2>
  <button data-encore-action="accept"><span data-encore-text="accept"></span></button></template>`;

/** Name, body of the page, the page's rules, and what is done before the picture. */
const pictures = [
  { name: 'german-trial', body: german('trial', 'de-DE', coffee) },
  {
    name: 'tampered-theme',
    body: german('theme', 'en-IE'),
    rules:
      '#theme::part(total) { display: none } #theme::part(price) { opacity: 0.02 } #theme::part(decline) { font-size: 6px; color: #eee; border: 0 }',
    heard: 2, // buttons are looked at once they answer
  },
  { name: 'refused-template', body: german('template', 'en-IE').replace('<script', `${template}<script`), heard: 1 },
  { name: 'outcome', body: german('outcome', 'de-DE', coffee), accept: true },
];

/** Writes what `encore-error` said under the offer: a shopper never sees it. */
const hear = `document.addEventListener('encore-error', ({ detail: { code, message } }) => {
  globalThis.heard = (globalThis.heard ?? 0) + 1;
  const line = document.createElement('p');
  line.className = 'heard';
  line.textContent = code + ': ' + message;
  document.querySelector('main').append(line);
});`;
const style = '.heard { font: 13px/18px monospace; overflow-wrap: anywhere; color: #8a1c1c } #after { display: none }';

async function toWebp(text) {
  const bitmap = await globalThis.createImageBitmap(
    new Blob([Uint8Array.from(atob(text), char => char.charCodeAt(0))]),
  );
  const canvas = new globalThis.OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d').drawImage(bitmap, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.75 });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(bytes.reduce((binary, byte) => binary + String.fromCharCode(byte), ''));
}

const site = await serve(
  { '/': root, '/dist/': `${root}dist` },
  {
    policy: strictPolicy,
    routes: {
      ...routes,
      '/hear.js': script(hear),
      '/rules.css': (request, response) =>
        response.setHeader('content-type', 'text/css').end([style, ...pictures.map(one => one.rules)].join('\n')),
      ...Object.fromEntries(pictures.map(({ name, body }) => [`/${name}`, pageRoute(body, head)])),
    },
  },
);
const page = await launch('chromium', { width: 390, height: 800, scale: 1.5, reducedMotion: true });
try {
  mkdirSync(folder, { recursive: true });
  for (const { name, accept, heard } of pictures) {
    await page.goto(`${site.origin}/${name}`);
    await page.waitFor(isSettled, { args: ['encore-offers', '.accept'] });
    if (heard) await page.waitFor(times => globalThis.heard === times, { args: [heard] });
    if (accept) {
      await page.click('encore-offers', '[type=checkbox]');
      await page.press('encore-offers', '.accept');
      await page.waitFor(
        () => document.querySelector('encore-offers').shadowRoot.querySelector('.outcome [part=law-links]') !== null,
      );
      await page.waitFor(isSettled, { args: ['encore-offers', '[part~=undo]'] });
    }
    const png = await page.raw.locator('main').screenshot({ animations: 'disabled', caret: 'hide' });
    const webp = Buffer.from(await page.evaluate(toWebp, png.toString('base64')), 'base64');
    writeFileSync(`${folder}${name}.webp`, webp);
    console.log(`${name.padEnd(18)} ${(webp.length / 1024).toFixed(0).padStart(6)} KB`);
  }
} finally {
  await page.close();
  await site.close();
}
