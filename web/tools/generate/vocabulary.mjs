// SPDX-License-Identifier: MIT
//
// Every closed list of words that more than one language needs is written once, as a table in src/vocabulary/*.json.
// From the tables are made: a C++ header each (enum, words, count, columns), one TypeScript module, and the reference
// page. A table's shape is documented in src/vocabulary/README.md; vocabulary/tables.mjs holds the tables to it.
//
//   npm run update -- generated

import { fileURLToPath } from 'node:url';
import { header } from './vocabulary/cpp.mjs';
import { reference } from './vocabulary/reference.mjs';
import { readTables } from './vocabulary/tables.mjs';
import { typescript } from './vocabulary/typescript.mjs';

/** Path from the root to text. */
export async function vocabularyFiles() {
  const tables = readTables(fileURLToPath(new URL('../../../src/vocabulary', import.meta.url)));
  const headers = tables
    .filter(({ header: path }) => path)
    .map(table => [`src/encore/${table.header}`, header(table, tables)]);
  return Object.fromEntries([
    ...headers,
    ['web/src/engine/vocabulary.ts', await typescript(tables)],
    ['web/reference/vocabulary.md', reference(tables)],
  ]);
}
