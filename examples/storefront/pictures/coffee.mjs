// SPDX-License-Identifier: MIT
// Pictures of the coffee shelf.

import {
  area,
  bean,
  clay,
  coral,
  cork,
  disc,
  grey,
  ground,
  ink,
  lilac,
  line,
  moved,
  mustard,
  oval,
  paper,
  print,
  rect,
  sand,
  sea,
  shade,
  silver,
  slate,
  steel,
  teal,
  white,
  wood,
  bark,
  mint,
  lavender,
} from './shapes.mjs';

const seed = (x, y, angle, fill = bean) =>
  `<g transform="translate(${x} ${y}) rotate(${angle})">${oval(0, 0, 19, 13, fill)}${line('M-15 0C-5 -7 5 7 15 0', '#00000055', 3)}</g>`;
const beans = seed(104, 318, 20) + seed(138, 324, -24) + seed(292, 320, -12) + seed(262, 326, 30);

const bag = (body, band, mark) =>
  ground(112) +
  area('M118 124L106 318Q106 330 118 330H282Q294 330 294 318L282 124Z', body) +
  area('M118 124L114 184L130 330H118Q106 330 106 318Z', shade) +
  rect(112, 92, 176, 40, 8, body) +
  rect(112, 92, 176, 14, 6, shade) +
  rect(146, 118, 108, 8, 4, '#00000022') +
  rect(134, 176, 132, 116, 14, paper) +
  mark +
  print(200, 258, [76, 50], band, 15, 7) +
  beans;

export const coffee = {
  'beans-harbour': bag(
    '#7a3e2e',
    clay,
    disc(200, 216, 27, coral) + area('M176 224Q188 212 200 224T224 224V232A27 27 0 0 1 178 232Z', white),
  ),
  'beans-meadow': bag(
    '#5f8f74',
    '#5f8f74',
    [0, 72, 144, 216, 288]
      .map(a => `<ellipse cx="200" cy="200" rx="9" ry="16" fill="${mustard}" transform="rotate(${a} 200 216)"/>`)
      .join('') + disc(200, 216, 8, clay),
  ),
  'beans-dusk': bag('#4a4672', lilac, disc(200, 216, 27, lavender) + disc(212, 208, 23, paper)),
  'espresso-lever':
    ground(124) +
    rect(104, 112, 192, 60, 18, steel) +
    rect(104, 112, 192, 22, 11, silver) +
    rect(226, 160, 64, 150, 8, '#9aa3b4') +
    rect(96, 300, 208, 30, 12, slate) +
    rect(116, 292, 116, 12, 4, ink) +
    rect(136, 168, 72, 30, 8, ink) +
    rect(146, 196, 52, 14, 6, slate) +
    line('M140 204L84 214', wood, 16) +
    line('M172 112L232 48', grey, 12) +
    line('M222 58L250 30', wood, 20) +
    disc(258, 142, 20, white) +
    line('M258 142L268 132', coral, 4) +
    line('M166 212V240M178 212V240', bean, 4) +
    area('M146 246H200V268A22 22 0 0 1 178 290H168A22 22 0 0 1 146 268Z', white) +
    line('M202 254a10 10 0 0 1 0 20', white, 6) +
    rect(240, 200, 36, 84, 6, '#8791a3'),
  'grinder-hand':
    ground(70) +
    rect(152, 168, 96, 160, 26, wood) +
    rect(152, 168, 30, 160, 15, '#9c6a4a') +
    rect(152, 240, 96, 16, 0, ink) +
    rect(146, 136, 108, 44, 14, slate) +
    oval(200, 138, 54, 12, steel) +
    rect(193, 92, 14, 46, 6, grey) +
    line('M200 96L298 78', grey, 12) +
    rect(288, 52, 26, 36, 13, wood) +
    rect(158, 300, 84, 28, 12, '#6d452c') +
    seed(116, 322, -18) +
    seed(284, 322, 22),
  'dripper-cone':
    ground(104) +
    area('M92 128H308L236 246H164Z', white) +
    area('M92 128H150L196 246H164Z', silver) +
    [170, 200, 230].map(x => line(`M${x} 140L${200 + (x - 200) * 0.4} 236`, silver, 4)).join('') +
    oval(200, 128, 108, 20, paper) +
    oval(200, 130, 92, 14, bean) +
    line('M306 150c40 0 36 60-20 52', white, 14) +
    rect(140, 246, 120, 16, 8, white) +
    rect(152, 262, 96, 66, 12, '#cfe6ee') +
    area('M152 292H248V316A12 12 0 0 1 236 328H164A12 12 0 0 1 152 316Z', '#7a4a30'),
  'filter-paper':
    ground(112) +
    [0, 1, 2, 3]
      .map(i =>
        moved(
          -24 + i * 16,
          -i * 5,
          area('M92 140Q200 112 308 140L232 318Q200 330 168 318Z', i % 2 ? '#e0c398' : '#edd7b4') +
            line('M100 150L172 316', bark, 3, 'stroke-dasharray="2 8" opacity=".6"'),
        ),
      )
      .join('') +
    moved(24, -15, oval(200, 140, 100, 10, '#d8b888')),
  'kettle-neck':
    ground(112) +
    line('M146 286C84 300 120 176 66 150', ink, 17) +
    line('M270 176C346 170 344 288 284 292', wood, 16) +
    area('M140 170H276L298 318Q298 330 286 330H130Q118 330 118 318Z', '#33364d') +
    area('M152 170H176L158 330H130Q118 330 118 318Z', '#454964') +
    oval(208, 170, 68, 15, slate) +
    rect(196, 138, 24, 22, 8, wood) +
    rect(112, 318, 192, 14, 7, ink) +
    disc(208, 274, 19, ink) +
    disc(208, 274, 4, coral),
  'scale-brew':
    ground(126) +
    rect(82, 250, 236, 78, 20, white) +
    rect(82, 290, 236, 38, 19, silver) +
    rect(96, 236, 208, 20, 8, '#3d425c') +
    rect(140, 276, 120, 38, 10, ink) +
    [160, 184, 208].map(x => rect(x, 285, 14, 20, 3, teal)).join('') +
    disc(238, 303, 4, teal) +
    disc(112, 296, 9, coral) +
    disc(288, 296, 9, steel) +
    area('M150 150H250L238 222Q236 234 224 234H176Q164 234 162 222Z', '#d5ebf1') +
    area('M155 186H245L238 222Q236 234 224 234H176Q164 234 162 222Z', '#7a4a30') +
    oval(200, 150, 50, 9, '#eaf6f9') +
    line('M252 164c30 2 26 44-6 44', '#d5ebf1', 9),
  'cup-pair':
    ground(128) +
    oval(136, 320, 72, 12, '#d8bd92') +
    oval(270, 320, 66, 11, '#3f7ba6') +
    area('M92 214H180V270A44 44 0 0 1 92 270Z', sand) +
    line('M180 230a19 19 0 0 1 0 40', sand, 12) +
    oval(136, 214, 44, 12, paper) +
    oval(136, 216, 36, 8, bean) +
    rect(92, 244, 88, 9, 0, cork) +
    area('M230 224H312V274A41 41 0 0 1 230 274Z', sea) +
    line('M230 238a18 18 0 0 0 0 38', sea, 12) +
    oval(271, 224, 41, 11, paper) +
    oval(271, 226, 33, 7, bean) +
    line('M122 190q-8-14 0-26t0-26M150 190q-8-14 0-26t0-26', '#ffffffb0', 6) +
    line('M262 200q-8-12 0-24t0-24', '#ffffffb0', 6),
  descaler:
    ground(116) +
    [
      [-10, teal],
      [8, '#3fb0a8'],
    ]
      .map(
        ([a, fill], i) =>
          `<g transform="translate(${-38 + i * 74} ${i * 8}) rotate(${a} 200 330)">` +
          rect(140, 138, 120, 192, 8, fill) +
          area('M140 138l10-9 10 9 10-9 10 9 10-9 10 9 10-9 10 9 10-9 10 9 10-9 10 9V150H140Z', fill) +
          rect(140, 146, 120, 5, 0, '#ffffff55') +
          disc(200, 212, 37, paper) +
          area('M200 184C216 208 222 214 222 224A22 22 0 0 1 178 224C178 214 184 208 200 184Z', sea) +
          print(200, 272, [74, 48], mint, 16, 8) +
          '</g>',
      )
      .join(''),
};
