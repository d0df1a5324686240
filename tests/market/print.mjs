// SPDX-License-Identifier: MIT
//
// What the market found, as JSON, as text for a terminal and as a page of the reference. Each world's shares beside
// the paired difference from Encore and its standard error; how far predicted rates hold on shows that were held
// back; what a floor under the margin costs.
import { contenders } from './contenders.mjs';
import { difference, shareOf } from './shares.mjs';

const names = ['oracle', ...Object.keys(contenders)];
const peers = names.filter(name => name !== 'oracle' && name !== 'encore');
const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length;
const mapValues = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

/** Ahead, or within two standard errors of the paired difference, or behind. */
const verdictOf = ({ difference: ahead, error }) =>
  ahead > 2 * error ? 'ahead' : ahead >= -2 * error ? 'within' : 'behind';

const pairedOf = runs =>
  Object.fromEntries(
    peers.map(peer => {
      const { mean: ahead, error } = difference(runs, 'encore', peer);
      const paired = { difference: ahead, error };
      return [peer, { ...paired, verdict: verdictOf(paired) }];
    }),
  );

/** Tenths whose interval holds what was predicted, by size of the log. */
const calibrationOf = results => {
  const sizes = Object.keys(results[0]?.calibration ?? {});
  return Object.fromEntries(
    sizes.map(size => {
      const tenths = results.flatMap(({ calibration }) => calibration[size]);
      const held = tenths.filter(one => one.low_ppm <= one.predicted_ppm && one.predicted_ppm <= one.high_ppm).length;
      return [size, { tenths: tenths.length, held }];
    }),
  );
};

const reservesOf = results => {
  const all = results.flatMap(({ reserves }) => (reserves ? [reserves] : []));
  return (all[0] ?? []).map(({ share }, i) => ({
    share,
    margin: mean(all.map(one => one[i].margin)),
    shown: mean(all.map(one => one[i].shown)),
  }));
};

/** Of each world: shares of the oracle's margin, paired differences, calibration and what floors cost. */
export const summary = (outcome, kinds) => ({
  worlds: kinds.map(({ name, unkind, why }) => {
    const { points, results } = outcome[name];
    return {
      name,
      unkind,
      why,
      shares: Object.fromEntries(names.map(one => [one, mapValues(points, runs => shareOf(runs, one))])),
      paired: mapValues(points, pairedOf),
      calibration: calibrationOf(results),
      reserves: reservesOf(results),
    };
  }),
});

const percent = (share, digits = 1) => (100 * share).toFixed(digits);

function worldTable({ name, unkind, why, shares, paired }) {
  const points = Object.keys(shares.encore);
  const row = (label, cells) => `  ${label.padEnd(16)}${cells.map(cell => cell.padStart(20)).join('')}`;
  const lines = [`\n${name}${unkind ? ' (unkind)' : ''}: ${why}`, row('', points)];
  lines.push(
    row(
      'encore',
      points.map(point => percent(shares.encore[point])),
    ),
  );
  for (const peer of peers) {
    const cells = points.map(point => {
      const { difference: ahead, error, verdict } = paired[point][peer];
      const mark = { ahead: ' ', within: '~', behind: '!' }[verdict];
      return `${percent(shares[peer][point])} (${percent(-ahead)} ±${percent(error)})${mark}`;
    });
    lines.push(row(peer, cells));
  }
  return lines;
}

/** The mean of Encore's shares over the kind worlds, by point. */
export const kindMeans = ({ worlds }) => {
  const kind = worlds.filter(({ unkind }) => !unkind);
  const points = Object.keys(kind[0]?.shares.encore ?? {});
  return Object.fromEntries(points.map(point => [point, mean(kind.map(({ shares }) => shares.encore[point]))]));
};

/** All tenths together: how many, and the share whose interval holds. */
export const calibrated = worlds => {
  const all = worlds.flatMap(({ calibration }) => Object.values(calibration));
  const tenths = all.reduce((sum, one) => sum + one.tenths, 0);
  return { tenths, share: all.reduce((sum, one) => sum + one.held, 0) / Math.max(tenths, 1) };
};

/** Differences in which Encore is not ahead: the worlds, points and peers. */
const notAhead = (worlds, wanted) =>
  worlds.flatMap(({ name, paired }) =>
    Object.entries(paired).flatMap(([point, byPeer]) =>
      Object.entries(byPeer).flatMap(([peer, { verdict }]) =>
        verdict === wanted ? [`${peer} at ${point} in ${name}`] : [],
      ),
    ),
  );

const listed = (found, none) => (found.length > 0 ? found.join(', ') : none);

export function asText(found) {
  const lines = [
    'Share of the oracle’s margin, in per cent; in brackets, the difference from encore ± its standard error',
    '(~ within two of them, ! Encore behind by more).',
  ];
  for (const world of found.worlds) lines.push(...worldTable(world));
  const means = Object.entries(kindMeans(found)).map(([point, share]) => `${point}: ${percent(share, 2)}`);
  lines.push('', `Encore, mean of the kind worlds   ${means.join('   ')}`);
  lines.push(`Within two standard errors        ${listed(notAhead(found.worlds, 'within'), 'no peer')}`);
  lines.push(`Behind by more                    ${listed(notAhead(found.worlds, 'behind'), 'no peer')}`);
  const { tenths, share } = calibrated(found.worlds);
  lines.push('', `Calibration: the 95 % interval holds the prediction in ${percent(share)} % of ${tenths} tenths`);
  for (const { name, calibration } of found.worlds) {
    const cells = Object.entries(calibration).map(([size, one]) => `${size}: ${percent(one.held / one.tenths)}`);
    lines.push(`  ${name.padEnd(16)}${cells.join('   ')}`);
  }
  lines.push('', 'policy.reserve as a share of what an order earns: margin kept, orders that are shown something');
  for (const { name, reserves } of found.worlds) {
    const cells = reserves.map(one => `${one.share}: ${percent(one.margin)} %, ${percent(one.shown)} %`);
    lines.push(`  ${name.padEnd(16)}${cells.join('   ')}`);
  }
  return lines.join('\n');
}

const tableOf = (head, rows) =>
  [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...rows.map(row => `| ${row.join(' | ')} |`),
  ].join('\n');

function worldPage({ name, unkind, why, shares, paired, calibration, reserves }) {
  const points = Object.keys(shares.encore);
  const rows = peers.map(peer => [
    `\`${peer}\``,
    ...points.map(point => {
      const { difference: ahead, error } = paired[point][peer];
      return `${percent(shares[peer][point])} (${percent(-ahead)} ± ${percent(error)})`;
    }),
  ]);
  const held = Object.entries(calibration).map(([size, one]) => `${size}: ${percent(one.held / one.tenths)} %`);
  const kept = reserves.map(
    one => `${percent(one.share, 0)} %: ${percent(one.margin)} % kept, shown on ${percent(one.shown)} % of orders`,
  );
  return [
    `## ${name}${unkind ? ' (unkind)' : ''}`,
    `${why[0].toUpperCase()}${why.slice(1)}.`,
    tableOf(['', ...points], [['`encore`', ...points.map(point => `**${percent(shares.encore[point])}**`)], ...rows]),
    `Tenths whose 95 % interval holds the prediction, by shows: ${held.join(', ')}.`,
    ...(kept.length > 0 ? [`A floor (\`policy.reserve\`) of a share of what an order earns: ${kept.join('; ')}.`] : []),
  ].join('\n\n');
}

/** The page of the reference. `command`: what measured it. */
export function asPage(found, command) {
  const means = kindMeans(found);
  const { tenths, share } = calibrated(found.worlds);
  return `# What choosing earns where the truth is known

Written by \`${command}\`;
\`tests/market/README.md\` says what a world is made of. Shares of the margin of an oracle
that knows every true take rate, in per cent; in brackets the paired difference from Encore ± its standard error. Of few seeds two standard errors are less
than a 95 % interval: of three, about 82 %.

![Share of the oracle’s margin by shows, each world a panel](market.svg)

${tableOf(
  ['', ...Object.keys(means)],
  [['Encore, mean of the kind worlds', ...Object.values(means).map(one => percent(one))]],
)}

Encore is within two standard errors of: ${listed(notAhead(found.worlds, 'within'), 'no peer')}. It is behind by more: ${listed(
    notAhead(found.worlds, 'behind'),
    'no peer',
  )}.

Of ${tenths} tenths of what was held back, in ${percent(share)} % the 95 % interval holds what the model predicted.

![Tenths whose interval holds, by world and shows](market-calibration.svg)

${found.worlds.map(worldPage).join('\n\n')}
`;
}
