// SPDX-License-Identifier: MIT
//
// SECURITY.md promises a test for each threat: each row names at least one, and each file named is there and is run by
// `npm test`. Of its row on dependencies this is also the test that the check of licences finds what it is there to
// find, and of its row on changed files that a build and the example shop give the integrity that a browser holds
// `encore.js` to.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { thankYouPage } from '../../examples/storefront/pages/order.mjs';
import { preloadHints } from '../../examples/storefront/routes/files.mjs';
import { root } from '../../web/tools/build/steps.mjs';
import { allowed, licenceFaults } from '../../web/tools/checks/licences.mjs';
import { filesRun } from '../run.mjs';

const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');
const run = filesRun();

/** A folder of its own, gone when the test ends. */
function folderFor(t) {
  const folder = mkdtempSync(join(tmpdir(), 'encore-security-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What is wrong with a row of the table; nothing where its tests are there and are run. */
function rowFaults(row) {
  const [threat, holds, tests] = row
    .split('|')
    .slice(1)
    .map(cell => cell.trim());
  if (!threat || !holds || !tests) return [`an empty cell: ${row}`];
  const files = [...tests.matchAll(/`([^`]+)`/g)].map(([, file]) => file);
  if (files.length === 0) return [`no test for: ${threat}`];
  return files.flatMap(file => {
    if (!existsSync(join(root, file))) return [`${file} is not there`];
    return run.has(file) ? [] : [`${file} is run by no suite`];
  });
}

test('every threat of SECURITY.md names tests that are there, and that npm test runs', () => {
  const rows = text
    .slice(text.indexOf('## Threats'))
    .split('\n')
    .filter(line => line.startsWith('| ') && !line.startsWith('| threat'));
  assert.ok(rows.length > 15, `${rows.length} rows`);
  for (const row of rows) assert.deepEqual(rowFaults(row), [], row);
});

test('a row that names nothing, a file that is not there or that no suite runs is found', () => {
  const faults = tests => rowFaults(`| a threat | what holds | ${tests} |`);
  assert.deepEqual(
    faults('`tests/node/security.test.mjs`, `tests/core/rules/rule_test.cpp`, `web/tools/checks/licences.mjs`'),
    [],
  );
  assert.deepEqual(faults('our vigilance'), ['no test for: a threat']);
  assert.deepEqual(faults('`tests/node/security.test.mjs`, `tests/node/nowhere.test.mjs`'), [
    'tests/node/nowhere.test.mjs is not there',
  ]);
  for (const file of [
    'web/tools/checks/mutation.mjs',
    'tests/random.mjs',
    'tests/core/json/sheets.hpp',
    'tests/run.mjs',
    'SECURITY.md',
  ]) {
    assert.deepEqual(faults(`\`${file}\``), [`${file} is run by no suite`]);
  }
  assert.equal(rowFaults('| a threat | | `web/tools/checks/licences.mjs` |').length, 1);
});

test('licence expressions are read as SPDX has them', () => {
  const list = new Set(['MIT', 'ISC', 'Apache-2.0 WITH LLVM-exception']);
  for (const met of [
    'MIT',
    '(MIT OR GPL-3.0)',
    'GPL-3.0 OR MIT',
    'MIT AND ISC',
    'MIT AND (GPL-3.0 OR ISC)',
    'GPL-3.0 AND ISC OR MIT',
    'Apache-2.0 WITH LLVM-exception',
  ]) {
    assert.equal(allowed(met, list), true, met);
  }
  for (const not of [
    'GPL-3.0',
    'MIT AND GPL-3.0',
    '(MIT OR ISC) AND GPL-3.0',
    'Apache-2.0',
    'MIT WITH LLVM-exception',
    'unknown',
    'SEE LICENSE IN LICENSE',
    '',
    '(MIT',
    'MIT)',
    'MIT ISC',
  ]) {
    assert.equal(allowed(not, list), false, not);
  }
});

test('a licence that is not on the list ends the check with 1, and so does something new that is shipped', t => {
  const one = (licence, more) =>
    licenceFaults([{ name: 'jose', version: '1.0.0', licence, shipped: true, ...more }]).length;
  assert.equal(one('MIT'), 0);
  assert.equal(one('GPL-3.0'), 1);
  assert.equal(one('unknown'), 1);
  assert.equal(one('MPL-2.0'), 1, 'what a tool may have need not be what is shipped');
  assert.equal(one('MPL-2.0', { shipped: false }), 0);
  assert.equal(one('MIT', { name: 'left-pad' }), 1);

  const folder = folderFor(t);
  const check = (licence, said) => {
    writeFileSync(
      join(folder, 'package-lock.json'),
      JSON.stringify({ packages: { '': {}, 'node_modules/tool': { version: '1.0.0', dev: true, license: said } } }),
    );
    mkdirSync(join(folder, 'node_modules/tool'), { recursive: true });
    writeFileSync(
      join(folder, 'node_modules/tool/package.json'),
      JSON.stringify({ name: 'tool', version: '1.0.0', license: licence }),
    );
    return spawnSync(process.execPath, ['web/tools/checks/licences.mjs', '--offline', '--root', folder], {
      cwd: root,
      encoding: 'utf8',
    });
  };
  assert.equal(check('MIT', 'MIT').status, 0);
  const { status, stderr } = check('AGPL-3.0', 'MIT');
  assert.equal(status, 1);
  assert.equal(
    stderr,
    'tool 1.0.0: AGPL-3.0 is not on the list\n',
    'what is installed counts, whatever the lock file says',
  );
});

test('a build names the integrity of encore.js', () => {
  const { loader, loader_integrity: integrity } = JSON.parse(readFileSync(join(root, 'dist/manifest.json'), 'utf8'));
  assert.equal(
    integrity,
    `sha384-${createHash('sha384')
      .update(readFileSync(join(root, 'dist', loader)))
      .digest('base64')}`,
  );
  assert.equal(preloadHints(join(root, 'dist'))().integrity, integrity, 'where the example shop finds it');
});

test('the example shop puts it into the script tag, follows the next build, and without one names none', t => {
  const dist = folderFor(t);
  const encore = preloadHints(dist);
  const order = { id: 'o', number: '1', status: 'paid', lines: [], total: 0, payment: {}, address: {} };
  const sheetScript = '<script type="application/json">{"candidates":[{}]}</script>';
  const scriptTag = () =>
    /<script src="\/encore\/encore\.js"[^>]*>/.exec(
      String(thankYouPage({}, { order, isBuyer: false, sheetScript, preload: encore(), pictures: {} })),
    )[0];
  const build = (integrity, time) => {
    const file = join(dist, 'manifest.json');
    writeFileSync(
      file,
      JSON.stringify({
        loader: 'encore.js',
        loader_integrity: integrity,
        element: 'element.js',
        wasm: { file: 'page.wasm', integrity: 'sha384-w' },
        modules: {
          'de.js': { role: 'messages/de', integrity: 'sha384-d' },
          'en.js': { role: 'messages/en', integrity: 'sha384-n' },
          'element.js': { role: 'element/define', integrity: 'sha384-e' },
        },
      }),
    );
    utimesSync(file, time, time);
  };
  assert.equal(scriptTag(), '<script src="/encore/encore.js" defer>');
  build('sha384-first', 1);
  assert.equal(scriptTag(), '<script src="/encore/encore.js" integrity="sha384-first" defer>');
  assert.deepEqual(
    encore().hints.map(({ rel, href, integrity }) => `${rel} ${href} ${integrity ?? '-'}`),
    [
      'modulepreload /encore/element.js sha384-e',
      'modulepreload /encore/en.js sha384-n',
      'preload /encore/page.wasm -',
    ],
    'and theirs into the hints',
  );
  build('sha384-second', 2);
  assert.equal(scriptTag(), '<script src="/encore/encore.js" integrity="sha384-second" defer>');
  rmSync(join(dist, 'manifest.json'));
  assert.equal(scriptTag(), '<script src="/encore/encore.js" defer>');
});
