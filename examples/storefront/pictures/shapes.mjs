// SPDX-License-Identifier: MIT
//
// The few strokes all product pictures are drawn with, and the palette they share. Every function returns SVG
// text. Coordinates live on a 400 × 400 sheet whose ground lies at y = 330. A shape takes an optional last
// argument: further attributes, as text.

export const ink = '#2b2d42',
  slate = '#474b66',
  grey = '#7b8199',
  steel = '#b9c0cc',
  silver = '#dde1ec',
  white = '#ffffff',
  paper = '#fbf7f0',
  coral = '#ef6f5e',
  rose = '#f2a7a0',
  mustard = '#f2b84b',
  butter = '#fadf9d',
  teal = '#2f9c95',
  mint = '#a9dccb',
  sea = '#4c8fbf',
  sky = '#a9d0ea',
  moss = '#6c8f5b',
  sage = '#a8c09a',
  clay = '#c9745a',
  lilac = '#9c89c9',
  lavender = '#cfc3ea',
  sand = '#e8cfa9',
  cork = '#c99b6a',
  bark = '#a97c4e',
  wood = '#8a5a3c',
  bean = '#5a3825',
  shade = '#00000014',
  shine = '#ffffff59';

export const rect = (x, y, w, h, radius, fill, more = '') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${radius}" fill="${fill}"${more && ` ${more}`}/>`;
export const disc = (x, y, r, fill, more = '') =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"${more && ` ${more}`}/>`;
export const oval = (x, y, rx, ry, fill, more = '') =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"${more && ` ${more}`}/>`;
export const area = (d, fill, more = '') => `<path d="${d}" fill="${fill}"${more && ` ${more}`}/>`;
export const line = (d, stroke, width, more = '') =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${more && ` ${more}`}/>`;
export const turned = (degrees, ...parts) => `<g transform="rotate(${degrees} 200 200)">${parts.join('')}</g>`;
export const moved = (x, y, ...parts) => `<g transform="translate(${x} ${y})">${parts.join('')}</g>`;
export const scaled = (factor, ...parts) =>
  `<g transform="translate(${200 - 200 * factor} ${330 - 330 * factor}) scale(${factor})">${parts.join('')}</g>`;

/** The soft shadow under a thing that stands on the ground. */
export const ground = (rx, x = 200, y = 330) => oval(x, y, rx, 11, '#2b2d4224');

/** A camera lens seen from the front. */
export const glass = (x, y, r, ring = ink) =>
  disc(x, y, r, ring) +
  disc(x, y, r * 0.8, slate) +
  disc(x, y, r * 0.62, '#1d2136') +
  disc(x, y, r * 0.4, sea) +
  disc(x, y, r * 0.2, ink) +
  disc(x - r * 0.26, y - r * 0.28, r * 0.13, '#ffffffcc');

/** Lines of unreadable print: a label without words. */
export const print = (x, y, widths, fill, step = 14, height = 6) =>
  widths.map((w, i) => rect(x - w / 2, y + i * step, w, height, height / 2, fill)).join('');
