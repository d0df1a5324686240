// SPDX-License-Identifier: MIT
//
// What `--explain` says of a shown card besides its numbers, and that a printed rate can be redone by hand.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);
const example = JSON.parse(readFileSync(new URL('examples/sheets/camera.json', root), 'utf8'));

const explain = change => {
  const sheet = structuredClone(example);
  change(sheet, id => sheet.candidates.find(candidate => candidate.id === id));
  const cli = fileURLToPath(new URL('dist/cli.js', root));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, 'decide', '-', '--now', '2026-11-21T10:05:00Z', '--explain'],
    { input: JSON.stringify(sheet), encoding: 'utf8' },
  );
  assert.equal(status, 0, stderr);
  return stdout;
};

test('the printed counts give the printed rate, also where some were beside another offer', () => {
  const text = explain((_, find) => {
    find('offer-card').evidence = { solo: { shows: 200, accepts: 20 }, paired: { shows: 1800, accepts: 80 } };
  });
  const [, alone, beside, dilution, prior, priorShows, shows, pairedShows, rate] =
    /offer-card: \((\d+) accepted \+ (\d+) beside another \/ \(1 - (\d+) %\) \+ prior ([\d.]+) % x (\d+)\) \/ \((\d+) \+ (\d+) \+ \d+ shows\) = ([\d.]+) %/
      .exec(text)
      .map(Number);
  const accepts = alone + beside / (1 - dilution / 100) + (prior / 100) * priorShows;
  assert.ok(Math.abs((100 * accepts) / (shows + pairedShows + priorShows) - rate) < 0.01, text);
});

test('a card says why this variant, until when, why nothing is struck through and what follows', () => {
  const text = explain((sheet, find) => {
    const [first] = find('offer-card').product.variants;
    find('offer-card').product.variants.unshift({ ...first, id: 'mem-gone', stock: 0 });
    for (const variant of find('offer-card').product.variants) delete variant.lowest_30d;
    find('offer-card').availability = { until: '2026-11-21T10:30:00Z' };
  });
  const card = text.slice(text.indexOf('What each offer says'), text.indexOf('How each price'));
  for (const sentence of [
    'Variant mem-128-a: mem-gone before it is short of stock.',
    'Nothing is struck through, though 2.49 is off the list price: lowest_30d is missing, or not above this price.',
    'Ends at 2026-11-21T10:30:00.000Z: availability.until.',
    'A decline is followed by offer-card-small.',
  ])
    assert.ok(card.includes(sentence), `${sentence}\n${card}`);
});

test('what an offer is worth has the unit of the objective', () => {
  const worth = objective =>
    explain(sheet => {
      sheet.policy.objective = objective;
    })
      .match(/^ {2}offer-card .*/m)[0]
      .trim()
      .split(/ {2,}/)
      .slice(-2);
  assert.deepEqual(worth('margin'), ['1.22', '1.87']);
  assert.match(worth('take_rate').at(-1), /^\d+\.\d\d %$/);
});
