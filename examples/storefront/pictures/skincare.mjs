// SPDX-License-Identifier: MIT
// Pictures of the skin care shelf.

import {
  area,
  bark,
  butter,
  clay,
  coral,
  cork,
  disc,
  ground,
  ink,
  lavender,
  lilac,
  line,
  moved,
  mustard,
  oval,
  paper,
  print,
  rect,
  rose,
  sage,
  sand,
  scaled,
  shade,
  shine,
  silver,
  white,
} from './shapes.mjs';

const pipette = (body, label, mark, cap = ink) =>
  ground(68) +
  rect(180, 88, 40, 62, 18, '#3a3d55') +
  rect(168, 134, 64, 42, 8, cap) +
  [0, 1, 2, 3, 4].map(i => rect(174 + i * 12, 138, 4, 34, 2, '#ffffff30')).join('') +
  rect(138, 174, 124, 156, 28, body) +
  rect(150, 190, 14, 120, 7, shine) +
  rect(150, 218, 100, 86, 8, label) +
  mark +
  print(200, 276, [58, 38], body, 13, 6);
const jar = (lid, body, dark, mark) =>
  ground(108) +
  rect(100, 226, 200, 104, 30, body) +
  rect(100, 226, 30, 104, 15, shine) +
  rect(92, 168, 216, 66, 18, lid) +
  rect(92, 168, 216, 20, 10, shine) +
  rect(92, 222, 216, 12, 6, shade) +
  mark +
  print(200, 290, [90, 58], dark, 14, 7);
const tube = (body, cap, label, mark) =>
  ground(62) +
  area('M138 100H262L244 286H156Z', body) +
  rect(134, 86, 132, 22, 5, body) +
  rect(134, 86, 132, 8, 4, shade) +
  area('M150 108H170L176 286H156Z', shine) +
  rect(152, 284, 96, 46, 10, cap) +
  mark +
  print(200, 224, [64, 44], label, 15, 7);
const sun = (x, y) =>
  disc(x, y, 17, mustard) +
  [0, 45, 90, 135, 180, 225, 270, 315]
    .map(
      a =>
        `<rect x="${x - 3}" y="${y - 34}" width="6" height="12" rx="3" fill="${mustard}" transform="rotate(${a} ${x} ${y})"/>`,
    )
    .join('');

export const skincare = {
  'skin-cleanser':
    ground(78) +
    line('M200 118V82H248', silver, 14) +
    area('M240 75H276Q276 92 262 92H240Z', silver) +
    rect(176, 112, 48, 34, 8, white) +
    rect(130, 142, 140, 188, 30, sand) +
    rect(142, 160, 14, 150, 7, shine) +
    rect(148, 196, 104, 100, 10, paper) +
    line('M200 258V214', cork, 5) +
    [
      [188, 220, 30],
      [212, 220, -30],
      [186, 238, 30],
      [214, 238, -30],
      [200, 208, 0],
    ]
      .map(
        ([x, y, a]) =>
          `<ellipse cx="${x}" cy="${y}" rx="6" ry="11" fill="${cork}" transform="rotate(${-a} ${x} ${y})"/>`,
      )
      .join('') +
    print(200, 270, [62, 40], cork, 13, 6),
  'skin-serum': pipette(
    '#d9822b',
    paper,
    disc(200, 246, 19, mustard) +
      disc(200, 246, 14, butter) +
      line('M200 234V258M188 246H212M191 237L209 255M209 237L191 255', mustard, 2.5),
  ),
  'skin-cream': jar(white, '#b8d3e8', '#6d9cc0', line('M160 262q20-16 40 0t40 0', white, 8)),
  'skin-sun': tube('#fff3d6', coral, coral, sun(200, 170)),
  'skin-night': jar('#4a4672', lavender, lilac, disc(200, 258, 19, butter) + disc(209, 252, 16, lavender)),
  'skin-oil': pipette(
    '#b5533c',
    paper,
    area('M200 226C212 244 217 248 217 256A17 17 0 0 1 183 256C183 248 188 244 200 226Z', clay),
    bark,
  ),
  'skin-sponge':
    ground(104) +
    area('M96 272C92 196 140 150 200 150S308 196 304 272C302 312 262 330 200 330S98 312 96 272Z', '#d9cdb6') +
    area('M96 272C92 196 140 150 200 150C150 176 128 240 150 326C112 318 97 300 96 272Z', '#c9bb9f') +
    [
      [176, 210, 9],
      [222, 194, 7],
      [252, 232, 10],
      [206, 246, 8],
      [236, 284, 8],
      [182, 290, 10],
      [272, 270, 6],
      [214, 312, 6],
      [164, 250, 6],
    ]
      .map(([x, y, r]) => oval(x, y, r, r * 0.8, '#b3a483'))
      .join('') +
    line('M200 152C196 110 214 90 240 84', sage, 7) +
    oval(248, 80, 20, 9, sage, 'transform="rotate(-24 248 80)"'),
  'gift-pouch':
    ground(114) +
    rect(92, 164, 216, 166, 26, '#e9dcc3') +
    rect(92, 164, 216, 26, 13, '#d9c7a4') +
    line('M108 200H292M108 232H292M108 264H292M108 296H292', '#00000009', 3) +
    rect(92, 178, 216, 7, 0, bark) +
    rect(286, 172, 34, 18, 9, clay) +
    disc(200, 252, 32, paper) +
    area('M200 272C176 256 180 236 191 236Q198 236 200 244Q202 236 209 236C220 236 224 256 200 272Z', rose),
  'sample-night': scaled(
    0.72,
    jar('#4a4672', lavender, lilac, disc(200, 258, 19, butter) + disc(209, 252, 16, lavender)),
  ),
  'sample-serum': moved(0, 0, scaled(0.74, pipette('#d9822b', paper, disc(200, 246, 19, mustard)))),
};
