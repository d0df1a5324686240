// SPDX-License-Identifier: MIT
//
// The market's shares as a picture: one panel for each world, one line for each contender over the size of the log, the
// closed loop as a last point apart. Plain SVG, the same bytes for the same shares.
//
//   npm run market -- --json > shares.json && node tests/market/chart.mjs shares.json tests/market/market.svg
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PANEL = { width: 420, height: 250, left: 44, top: 34, right: 108, bottom: 30 };
const COLOURS = {
  encore: '#0b6e4f',
  linucb: '#b25d00',
  thompson: '#7a3e9d',
  epsilon_greedy: '#2f6fb2',
  flat_prior: '#6d7a86',
  highest_lift: '#a23b4a',
  top_seller: '#8a8a3a',
  random: '#aaaaaa',
};

const text = (x, y, words, more = '') => `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${words}</text>`;

function panel({ name, unkind, shares }, x0, y0) {
  const points = Object.keys(shares.encore);
  const inner = { width: PANEL.width - PANEL.left - PANEL.right, height: PANEL.height - PANEL.top - PANEL.bottom };
  const x = i => x0 + PANEL.left + (inner.width * i) / (points.length - 1);
  const y = share => y0 + PANEL.top + inner.height * (1 - share);
  const parts = [text(x0 + PANEL.left, y0 + 18, `${name}${unkind ? ' (unkind)' : ''}`, 'font-weight="600"')];
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    parts.push(
      `<line x1="${x(0)}" x2="${x(points.length - 1)}" y1="${y(share)}" y2="${y(share)}" stroke="currentColor" stroke-opacity="0.15"/>`,
      text(x0 + PANEL.left - 8, y(share) + 4, `${100 * share} %`, 'text-anchor="end" opacity="0.7"'),
    );
  }
  points.forEach((point, i) => {
    const label = point === 'loop' ? 'loop' : Number(point).toLocaleString('en');
    parts.push(text(x(i), y(0) + 18, label, 'text-anchor="middle" opacity="0.7"'));
  });
  const ends = [];
  for (const [contender, colour] of Object.entries(COLOURS)) {
    const own = shares[contender];
    const line = points
      .filter(point => point !== 'loop')
      .map((point, i) => `${x(i).toFixed(1)},${y(own[point]).toFixed(1)}`);
    const width = contender === 'encore' ? 3 : 1.5;
    parts.push(`<polyline points="${line.join(' ')}" fill="none" stroke="${colour}" stroke-width="${width}"/>`);
    if (own.loop !== undefined) {
      const at = points.length - 1;
      parts.push(`<circle cx="${x(at).toFixed(1)}" cy="${y(own.loop).toFixed(1)}" r="${width + 1}" fill="${colour}"/>`);
    }
    ends.push({ contender, colour, y: y(own[points.at(-1)]) });
  }
  // Names at the right, moved apart where they would lie on one another.
  ends.sort((a, b) => a.y - b.y);
  ends.forEach((end, i) => {
    end.y = Math.max(end.y, (ends[i - 1]?.y ?? 0) + 13);
    parts.push(text(x(points.length - 1) + 10, end.y + 4, end.contender.replace('_', ' '), `fill="${end.colour}"`));
  });
  return parts.join('\n');
}

/** The picture of what `npm run market -- --json` prints. */
export function chart({ worlds }) {
  const columns = 2;
  const height = PANEL.height * Math.ceil(worlds.length / columns);
  const panels = worlds.map((world, i) =>
    panel(world, (i % columns) * PANEL.width, Math.floor(i / columns) * PANEL.height),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${columns * PANEL.width} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="currentColor" color="#444" role="img" aria-label="Share of the oracle’s margin by shows">
<rect width="100%" height="100%" fill="#ffffff"/>
${panels.join('\n')}
</svg>
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [from, to] = process.argv.slice(2);
  if (!from || !to) throw new Error('usage: node tests/market/chart.mjs shares.json picture.svg');
  writeFileSync(to, chart(JSON.parse(readFileSync(from, 'utf8'))));
}
