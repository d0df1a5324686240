// SPDX-License-Identifier: MIT
//
// A small market that stands for `npm run market`: with a few thousand shows Encore is ahead of every peer that does
// not share strength, and its rates are calibrated on shows it has not seen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitModel, levelsOf, Observations } from 'encore-offers/learn';
import { loadEngine } from 'encore-offers/engine';
import { calibrationChart, chart } from '../../market/chart.mjs';
import { contenders } from '../../market/contenders.mjs';
import { afterLogs } from '../../market/run-world.mjs';
import { asPage, asText, summary } from '../../market/print.mjs';
import { difference, shareOf } from '../../market/shares.mjs';
import { World } from '../../market/world.mjs';
import { WORLDS } from '../../market/worlds.mjs';
import { generator } from '../../random.mjs';

const engine = await loadEngine();
const SIZES = [0, 4000];
const mapped = bySize => Object.fromEntries(Object.entries(bySize).map(([size, values]) => [size, [values]]));

test('with a few thousand shows Encore is ahead, or within two standard errors, of every peer', () => {
  const kind = WORLDS.find(({ name }) => name === 'steady');
  const world = new World(kind, 5);
  const { values: bySize, calibration } = afterLogs(world, contenders, SIZES, 160);
  for (const size of SIZES) {
    for (const peer of Object.keys(contenders).filter(name => name !== 'encore')) {
      const { mean, error } = difference([bySize[size]], 'encore', peer);
      assert.ok(mean > -2 * error, `${peer} at ${size}: ${mean} ± ${error}`);
    }
  }
  assert.ok(shareOf([bySize[4000]], 'encore') > shareOf([bySize[0]], 'encore'));
  assert.equal(calibration[4000].length, 10);
  const outcome = { [kind.name]: { points: mapped(bySize), results: [{ calibration }] } };
  const found = summary(outcome, [kind]);
  assert.equal(found.worlds[0].shares.oracle[0], 1);
  assert.match(asText(found), /Calibration: the 95 % interval holds the prediction in \d+\.\d % of 10 tenths/);
  assert.match(asPage(found, 'a command'), /^# [^]*\| `linucb` \| [\d.]+ \([-\d.]+ ± [\d.]+\)/);
  assert.match(chart(found), /^<svg[^]*encore[^]*<\/svg>\n$/);
  assert.equal(chart(found), chart(found));
  assert.match(calibrationChart(found), /^<svg[^]*<\/svg>\n$/);
});

test('predicted and observed rates of held-back shows agree by tenths', () => {
  const draw = generator(11);
  const families = Array.from({ length: 6 }, () => draw.next() * 1.5 - 0.75);
  const products = Array.from({ length: 40 }, (_, i) => (families[i % 6] ?? 0) + draw.next() * 1.6 - 0.8);
  const seen = new Observations();
  const truth = [];
  for (let i = 0; i < 20_000; i++) {
    const product = draw.below(40);
    const odds = Math.exp((products[product] ?? 0) - 2.6);
    const offered = {
      product_id: `p${product}`,
      kind: 'cross_sell',
      family: `f${product % 6}`,
      subtotal: 1000,
      discount: 0,
      list: 1000,
    };
    const card = levelsOf([{ product_id: 'x', paid: 9000 }], 9000, false, offered, () => 0);
    const held = i >= 10_000;
    const accepted = draw.next() < odds / (1 + odds);
    if (held) truth.push(odds / (1 + odds));
    seen.add({ cards: [card], accepted: [accepted], explored: true, held });
  }
  const { held } = fitModel(engine, seen);
  const ranked = held.ppm.map((ppm, i) => [ppm / 1e6, truth[i]]).sort((a, b) => a[0] - b[0]);
  for (let tenth = 0; tenth < 10; tenth++) {
    const part = ranked.slice(tenth * 1000, (tenth + 1) * 1000);
    const [predicted, actual] = [0, 1].map(side => part.reduce((sum, pair) => sum + pair[side], 0) / part.length);
    assert.ok(Math.abs(predicted - actual) < 0.015 + 0.1 * actual, `tenth ${tenth}: ${predicted} for ${actual}`);
  }
});
