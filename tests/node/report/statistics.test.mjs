// SPDX-License-Identifier: MIT
//
// The report's intervals cover what they say, over simulated worlds with known truth. Quick sizes here;
// ENCORE_WORLDS=1000 gives the figures that the documentation names. Every draw comes from one seed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundled } from '../../bundled.mjs';
import { uniform } from '../../random.mjs';

const statistics = await bundled('report/statistics.ts');
const { alwaysValidDifference, clustersToLeave, logGamma, noSums, normalCdf, probabilityOfBest } = statistics;
const { ratio, sampleRatioP, wilson } = statistics;
const { experimentOf } = await bundled('report/experiments.ts');
const worlds = Number(process.env.ENCORE_WORLDS ?? 150);
const next = uniform(Number(process.env.ENCORE_SEED ?? 20261121));
/** A share of worlds may differ from the truth by chance: three standard errors. */
const slack = p => 3 * Math.sqrt((p * (1 - p)) / worlds);

/** A visitor with one or two orders; each is a rare purchase of a skewed amount. */
function visit(sums, rate) {
  const n = next() < 0.3 ? 2 : 1;
  let y = 0;
  for (let i = 0; i < n; i++) if (next() < rate) y += Math.round(300 * Math.exp(next()));
  sums.clusters += 1;
  sums.n += n;
  sums.nn += n * n;
  sums.y += y;
  sums.yy += y * y;
  sums.ny += n * y;
}

test('known values: normal distribution, gamma, Wilson', () => {
  for (const [z, p] of [
    [0, 0.5],
    [1.959964, 0.975],
    [-1.644854, 0.05],
    [3, 0.9986501],
  ])
    assert.ok(Math.abs(normalCdf(z) - p) < 1e-6, `${z}`);
  assert.ok(Math.abs(logGamma(10) - Math.log(362_880)) < 1e-9);
  assert.ok(Math.abs(logGamma(0.5) - Math.log(Math.PI) / 2) < 1e-9);
  const { low, high } = wilson(8, 100);
  assert.ok(Math.abs(low - 0.0411) < 1e-4 && Math.abs(high - 0.15) < 1e-3);
  assert.deepEqual(wilson(0, 0), { estimate: 0, low: 0, high: 1 });
  assert.equal(wilson(0, 50).low, 0);
});

test('the variance of a ratio is the one that many samples have', () => {
  const estimates = [];
  let claimed = 0;
  for (let world = 0; world < worlds * 2; world++) {
    const sums = { ...noSums };
    for (let i = 0; i < 800; i++) visit(sums, 0.1);
    const { estimate, variance } = ratio(sums);
    estimates.push(estimate);
    claimed += variance / (worlds * 2);
  }
  const mean = estimates.reduce((a, b) => a + b) / estimates.length;
  const seen = estimates.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (estimates.length - 1);
  assert.ok(
    Math.abs(Math.log(seen / claimed)) < 4 * Math.sqrt(2 / estimates.length),
    `${seen} seen, ${claimed} claimed`,
  );
});

test("Wilson's interval holds the rate in about 95 of 100 worlds", () => {
  let held = 0;
  const rounds = worlds * 4;
  for (let world = 0; world < rounds; world++) {
    const rate = 0.02 + 0.2 * next();
    let k = 0;
    for (let i = 0; i < 400; i++) k += next() < rate ? 1 : 0;
    const { low, high } = wilson(k, 400);
    held += low <= rate && rate <= high ? 1 : 0;
  }
  const share = held / rounds;
  console.log(`Wilson: ${(share * 100).toFixed(1)} % of ${rounds}`);
  assert.ok(share > 0.95 - slack(0.95) / 2 && share < 0.975, `${share}`);
});

test('looked at every day for 60 days, the always-valid interval leaves the truth in at most 5 of 100 worlds', () => {
  let missed = 0;
  for (let world = 0; world < worlds; world++) {
    const [a, b] = [{ ...noSums }, { ...noSums }];
    let wrong = false;
    for (let day = 0; day < 60; day++) {
      for (let i = 0; i < 50; i++) {
        visit(a, 0.1);
        visit(b, 0.1);
      }
      const { low, high } = alwaysValidDifference(a, b);
      wrong ||= low > 0 || high < 0;
    }
    missed += wrong ? 1 : 0;
  }
  console.log(`always valid: ${missed} of ${worlds} null worlds ever left the truth out`);
  assert.ok(missed / worlds <= 0.05 + slack(0.05), `${missed} of ${worlds}`);
});

/** A row of experiments.sql. */
const rowOf = ({ clusters, n, nn, y, yy, ny }, variation) => ({
  variation,
  weights: '5000|5000|5000',
  visitors: clusters,
  clusters,
  n,
  nn,
  earned: y,
  earned_earned: yy,
  n_earned: ny,
});

test('of experiments that change nothing, looked at every day, at most 6.5 of 100 are ever given a winner', () => {
  let crowned = 0;
  let accused = 0;
  for (let world = 0; world < worlds; world++) {
    const arms = [{ ...noSums }, { ...noSums }, { ...noSums }];
    let hasWinner = false;
    let isAccused = false;
    for (let day = 0; day < 60; day++) {
      for (let i = 0; i < 90; i++) visit(arms[Math.floor(next() * 3)], 0.1);
      const { verdict } = experimentOf('null', arms.map(rowOf));
      hasWinner ||= verdict === 'winner';
      isAccused ||= verdict === 'sample_ratio_mismatch';
    }
    crowned += hasWinner ? 1 : 0;
    accused += isAccused ? 1 : 0;
  }
  console.log(`experiments: a false winner in ${crowned}, a false alarm of the ratio in ${accused} of ${worlds}`);
  assert.ok(crowned / worlds <= 0.065 + slack(0.065), `${crowned} of ${worlds}`);
  assert.ok(accused <= 1 + worlds * 0.001, `${accused} of ${worlds}`);
  // Broken assignment is no verdict, however good a variation looks.
  const good = { ...noSums, clusters: 4000, n: 4000, nn: 4000, y: 40_000, yy: 800_000, ny: 40_000 };
  const poor = { ...good, clusters: 5000, n: 5000, nn: 5000, y: 10_000, yy: 200_000, ny: 10_000 };
  const broken = experimentOf(
    'broken',
    [poor, good].map((sums, i) => ({ ...rowOf(sums, i), weights: '5000|5000' })),
  );
  assert.deepEqual([broken.verdict, broken.winner], ['sample_ratio_mismatch', null]);
  const level = { ...poor, clusters: 4000, n: 4000, nn: 4000 };
  const fair = experimentOf(
    'fair',
    [level, good].map((sums, i) => ({ ...rowOf(sums, i), weights: '5000|5000' })),
  );
  assert.deepEqual([fair.verdict, fair.winner], ['winner', 1]);
});

test('a sample ratio that is as intended is not accused in 60 looks, and one that is off by a twentieth is', () => {
  let accused = 0;
  for (let world = 0; world < worlds; world++) {
    const counts = [0, 0];
    let least = 1;
    for (let day = 0; day < 60; day++) {
      for (let i = 0; i < 100; i++) counts[next() < 0.9 ? 0 : 1] += 1;
      least = Math.min(least, sampleRatioP(counts, [9000, 1000]));
    }
    accused += least < 0.001 ? 1 : 0;
  }
  assert.ok(accused <= 1 + worlds * 0.001, `${accused} of ${worlds}`);
  assert.ok(sampleRatioP([52_500, 47_500], [5000, 5000]) < 0.001);
  assert.ok(sampleRatioP([100, 10], [10, 0]) < 0.001, 'a variation of weight 0');
  assert.equal(sampleRatioP([0, 0], [1, 1]), 1);
});

test('probabilities of being best are a distribution, even where nothing is known', () => {
  const arm = mean => ({ clusters: 100, n: 100, nn: 100, y: 100 * mean, yy: 100 * (mean * mean + 25), ny: 100 * mean });
  const shares = probabilityOfBest([arm(10), arm(11), arm(10)]);
  assert.ok(Math.abs(shares.reduce((a, b) => a + b) - 1) < 1e-9);
  assert.ok(shares[1] > 0.8 && Math.abs(shares[0] - shares[2]) < 1e-9);
  assert.deepEqual(probabilityOfBest([noSums, noSums]), [0.5, 0.5]);
});

test('the number of units still needed is the one at which the interval decides', () => {
  const sums = { ...noSums };
  for (let i = 0; i < 300; i++) visit(sums, 0.1);
  const needed = clustersToLeave(sums, 0);
  assert.ok(needed === null || needed >= sums.clusters);
  assert.equal(clustersToLeave(noSums, 0), null);
  assert.equal(clustersToLeave({ ...sums, y: 0, ny: 0 }, 0), null, 'no distance to leave');
});
