// SPDX-License-Identifier: MIT
//
// Typical mistakes, one in each sheet, and what `check` says of them: those of the vectors (tests/vectors/check), and
// those that take words of a language, fail the schema or are noted. Every message is a sentence with the value met;
// every code of a warning is met; what is sound says nothing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadEngine } from 'encore-offers/engine';
import { bundled } from '../../bundled.mjs';
import { planted } from '../../vectors/planted.mjs';

const { warningCodes, wordWarnings } = await bundled('engine/vocabulary.ts');
const engine = await loadEngine();
const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const vectors = new URL('../../vectors/check/', import.meta.url);
const examples = new URL('../../../examples/sheets/', import.meta.url);

const C = '/candidates/0';
/** What was done, the values set, and the code that says so. */
const MISTAKES = [
  ['bold in a headline', { [`${C}/copy/headline`]: 'A <b>bright</b> lamp' }, 'markup_in_copy'],
  ['an entity in a body', { [`${C}/copy/body`]: 'Salt &amp; pepper' }, 'markup_in_copy'],
  ['markup in a title', { [`${C}/product/title`]: 'Lamp<br>LED' }, 'markup_in_copy'],
  ['scarcity without stock', { [`${C}/copy/badge`]: 'Only 3 left' }, 'pressure'],
  ['scarcity in German', { [`${C}/copy/badge`]: 'Nur noch 2 Stück' }, 'pressure'],
  ['a last chance without an end', { [`${C}/copy/headline`]: 'Last chance!' }, 'pressure'],
  ['onlookers', { [`${C}/copy/body`]: '17 people are looking at this' }, 'pressure'],
  ['a refusal that shames', { [`${C}/copy/decline`]: 'I like paying full price' }, 'shame'],
  ['a refusal that shames in French', { [`${C}/copy/decline`]: 'Je préfère payer plein tarif' }, 'shame'],
  ['a green claim', { [`${C}/copy/body`]: 'Our eco-friendly lamp' }, 'green'],
  ['a green claim in Swedish', { [`${C}/product/title`]: 'En miljövänlig lampa' }, 'green'],
  ...['.', '5/5', 'ok ok ok', 'よい', 'Sicher'].map(text => [
    `reviews verified by "${text}"`,
    { [`${C}/proof`]: { rating: { value_bps: 9000, count: 7 }, verification: { text } } },
    'reviews_not_shown',
  ]),
  ['reviews that are not verified', { [`${C}/proof`]: { summary: 'Buyers like it' } }, 'reviews_not_shown'],
  ['another percentage than the price gives', { [`${C}/copy/badge`]: '20 % off' }, 'copy_percentage'],
  ['a percentage with a minus', { [`${C}/copy/badge`]: '−15 %' }, 'copy_percentage'],
  ['a total by Magento’s name', { '/order/grand_total': 7990 }, 'unknown_key', 'total'],
  [
    'a former price by Shopify’s name',
    { [`${C}/product/variants/0/compare_at_price`]: 1 },
    'unknown_key',
    'compare_at',
  ],
  ['a misspelt member', { [`${C}/discount/bp`]: 1000 }, 'unknown_key', 'bps'],
  ['a zone by its name', { '/policy/time_zone': 'America/New_York' }, 'unknown_key', 'utc_offset_minutes'],
  ['camel case', { '/policy/maxOffers': 1 }, 'unknown_key', 'max_offers'],
  ['an offer’s trigger by another name', { [`${C}/conditions`]: {} }, 'unknown_key', 'trigger'],
  ['lines by another name', { '/order/line_items': [] }, 'unknown_key', 'lines'],
  ['a price with decimals', { [`${C}/product/variants/0/price`]: 30.5 }, 'type'],
  ['a price as text', { [`${C}/product/variants/0/price`]: '30.00' }, 'type'],
  ['a status of another platform', { '/order/status': 'completed' }, 'enum', 'paid'],
  ['a country in words', { '/order/billing_country': 'Germany' }, 'pattern'],
  ['a currency that is none', { '/currency': 'EUX' }, 'unknown_currency'],
  ['a time without a zone', { '/issued_at': '2026-11-21T10:00:00' }, 'pattern'],
  ['a successor that is not', { [`${C}/on_decline`]: 'mugg' }, 'unknown_candidate'],
  [
    'until before from',
    { [`${C}/availability`]: { from: '2026-11-22T00:00:00Z', until: '2026-11-21T23:00:00Z' } },
    'order_of_times',
  ],
  ['a discount of 150 %', { [`${C}/discount/bps`]: 15_000 }, 'maximum'],
  ['a link without an address', { [`${C}/accept`]: { mode: 'link' } }, 'url_missing'],
  ['two offers of one id', { '/candidates/1/id': 'lamp' }, 'duplicate_id'],
];

/** Copy that claims nothing of a price, presses no one and holds no markup. */
const SOUND = [
  'Blocks 99 % of UV',
  'Made of 80% cotton and 20% linen',
  '70 % cocoa',
  'Bis zu 30 % schneller laden',
  'Holds 2 < 3 litres & more',
  'R&D; made here',
  'Save it for later',
  'Nothing left to wish for',
  '100 % wool',
  'Tom & Jerry',
];

const all = ({ issues, warnings, notes }) => [...issues, ...warnings, ...notes];
const wrong = readdirSync(vectors)
  .flatMap(file => JSON.parse(readFileSync(new URL(file, vectors), 'utf8')))
  .filter(({ expect }) => expect.warnings.length > 0);

test('each mistake is found, and its message is a sentence', () => {
  const met = new Set();
  const hold = (name, found) => {
    for (const { code, message, path, scope } of found) {
      met.add(code);
      assert.match(message, /^["{A-Z].*[.?]$/s, `${name}: ${message}`);
      assert.doesNotMatch(message, /undefined|NaN|""/, `${name}: ${message}`);
      assert.ok(typeof path === 'string' && typeof scope === 'string', name);
    }
  };
  for (const [name, set, code, nearest] of MISTAKES) {
    const found = all(engine.check(planted(set)));
    const one = found.find(item => item.code === code);
    assert.ok(one, `${name}: ${JSON.stringify(found)}`);
    if (nearest) assert.ok(one.message.includes(`"${nearest}"`), `${name}: ${one.message}`);
    hold(name, found);
  }
  for (const { name, input, expect } of wrong) {
    const { set, ...options } = input;
    const { warnings } = engine.check(planted(set), options);
    assert.deepEqual(
      warnings.map(({ code }) => code),
      expect.warnings.map(({ code }) => code),
      name,
    );
    hold(name, warnings);
  }
  assert.ok(MISTAKES.length + wrong.length >= 75, `${MISTAKES.length + wrong.length} mistakes`);
  assert.deepEqual(
    warningCodes.filter(code => !met.has(code)),
    [],
    'every code is met',
  );
  assert.ok([...wordWarnings].every(code => met.has(code)));
});

test('sound copy says nothing, and what the sheet bears out does not press', () => {
  for (const text of SOUND) assert.deepEqual(all(engine.check(planted({ [`${C}/copy/body`]: text }))), [], text);
  const stock = { [`${C}/product/variants/0/stock`]: 3, [`${C}/copy/badge`]: 'Only 3 left' };
  assert.deepEqual(all(engine.check(planted(stock))), []);
  const ends = { [`${C}/availability`]: { minutes_after_order: 60 }, [`${C}/copy/headline`]: 'Last chance' };
  assert.deepEqual(all(engine.check(planted(ends))), []);
});

test('reviews that say how they are verified are shown, in scripts without spaces too; other laws ask for no word', () => {
  const proof = verification => ({ [`${C}/proof`]: { rating: { value_bps: 9000, count: 7 }, verification } });
  const texts = [
    'Only buyers can review',
    'Nur Käufer können bewerten',
    '購入者のみ投稿可',
    '仅限购买者评价',
    'รีวิวจากผู้ซื้อจริง',
    '구매한 고객만 작성',
  ];
  for (const text of texts) assert.deepEqual(all(engine.check(planted(proof({ text })))), [], text);
  assert.deepEqual(all(engine.check(planted(proof({ text: 'Verified', url: '/reviews' })))), []);
  for (const order of [{ '/order/billing_country': 'BR' }, { '/order/buyer': 'business', '/order/vat_id': 'DE1' }]) {
    const green = { [`${C}/copy/body`]: 'Our eco-friendly lamp' };
    assert.deepEqual(all(engine.check(planted({ ...proof({ text: '.' }), ...green, ...order }))), []);
  }
});

test('the sheets of ten trades say only what they are there to show', () => {
  const shown = { 'phone.json': ['not_payable'], 'printer.json': ['below_cost'] };
  for (const file of readdirSync(examples).filter(name => name.endsWith('.json'))) {
    const { ok, warnings, notes } = engine.check(readFileSync(new URL(file, examples), 'utf8'));
    assert.ok(ok, file);
    assert.deepEqual(notes, [], file);
    assert.deepEqual(
      warnings.map(({ code }) => code),
      shown[file] ?? [],
      `${file}: ${JSON.stringify(warnings)}`,
    );
  }
});

test('the command: warnings and open duties end with 0, with --strict with 1, and --json holds all voices', t => {
  const folder = mkdtempSync(join(tmpdir(), 'check-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const run = (set, ...args) => {
    const path = join(folder, 'sheet.json');
    writeFileSync(path, JSON.stringify(planted(set)));
    try {
      return [0, execFileSync(process.execPath, [cli, 'check', path, ...args], { encoding: 'utf8' })];
    } catch (error) {
      return [error.status, error.stdout];
    }
  };
  const links = { '/order/withdrawal_url': '/withdraw', '/order/guarantee_url': '/guarantee' };
  const doubtful = { ...links, '/order/total': 7500, '/order/totl': 1 };
  assert.equal(run(links, '--strict')[0], 0);
  const [open, duties] = run({});
  assert.equal(open, 0);
  assert.match(duties, /^duty: \/order\/withdrawal_url: Open here: .*2023\/2673.*\[withdrawal_link\]$/m);
  assert.match(duties, /: 2 open duties$/m);
  assert.equal(run({}, '--strict')[0], 1);
  const [code, text] = run(doubtful);
  assert.equal(code, 0);
  assert.match(text, /^warning: \/order\/total: "total" is 7500, .* 7990.*\[total_differs\]$/m);
  assert.match(text, /1 warning$/m);
  assert.equal(run(doubtful, '--strict')[0], 1);
  const [status, json] = run(doubtful, '--json');
  assert.equal(status, 0);
  const answer = JSON.parse(json);
  assert.deepEqual(Object.keys(answer), ['ok', 'issues', 'warnings', 'duties', 'notes']);
  assert.equal(answer.ok, true);
  for (const one of [...answer.warnings, ...answer.notes])
    assert.deepEqual(Object.keys(one), ['code', 'path', 'scope', 'message']);
  const picture = { ...links, [`${C}/product/image`]: 'https://cdn.example/lamp.jpg' };
  assert.equal(run(picture, '--strict', '--origin', 'https://cdn.example')[0], 0);
  assert.equal(run(picture, '--strict', '--origin', 'shop.example')[0], 1);
  assert.equal(run(picture, '--origin', 'https://')[0], 2);
});
