// SPDX-License-Identifier: MIT
// Pictures of the phone shelf.

import {
  area,
  butter,
  clay,
  coral,
  disc,
  glass,
  grey,
  ground,
  ink,
  lavender,
  lilac,
  line,
  mint,
  moss,
  mustard,
  oval,
  paper,
  rect,
  sage,
  scaled,
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

const screen = (x, y, w, h, from, hill, far) =>
  rect(x, y, w, h, 16, from) +
  disc(x + w * 0.7, y + h * 0.28, w * 0.14, butter) +
  area(
    `M${x} ${y + h * 0.7}C${x + w * 0.3} ${y + h * 0.5} ${x + w * 0.5} ${y + h * 0.8} ${x + w} ${y + h * 0.56}V${y + h - 16}a16 16 0 0 1-16 16H${x + 16}a16 16 0 0 1-16-16Z`,
    far,
  ) +
  area(
    `M${x} ${y + h * 0.84}C${x + w * 0.4} ${y + h * 0.66} ${x + w * 0.6} ${y + h * 0.96} ${x + w} ${y + h * 0.74}V${y + h - 16}a16 16 0 0 1-16 16H${x + 16}a16 16 0 0 1-16-16Z`,
    hill,
  );

const front = (x, y, w, h, sky1, hill, far) =>
  rect(x, y, w, h, 26, ink) +
  screen(x + 9, y + 9, w - 18, h - 18, sky1, hill, far) +
  rect(x + w / 2 - 18, y + 18, 36, 9, 5, ink);

export const phones = {
  'phone-lumen':
    ground(106) +
    rect(196, 96, 118, 232, 26, '#5f6fa8') +
    rect(212, 112, 50, 74, 18, '#4b5990') +
    glass(237, 132, 15) +
    glass(237, 165, 15) +
    front(96, 84, 122, 246, sky, teal, mint),
  'phone-lumen-pro':
    ground(112) +
    rect(196, 84, 128, 246, 28, '#3b3f58') +
    rect(212, 100, 58, 104, 20, '#2b2d42') +
    glass(241, 121, 15) +
    glass(241, 152, 15) +
    glass(241, 183, 15) +
    front(84, 70, 134, 260, lavender, '#6a5a9e', lilac),
  'phone-case':
    ground(108) +
    turned(
      6,
      rect(190, 92, 126, 236, 28, clay) +
        rect(206, 108, 54, 76, 20, '#a95d45') +
        disc(233, 128, 13, paper) +
        disc(233, 162, 13, paper),
    ) +
    turned(
      -5,
      rect(92, 88, 126, 240, 28, moss) +
        rect(92, 88, 14, 240, 7, '#5c7c4d') +
        rect(110, 104, 54, 78, 20, '#547246') +
        disc(137, 125, 13, paper) +
        disc(137, 160, 13, paper) +
        rect(128, 290, 54, 10, 5, sage),
    ),
  'phone-glass':
    ground(100) +
    rect(104, 100, 128, 230, 24, slate) +
    screen(113, 109, 110, 212, sky, sea, '#7db4d8') +
    turned(
      8,
      rect(176, 84, 128, 232, 24, '#ffffff8c', 'stroke="#ffffff" stroke-width="4"') +
        area('M196 250L276 130V168L220 260Z', '#ffffffb0') +
        area('M196 210L250 120H272L196 236Z', '#ffffff80'),
    ),
  'charger-30':
    ground(92) +
    line('M200 262C200 330 300 300 300 342', steel, 10) +
    rect(120, 150, 160, 150, 34, white) +
    rect(120, 258, 160, 42, 21, silver) +
    rect(150, 106, 18, 52, 9, steel) +
    rect(232, 106, 18, 52, 9, steel) +
    rect(178, 254, 44, 16, 8, ink) +
    area('M208 176L176 220H198L190 244L226 204H204Z', mustard),
  'cable-c':
    ground(110) +
    line('M118 300C60 190 150 120 216 160S320 240 250 280S130 240 190 196S320 130 306 92', teal, 15) +
    line(
      'M118 300C60 190 150 120 216 160S320 240 250 280S130 240 190 196S320 130 306 92',
      mint,
      4,
      'stroke-dasharray="3 12"',
    ) +
    `<g transform="rotate(-24 120 300)">${rect(100, 284, 38, 44, 9, slate) + rect(108, 324, 22, 16, 6, steel)}</g>` +
    rect(286, 62, 40, 46, 9, slate) +
    rect(295, 46, 22, 18, 6, steel),
  'earbuds-pip':
    ground(112) +
    rect(92, 196, 216, 132, 56, white) +
    area('M92 252a56 56 0 0 1 56-56h104a56 56 0 0 1 56 56v6H92Z', silver) +
    disc(200, 292, 6, teal) +
    [
      [142, -1],
      [258, 1],
    ]
      .map(
        ([x, side]) =>
          rect(x - 11 + side * 4, 128, 22, 92, 11, paper) +
          oval(x, 122, 36, 32, white) +
          oval(x - side * 18, 128, 17, 20, ink) +
          oval(x + side * 12, 112, 9, 7, silver),
      )
      .join('') +
    rect(92, 240, 216, 16, 0, '#c9cfdd'),
  'power-bank':
    ground(96) +
    turned(
      -6,
      rect(104, 132, 192, 196, 54, '#6fa7a2') +
        rect(104, 132, 192, 196, 54, '#ffffff18') +
        rect(124, 150, 28, 140, 14, shine) +
        [0, 1, 2, 3].map(i => disc(176 + i * 22, 290, 6, i < 3 ? butter : '#4f827e')).join('') +
        area('M222 172L178 234H206L196 276L242 214H214Z', white),
    ),
  'car-mount':
    ground(86) +
    scaled(
      0.96,
      rect(176, 226, 48, 88, 14, slate) +
        rect(150, 300, 100, 28, 12, ink) +
        [168, 190, 212].map(x => rect(x, 292, 10, 22, 5, grey)).join('') +
        disc(200, 176, 84, ink) +
        disc(200, 176, 68, slate) +
        disc(200, 176, 40, ink) +
        line('M158 176a42 42 0 0 1 42-42', steel, 8) +
        disc(200, 176, 14, coral),
    ),
};
