// SPDX-License-Identifier: MIT
//
// The blocks of README and the references that are not carried out elsewhere (guides: tests/guides; accept.md:
// server/contract.test.mjs): JavaScript compiles and imports what the package exports, JSON parses, a shell line names
// a script or command that there is. The validator is tried with blocks that are wrong.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { transform } from 'esbuild';
import { root } from '../../web/tools/build/steps.mjs';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const commands = new Set(readdirSync(join(root, 'web/src/cli')).map(file => file.replace(/\.ts$/, '')));

const judge = {
  async js(code) {
    await transform(code, { loader: 'js', format: 'esm', logLevel: 'silent' });
    for (const [, names, from] of code.matchAll(/import\s*\{([^}]*)\}\s*from\s*'(encore-offers[^']*)'/g)) {
      const module = await import(from);
      for (const name of names.split(',').map(text => text.trim().split(' ')[0]))
        if (name !== '' && !(name in module)) throw new Error(`${from} exports no ${name}`);
    }
  },
  json: code => void JSON.parse(code),
  sh(code) {
    for (const [, script] of code.matchAll(/^npm run ([\w-]+)/gm))
      if (!(script in scripts)) throw new Error(`no script ${script}`);
    for (const [, command] of code.matchAll(/(?:npx encore|dist\/cli\.js) ([a-z-]+)/g))
      if (!commands.has(command)) throw new Error(`no command ${command}`);
  },
};

const blocksOf = text =>
  [...text.matchAll(/^```(\w+)[^\n]*\n([^]*?)^```$/gm)].map(([, language, code]) => ({ language, code }));

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'web/src/server/README.md',
  ...readdirSync(join(root, 'web/reference'))
    .filter(name => name.endsWith('.md'))
    .map(name => `web/reference/${name}`),
];
for (const path of documents)
  test(`${path}: its blocks hold`, async () => {
    for (const { language, code } of blocksOf(readFileSync(join(root, path), 'utf8'))) await judge[language]?.(code);
  });

for (const [what, language, code] of [
  ['JavaScript that does not compile', 'js', 'const = 1'],
  ['a name that the package does not export', 'js', "import { sellAll } from 'encore-offers/server';"],
  ['JSON that is none', 'json', '{"a": 1,}'],
  ['a script that is not there', 'sh', 'npm run sell'],
  ['a command that is not there', 'sh', 'npx encore sell'],
])
  test(`the validator finds ${what}`, () => assert.rejects(async () => judge[language](code)));

test('the guide of the accept endpoint gives each problem the status of its table', () => {
  const { vocabularies } = JSON.parse(readFileSync(join(root, 'src/vocabulary/problems.json'), 'utf8'));
  const statuses = new Map(vocabularies[0].words.map(({ word, status }) => [word, status]));
  const guide = readFileSync(join(root, 'web/guides/accept.md'), 'utf8');
  let named = 0;
  for (const [, cell, words] of guide.matchAll(/^\| (\d{3}(?:, \d{3})*)[^|]*\| (.+) \|$/gm)) {
    for (const [, word] of words.matchAll(/`(\w+)`/g)) {
      if (!statuses.has(word)) continue;
      named += 1;
      assert.ok(cell.split(', ').includes(String(statuses.get(word))), `${word} is ${statuses.get(word)}, not ${cell}`);
    }
  }
  assert.ok(named >= 10, 'the table is read');
});
