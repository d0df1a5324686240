// SPDX-License-Identifier: MIT
// Pictures of the photography shelf.

import {
  area,
  bark,
  butter,
  clay,
  coral,
  disc,
  glass,
  grey,
  ground,
  ink,
  line,
  mint,
  moss,
  mustard,
  oval,
  paper,
  print,
  rect,
  rose,
  sage,
  sand,
  scaled,
  sea,
  shade,
  shine,
  silver,
  sky,
  slate,
  steel,
  teal,
  turned,
  white,
} from './shapes.mjs';

const camera = (body, top, grip) =>
  ground(128) +
  rect(150, 128, 96, 46, 14, top) +
  rect(92, 138, 34, 22, 8, slate) +
  rect(270, 140, 40, 18, 9, coral) +
  rect(72, 156, 256, 172, 24, body) +
  rect(72, 188, 256, 108, 0, grip) +
  rect(72, 156, 58, 172, 24, grip) +
  rect(176, 138, 44, 18, 6, '#1d2136') +
  rect(72, 156, 256, 10, 5, shine) +
  glass(212, 240, 74) +
  disc(306, 176, 7, butter);

const pop = (body, dark, wide) =>
  ground(118) +
  (wide
    ? rect(110, 292, 180, 40, 4, white) + rect(124, 300, 152, 26, 2, sky)
    : rect(146, 296, 108, 36, 4, white) + rect(158, 302, 84, 24, 2, rose)) +
  rect(wide ? 66 : 84, 116, wide ? 268 : 232, 190, 40, body) +
  rect(wide ? 66 : 84, 256, wide ? 268 : 232, 50, 25, dark) +
  glass(200, 206, 62, white) +
  rect(wide ? 96 : 108, 136, 46, 30, 10, ink) +
  rect(wide ? 104 : 115, 142, 30, 18, 6, sky) +
  rect(254, 134, 40, 34, 10, butter) +
  disc(wide ? 104 : 118, 226, 13, coral) +
  rect(wide ? 120 : 138, 288, wide ? 160 : 124, 8, 4, ink);

const tripod = height =>
  ground(96) +
  line(`M200 ${height + 66}L118 326M200 ${height + 66}L282 326`, slate, 12) +
  line(`M200 ${height + 50}V326`, ink, 12) +
  line(`M160 ${Math.round((height + 70 + 326) / 2)}H240`, grey, 6) +
  rect(184, height + 26, 32, 54, 10, slate) +
  disc(200, height + 24, 22, teal) +
  rect(158, height - 12, 84, 20, 7, ink) +
  rect(192, height - 24, 16, 14, 3, steel) +
  line(`M220 ${height + 28}L262 ${height + 46}`, ink, 9) +
  disc(118, 326, 8, coral) +
  disc(282, 326, 8, coral) +
  disc(200, 326, 8, coral);

const card = (x, y, angle, body, label) =>
  `<g transform="translate(${x} ${y}) rotate(${angle})">` +
  area('M-58 -84H34L58 -60V84H-58Z', body) +
  [-44, -24, -4, 16].map(c => rect(c, -76, 12, 30, 3, butter)).join('') +
  rect(-44, -30, 88, 92, 8, label) +
  print(0, -12, [62, 44], body, 18, 9) +
  rect(-32, 34, 64, 16, 8, coral) +
  '</g>';

export const photography = {
  'cam-aurora': camera('#34374f', '#292c42', '#23263a'),
  'cam-pop': pop(mint, '#8acbb6', false),
  'cam-pop-wide': pop(sage, moss, true),
  'cam-ridge':
    ground(92) +
    rect(104, 134, 192, 194, 34, '#2f3347') +
    rect(104, 134, 192, 194, 34, shade) +
    rect(118, 148, 164, 166, 26, '#3d425c') +
    glass(222, 208, 50) +
    rect(134, 168, 44, 60, 10, sky) +
    line('M142 214l12-18 10 10 8-12', white, 5) +
    rect(134, 250, 130, 12, 6, mustard) +
    rect(134, 274, 84, 12, 6, grey) +
    rect(150, 122, 56, 18, 8, coral),
  'lens-50':
    ground(96) +
    rect(112, 150, 176, 178, 22, '#2f3347') +
    rect(102, 128, 196, 54, 16, ink) +
    rect(112, 204, 176, 44, 0, '#3d425c') +
    [...Array(15).keys()].map(i => rect(117 + i * 11.4, 206, 5, 40, 2, '#23263a')).join('') +
    rect(112, 262, 176, 6, 0, coral) +
    print(200, 280, [90, 60], steel) +
    oval(200, 132, 84, 22, '#1d2136') +
    oval(200, 132, 62, 15, sea) +
    oval(180, 127, 18, 5, '#ffffffaa'),
  'mem-128': ground(110, 200, 336) + card(158, 222, -12, slate, silver) + card(244, 232, 9, teal, paper),
  'mem-case':
    ground(112) +
    rect(88, 150, 224, 178, 22, '#8b90a5') +
    rect(88, 150, 224, 78, 22, '#a3a8bb') +
    line('M104 230H296', '#ffffff88', 3, 'stroke-dasharray="9 9"') +
    line('M104 312H296', '#ffffff66', 3, 'stroke-dasharray="9 9"') +
    disc(200, 226, 13, butter) +
    disc(200, 226, 5, bark) +
    [130, 182, 234]
      .map((x, i) => rect(x, 120, 38, 44, 5, [teal, coral, slate][i]) + rect(x + 6, 126, 26, 8, 2, butter))
      .join('') +
    rect(88, 150, 224, 14, 7, '#8b90a5'),
  'tripod-stem': tripod(92),
  'tripod-mini': scaled(
    0.82,
    ground(84) +
      area('M190 236L112 330H134L204 248Z', slate) +
      area('M210 236L288 330H266L196 248Z', slate) +
      rect(190, 236, 20, 94, 8, ink) +
      disc(200, 226, 32, slate) +
      disc(200, 206, 26, coral) +
      rect(144, 152, 112, 26, 9, ink) +
      rect(190, 138, 20, 16, 4, steel) +
      rect(182, 176, 36, 22, 8, grey),
  ),
  'bag-sling':
    ground(122) +
    line('M104 206C70 60 330 60 296 206', bark, 18) +
    rect(80, 178, 240, 150, 36, moss) +
    area('M80 214a36 36 0 0 1 36-36h168a36 36 0 0 1 36 36v26c-60 34-180 34-240 0Z', '#7da06b') +
    rect(180, 236, 40, 46, 9, sand) +
    rect(188, 254, 24, 8, 4, bark) +
    line('M100 306H300', '#ffffff40', 4, 'stroke-dasharray="10 9"') +
    disc(104, 206, 9, butter) +
    disc(296, 206, 9, butter),
  'cam-battery':
    ground(88) +
    turned(
      -8,
      rect(124, 122, 152, 206, 20, ink) +
        rect(124, 122, 152, 62, 20, slate) +
        rect(142, 136, 26, 18, 4, butter) +
        rect(178, 136, 26, 18, 4, butter) +
        rect(214, 136, 26, 18, 4, butter) +
        rect(142, 204, 116, 96, 12, teal) +
        area('M212 214L174 260H198L188 292L228 244H204Z', butter),
    ),
  'film-20':
    ground(104) +
    [
      [-14, coral, rose],
      [4, teal, mint],
      [20, mustard, butter],
    ]
      .map(
        ([angle, a, b], i) =>
          `<g transform="translate(${-30 + i * 32} ${i * 4}) rotate(${angle} 200 330)">` +
          rect(128, 118, 144, 188, 8, white, 'stroke="#2b2d4218" stroke-width="2"') +
          rect(142, 132, 116, 124, 4, b) +
          disc(222, 166, 15, white) +
          area('M142 256V220L184 184L222 228L240 212L258 228V256Z', a) +
          '</g>',
      )
      .join(''),
  'cam-cleaning':
    ground(122) +
    oval(134, 270, 52, 58, coral) +
    rect(120, 166, 28, 60, 8, '#d95848') +
    area('M128 166L131 118H137L140 166Z', ink) +
    oval(118, 252, 12, 22, shine) +
    rect(206, 206, 58, 122, 14, sky) +
    rect(214, 176, 42, 34, 8, white) +
    rect(226, 150, 18, 30, 6, sea) +
    rect(216, 246, 38, 52, 6, white) +
    line('M306 324L290 198', bark, 12) +
    area('M276 202L304 198L298 130C286 140 272 150 270 164Z', ink),
  'course-edit':
    ground(126) +
    rect(84, 120, 232, 164, 18, ink) +
    rect(98, 134, 204, 136, 8, sky) +
    disc(258, 170, 18, butter) +
    area('M98 270V232L152 178L206 236L240 206L302 262V270Z', teal) +
    area('M98 270V250L136 222L190 270Z', '#23857f') +
    area('M60 284H340V302A20 20 0 0 1 320 322H80A20 20 0 0 1 60 302Z', silver) +
    rect(164, 284, 72, 12, 6, steel) +
    disc(200, 202, 38, '#ffffffee') +
    area('M188 182L222 202L188 222Z', clay),
};
