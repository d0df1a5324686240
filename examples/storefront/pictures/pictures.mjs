// SPDX-License-Identifier: MIT
//
// The pictures of the catalogue: drawn once at start, named by the hash of what they show, so that a browser may
// keep them for ever. Sources are the drawings beside this file; no picture comes from outside.

import { createHash } from 'node:crypto';
import { coffee } from './coffee.mjs';
import { phones } from './phones.mjs';
import { photography } from './photography.mjs';
import { printing } from './printers.mjs';
import { skincare } from './skincare.mjs';
import { yoga } from './yoga.mjs';

export const kPictureSize = 400;

const drawings = { ...photography, ...phones, ...coffee, ...skincare, ...yoga, ...printing };
/** The ground each trade's pictures stand on. */
export const kGrounds = {
  photography: '#e4edf6',
  phones: '#e9e6f6',
  coffee: '#f6eadb',
  skincare: '#fbe9e5',
  yoga: '#e2f0e8',
  printing: '#fbf2d8',
};

function draw(name, trade) {
  const drawing = drawings[name];
  if (!drawing) throw new Error(`no picture is drawn for ${name}`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${kPictureSize}" height="${kPictureSize}" viewBox="0 0 400 400">` +
    `<rect width="400" height="400" fill="${kGrounds[trade]}"/><circle cx="200" cy="206" r="168" fill="#ffffff" opacity=".5"/>${drawing}</svg>`
  );
}

/**
 * Draws the catalogue.
 * @param {{ id: string, trade: string, picture?: string }[]} products
 * @returns {{ url(id: string): string, file(name: string): string | undefined, size: number }}
 */
export function drawPictures(products) {
  const urls = new Map();
  const files = new Map();
  for (const { id, trade, picture = id } of products) {
    const svg = draw(picture, trade);
    const name = `${id}.${createHash('sha256').update(svg).digest('hex').slice(0, 10)}.svg`;
    urls.set(id, `/pictures/${name}`);
    files.set(name, svg);
  }
  return { url: id => urls.get(id), file: name => files.get(name), size: kPictureSize };
}
