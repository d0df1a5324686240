// SPDX-License-Identifier: MIT
//
// The element's reference is complete: every part that a template gives and every
// custom property that a style sheet reads stands in the doc block, and nothing else does.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { contract } from '../../../web/tools/generate/contract.mjs';

const at = path => new URL(`../../../web/${path}`, import.meta.url);
const read = path => readFileSync(at(path), 'utf8');
const files = contract();
const [
  {
    declarations: [element],
  },
] = JSON.parse(files['custom-elements.json']).modules;
const names = list => list.map(({ name }) => name).sort();

test('every part of the templates is documented, and no other', () => {
  const given = readdirSync(at('src/element'), { recursive: true })
    .filter(name => name.endsWith('.ts'))
    .flatMap(name =>
      [...read(`src/element/${name}`).matchAll(/\bpart="([^"]*)"/g)].flatMap(([, parts]) =>
        parts
          .replace(/\S*\$\{[^}]*\}/g, '')
          .split(/\s+/)
          .filter(Boolean),
      ),
    );
  // Those that stand in an expression.
  const pressed = ['accept', 'decline', 'undo', 'confirm', 'check', 'dismiss'];
  const composed = [...pressed, 'card', 'offer', 'outcome', 'compact', 'banner'];
  const handed = ['amount', 'charge', 'review-image', 'swatch-image', 'thumbnail'];
  assert.deepEqual(
    names(element.cssParts),
    [...new Set([...given, ...composed, ...handed])].filter(part => !part.startsWith('row-')).sort(),
  );
});

test('every hook of own markup is documented, and no other', () => {
  const source = read('src/element/own-markup.ts');
  const documented = kind => [...source.matchAll(new RegExp(`^ \\* @${kind} (\\w+) - `, 'gm'))].map(([, name]) => name);
  const [, returned] = /return \{\n( {4}state: [^]*?)\n {2}\};/.exec(source);
  const bound = [...returned.matchAll(/^ {4}(\w+)[:,]/gm)].map(([, name]) => name);
  assert.deepEqual(documented('text').sort(), [...bound, 'deadline'].sort());
  const [, can] = /const can: [^]*?\{\n([^]*?)\n {4}\};/.exec(source);
  assert.deepEqual(
    documented('action'),
    [...can.matchAll(/^ {6}(\w+):/gm)].map(([, name]) => name),
  );
  assert.deepEqual(documented('input'), ['consent', 'variant', 'quantity']);
});

test('every custom property that is read is documented, and no other', () => {
  const read_ = [
    ...(read('src/element/styles.css') + read('src/element/card/extras.css')).matchAll(/var\((--encore-[\w-]+)/g),
  ].map(([, name]) => name);
  assert.deepEqual(names(element.cssProperties), [...new Set(read_)].sort());
  for (const theme of readdirSync(at('themes'))) {
    for (const [name] of read(`themes/${theme}`).matchAll(/--encore-[\w-]+(?=:)/g))
      assert.ok(read_.includes(name), `${theme} sets ${name}, which nothing reads`);
  }
});

test('every event is documented with its class', () => {
  const classes = [...read('src/element/events.ts').matchAll(/'(encore-\w+)': (\w+);/g)].map(
    ([, name, type]) => `${name} ${type}`,
  );
  assert.deepEqual(element.events.map(({ name, type }) => `${name} ${type.text}`).sort(), classes.sort());
});
