// SPDX-License-Identifier: MIT
//
// The file formats of the loop orders -> model -> sheet -> events -> report. Orders, events and refunds have schemas
// written by hand; a catalogue's row is a candidate of the sheet with other defaults, so its schema is made from the
// sheet's. The reference page, with the column names of CSV and Parquet, is made from all four.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../build/steps.mjs';

const read = name => JSON.parse(readFileSync(join(root, `web/schema/${name}-1.schema.json`), 'utf8'));
const sheetId = 'urn:encore:offer-sheet:1#/';

/** Members of a candidate that belong to one order or to a page, not to a catalogue. */
const notInCatalogue = new Set(['accept', 'worth', 'evidence', 'availability', 'copy', 'layout']);

function catalogue(sheet) {
  const members = Object.keys(sheet.$defs.candidate.properties).filter(name => !notInCatalogue.has(name));
  const described = {
    id: 'Names the offer; absent: the id of its product.',
    kind: 'As in the sheet; absent: `cross_sell`.',
    product:
      'The product with its variants: prices, stock, and their costs (`unit_cost`), which never reach a browser.',
    taxes: 'The taxes of the goods, as in the sheet.',
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:encore:catalogue:1',
    title: 'Catalogue record',
    type: 'object',
    description:
      'One line of a catalogue file, version 1: what may be offered, as a candidate of the offer sheet without what ' +
      'belongs to one order. `encore learn` and `suggest` read it.',
    properties: {
      currency: {
        type: 'string',
        description: 'ISO 4217 code of the prices; one currency a file. Absent: the one of the orders.',
        pattern: '^[A-Z]{3}$',
      },
      ...Object.fromEntries(
        members.map(name => [
          name,
          { description: described[name] ?? 'As in the sheet.', $ref: `${sheetId}$defs/candidate/properties/${name}` },
        ]),
      ),
    },
    required: ['product'],
  };
}

/** A line of each file, as people write it; the tests hold them to the schemas. */
export const examples = {
  orders: {
    at: '2026-11-21T10:00:00Z',
    order: {
      id: 'o_1001',
      placed_at: '2026-11-21T10:00:00Z',
      status: 'paid',
      currency: 'EUR',
      lines: [
        { id: 'l1', product_id: 'camera-x2', title: 'Camera X2', quantity: 1, unit_price: 64900, unit_cost: 45000 },
      ],
      subtotal: 64900,
      total: 64900,
    },
    customer: { id: 'c_17', orders_count: 1 },
  },
  catalogue: {
    product: {
      id: 'card-128',
      title: 'Memory card 128 GB',
      family: 'memory',
      categories: ['camera-accessories'],
      variants: [{ id: 'card-128-a', price: 2490, unit_cost: 1100, stock: 40 }],
    },
    taxes: [{ title: 'VAT', rate_ppm: 230000 }],
    pairs_with: ['camera-x2'],
  },
  events: {
    id: '0c2f…-1',
    event: 'accepted',
    at: '2026-11-21T10:05:12.250Z',
    source: 'server',
    order_id: 'o_1001',
    sheet_id: 'sh_1001',
    currency: 'EUR',
    candidate_id: 'offer-card',
    variant_id: 'card-128-a',
    quantity: 1,
    charged: 2490,
    purchase_id: 'p_881',
  },
  refunds: {
    id: 'r_55',
    at: '2026-12-01T09:30:00Z',
    order_id: 'o_1001',
    purchase_id: 'p_881',
    product_id: 'card-128',
    quantity: 1,
    amount: 2490,
    currency: 'EUR',
    kind: 'returned',
  },
};

const typeOf = ({ type, $ref, allOf, enum: words }) => {
  if (words) return words.map(word => `\`${word}\``).join(', ');
  if ($ref ?? allOf)
    return ($ref ?? allOf[0].$ref).replace(sheetId, 'sheet: ').replace('$defs/', '').replaceAll('/properties/', '.');
  return type;
};

function section(name, schema) {
  const rows = Object.entries(schema.properties).map(([key, value]) => {
    const required = schema.required.includes(key) ? ' R' : '';
    return `| \`${key}\`${required} | ${typeOf(value)} | ${value.description} |`;
  });
  return `## ${name}-1

${schema.description}

| member | type | meaning |
|---|---|---|
${rows.join('\n')}

\`\`\`json
${JSON.stringify(examples[name])}
\`\`\`
`;
}

function reference(schemas) {
  return `# File formats

This page is made from the schemas by \`npm run update\`; change those. Each file is NDJSON: one JSON object a line, in
UTF-8, with \`R\` members required and null meaning absent. Amounts are integer minor units, times RFC 3339 with a zone, and
unknown members are allowed. A line that is no such object is counted, named with its number, and left out.

CSV and Parquet hold the same members under the same names, those of nested objects joined by \`_\` (\`order_id\`,
\`quote_total\`), lists joined by \`|\`. A list of objects is one column for each of its members, with as many entries each
(\`order_lines_product_id\` = \`camera-x2|case\`). What stands in no column is absent.

${Object.entries(schemas)
  .map(([name, schema]) => section(name, schema))
  .join('\n')}
## An offer in \`published\`

${read('events').$defs.offer.description}

| member | type | meaning |
|---|---|---|
${Object.entries(read('events').$defs.offer.properties)
  .map(([key, value]) => `| \`${key}\` | ${typeOf(value)} | ${value.description} |`)
  .join('\n')}
`;
}

/** The files made: path from the root -> text. */
export function formatFiles() {
  const made = catalogue(read('offer-sheet'));
  const schemas = { orders: read('orders'), catalogue: made, events: read('events'), refunds: read('refunds') };
  return {
    'web/schema/catalogue-1.schema.json': `${JSON.stringify(made, null, 2)}\n`,
    'web/reference/formats.md': reference(schemas),
  };
}
