// SPDX-License-Identifier: MIT
//
// Writes web/src/engine/sheet.ts: the offer sheet's types, and what a policy means that
// leaves a member out, generated from the published schema, so that TypeScript never says
// something else than the schema does. A test runs this and compares.
//
//   npm run update -- generated
import { readFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const schemaUrl = new URL('../../schema/offer-sheet-1.schema.json', import.meta.url);

const banner = `// SPDX-License-Identifier: MIT
//
// Generated from web/schema/offer-sheet-1.schema.json by web/tools/generate/sheet-types.mjs; do not edit.
/* eslint-disable */`;

/** The source of an object: members of a policy that the schema gives a default, lists and objects apart. */
function policyDefaults({ $defs: { policy } }) {
  const named = Object.entries(policy.properties).filter(
    ([, { default: value }]) => value !== undefined && typeof value !== 'object',
  );
  const lines = named.map(
    ([name, { default: value }]) => `  ${name}: ${JSON.stringify(value).replaceAll('"', "'")},\n`,
  );
  return `\n/** What a member means that a policy leaves out. */\nexport const POLICY_DEFAULTS = {\n${lines.join('')}} as const;\n`;
}

/** The text of sheet.ts. */
export async function sheetTypes() {
  const schema = JSON.parse(await readFile(schemaUrl, 'utf8'));
  const defaults = policyDefaults(schema);
  const types = await compile(schema, 'OfferSheet', {
    additionalProperties: false,
    bannerComment: banner,
    style: { singleQuote: true },
  });
  return types + defaults;
}
