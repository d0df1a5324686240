// SPDX-License-Identifier: MIT
//
// Writes web/src/engine/sheet.ts: the offer sheet's types, generated from the published
// schema, so that TypeScript never says something else than the schema does. A test runs
// this and compares.
//
//   node web/schema/generate.mjs
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';

const schemaUrl = new URL('offer-sheet-1.schema.json', import.meta.url);
export const typesUrl = new URL('../src/engine/sheet.ts', import.meta.url);

const banner = `// SPDX-License-Identifier: MIT
//
// Generated from web/schema/offer-sheet-1.schema.json by web/schema/generate.mjs; do not edit.
/* eslint-disable */`;

/** The text of sheet.ts. */
export async function sheetTypes() {
  const schema = JSON.parse(await readFile(schemaUrl, 'utf8'));
  return compile(schema, 'OfferSheet', { additionalProperties: false, bannerComment: banner, style: { singleQuote: true } });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(typesUrl, await sheetTypes());
