// SPDX-License-Identifier: MIT
//
// What each field of the sheet takes, with an example, as a table for the sentences of `check`: from the schema, with
// the examples of the reference page.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import prettier from 'prettier';
import { root } from '../build/steps.mjs';
import { recordOf, sheetExamples } from './sheet-reference.mjs';

const rules = JSON.parse(readFileSync(join(root, '.prettierrc.json'), 'utf8'));

const head = `// SPDX-License-Identifier: MIT
//
// Generated from web/schema/offer-sheet-1.schema.json by web/tools/generate/sheet-fields.mjs; do not edit.

/** What a field takes, an example as JSON, and the record that it holds. */
export interface FieldNote {
  readonly takes: string;
  readonly example: string;
  readonly of?: string;
}

/** By record and member. */
`;

const names = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
};

function takes(property) {
  if (property.const !== undefined) return String(property.const);
  if (property.enum) return `one of ${property.enum.filter(word => word !== null).join(', ')}`;
  if (property.$ref) return 'an object';
  const types = [property.type].flat().filter(type => type !== 'null' && type !== undefined);
  if (types.length === 0) return 'a JsonLogic rule';
  if (types[0] !== 'array') return types.map(type => names[type]).join(' or ');
  if (property.items?.$ref) return 'a list of objects';
  const kinds = { string: 'texts', number: 'numbers', integer: 'whole numbers', object: 'objects' };
  return `a list${kinds[property.items?.type] ? ` of ${kinds[property.items.type]}` : ''}`;
}

/** The text of fields.ts. */
export async function sheetFields() {
  const schema = JSON.parse(readFileSync(join(root, 'web/schema/offer-sheet-1.schema.json'), 'utf8'));
  const examples = sheetExamples(schema);
  const noted = (record, properties) =>
    Object.fromEntries(
      Object.entries(properties).map(([name, property]) => {
        const example = JSON.stringify(examples[`${record}.${name}`]);
        const of = recordOf(property);
        const shown = ['{}', '[]'].includes(example) ? '' : example;
        return [name, { takes: takes(property), example: shown, ...(of && { of }) }];
      }),
    );
  const table = { sheet: noted('sheet', schema.properties) };
  for (const [record, { properties }] of Object.entries(schema.$defs)) {
    if (properties) table[record] = noted(record, properties);
  }
  const text = `${head}export const sheetFields: Readonly<Record<string, Readonly<Record<string, FieldNote>>>> = ${JSON.stringify(table)};\n`;
  return prettier.format(text, { ...rules, parser: 'typescript' });
}
