// SPDX-License-Identifier: MIT
//
// One closed list of reasons in three places: the core's enumeration, the sentences and fixes
// of the engine, and the documentation's table. And a golden vector for each of them.
//
//   node tests/node/select/reasons.test.mjs --write     brings the documentation's table up to date
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { bundled } from '../../bundled.mjs';
import { allVectors } from '../../vectors/cases.mjs';

const root = new URL('../../../', import.meta.url);
const readme = new URL('src/encore/select/README.md', root);

const { reasonTexts, reasonSentence, reasonFix } = await bundled('engine/reasons.ts');

const header = await readFile(new URL('src/encore/select/reasons.hpp', root), 'utf8');
const enumeration = [
  ...header.slice(header.indexOf('enum class Reason'), header.indexOf('};')).matchAll(/^ {2}([a-z_]+),/gm),
].map(([, name]) => name);
const wire = [...header.slice(header.indexOf('kReasons[]')).matchAll(/"([a-z_]+)"/g)].map(([, name]) => name);

const table = () =>
  [
    '| reason | stage | what it says | what a merchant changes |',
    '|---|---|---|---|',
    ...wire.map(
      name => `| \`${name}\` | ${reasonTexts[name].stage} | ${reasonTexts[name].sentence} | ${reasonTexts[name].fix} |`,
    ),
  ].join('\n');

if (process.argv.includes('--write')) {
  const text = await readFile(readme, 'utf8');
  await writeFile(
    readme,
    text.replace(/<!-- reasons -->[^]*<!-- \/reasons -->/, () => `<!-- reasons -->\n${table()}\n<!-- /reasons -->`),
  );
}

test('the core, the sentences and the documentation list the same reasons', async () => {
  assert.equal(wire.length, 31);
  assert.deepEqual(enumeration, wire);
  assert.deepEqual(Object.keys(reasonTexts).sort(), [...wire].sort());
  assert.ok((await readFile(readme, 'utf8')).includes(table()), 'the table is out of date: run this file with --write');
});

test('every reason that a golden vector expects reads as a whole sentence', () => {
  const seen = new Set();
  for (const { expect } of allVectors().filter(({ folder }) => folder === 'decide')) {
    for (const { reasons } of expect.left_out ?? []) {
      for (const given of reasons) {
        seen.add(given.reason);
        const sentence = reasonSentence(given);
        assert.match(sentence, /^[A-Z0-9{a-z].*[.]$/, given.reason);
        assert.ok(!/[{}]|undefined/.test(sentence), sentence);
        assert.match(reasonFix(given.reason), /[.]$/);
      }
    }
  }
  assert.deepEqual(
    wire.filter(name => !seen.has(name)),
    [],
    'reasons without a golden vector',
  );
});
