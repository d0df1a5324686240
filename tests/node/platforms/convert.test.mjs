// SPDX-License-Identifier: MIT
//
// Platforms' own order documents to the sheet's order: to the cent what the platform says, with every part where it
// belongs, and a name and a path for what is missing.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { loadEngine } from '../../../dist/node.js';
import { bundled } from '../../bundled.mjs';
import * as adobe from './adobe-commerce.mjs';
import * as bigcommerce from './bigcommerce.mjs';
import * as commercetools from './commercetools.mjs';
import * as medusa from './medusa.mjs';
import * as saleor from './saleor.mjs';
import * as schemaOrg from './schema-org.mjs';
import * as shopify from './shopify.mjs';
import * as stripe from './stripe.mjs';
import * as vendure from './vendure.mjs';
import * as woocommerce from './woocommerce.mjs';

const { converters } = await bundled('platforms/index.ts');
const engine = await loadEngine();

/** A sheet of the order with one offer, as a shop's server would make it. */
const sheetOf = (order, customer) =>
  JSON.stringify({
    version: 1,
    id: 'sh_1',
    issued_at: '2026-11-21T12:00:00Z',
    locale: 'en-US',
    currency: order.currency,
    surface: 'thank_you',
    // What the shop's gateway knows and no order says.
    order: { ...order, payment: { kind: 'card', one_click: true } },
    customer,
    policy: { id: 'p', price_cap: 100 },
    candidates: [
      {
        id: 'offer',
        kind: 'cross_sell',
        affinity_bps: 8000,
        product: { id: 'care-kit', title: 'Care kit', variants: [{ id: 'care-kit-1', title: 'One', price: 100 }] },
      },
    ],
  });
const platforms = {
  'adobe-commerce': adobe,
  bigcommerce,
  'bigcommerce-storefront': { orders: bigcommerce.storefrontOrders },
  commercetools,
  medusa,
  saleor,
  'schema-org': schemaOrg,
  shopify: { orders: shopify.rest },
  'shopify-graphql': { orders: shopify.graphqlOrders },
  'shopify-post-purchase': { orders: shopify.postPurchase },
  stripe,
  vendure,
  woocommerce,
};

/** What an expectation names, as the conversion has it. */
const read = {
  paid: ({ lines }) => lines.map(({ paid }) => paid),
  units: ({ lines }) => lines.map(({ unit_price }) => unit_price),
  products: ({ lines }) => lines.map(({ product_id }) => product_id),
  variants: ({ lines }) => lines.map(({ variant_id }) => variant_id),
  titles: ({ lines }) => lines.map(({ title }) => title),
  returned: ({ lines }) => lines.map(({ returned_quantity }) => returned_quantity),
  intervals: ({ lines }) => lines.map(({ interval_days }) => interval_days),
  label: ({ payment }) => payment.label,
};

const partsOf = order =>
  order.subtotal -
  order.discount +
  order.shipping +
  (order.tax_included ? 0 : order.tax) +
  (order.tips ?? 0) +
  (order.duties ?? 0) +
  (order.fees ?? []).reduce((sum, { amount }) => sum + amount, 0) +
  (order.rounding ?? 0);

test('a region is the code of ISO 3166-2 without its country, or left out', () => {
  const [{ document, options }] = Object.values(medusa.orders);
  for (const [province, region] of [
    ['us-ny', 'NY'],
    ['NY', 'NY'],
    ['US-CA', 'CA'],
    ['California', undefined],
    ['', undefined],
    [null, undefined],
  ]) {
    const order = structuredClone(document);
    const at = order.order ?? order;
    at.billing_address = { ...at.billing_address, country_code: 'us', province };
    assert.equal(converters.medusa(order, options).order.billing_region, region, String(province));
  }
});

test('a status of each platform is the word that the schema says', () => {
  const cod = { payment_collections: [{ payments: [{ provider_id: 'pp_cash-on-delivery' }] }] };
  const mapping = {
    shopify: [
      [{ financial_status: 'authorized' }, 'authorized'],
      [{ financial_status: 'partially_paid' }, 'partially_paid'],
      [{ financial_status: 'pending' }, 'pending'],
      [{ financial_status: 'voided' }, 'cancelled'],
      [{ financial_status: 'refunded' }, 'returned'],
      [{ financial_status: 'paid', display_fulfillment_status: 'ON_HOLD' }, 'on_hold'],
    ],
    woocommerce: [
      [{ status: 'on-hold' }, 'on_hold'],
      [{ status: 'completed' }, 'paid'],
      [{ status: 'failed' }, 'pending'],
      [{ status: 'refunded' }, 'returned'],
      [{ status: 'processing', payment_method: 'cod' }, 'open'],
    ],
    'adobe-commerce': [
      [{ state: 'new' }, 'open'],
      [{ state: 'holded' }, 'on_hold'],
      [{ state: 'payment_review' }, 'on_hold'],
      [{ state: 'complete' }, 'paid'],
      [{ state: 'closed' }, 'returned'],
      [{ state: 'processing', total_paid: 1, total_due: 2 }, 'partially_paid'],
    ],
    medusa: [
      [{ payment_status: 'authorized' }, 'authorized'],
      [{ payment_status: 'authorized', ...cod }, 'open'],
      [{ payment_status: 'partially_captured' }, 'partially_paid'],
      [{ payment_status: 'requires_action' }, 'pending'],
    ],
  };
  for (const [platform, cases] of Object.entries(mapping)) {
    const { document, options } = platforms[platform].orders.plain;
    for (const [change, status] of cases) {
      const given = structuredClone(document);
      Object.assign(given.order ?? given, change);
      const { order, faults } = converters[platform](given, options);
      assert.equal(order?.status, status, `${platform} ${JSON.stringify(change)} ${JSON.stringify(faults)}`);
      assert.deepEqual(engine.check(sheetOf(order, {})).issues, []);
    }
  }
});

test('every converter has at least five orders', () => {
  assert.deepEqual(Object.keys(platforms).sort(), Object.keys(converters).sort());
  for (const [name, { orders }] of Object.entries(platforms))
    assert.ok(Object.keys(orders).length >= 5, `${name} has ${Object.keys(orders).length}`);
});

for (const [platform, { orders, refused = [] }] of Object.entries(platforms)) {
  for (const [title, { document, options, expect }] of Object.entries(orders)) {
    test(`${platform}: ${title}`, () => {
      const result = converters[platform](JSON.parse(JSON.stringify(document)), options);
      assert.deepEqual(result.faults, undefined, JSON.stringify(result.faults));
      const { order, customer, warnings } = result;
      const { warned = [], ...values } = expect;
      assert.deepEqual(
        warnings.map(({ path }) => path),
        warned,
        JSON.stringify(warnings),
      );
      for (const [name, value] of Object.entries(values))
        assert.deepEqual((read[name] ?? (from => from[name]))(order), value, name);
      assert.equal(
        order.lines.reduce((sum, { paid }) => sum + paid, 0),
        order.subtotal - order.discount,
        'lines paid what the order says',
      );
      if (!warned.includes('total')) assert.equal(partsOf(order), order.total, 'the parts make the total');
      assert.match(order.placed_at, /^2026-11-21T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/);
      const amounts = [order.total, order.tax, order.shipping, ...order.lines.flatMap(({ paid, tax }) => [paid, tax])];
      assert.ok(amounts.every(Number.isSafeInteger));
      const sheet = sheetOf(order, customer);
      assert.deepEqual(engine.check(sheet).issues, []);
      const decision = engine.decide(sheet, { now: Date.parse('2026-11-21T12:00:00Z') });
      assert.equal(decision.slots.length + decision.left_out.length, 1, JSON.stringify(decision));
      if (order.status === 'paid' && !order.fulfilment?.released)
        assert.equal(decision.slots.length, 1, JSON.stringify(decision.left_out));
    });
  }

  for (const { document, path, options } of refused) {
    test(`${platform} refuses an order for its ${path}`, () => {
      const result = converters[platform](JSON.parse(JSON.stringify(document)), options);
      assert.equal(result.ok, false);
      assert.ok(
        result.faults.some(
          fault => (fault.path === path || fault.path.endsWith(`.${path}`)) && fault.message.length > 8,
        ),
        JSON.stringify(result.faults),
      );
    });
  }

  test(`${platform} names what is missing of an empty document, and refuses what is none`, () => {
    const { ok, faults } = converters[platform]({});
    assert.equal(ok, false);
    assert.ok(faults.length >= 3, JSON.stringify(faults));
    for (const other of [null, 'text', 7, [], [{}]]) assert.equal(converters[platform](other).ok, false);
  });
}

test('what an order says beyond what is asked for changes nothing', () => {
  const { document } = shopify.rest.plain;
  const more = structuredClone(document);
  more.order.something_new = { deep: [1] };
  more.order.line_items[0].another = 'thing';
  assert.deepEqual(converters.shopify(more), converters.shopify(document));
});

/** Which fields of the sheet's order, of its lines and of the customer come out of a platform's orders here. */
function covered({ orders }, convert) {
  const fields = new Set();
  for (const { document, options } of Object.values(orders)) {
    const { order, customer } = convert(structuredClone(document), options);
    for (const name of Object.keys(order)) fields.add(name);
    for (const name of order.lines.flatMap(line => Object.keys(line))) fields.add(`lines[].${name}`);
    for (const name of Object.keys(customer)) fields.add(`customer.${name}`);
  }
  return fields;
}

/** The table of the reference page, as the orders here make it. */
function fieldTable() {
  const names = Object.keys(platforms);
  const byPlatform = names.map(name => covered(platforms[name], converters[name]));
  const all = [...new Set(byPlatform.flatMap(fields => [...fields]))];
  const rank = name =>
    ['customer.', 'lines[].'].findIndex(start => name.startsWith(start)) + (name.includes('.') ? 1 : 0);
  const sorted = all.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  const rows = sorted.map(
    field => `| \`${field}\` | ${byPlatform.map(has => (has.has(field) ? '●' : '')).join(' | ')} |`,
  );
  return [`| field | ${names.join(' | ')} |`, `|---|${names.map(() => '---|').join('')}`, ...rows].join('\n');
}

test('the reference says which fields each platform fills', async () => {
  const page = new URL('../../../web/reference/platforms.md', import.meta.url);
  const text = await readFile(page, 'utf8');
  const [before, rest] = text.split('<!-- fields -->\n');
  const after = rest.slice(rest.indexOf('<!-- /fields -->'));
  const expected = `${before}<!-- fields -->\n${fieldTable()}\n${after}`;
  if (process.env.UPDATE_GOLDEN) await writeFile(page, expected);
  else assert.equal(text, expected, 'run UPDATE_GOLDEN=1 node --test tests/node/platforms/convert.test.mjs');
});
