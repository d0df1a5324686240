// SPDX-License-Identifier: MIT
//
// The gallery looks as it did. A picture may differ where two machines draw a curve a shade
// apart: by a little in few places. What differs more is named with its place, and the picture
// that was taken is left in build/shots/ to be looked at; `npm run shots` accepts it.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { engines } from './engines.mjs';
import { folder, photographer, shots } from './shots.mjs';

/** Of 255; a pixel that differs by no more in every channel is the same. */
const shade = 40;
/** The part of a picture's pixels that may differ more. */
const allowed = 0.0002;
const taken = fileURLToPath(new URL('../../build/shots/', import.meta.url));

/** Compares two pictures, as base64, in a page: a browser decodes them best. */
async function difference(first, second, shade) {
  const pixels = async text => {
    const bitmap = await globalThis.createImageBitmap(
      new Blob([Uint8Array.from(atob(text), char => char.charCodeAt(0))]),
    );
    const canvas = new globalThis.OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  };
  const [a, b] = [await pixels(first), await pixels(second)];
  if (a.width !== b.width || a.height !== b.height)
    return { size: `${a.width} × ${a.height} became ${b.width} × ${b.height}` };
  const box = { left: Infinity, top: Infinity, right: -1, bottom: -1 };
  let count = 0;
  for (let at = 0; at < a.data.length; at += 4) {
    if ([0, 1, 2].every(channel => Math.abs(a.data[at + channel] - b.data[at + channel]) <= shade)) continue;
    const [x, y] = [(at / 4) % a.width, Math.floor(at / 4 / a.width)];
    Object.assign(box, {
      left: Math.min(box.left, x),
      right: Math.max(box.right, x),
      top: Math.min(box.top, y),
      bottom: Math.max(box.bottom, y),
    });
    count++;
  }
  return { part: count / (a.width * a.height), box };
}

if (engines.includes('chromium')) {
  let camera;
  before(async () => {
    camera = await photographer();
  });
  after(() => camera?.close());
  const compare = (first, second) =>
    camera.page.evaluate(difference, first.toString('base64'), second.toString('base64'), shade);

  for (const shot of shots) {
    test(`the picture ${shot.name} is as it was`, async () => {
      const before = readFileSync(`${folder}${shot.name}.webp`);
      const now = await camera.take(shot);
      const { size, part, box } = await compare(before, now);
      if (size || part > allowed) {
        mkdirSync(taken, { recursive: true });
        writeFileSync(`${taken}${shot.name}.webp`, now);
      }
      assert.equal(size, undefined);
      assert.ok(
        part <= allowed,
        `${(part * 100).toFixed(3)} % of it differs, within ${JSON.stringify(box)} (half size)`,
      );
    });
  }

  test('a change of colour in one line is seen', async () => {
    const shot = { width: 390, query: 'face=accepted' };
    const before = await camera.take(shot);
    assert.equal((await compare(before, await camera.take(shot))).part, 0, 'the same page gives the same picture');
    await camera.page.evaluate(() => {
      document.querySelector('encore-offers').style.color = 'red';
    });
    const { part } = await compare(before, await camera.shoot());
    assert.ok(part > allowed);
  });
}
