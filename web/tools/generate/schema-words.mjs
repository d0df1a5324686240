// SPDX-License-Identifier: MIT
//
// Writes the words of each vocabulary into the schemas, at the places that the vocabulary's table names under `schema`
// ("offer-sheet#/$defs/discount/properties/type"): a new word is written once. Everything else in a schema stays as it
// is written there.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readTables } from './vocabulary/tables.mjs';

const root = new URL('../../../', import.meta.url);

/** The object at a JSON Pointer, whose tokens here need no unescaping. */
function at(document, pointer, place) {
  const found = pointer
    .split('/')
    .slice(1)
    .reduce((node, key) => node?.[key], document);
  if (!Array.isArray(found?.enum)) throw new Error(`${place}: no list of words stands there`);
  return found;
}

/** Path from the root to text. */
export function schemaFiles() {
  const documents = new Map();
  for (const { vocabularies } of readTables(fileURLToPath(new URL('src/vocabulary', root)))) {
    for (const { schema: places = [], words } of vocabularies) {
      for (const place of places) {
        const [name, pointer] = place.split('#');
        const path = `web/schema/${name}-1.schema.json`;
        if (!documents.has(path)) documents.set(path, JSON.parse(readFileSync(new URL(path, root), 'utf8')));
        const list = at(documents.get(path), pointer, place);
        list.enum = [...words.map(({ word }) => word), ...(list.enum.includes(null) ? [null] : [])];
      }
    }
  }
  return Object.fromEntries([...documents].map(([path, value]) => [path, `${JSON.stringify(value, null, 2)}\n`]));
}
