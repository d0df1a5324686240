// SPDX-License-Identifier: MIT
// Pictures of the printing shelf, and of the cover that belongs to every shelf.

import {
  area,
  butter,
  coral,
  disc,
  ground,
  ink,
  line,
  mint,
  moss,
  moved,
  print,
  rect,
  rose,
  sage,
  sea,
  shine,
  silver,
  sky,
  slate,
  steel,
  teal,
  turned,
  white,
} from './shapes.mjs';

const kInks = ['#33364d', '#38a3c7', '#d9588a', '#f0c33c'];
const bottle = (x, y, fill) =>
  moved(
    x,
    y,
    rect(14, 0, 22, 26, 6, ink) +
      rect(8, 22, 34, 18, 6, slate) +
      rect(0, 36, 50, 120, 14, white) +
      rect(0, 92, 50, 64, 14, fill) +
      rect(0, 80, 50, 22, 0, fill) +
      rect(7, 46, 7, 98, 3, shine),
  );
const printer = (body, dark, parts) =>
  ground(138) +
  area('M132 92H268V180H132Z', white, 'stroke="#c9cfdd" stroke-width="3"') +
  area('M132 92H268V104H132Z', silver) +
  rect(66, 168, 268, 128, 24, body) +
  rect(66, 168, 268, 26, 13, shine) +
  rect(66, 262, 268, 34, 17, dark) +
  rect(108, 248, 184, 20, 8, ink) +
  area('M126 258H274L286 330H114Z', white, 'stroke="#c9cfdd" stroke-width="3"') +
  print(200, 274, [110, 124, 84], silver, 17, 7) +
  parts;
const ream = (y, band) =>
  rect(96, y, 208, 48, 4, white, 'stroke="#c9cfdd" stroke-width="3"') +
  line(`M100 ${y + 10}H300M100 ${y + 20}H300M100 ${y + 30}H300M100 ${y + 40}H300`, '#e3e6ee', 2) +
  rect(168, y, 64, 48, 0, band);

export const printing = {
  'printer-quill': printer(
    '#f4f5f9',
    '#d3d8e4',
    rect(84, 206, 92, 26, 6, '#cfd5e2') +
      kInks.map((fill, i) => rect(90 + i * 21, 211, 17, 17, 3, fill)).join('') +
      rect(236, 204, 76, 30, 8, ink) +
      disc(254, 219, 7, teal) +
      rect(270, 212, 32, 5, 2, steel) +
      rect(270, 222, 22, 5, 2, steel),
  ),
  'printer-slate': printer(
    '#4c5170',
    '#3a3e58',
    rect(232, 202, 80, 34, 8, ink) +
      rect(240, 209, 40, 20, 4, sky) +
      disc(296, 219, 7, coral) +
      line('M88 210H168M88 222H168M88 234H140', '#3a3e58', 5),
  ),
  'ink-set': ground(132) + kInks.map((fill, i) => bottle(78 + i * 65, 174, fill)).join(''),
  'toner-slate':
    ground(132) +
    area('M76 236L104 200H326L306 236Z', slate) +
    rect(70, 232, 240, 84, 16, ink) +
    area('M310 240L330 204V276L310 308Z', '#1d2136') +
    rect(92, 252, 120, 44, 8, '#3d425c') +
    print(152, 263, [86, 60], steel, 14, 7) +
    rect(232, 300, 60, 28, 8, teal) +
    disc(84, 316, 12, steel) +
    rect(140, 186, 120, 18, 9, '#33364d'),
  'paper-a4':
    ground(122) +
    ream(276, sage) +
    ream(226, moss) +
    turned(
      -3,
      rect(98, 178, 208, 44, 4, white, 'stroke="#c9cfdd" stroke-width="3"') +
        line('M102 188H302M102 198H302M102 208H302', '#e3e6ee', 2) +
        rect(170, 178, 64, 44, 0, sage),
    ) +
    area('M196 196c14-14 26-4 22 10c-12 6-22 2-22-10Z', moss),
  'paper-photo':
    ground(116) +
    turned(
      -10,
      rect(104, 142, 190, 140, 6, white, 'stroke="#2b2d4218" stroke-width="2"') + rect(116, 154, 166, 116, 3, rose),
    ) +
    turned(
      5,
      rect(104, 168, 200, 146, 6, white, 'stroke="#2b2d4218" stroke-width="2"') +
        rect(116, 180, 176, 122, 3, sky) +
        disc(250, 214, 17, butter) +
        area('M116 302V262L168 214L214 262L242 240L292 282V302Z', sea) +
        area('M116 302V284L150 258L198 302Z', teal) +
        area('M116 180H190L116 270Z', '#ffffff40'),
    ),
  'cable-print':
    ground(110) +
    line('M126 292C70 180 180 120 226 186S320 270 292 128', slate, 15) +
    line('M126 292C70 180 180 120 226 186S320 270 292 128', '#5f6484', 4) +
    `<g transform="rotate(-22 126 292)">${rect(100, 276, 52, 48, 8, ink) + rect(108, 320, 36, 26, 5, steel) + rect(116, 328, 20, 8, 2, ink)}</g>` +
    rect(270, 86, 42, 50, 10, ink) +
    rect(280, 68, 22, 20, 6, steel),
  care:
    ground(96) +
    area(
      'M200 84C236 112 272 120 302 120C304 220 276 294 200 328C124 294 96 220 98 120C128 120 164 112 200 84Z',
      teal,
    ) +
    area('M200 84C236 112 272 120 302 120C304 220 276 294 200 328Z', '#23857f') +
    area(
      'M200 112C228 132 254 139 278 140C278 216 256 272 200 300C144 272 122 216 122 140C146 139 172 132 200 112Z',
      mint,
    ) +
    area('M200 112C228 132 254 139 278 140C278 216 256 272 200 300Z', '#93d0bd') +
    line('M156 208L188 240L248 172', white, 20),
};
