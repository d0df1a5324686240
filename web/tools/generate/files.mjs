// SPDX-License-Identifier: MIT
//
// Every committed file that a script makes from another one: the command `npm run update` writes them, and
// tests/node/generated.test.mjs makes them again and compares. Add a generator here and both know it.
//
// Golden files, which hold what the built core answered when a person last looked, are not here: their own tests write
// them where UPDATE_GOLDEN is set. `goldenTests` lists those.

import { files as priceCases } from '../../../tests/node/price/cases.mjs';
import { fileText, vectorsOf } from '../../../tests/node/price/vectors.mjs';
import { acceptFiles } from './accept.mjs';
import { conformanceFiles } from './conformance.mjs';
import { contract } from './contract.mjs';
import { formatFiles } from './formats.mjs';
import { schemaFiles } from './schema-words.mjs';
import { sheetFields } from './sheet-fields.mjs';
import { sheetReference } from './sheet-reference.mjs';
import { sheetTypes } from './sheet-types.mjs';
import { vocabularyFiles } from './vocabulary.mjs';

const under = (folder, files) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));

/** Each: what it makes, in words, and `files()`: path from the root -> text. All take seconds and need no build. */
export const generators = [
  { name: "the schemas' lists of words, from the vocabularies", files: schemaFiles },
  {
    name: "the sheet's TypeScript types, from its schema",
    files: async () => ({ 'web/src/engine/sheet.ts': await sheetTypes() }),
  },
  {
    name: 'what each field of the sheet takes, from its schema and the example sheets',
    files: async () => ({ 'web/src/engine/fields.ts': await sheetFields() }),
  },
  {
    name: "the sheet's reference, from its schema and the example sheets",
    files: () => ({ 'web/reference/sheet.md': sheetReference() }),
  },
  { name: 'the vocabularies, from their tables', files: vocabularyFiles },
  { name: "the element's reference, from its doc block", files: () => under('web/reference', contract()) },
  { name: "the accept endpoint's requests and replies, from its table", files: acceptFiles },
  { name: 'the rules of an accept endpoint, from the rules that examine it', files: conformanceFiles },
  { name: "the catalogue's schema and the reference of the file formats", files: formatFiles },
  {
    name: 'the wholesale example sheet',
    files: async () => ({ 'examples/sheets/b2b.json': (await import('../../../examples/sheets/b2b.mjs')).text }),
  },
  {
    name: 'the price vectors, from their cases and the reference calculation',
    files: () =>
      under(
        'tests/vectors/price',
        Object.fromEntries(
          Object.entries(priceCases).map(([file, cases]) => [`${file}.json`, fileText(vectorsOf(cases))]),
        ),
      ),
  },
];

/**
 * Tests that write what they compare with: Catch2 executables of the preset `asan` with the cases that write, and
 * node:test files. What they write is read by a person before it is committed.
 */
export const goldenTests = {
  native: [{ target: 'test_session', folder: 'tests/core/session', writes: 'stories, and the drawing of the states' }],
  node: [{ file: 'tests/node/select/explained.test.mjs', writes: "the example sheets' decisions, explained" }],
};
