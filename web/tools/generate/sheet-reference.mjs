// SPDX-License-Identifier: MIT
//
// The sheet, field by field, as one Markdown page made from its schema: type, default, meaning and an example. The
// examples are values of the example sheets, which are checked and decided in every test run; what none of them holds
// is given here. A test holds every example of the page to the field's schema.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../build/steps.mjs';

const folders = ['examples/sheets', 'examples/sheets/shapes'];
const longest = 96;

/** Values for what no example sheet holds, by "record.field". */
const given = {
  'order.tips': 500,
  'order.duties': 1200,
  'order.fees': [{ title: 'Gift wrap', amount: 300 }],
  'order.gift_cards': 2000,
  'order.rounding': -2,
  'order.refunded': 1900,
  'order.undoable': 1900,
  'order.channel': 'web',
  'order.shop_currency': 'EUR',
  'order.rate': '1.0842',
  'order.test': true,
  'order.buyer': 'business',
  'order.vat_id': 'DE123456789',
  'order.company': 'Example GmbH',
  'customer.profiling': false,
  'policy.personal_prices': 'refuse',
  'candidate.withdrawal': 'kept',
  'candidate.personal_price': true,
  'consent.version': '2026-11',
  'seller.id': 'partner-7',
  'seller.is_merchant': false,
  'sheet.seller': {},
  'line.refunded': 1900,
  'line.interval_days': 30,
  'line.fulfilled_quantity': 1,
  'line.parent_line_id': 'line-1',
  'line.gift_card': true,
  'fee.title': 'Gift wrap',
  'fee.amount': 300,
  'fee.included': true,
  'policy.discount_rounding': 'half_even',
  'policy.min_charge': 50,
  'policy.cash_step': 5,
  'policy.dilution_bps': 1000,
  'candidate.deposit': 25,
  'candidate.fees': [{ title: 'Disposal', amount: 100, included: true }],
  'candidate.worth': 640000,
  'candidate.trigger': { '>=': [{ var: 'order.total' }, 5000] },
  'discount.every': 2,
  'discount.buy': 2,
  'discount.get': 1,
  'discount.at_most_bps': 3000,
  'tax.compound': true,
  'shipping.free_from_of': 'order',
  'subscription.recurring_shipping': 490,
  'customer.country': 'DE',
  'customer.returned_product_ids': ['sku-7'],
  'customer.subscribed_product_ids': ['beans-1kg'],
  'customer.last_bought': { 'beans-1kg': '2026-10-20T09:00:00Z' },
  'customer.ignored': { 'offer-card': 4 },
  'policy.return_cost': 400,
  'policy.price_cap': { amount: 5000, order_bps: 2500, take: 'larger' },
  'price_cap.amount': 5000,
  'price_cap.order_bps': 2500,
  'price_cap.take': 'larger',
  'policy.ignore_after': 5,
  'policy.reserve': 25,
  'evidence.refund_rate_bps': 100,
  'candidate.refunds': { sold: 412, returned: 9, window_days: 30 },
  'refunds.sold': 412,
  'refunds.returned': 9,
  'refunds.window_days': 30,
  'refunds.last_sale': '2026-11-20T18:30:00Z',
  'learned_model.id': 'm-2026-11-21',
  'learned_model.rows': ['product||sku-1|-1200|900|812|44'],
  'experiment.namespace': ['checkout', 0, 0.5],
  'experiment.seed': 'headline-1',
  'experiment.coverage': 0.8,
  'experiment.weights': [0.5, 0.5],
  'endpoints.extend': '/encore/extend',
  'endpoints.time': '/encore/time',
};

const readSheets = () =>
  folders.flatMap(folder =>
    readdirSync(join(root, folder))
      .filter(name => name.endsWith('.json'))
      .sort()
      .map(name => JSON.parse(readFileSync(join(root, folder, name), 'utf8'))),
  );

/** The record that a field holds, or a list of it. */
export const recordOf = property => /^#\/\$defs\/(\w+)$/.exec(property.$ref ?? property.items?.$ref ?? '')?.[1];

/** Every value of a field that the example sheets hold, by "record.field". */
function harvest(schema) {
  const found = new Map();
  const walk = (record, properties, value) => {
    for (const [name, property] of Object.entries(properties)) {
      const member = value[name];
      if (member === undefined || member === null) continue;
      const key = `${record}.${name}`;
      found.set(key, [...(found.get(key) ?? []), member]);
      const inner = recordOf(property);
      if (!inner) continue;
      for (const one of [member].flat()) {
        if (typeof one === 'object' && one !== null) walk(inner, schema.$defs[inner].properties, one);
      }
    }
  };
  for (const sheet of readSheets()) walk('sheet', schema.properties, sheet);
  return found;
}

/** The most telling value: not the default, short enough for a table; of lists and objects the shortest. */
function choose(values, property) {
  const text = value => JSON.stringify(value);
  const telling = values.filter(value => text(value) !== text(property.default) && !['[]', '{}'].includes(text(value)));
  const fitting = telling.filter(value => text(value).length <= longest);
  if (fitting.length === 0) return undefined;
  if (typeof fitting[0] !== 'object') return fitting[0];
  return fitting.reduce((least, one) => (text(one).length < text(least).length ? one : least));
}

const byType = { string: 'text', integer: 1, number: 0.5, boolean: true, array: [], object: {} };

/** An example of each field: "record.field" -> value. */
export function sheetExamples(schema) {
  const found = harvest(schema);
  const examples = {};
  const add = (record, properties) => {
    for (const [name, property] of Object.entries(properties)) {
      const key = `${record}.${name}`;
      const own = property.const ?? property.enum?.find(word => word !== null && word !== property.default);
      const plain = [property.type].flat().find(type => type !== 'null');
      examples[key] =
        given[key] ?? choose(found.get(key) ?? [], property) ?? own ?? (property.$ref ? {} : byType[plain]);
    }
  };
  add('sheet', schema.properties);
  for (const [record, { properties }] of Object.entries(schema.$defs)) if (properties) add(record, properties);
  return examples;
}

const link = record => `[${record}](#${record})`;

function typeOf(property) {
  if (property.const !== undefined) return `\`${property.const}\``;
  if (property.$ref) return link(recordOf(property));
  if (property.enum)
    return property.enum
      .filter(word => word !== null)
      .map(word => `\`${word}\``)
      .join(' ');
  const types = [property.type].flat().filter(type => type !== 'null' && type !== undefined);
  if (types.length === 0) return 'JsonLogic';
  if (types[0] === 'array') {
    if (property.prefixItems) return 'list of three';
    return `list of ${property.items?.$ref ? link(recordOf(property)) : (property.items?.type ?? 'values')}`;
  }
  const range =
    property.minimum !== undefined && Math.abs(property.maximum ?? Infinity) <= 10_000_000
      ? `, ${property.minimum} to ${property.maximum}`
      : '';
  const words = { string: 'text', integer: 'integer', number: 'number', boolean: 'true or false', object: 'object' };
  return `${types.map(type => words[type]).join(' or ')}${range}`;
}

const cell = text => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function table(record, { properties, required = [] }, examples) {
  const rows = Object.entries(properties).map(([name, property]) => {
    const marks = [required.includes(name) ? '**required**' : '', property['x-encore-private'] ? '**private**' : ''];
    const otherwise = property.default === undefined ? '' : `\`${JSON.stringify(property.default)}\``;
    const example = examples[`${record}.${name}`];
    const shown =
      recordOf(property) && ['{}', '[]'].includes(JSON.stringify(example))
        ? `see ${link(recordOf(property))}`
        : `\`${cell(JSON.stringify(example))}\``;
    return `| \`${name}\` ${marks.filter(Boolean).join(' ')} | ${cell(typeOf(property))} | ${cell(otherwise)} | ${cell(property.description ?? '')} | ${shown} |`;
  });
  return `| field | type | default | meaning | example |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

/** The text of the page. */
export function sheetReference() {
  const schema = JSON.parse(readFileSync(join(root, 'web/schema/offer-sheet-1.schema.json'), 'utf8'));
  const examples = sheetExamples(schema);
  const records = Object.entries(schema.$defs).filter(([, { properties }]) => properties);
  return `# The offer sheet, field by field

${schema.description}

This page is made from \`web/schema/offer-sheet-1.schema.json\` by \`npm run update -- generated\`; change the schema. The
closed lists of words stand with their meanings in [vocabulary.md](vocabulary.md), and whole sheets of ten trades in
\`examples/sheets\`. A field without **required** may be left out or be null; its default then holds. A **private** field
never reaches a browser: \`publish\` removes it.

${['sheet', ...records.map(([record]) => record)].map(record => link(record)).join(' · ')}

## sheet

${table('sheet', schema, examples)}
${records.map(([record, definition]) => `## ${record}\n\n${definition.description ? `${definition.description}\n\n` : ''}${table(record, definition, examples)}`).join('\n')}`;
}
