// SPDX-License-Identifier: MIT
//
// `encore mine`, `learn` and `suggest` on files: what they find in NDJSON, CSV and Parquet, what they say of bad
// input, and that nothing half-written is left.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { loadEngine } from 'encore-offers/engine';
import { generator } from '../../random.mjs';

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'encore-learn-'));
const path = name => join(folder, name);

const encore = (...args) =>
  new Promise(resolve => {
    execFile(process.execPath, [cli, ...args], { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });

const catalogue = Array.from({ length: 30 }, (_, i) => ({
  product: {
    id: `p${i}`,
    title: `Product ${i}`,
    family: `f${i % 3}`,
    variants: [{ id: `v${i}`, price: 1000 + 100 * i, unit_cost: 400 }],
  },
}));

/** p0 (a camera) is nearly always bought with p1 (a card); p1 is bought a lot, by itself and with others. */
const draw = generator(1);
const orders = Array.from({ length: 600 }, (_, i) => {
  const first = draw.chance(30) ? 0 : 1 + draw.below(29);
  const others = first === 0 ? (draw.chance(80) ? [1] : [2]) : [1 + draw.below(29), ...(draw.chance(40) ? [1] : [])];
  const ids = [...new Set([first, ...others])];
  const lines = ids.map((p, l) => ({
    id: `l${l}`,
    product_id: `p${p}`,
    title: `Product ${p}`,
    family: `f${p % 3}`,
    quantity: 1,
    unit_price: 5000,
  }));
  const at = new Date(Date.parse('2026-09-01T00:00:00Z') + i * 3_600_000).toISOString();
  const total = 5000 * lines.length;
  const order = { id: `o${i}`, placed_at: at, status: 'paid', currency: 'EUR', lines, subtotal: total, total };
  return { at, order, customer: { orders_count: 1 } };
});
const events = orders.flatMap(({ at, order }, i) => {
  const shown = catalogue[draw.below(30)];
  const { id, family, variants } = shown.product;
  const slot = { candidate_id: id, product_id: id, kind: 'cross_sell', family, list: variants[0].price };
  const slots = [{ ...slot, discount: 0, subtotal: variants[0].price }];
  const yes = id === 'p7' ? draw.chance(70) : draw.chance(5);
  const published = {
    id: `e${i}`,
    event: 'published',
    at,
    source: 'server',
    order_id: order.id,
    explored: true,
    slots,
  };
  const accepted = { id: `a${i}`, event: 'accepted', at, source: 'server', order_id: order.id, candidate_id: id };
  return yes ? [published, accepted, accepted] : [published];
});
const lines = records => records.map(one => `${JSON.stringify(one)}\n`).join('');
writeFileSync(path('orders.ndjson'), lines(orders));
writeFileSync(path('events.ndjson'), lines(events));
writeFileSync(path('catalogue.ndjson'), lines(catalogue));

const learned = (output, ...more) =>
  encore(
    'learn',
    ...['--events', path('events.ndjson'), '--orders', path('orders.ndjson'), '--catalogue', path('catalogue.ndjson')],
    ...['-o', path(output), ...more],
  );

test('mine finds the pair, in its direction', async () => {
  const { code, stdout } = await encore('mine', path('orders.ndjson'));
  assert.equal(code, 0);
  const pairs = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  const found = pairs.find(({ bought, offered }) => bought === 'p0' && offered === 'p1');
  assert.ok(found.lift > 1.3 && found.confidence_bps > 6000, JSON.stringify(found));
  assert.ok(pairs.every(({ orders: count, bought, offered }) => count > 0 && bought !== offered));
});

test('mine reads the same from CSV and Parquet', async () => {
  const listed = ({ lines }, member) => lines.map(line => line[member]).join('|');
  const rows = orders.map(({ at, order }) =>
    [at, order.id, order.status, order.total, listed(order, 'product_id'), listed(order, 'family')].join(','),
  );
  const head = 'at,order_id,order_status,order_total,order_lines_product_id,order_lines_family';
  writeFileSync(path('orders.csv'), `${[head, ...rows].join('\n')}\n`);
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  await db.run(
    `COPY (SELECT * FROM read_csv('${path('orders.csv')}', all_varchar = true)) TO '${path('orders.parquet')}'`,
  );
  const ndjson = await encore('mine', path('orders.ndjson'));
  for (const file of ['orders.csv', 'orders.parquet']) {
    const other = await encore('mine', path(file));
    assert.deepEqual([other.code, other.stdout], [0, ndjson.stdout], file);
  }
});

test('learn writes a model that knows the good product, and says how well it foretells', async () => {
  const { code, stdout, stderr } = await learned('model.json');
  assert.equal(code, 0, stderr);
  const model = JSON.parse(readFileSync(path('model.json'), 'utf8'));
  const value = id => Number(model.rows.find(row => row.startsWith(`product||${id}|`)).split('|')[3]);
  const others = catalogue.map(({ product }) => product.id).filter(id => id !== 'p7');
  assert.ok(others.every(id => value('p7') > value(id)));
  assert.equal(model.shows, 600);
  assert.equal(model.accepts, events.filter(({ event }) => event === 'accepted').length / 2);
  assert.ok(model.calibration.log_loss_micro < model.calibration.prior_log_loss_micro);
  assert.match(stdout, /held back/);
});

test('learn writes the same bytes again', async () => {
  await learned('again.json');
  assert.equal(readFileSync(path('again.json'), 'utf8'), readFileSync(path('model.json'), 'utf8'));
});

test('suggest writes a sheet that the core decides by the model', async () => {
  const record = orders.find(({ order }) => order.lines.every(line => line.product_id !== 'p7'));
  const paid = { ...record.order, payment: { kind: 'card', one_click: true } };
  writeFileSync(path('order.json'), JSON.stringify({ ...record, order: paid }));
  const { code, stdout, stderr } = await encore(
    'suggest',
    path('order.json'),
    ...['--catalogue', path('catalogue.ndjson'), '--model', path('model.json'), '--now', '2026-11-21T10:00:00Z'],
  );
  assert.equal(code, 0, stderr);
  const sheet = JSON.parse(stdout);
  const decision = (await loadEngine()).decide(sheet, { now: Date.parse('2026-11-21T10:00:00Z'), explain: true });
  const likeliest = decision.explain.reduce((a, b) => ((b.take_rate_ppm ?? 0) > (a.take_rate_ppm ?? 0) ? b : a));
  assert.equal(likeliest.candidate_id, 'p7');
  assert.ok(likeliest.learned.factors.some(({ factor, shows }) => factor === 'product' && shows > 0));
});

const bad = async (name, text, args, said, code) => {
  writeFileSync(path(name), text);
  const answer = await encore(...args);
  assert.match(answer.stderr, said);
  assert.equal(answer.code, code, answer.stderr);
  assert.ok(!readdirSync(folder).some(file => file.endsWith('.part')));
};

test('bad input is named with file, line and what to do, and nothing half-written is left', async () => {
  const files = (events = 'events.ndjson', orders = 'orders.ndjson', catalogueFile = 'catalogue.ndjson') => [
    'learn',
    ...['--events', path(events), '--orders', path(orders), '--catalogue', path(catalogueFile), '-o', path('bad.json')],
  ];
  const unpriced = lines([...catalogue.slice(0, 2), { product: { id: 'x', title: 'X', variants: [{ id: 'v' }] } }]);
  await bad(
    'unpriced.ndjson',
    unpriced,
    files(undefined, undefined, 'unpriced.ndjson'),
    /unpriced\.ndjson:3: variant 0 has no price/,
    1,
  );
  const stray = lines([...events, { ...events[0], id: 'stray', order_id: 'nowhere' }]);
  await bad(
    'stray.ndjson',
    stray,
    files('stray.ndjson'),
    new RegExp(`stray\\.ndjson:${events.length + 1}: the order that this event names`),
    1,
  );
  await bad(
    'torn.ndjson',
    `${lines(events)}{"id":`,
    files('torn.ndjson'),
    new RegExp(`torn\\.ndjson:${events.length + 1}: this is not a JSON object`),
    1,
  );
  await bad(
    'short.csv',
    'at,order_id\n2026-01-01T00:00:00Z,o1\n',
    files(undefined, 'short.csv'),
    /short\.csv: the column "order_total" is missing/,
    2,
  );
  await bad('odd.txt', '', files(undefined, 'odd.txt'), /odd\.txt: the ending must be/, 2);
  await bad('none.txt', '', files('missing.ndjson'), /cannot read .*missing\.ndjson/, 2);
  const old = JSON.stringify({ version: 7, rows: [] });
  const suggest = model => [
    'suggest',
    path('order.json'),
    '--catalogue',
    path('catalogue.ndjson'),
    '--model',
    path(model),
  ];
  await bad('old.json', old, suggest('old.json'), /old\.json is a model of version 7/, 2);
  await bad('list.json', '[]', suggest('list.json'), /list\.json is not a model/, 2);
  assert.ok(existsSync(path('bad.json')));
  const fatal = await encore(
    'learn',
    '--events',
    path('missing.ndjson'),
    '--orders',
    path('orders.ndjson'),
    '--catalogue',
    path('catalogue.ndjson'),
    '-o',
    path('never.json'),
  );
  assert.equal(fatal.code, 2);
  assert.ok(!existsSync(path('never.json')));
});

test('learn goes on from a former model: what that has is left out, and the two are near the model of all', async () => {
  const half = events.findIndex(({ order_id }) => order_id === 'o300');
  writeFileSync(path('first.ndjson'), lines(events.slice(0, half)));
  const files = ['--orders', path('orders.ndjson'), '--catalogue', path('catalogue.ndjson')];
  const first = await encore('learn', '--events', path('first.ndjson'), ...files, '-o', path('first.json'));
  assert.equal(first.code, 0, first.stderr);
  const on = await learned('on.json', '--from', path('first.json'));
  assert.equal(on.code, 0, on.stderr);
  assert.match(on.stderr, /300 decisions are left out: .*first\.json has them/);
  const [whole, model] = ['model.json', 'on.json'].map(file => JSON.parse(readFileSync(path(file), 'utf8')));
  assert.deepEqual(
    [model.decisions, model.shows, model.accepts, model.evidence.until],
    [whole.decisions, whole.shows, whole.accepts, whole.evidence.until],
  );
  const odds = of => {
    const value = row => Number(of.rows.find(text => text.startsWith(`${row}|`)).split('|')[3]);
    return value('base||') + value('product||p7');
  };
  assert.ok(Math.abs(odds(model) - odds(whole)) / 65_536 < 0.4, `${odds(model)} for ${odds(whole)}`);
  writeFileSync(path('bare.json'), JSON.stringify({ version: 1, rows: [] }));
  const bare = await learned('never-on.json', '--from', path('bare.json'));
  assert.match(bare.stderr, /bare\.json cannot be gone on from.*learn it again/);
  assert.deepEqual([bare.code, existsSync(path('never-on.json'))], [2, false]);
});
