// SPDX-License-Identifier: MIT
//
// The report says what the files hold: the same numbers from DuckDB, from PostgreSQL (the same SQL files) and from
// loops over the lines; whatever is repeated, late, out of order, torn or in another currency is counted and changes
// nothing.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import Ajv from 'ajv/dist/2020.js';
import pg from 'pg';
import { loadDuckdb, loadPostgres, makeReport, openDuckdb, openPostgres, overClient } from 'encore-offers/report';
import { bundled } from '../../bundled.mjs';
import { startCluster } from '../storefront/cluster.mjs';
import { recompute, recomputeOrders } from './recompute.mjs';

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const dayMs = 86_400_000;
const windowDays = 30;
let folder;
let writeShop;
let truth;
let reports;

const lines = name =>
  readFileSync(join(folder, `${name}.ndjson`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
const fromFiles = async (events, more = {}) => {
  const database = await openDuckdb({ memory: '400MB' });
  try {
    const counts = await loadDuckdb(database, { events, ...more });
    return await makeReport(database, counts);
  } finally {
    await database.close();
  }
};
/** Puts the lines into tables of one JSON document a row, as a shop has them. */
async function fill(query, tables) {
  for (const [name, rows] of Object.entries(tables)) {
    await query(`CREATE TABLE shop_${name} (body JSONB NOT NULL)`);
    for (let at = 0; at < rows.length; at += 500)
      await query(`INSERT INTO shop_${name} SELECT jsonb_array_elements($1::jsonb)`, [
        JSON.stringify(rows.slice(at, at + 500)),
      ]);
  }
}
const reportIn = async (database, options) => {
  try {
    const tables = { events: 'shop_events', orders: 'shop_orders', refunds: 'shop_refunds' };
    return await makeReport(database, await loadPostgres(database, tables), options);
  } finally {
    await database.close();
  }
};
const every = () => ({ events: lines('events'), orders: lines('orders'), refunds: lines('refunds') });

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'encore-report-test-'));
  ({ writeShop } = await bundled('simulate/files.ts', { platform: 'node' }));
  truth = writeShop(folder, 3000, 11);
  const more = { orders: join(folder, 'orders.ndjson'), refunds: join(folder, 'refunds.ndjson') };
  const plain = await fromFiles(join(folder, 'events.ndjson'), more);
  reports = { plain, more };
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('every line of a simulated shop is valid by its schema', () => {
  const schema = name =>
    JSON.parse(readFileSync(new URL(`../../../web/schema/${name}-1.schema.json`, import.meta.url), 'utf8'));
  const ajv = new Ajv({ strict: false });
  for (const name of ['offer-sheet', 'orders', 'catalogue', 'events', 'refunds']) ajv.addSchema(schema(name));
  for (const name of ['orders', 'catalogue', 'events', 'refunds']) {
    const validate = ajv.getSchema(`urn:encore:${name}:1`);
    for (const line of lines(name)) assert.ok(validate(line), `${name}: ${ajv.errorsText(validate.errors)}`);
  }
});

test('DuckDB and loops over the lines agree on every sum', () => {
  const { plain } = reports;
  const options = { nowMs: Date.parse(plain.at), windowMs: windowDays * dayMs };
  const { arms, offers, experiments, withheld } = recompute(lines('events'), lines('refunds'), options);
  assert.equal(plain.earned.orders, arms.treated.orders);
  assert.equal(plain.earned.held_out, arms.held.orders);
  assert.ok(arms.held.orders > 100);
  const expected = arms.treated.earned / arms.treated.orders - arms.held.earned / arms.held.orders;
  assert.ok(Math.abs(plain.earned.margin_per_order.estimate - expected) < 1e-9);
  assert.equal(plain.offers.length, offers.size);
  for (const offer of plain.offers) {
    const { shown, accepted, refunded, mature, earned } = offers.get(offer.candidate_id);
    assert.deepEqual([offer.shown, offer.accepted], [shown, accepted], offer.candidate_id);
    assert.ok(Math.abs(offer.refund_rate.estimate - (accepted > 0 ? refunded / accepted : 0)) < 1e-12);
    if (mature > 0)
      assert.ok(Math.abs(offer.margin_per_1000_shows.estimate - (1000 * earned) / mature) < 1e-6, offer.candidate_id);
  }
  for (const { experiment, variations } of plain.experiments)
    for (const { variation, orders, margin_per_order: margin } of variations) {
      assert.equal(orders, experiments.get(`${experiment} ${variation} orders`));
      assert.ok(Math.abs(margin.estimate - experiments.get(`${experiment} ${variation} earned`) / orders) < 1e-9);
    }
  assert.deepEqual(new Map(plain.reasons.map(({ reason, withheld: sum }) => [reason, sum])), withheld);
});

test('what orders add is what loops over the lines find: order value, revenue a visitor, later orders', async () => {
  // The simulated time is short: four months later every customer was watched for 90 days.
  const nowMs = Date.parse(reports.plain.at) + 120 * dayMs;
  const database = await openDuckdb({ memory: '400MB' });
  const counts = await loadDuckdb(database, { events: join(folder, 'events.ndjson'), ...reports.more });
  const { earned } = await makeReport(database, counts, { nowMs });
  await database.close();
  const expected = recomputeOrders(lines('events'), lines('orders'), { nowMs, windowMs: windowDays * dayMs });
  const near = (given, wanted, what) => assert.ok(Math.abs(given - wanted) < 1e-6, `${what}: ${given}, ${wanted}`);
  near(earned.aov_lift.estimate, expected.aov_lift, 'aov_lift');
  near(earned.revenue_per_visitor.estimate, expected.revenue_per_visitor, 'revenue_per_visitor');
  near(earned.repeat_margin.estimate, expected.repeat_margin, 'repeat_margin');
  assert.equal(earned.repeat_margin.customers, expected.customers);
  assert.ok(earned.aov_lift.estimate > 0 && expected.customers > 100);
  const without = await fromFiles(join(folder, 'events.ndjson'));
  assert.equal(without.earned.aov_lift, null);
  assert.equal(without.earned.repeat_margin, null);
});

test('PostgreSQL compiled to WebAssembly gives the same report from the same SQL, to the last digit', async () => {
  const client = new PGlite();
  await fill((sql, values) => client.query(sql, values), every());
  const other = await reportIn(overClient(client, () => client.close()));
  assert.deepEqual(JSON.parse(JSON.stringify(other)), JSON.parse(JSON.stringify(reports.plain)));
});

test('a PostgreSQL server gives the same report from the same SQL, younger and older orders alike', async () => {
  const cluster = await startCluster();
  try {
    const client = new pg.Client({ connectionString: cluster.url });
    await client.connect();
    await fill((sql, values) => client.query(sql, values), every());
    await client.end();
    const nowMs = Date.parse(reports.plain.at) + 120 * dayMs;
    const files = await openDuckdb({ memory: '400MB' });
    const counts = await loadDuckdb(files, { events: join(folder, 'events.ndjson'), ...reports.more });
    const expected = await makeReport(files, counts, { nowMs, windowDays: 45, returnCost: 150 });
    await files.close();
    const options = { nowMs, windowDays: 45, returnCost: 150 };
    const other = await reportIn(await openPostgres(cluster.url), options);
    assert.deepEqual(JSON.parse(JSON.stringify(other)), JSON.parse(JSON.stringify(expected)));
    assert.ok(other.earned.repeat_margin.customers > 100);
  } finally {
    await cluster.stop();
  }
});

test('costs in the shop’s money lower the margin of an order by its rate, in both databases', async () => {
  const order = (id, more, [line = {}] = []) => ({
    at: '2026-11-20T10:00:00Z',
    order: {
      id,
      currency: 'EUR',
      status: 'paid',
      total: 5000,
      lines: [{ id: 'l', quantity: 3, unit_price: 1000, unit_cost: 333, ...line }],
      ...more,
    },
  });
  const orders = [
    order('own', {}),
    order('same', { shop_currency: 'EUR', rate: '2' }),
    order('pounds', { shop_currency: 'GBP', rate: '1.1554' }), // 999 x 1.1554 = 1154.2446
    order('yen', { shop_currency: 'JPY', rate: '0.0061' }, [{ unit_cost: 500 }]), // 1500 JPY are 9.15 EUR
    order('dinars', { shop_currency: 'KWD', rate: '2.8' }, [{ unit_cost: 1250 }]), // 3.750 KWD are 10.50 EUR
    order('unknown', { shop_currency: 'GBP' }),
  ];
  const expected = { own: 2001, same: 2001, pounds: 1846, yen: 2085, dinars: 1950, unknown: null };
  const ask = async database => {
    const rows = await database.rows('SELECT order_id, margin FROM orders ORDER BY order_id');
    return Object.fromEntries(rows.map(({ order_id: id, margin }) => [id, margin === null ? null : Number(margin)]));
  };
  const path = join(folder, 'shop-money.ndjson');
  writeFileSync(path, orders.map(one => JSON.stringify(one)).join('\n'));
  const files = await openDuckdb({ memory: '400MB' });
  await loadDuckdb(files, { events: join(folder, 'events.ndjson'), orders: path });
  assert.deepEqual(await ask(files), expected);
  await files.close();
  const client = new PGlite();
  await fill((sql, values) => client.query(sql, values), { events: [], orders });
  const tables = overClient(client, () => client.close());
  await loadPostgres(tables, { events: 'shop_events', orders: 'shop_orders' });
  assert.deepEqual(await ask(tables), expected);
  await tables.close();
});

test('repeated, disordered and torn lines, another currency and missing consent are counted and change nothing', async () => {
  const all = readFileSync(join(folder, 'events.ndjson'), 'utf8').split('\n').filter(Boolean);
  const third = all.filter((_, i) => i % 3 === 0);
  const foreign = JSON.stringify({ ...JSON.parse(all[0]), id: 'x-1', order_id: 'x', currency: 'USD' });
  const torn = ['{"id":"half","event":"shown","at":"2026-0', 'not json'];
  const messy = join(folder, 'messy.ndjson');
  writeFileSync(messy, `${[...third.toReversed(), ...all.toReversed(), foreign, ...torn, ''].join('\n')}\n`);
  const report = await fromFiles(messy, reports.more);
  assert.equal(report.data.torn, torn.length);
  assert.equal(report.data.lines, all.length + third.length + 1 + torn.length);
  const sum = key => report.data.events.reduce((total, row) => total + row[key], 0);
  assert.equal(sum('repeated'), third.length);
  assert.equal(sum('other_currency'), 1);
  const figures = report => JSON.parse(JSON.stringify({ ...report, data: null }));
  assert.deepEqual(figures(report), figures(reports.plain));

  // Without consent there is no event of a page at all: what is earned is the same.
  const silent = join(folder, 'silent.ndjson');
  writeFileSync(silent, `${all.filter(line => JSON.parse(line).source === 'server').join('\n')}\n`);
  const unseen = await fromFiles(silent, reports.more);
  assert.deepEqual(figures(unseen).earned, figures(reports.plain).earned);
  assert.deepEqual(unseen.funnels, []);
});

test("a server's refund of a purchase that was undone, or never stood, is no return of the original order", async () => {
  const all = lines('events');
  const given = new Set(lines('refunds').map(({ order_id }) => order_id));
  const bought = all.find(({ event, order_id }) => event === 'accepted' && !given.has(order_id));
  const bare = all.find(
    ({ event, order_id }) =>
      event === 'published' &&
      !given.has(order_id) &&
      !all.some(other => other.event === 'accepted' && other.order_id === order_id),
  );
  const write = async (name, more) => {
    const file = join(folder, name);
    writeFileSync(file, `${[...all, ...more].map(line => JSON.stringify(line)).join('\n')}\n`);
    return fromFiles(file, reports.more);
  };
  const undone = { ...bought, id: 'server:one:undone', event: 'undone' };
  const back = { ...bought, event: 'refunded', amount: bought.charged ?? bought.total ?? 100 };
  const before = await write('undone.ndjson', [undone]);
  const after = await write('given-back.ndjson', [
    undone,
    { ...back, id: 'server:one:refunded' },
    { ...back, id: 'server:never:refunded', order_id: bare.order_id, purchase_id: 'p-never' },
  ]);
  assert.notDeepEqual(before.earned, reports.plain.earned, 'an undone purchase earns nothing');
  assert.deepEqual(after.earned, before.earned);
});

test('the command prints the same as JSON, as tables and as a page without a script', () => {
  const page = join(folder, 'report.html');
  const args = [join(folder, 'events.ndjson'), '--refunds', reports.more.refunds, '--orders', reports.more.orders];
  const run = (...more) => spawnSync(process.execPath, [cli, 'report', ...args, ...more], { encoding: 'utf8' });
  const { status, stdout, stderr } = run('--json', '--html', page);
  assert.equal(status, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), JSON.parse(JSON.stringify(reports.plain)));
  const html = readFileSync(page, 'utf8');
  assert.doesNotMatch(html, /<script|\bon\w+=|https?:\/\/(?!www\.w3\.org)/i);
  assert.match(html, /<svg role="img"/);
  const text = run();
  assert.equal(text.status, 0, text.stderr);
  assert.match(text.stdout, /What it earned/);
  assert.match(text.stdout, /outranked/);
  assert.equal(spawnSync(process.execPath, [cli, 'report', join(folder, 'nothing.ndjson')]).status, 2);
});

test('CSV and Parquet of the same events give the same figures', async () => {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const joined = (list, key) =>
    `list_aggregate(list_transform(${list}, lambda x: COALESCE(CAST(x.${key} AS VARCHAR), '')), 'string_agg', '|')`;
  const offers = ['slots', 'considered'].flatMap(list =>
    ['candidate_id', 'product_id', 'step', 'subtotal', 'total', 'take_rate_ppm', 'contribution'].map(
      key => `${joined(list, key)} AS ${list}_${key}`,
    ),
  );
  const plain = [
    'id',
    'event',
    '"at"',
    'source',
    'order_id',
    'policy_id',
    'visitor_id',
    'currency',
    'holdout',
    'holdout_bps',
  ];
  const later = ['device', 'candidate_id', 'product_id', 'slot', 'step', 'charged', 'purchase_id'];
  const source = `read_json('${join(folder, 'events.ndjson')}', format = 'newline_delimited', union_by_name = true)`;
  const left = `${joined('left_out', 'candidate_id')} AS left_out_candidate_id, ${joined('left_out', 'withheld')} AS left_out_withheld,
    list_aggregate(list_transform(left_out, lambda x: array_to_string(x.reasons, '+')), 'string_agg', '|') AS left_out_reasons`;
  for (const [name, options] of [
    ['csv', 'HEADER'],
    ['parquet', 'FORMAT parquet'],
  ]) {
    const path = join(folder, `events.${name}`);
    await connection.run(
      `COPY (SELECT ${[...plain, ...later, ...offers, left].join(', ')} FROM ${source}) TO '${path}' (${options})`,
    );
    const report = await fromFiles(path, reports.more);
    for (const part of ['earned', 'offers', 'reasons', 'calibration', 'funnels'])
      assert.deepEqual(
        JSON.parse(JSON.stringify(report[part])),
        JSON.parse(JSON.stringify(reports.plain[part])),
        `${name}: ${part}`,
      );
  }
  connection.closeSync();
});

test('the interval of what was earned holds the truth', () => {
  const { low, high } = reports.plain.earned.margin_per_order;
  assert.ok(low < truth.margin_per_order && truth.margin_per_order < high);
});
