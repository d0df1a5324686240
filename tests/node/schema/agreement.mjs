// SPDX-License-Identifier: MIT
//
// What it means that the published schema and `check` agree: on one document, both find
// the same set of (path, keyword). The schema's `if` only announces what its `then` found;
// codes that no schema has are `check`'s own and not compared.
import Ajv2020 from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { bundled } from '../../bundled.mjs';

export const root = new URL('../../../', import.meta.url);
export const read = path => readFileSync(new URL(path, root), 'utf8');

export const schema = JSON.parse(read('web/schema/offer-sheet-1.schema.json'));

/** The keywords both readers know. */
const { schemaKeywords } = await bundled('engine/vocabulary.ts');
export const keywords = [...schemaKeywords];

/** An ajv in its strictest mode; the one keyword of our own is only an annotation. */
export function compile(document) {
  const ajv = new Ajv2020.default({ allErrors: true, strict: true, allowUnionTypes: true });
  ajv.addVocabulary(['x-encore-private']);
  return ajv.compile(document);
}

const validate = compile(schema);

const sorted = pairs => [...new Set(pairs)].sort();

/** What the schema finds, as sorted "path keyword". */
export function schemaFindings(value) {
  validate(value);
  return sorted((validate.errors ?? []).filter(e => e.keyword !== 'if').map(e => `${e.instancePath} ${e.keyword}`));
}

/** What `check` finds of the same kind. */
export function sharedFindings(issues) {
  return sorted(issues.filter(i => keywords.includes(i.code)).map(i => `${i.path} ${i.code}`));
}

/** Everything `check` finds, its own codes too. */
export function allFindings(issues) {
  return sorted(issues.map(i => `${i.path} ${i.code}`));
}
