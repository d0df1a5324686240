// SPDX-License-Identifier: MIT
//
// CONTRIBUTING.md is true: every file that it names is there, every place in a file that a recipe names stands in it,
// and its commands exist. A recipe is there for each kind of addition that newcomers ask for.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../web/tools/build/steps.mjs';
import { suites } from '../suites.mjs';

const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const section = title => text.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
const recipes = [...section('How to add').matchAll(/^\| (an? [^|]+?) \| (.+) \|$/gm)].map(([, what, steps]) => ({
  what,
  steps,
}));
const path = /`((?:src|web|tests|examples|wasm)\/[\w./-]+)`(?: \(`([^`]+)`\))?/g;

/** What a recipe says that is not so. */
function faults(steps) {
  return [...steps.matchAll(path)].flatMap(([, file, anchor]) => {
    if (!existsSync(join(root, file))) return [`${file} is not there`];
    if (anchor === undefined || readFileSync(join(root, file), 'utf8').includes(anchor)) return [];
    return [`${file} does not hold ${anchor}`];
  });
}

test('there is a recipe for each kind of addition', () => {
  const kinds = [
    'field',
    'reason',
    'discount',
    'kind',
    'state',
    'event',
    'problem type',
    'language',
    'currency',
    'law',
    'store',
    'JsonLogic operator',
  ];
  for (const kind of kinds)
    assert.ok(
      recipes.some(({ what }) => what.includes(kind)),
      kind,
    );
});

for (const { what, steps } of recipes) {
  test(`to add ${what}: the places are there`, () => {
    assert.ok([...steps.matchAll(path)].length > 0, 'names no file');
    assert.deepEqual(faults(steps), []);
  });
}

test('a recipe that names what is not there is found', () => {
  assert.equal(faults('`src/encore/select/nowhere.cpp`').length, 1);
  assert.equal(faults('`tests/needs.mjs` (`nothing of the kind`)').length, 1);
  assert.equal(faults('`tests/needs.mjs` (`needsOf`)').length, 0);
});

test('every other file and folder that the page names is there', () => assert.deepEqual(faults(text), []));

test('its commands are those of package.json, its suites those of the runner', () => {
  for (const [, name] of text.matchAll(/npm run ([\w-]+)/g)) assert.ok(scripts[name], `npm run ${name}`);
  for (const [, name, word] of text.matchAll(/npm test -- --only (\w+)(?: ([\w/]+))?/g)) {
    assert.ok(suites[name], name);
    const { folder } = suites[name];
    if (word === undefined || folder === undefined) continue;
    const files = readdirSync(join(root, folder), { recursive: true }).filter(file => file.endsWith('.test.mjs'));
    assert.ok(
      files.some(file => `${folder}/${file}`.includes(word)),
      `${name} ${word}`,
    );
  }
});
