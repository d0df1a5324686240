// SPDX-License-Identifier: MIT
//
// The sheet's reference page names every field of the schema once, each with an example that the
// schema and the core take.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sheetExamples, sheetReference } from '../../../web/tools/generate/sheet-reference.mjs';
import { compile, read } from './agreement.mjs';

const schema = JSON.parse(read('web/schema/offer-sheet-1.schema.json'));
const examples = sheetExamples(schema);
const records = [['sheet', schema], ...Object.entries(schema.$defs).filter(([, { properties }]) => properties)];

test('every field has a row with its meaning and an example', () => {
  const page = sheetReference();
  let rows = 0;
  for (const [record, { properties }] of records) {
    const [, section] = page.split(`\n## ${record}\n`);
    assert.ok(section, record);
    for (const [name, { description }] of Object.entries(properties)) {
      const row = section.split('\n').find(line => line.startsWith(`| \`${name}\` `));
      assert.ok(row, `${record}.${name}`);
      assert.equal(row.split(/(?<!\\) \| /).length, 5, row);
      assert.ok(description && row.includes(description.slice(0, 20).replaceAll('|', '\\|')), row);
      rows++;
    }
  }
  assert.ok(rows > 280);
});

test('every example is a value that the schema allows in its place', () => {
  for (const [record, { properties }] of records) {
    for (const [name, property] of Object.entries(properties)) {
      const example = examples[`${record}.${name}`];
      assert.notEqual(example, undefined, `${record}.${name}`);
      // A record too long for a table is linked, not shown.
      const empty = ['{}', '[]'].includes(JSON.stringify(example));
      if (empty && (property.$ref || property.items?.$ref)) continue;
      const rules = { ...property, 'x-encore-private': undefined };
      delete rules['x-encore-private'];
      const validate = compile({ ...rules, $defs: schema.$defs });
      assert.ok(validate(example), `${record}.${name}: ${JSON.stringify(example)} ${JSON.stringify(validate.errors)}`);
    }
  }
});
