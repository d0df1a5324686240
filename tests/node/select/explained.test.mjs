// SPDX-License-Identifier: MIT
//
// The example sheets, explained as `encore decide --explain` prints them and kept as text, so
// that a change of the choice is seen and read by a person before it is accepted.
// With UPDATE_GOLDEN=1 (`npm run update`) the present answers are taken as the new ones.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);
const cli = fileURLToPath(new URL('dist/cli.js', root));
const folder = new URL('tests/vectors/explained/', root);
const names = ['coffee', 'skincare', 'camera', 'phone', 'yoga', 'printer', 'pets', 'fashion', 'digital', 'b2b'];

/** Five minutes after the sheet was issued: offers are fresh, deadlines lie ahead. */
const moment = name => {
  const { issued_at } = JSON.parse(readFileSync(new URL(`examples/sheets/${name}.json`, root), 'utf8'));
  return new Date(Date.parse(issued_at) + 5 * 60_000).toISOString();
};

const explain = name => {
  const now = moment(name);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, 'decide', fileURLToPath(new URL(`examples/sheets/${name}.json`, root)), '--now', now, '--explain'],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  assert.equal(status, 0, stderr);
  return `encore decide examples/sheets/${name}.json --now ${now} --explain\n\n${stdout}`;
};

if (process.env.UPDATE_GOLDEN) {
  mkdirSync(folder, { recursive: true });
  for (const name of names) writeFileSync(new URL(`${name}.txt`, folder), explain(name));
}

for (const name of names) {
  test(`${name}: the explanation is the one that was read and accepted`, () => {
    assert.equal(explain(name), readFileSync(new URL(`${name}.txt`, folder), 'utf8'));
  });
}
