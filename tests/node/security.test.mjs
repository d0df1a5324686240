// SPDX-License-Identifier: MIT
//
// SECURITY.md promises a test for each threat: each row names at least one, and each file named is there and tests something.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url);
const text = readFileSync(new URL('SECURITY.md', root), 'utf8');
const rows = text.slice(text.indexOf('## Threats')).split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| threat'));

test('every threat of SECURITY.md names a test that is there', () => {
  assert.ok(rows.length > 15, `${rows.length} rows`);
  for (const row of rows) {
    const [threat, holds, tests] = row.split('|').slice(1).map(cell => cell.trim());
    assert.ok(threat && holds, row);
    const files = [...tests.matchAll(/`([^`]+)`/g)].map(([, file]) => file);
    assert.ok(files.length > 0, `no test for: ${threat}`);
    for (const file of files) {
      assert.ok(existsSync(new URL(file, root)), `${file} is not there, for: ${threat}`);
      assert.match(readFileSync(new URL(file, root), 'utf8'), /\btest\(|TEST_CASE|holds\(|audit/, file);
    }
  }
});
