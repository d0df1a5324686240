// SPDX-License-Identifier: MIT
//
// The published schema lists the vocabularies' words, and a table that does not fit is refused with its place.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readTables } from '../../../web/tools/generate/vocabulary/tables.mjs';

const root = new URL('../../../', import.meta.url);
const read = path => readFileSync(new URL(path, root), 'utf8');
const tables = readTables(new URL('src/vocabulary', root).pathname);
const words = new Map(
  tables
    .flatMap(({ vocabularies }) => vocabularies)
    .map(({ name, words: list }) => [name, list.map(({ word }) => word)]),
);

test('each list of words in the schema is a vocabulary, in its order', () => {
  const known = new Set([...words.values()].map(list => list.join(' ')));
  let met = 0;
  const visit = (node, path) => {
    if (node === null || typeof node !== 'object') return;
    // A condition may name some of a vocabulary's words; wherever else words are listed, all of them are.
    if (
      Array.isArray(node.enum) &&
      !path.includes('/if/') &&
      node.enum.every(word => typeof word === 'string' || word === null)
    ) {
      met += 1;
      const list = node.enum.filter(word => word !== null);
      assert.ok(known.has(list.join(' ')), `${path}: ${list.join(' ')} is in no table of src/vocabulary`);
    }
    for (const [key, value] of Object.entries(node)) visit(value, `${path}/${key}`);
  };
  visit(JSON.parse(read('web/schema/offer-sheet-1.schema.json')), '');
  assert.ok(met > 20, `${met} lists met`);
});

test("the events file's schema lists the analytics events, and those about one offer name it", () => {
  const { properties, allOf } = JSON.parse(read('web/schema/events-1.schema.json'));
  assert.deepEqual(properties.event.enum, words.get('AnalyticsEvent'));
  const events = tables.flatMap(({ vocabularies }) => vocabularies).find(({ name }) => name === 'AnalyticsEvent');
  const ofOffers = events.words.filter(({ offer }) => offer).map(({ word }) => word);
  const named = allOf.filter(({ then }) => then.required.includes('candidate_id')).map(one => one.if.properties.event);
  assert.deepEqual(
    named.map(event => event.enum),
    [ofOffers],
  );
});

test('a table that does not fit is refused, with its place', () => {
  const refused = (change, message) => {
    const folder = mkdtempSync(join(tmpdir(), 'vocabulary-'));
    const table = {
      about: 'A table.',
      vocabularies: [
        {
          name: 'Colour',
          about: 'Colours.',
          columns: [
            { name: 'warm', type: 'flag', about: 'Whether it is warm.' },
            { name: 'opposite', type: 'Colour', about: 'Its opposite.' },
          ],
          words: [
            { word: 'red', meaning: 'Red.', warm: true, opposite: 'green' },
            { word: 'green', meaning: 'Green.' },
          ],
        },
      ],
    };
    change(table.vocabularies[0], table);
    writeFileSync(join(folder, 'colours.json'), JSON.stringify(table));
    try {
      assert.throws(() => readTables(folder), { message });
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  refused(({ words: [red] }) => (red.word = 'green'), 'colours.json, Colour: "green" stands twice');
  refused(({ words: [red] }) => (red.meaning = 'Red'), 'colours.json, Colour, red: the meaning is not one sentence');
  refused(
    ({ words: [red] }) => (red.warm = 'yes'),
    'colours.json, Colour, red: warm is "yes"; the column holds a flag',
  );
  refused(
    ({ words: [red] }) => (red.opposite = 'blue'),
    'colours.json, Colour, red: opposite is "blue"; "blue" is not a Colour: red, green',
  );
  refused(({ columns: [, opposite], words: [red] }) => {
    opposite.type = 'list of Colour';
    red.opposite = ['green', 'blue'];
  }, 'colours.json, Colour, red: opposite is ["green","blue"]; "blue" is not a Colour: red, green');
  refused(
    ({ words: [red] }) => (red.hot = true),
    'colours.json, Colour, red: unknown key "hot"; known: word, meaning, cpp, warm, opposite',
  );
  refused(({ columns: [, opposite], words: [red] }) => {
    opposite.from = 'opposites';
    red.opposites = ['blue'];
    delete red.opposite;
  }, /colours.json, Colour, red: opposites lists "blue", which is no Colour of colours.json/);
  refused(({ columns: [warm] }) => (warm.type = 'Heat'), /Colour, column warm: there is no type or vocabulary "Heat"/);
});
