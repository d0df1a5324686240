// SPDX-License-Identifier: MIT
//
// The core's own reading and printing of doubles against JavaScript's: 100,000 random ones
// and the edges. A rule that is an array of numbers evaluates to itself, so one call reads
// and prints a thousand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { uniform } from '../../random.mjs';

const seed = Number(process.env.ENCORE_SEED ?? 20261121);
const engine = await loadEngine();
const echo = text => JSON.stringify(JSON.parse(engine.run('rule', { data: {} }, text)).value);
const raw = text => engine.run('rule', { data: {} }, text);

function doubles(count) {
  const random = uniform(seed);
  const view = new DataView(new ArrayBuffer(8));
  const word = () => Math.floor(random() * 4294967296);
  return Array.from({ length: count }, (_, i) => {
    const kind = i % 5;
    if (kind === 0) return (word() * 2097152 + word()) / 10 ** (i % 19); // decimals people write
    if (kind === 1) return Number(`${word()}e${(i % 640) - 330}`);
    view.setUint32(0, word());
    view.setUint32(4, word());
    if (kind === 2) view.setBigUint64(0, view.getBigUint64(0) & 0xfff0000000000000n); // powers of two
    if (kind === 3) view.setBigUint64(0, view.getBigUint64(0) & 0x800fffffffffffffn); // subnormals
    return view.getFloat64(0);
  }).filter(Number.isFinite);
}

test(`100,000 doubles are read and printed as JavaScript does (seed ${seed})`, t => {
  const values = doubles(112_000);
  assert.ok(values.length >= 100_000);
  for (let at = 0; at < values.length; at += 1000) {
    const text = JSON.stringify(values.slice(at, at + 1000));
    assert.ok(raw(text).includes(text.replace(/(?<=[[,])-0(?=[,\]])/g, '0')), `numbers from ${at} on, seed ${seed}`);
  }
  t.diagnostic(`${values.length} doubles`);
});

test('long tokens round as JavaScript rounds them', () => {
  const random = uniform(seed + 1);
  const tokens = Array.from({ length: 5000 }, () => {
    const digits = Array.from({ length: 1 + Math.floor(random() * 60) }, () => Math.floor(random() * 10))
      .join('')
      .replace(/^0+(?=.)/, '');
    const point = Math.floor(random() * digits.length);
    const mantissa = point > 0 ? `${digits.slice(0, point)}.${digits.slice(point)}` : digits;
    return `${mantissa}e${Math.floor(random() * 560) - 300}`;
  }).filter(token => Number.isFinite(Number(token)) && !/^0\d/.test(token));
  for (let at = 0; at < tokens.length; at += 500) {
    const part = tokens.slice(at, at + 500);
    assert.deepEqual(JSON.parse(echo(`[${part}]`)), part.map(Number));
  }
});
