// SPDX-License-Identifier: MIT
// Pictures of the yoga shelf.

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
  mint,
  moss,
  moved,
  oval,
  paper,
  rect,
  sage,
  sea,
  shade,
  shine,
  silver,
  sky,
  slate,
  steel,
  teal,
  white,
} from './shapes.mjs';

const flecks = (points, fill) =>
  points
    .map(
      ([x, y, a]) => `<ellipse cx="${x}" cy="${y}" rx="6" ry="3" fill="${fill}" transform="rotate(${a} ${x} ${y})"/>`,
    )
    .join('');
const block = (x, y) =>
  moved(
    x,
    y,
    area('M0 30L26 0H190L164 30Z', '#dcb485') +
      rect(0, 30, 164, 76, 6, cork) +
      area('M164 30L190 0V74L164 104Z', bark) +
      flecks(
        [
          [26, 52, 20],
          [66, 84, -10],
          [104, 56, 30],
          [138, 88, 0],
          [40, 92, 50],
          [120, 42, 10],
          [84, 66, -30],
        ],
        bark,
      ),
  );

export const yoga = {
  'mat-cork':
    ground(126) +
    area('M132 300H338Q350 300 346 312L342 330H140Z', '#b98a59') +
    rect(128, 318, 214, 12, 4, '#3e5b50') +
    disc(134, 262, 68, cork) +
    disc(134, 262, 68, shade) +
    disc(134, 262, 54, '#dcb485') +
    disc(134, 262, 40, cork) +
    disc(134, 262, 26, '#dcb485') +
    disc(134, 262, 12, '#6d4b2c') +
    area('M134 194H286Q296 194 294 206L286 318H150Q202 306 202 262Q202 206 134 194Z', cork) +
    flecks(
      [
        [232, 218, 20],
        [262, 246, -20],
        [226, 270, 10],
        [256, 288, 40],
        [210, 300, 0],
        [272, 214, 0],
        [244, 302, -30],
      ],
      bark,
    ) +
    rect(222, 230, 46, 10, 5, bark, 'opacity=".5"'),
  'mat-travel':
    ground(124) +
    [0, 1, 2, 3]
      .map(
        i =>
          rect(84 + i * 4, 226 + i * 26, 232 - i * 8, 26, 13, i % 2 ? '#4e6fa3' : '#6287bd') +
          rect(296 - i * 4 - 8, 230 + i * 26, 18, 18, 9, i % 2 ? '#3f5d8c' : '#4e6fa3'),
      )
      .join('') +
    rect(84, 196, 232, 34, 17, '#7299cf') +
    rect(98, 203, 120, 6, 3, shine) +
    rect(182, 190, 30, 142, 8, butter) +
    rect(176, 244, 42, 26, 7, bark) +
    rect(186, 252, 22, 10, 4, butter),
  'yoga-blocks': ground(126) + block(104, 222) + block(92, 122),
  'yoga-strap':
    ground(106) +
    disc(192, 244, 86, lilac) +
    disc(192, 244, 66, lavender) +
    disc(192, 244, 52, lilac) +
    disc(192, 244, 34, lavender) +
    disc(192, 244, 20, lilac) +
    area('M192 158H300V186H230Z', lilac) +
    rect(290, 150, 34, 46, 17, 'none', `stroke="${steel}" stroke-width="8"`) +
    rect(308, 158, 30, 46, 15, 'none', `stroke="${silver}" stroke-width="7"`) +
    line('M150 292a64 64 0 0 0 84 0', '#ffffff55', 3, 'stroke-dasharray="7 8"'),
  bolster:
    ground(140) +
    rect(62, 196, 276, 132, 62, clay) +
    area('M124 196H276Q200 220 124 196Z', shade) +
    oval(292, 262, 44, 64, '#b5624a') +
    oval(292, 262, 30, 46, clay) +
    disc(292, 262, 9, '#8f4a37') +
    [0, 60, 120, 180, 240, 300]
      .map(a => `<path d="M292 252V220" stroke="#b5624a" stroke-width="4" transform="rotate(${a} 292 262)"/>`)
      .join('') +
    line('M112 216Q170 206 226 216', '#ffffff44', 6) +
    line('M150 196C150 160 210 160 210 196', '#a95d45', 12),
  'yoga-towel':
    ground(120) +
    rect(92, 268, 216, 62, 24, '#3f7ba6') +
    rect(92, 222, 216, 58, 24, sea) +
    rect(92, 178, 216, 56, 24, '#7db4d8') +
    rect(240, 178, 26, 152, 0, '#ffffff38') +
    rect(274, 178, 8, 152, 0, '#ffffff38') +
    line('M112 206H220M112 252H220M112 300H220', '#ffffff30', 4) +
    rect(104, 296, 34, 22, 4, paper) +
    rect(110, 304, 22, 5, 2, sea),
  'mat-spray':
    ground(60) +
    area('M166 122H222L232 142H166Z', ink) +
    rect(150, 104, 84, 24, 8, ink) +
    rect(140, 108, 22, 14, 4, slate) +
    rect(182, 138, 36, 36, 6, slate) +
    rect(146, 170, 108, 160, 26, '#b9a7dd') +
    rect(158, 186, 12, 126, 6, shine) +
    rect(156, 214, 88, 90, 8, paper) +
    line('M200 282V232', moss, 4) +
    [
      [0, 228],
      [-8, 238],
      [8, 240],
      [-8, 250],
      [8, 252],
    ]
      .map(([dx, y]) => oval(200 + dx, y, 7, 6, lilac))
      .join('') +
    [
      [112, 96],
      [96, 114],
      [112, 130],
      [82, 96],
      [78, 130],
    ]
      .map(([x, y]) => disc(x, y, 5, lavender))
      .join(''),
  'bottle-steel':
    ground(64) +
    rect(146, 142, 108, 188, 30, sage) +
    rect(158, 164, 14, 140, 7, shine) +
    rect(164, 112, 72, 40, 10, '#8aa67b') +
    rect(158, 84, 84, 40, 14, ink) +
    line('M180 84C180 58 220 58 220 84', ink, 11) +
    rect(146, 292, 108, 38, 19, '#8aa67b') +
    area('M200 208C220 224 214 250 200 260C186 250 180 224 200 208Z', paper) +
    line('M200 256V222', moss, 3),
  'class-pass':
    ground(126) +
    rect(74, 120, 252, 184, 22, slate) +
    rect(88, 134, 224, 156, 12, mint) +
    disc(200, 170, 17, clay) +
    area('M188 190H212L218 238H182Z', teal) +
    line('M188 200L150 226L176 246M212 200L250 226L224 246', clay, 11) +
    area('M136 262Q200 226 264 262Q268 276 252 276H148Q132 276 136 262Z', '#23857f') +
    rect(120, 276, 160, 8, 4, coral) +
    rect(160, 304, 80, 14, 0, ink) +
    rect(128, 316, 144, 14, 7, ink) +
    disc(286, 160, 18, white) +
    area('M281 151L295 160L281 169Z', coral) +
    oval(120, 160, 16, 16, sky, 'opacity=".7"'),
};
