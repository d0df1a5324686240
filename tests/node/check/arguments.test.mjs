// SPDX-License-Identifier: MIT
//
// What is asked is held to what is taken: a moment that is none, an option misspelt; text that
// is not UTF-8, for every command; a line of a replay with a moment that is none. Types are found under each way to
// resolve a module.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { issueSentence, loadEngine, reasonFix, reasonSentence } from 'encore-offers/engine';
import { planted } from '../../vectors/planted.mjs';

const root = new URL('../../../', import.meta.url);
const cli = fileURLToPath(new URL('dist/cli.js', root));
const engine = await loadEngine();
const now = Date.parse('2026-11-21T10:05:00Z');
const sheet = planted();

test('a moment is a number of milliseconds, and nothing else', () => {
  const given = [new Date(now), '2026-11-21T10:05:00Z', undefined, NaN, Infinity, null];
  for (const moment of given) {
    assert.throws(() => engine.decide(sheet, { now: moment }), TypeError, String(moment));
    assert.throws(() => engine.decideText(sheet, { now: moment }), TypeError);
    assert.throws(() => engine.quote(sheet, { candidate_id: 'lamp', now: moment }), TypeError);
    assert.throws(() => engine.publish(sheet, { now: moment }), TypeError);
    assert.throws(() => engine.advance(sheet, null, { type: 'tick' }, moment), TypeError);
  }
  assert.throws(() => engine.decide(sheet, { now: new Date(now) }), /a Date; give date\.getTime\(\)$/);
  assert.throws(() => engine.decide(sheet, { now: '2026-11-21' }), /not "2026-11-21"/);
  assert.equal(engine.decide(sheet, { now }).slots.length, 2);
});

test('an option misspelt is named, with those there are', () => {
  assert.throws(() => engine.decide(sheet, { now, visiter: 'v' }), /no option "visiter"; it has now, visitor/);
  assert.throws(() => engine.check(sheet, { strict: true }), /no option "strict"/);
  assert.throws(() => engine.quote(sheet, { candidate: 'lamp', now }), /candidate_id/);
  assert.ok(engine.decide(sheet, { now, seed: undefined }).slots);
});

test('a quote is asked for a candidate and a number of pieces', () => {
  const asked = { candidate_id: 'lamp', now };
  for (const quantity of [0, 1.5, '2', -1, NaN, null, true, 2 ** 53]) {
    const wanted = /^encore: quantity is a whole number of pieces from 1, such as 2, not /;
    assert.throws(() => engine.quote(sheet, { ...asked, quantity }), { name: 'TypeError', message: wanted });
  }
  assert.throws(() => engine.quote(sheet, { ...asked, quantity: '2' }), /, not "2"$/);
  assert.throws(() => engine.quote(sheet, { now }), /takes candidate_id, the id of a candidate/);
  assert.throws(() => engine.quote(sheet, { ...asked, variant_id: 7 }), /variant_id is a text, such as "lamp", not 7/);
  assert.throws(() => engine.quote(sheet, { ...asked, toString: 1 }), /no option "toString"/);
  assert.equal(engine.quote(sheet, { ...asked, quantity: 2 ** 53 - 1 }).fault, 'quantity_out_of_range');
  assert.equal(engine.quote(sheet, { ...asked, quantity: 1 }).quantity, 1);
  assert.equal(engine.quote(sheet, asked).quantity, 1);
});

test('an option of another type is named with what is wanted', () => {
  assert.throws(() => engine.decide(sheet, { now, arms: { e: '1' } }), /arms is an object of whole numbers/);
  assert.throws(() => engine.decide(sheet, { now, exclude: 'lamp' }), /exclude is a list of texts/);
  assert.throws(() => engine.decide(sheet, { now, explain: 'yes' }), /explain is true or false, not "yes"/);
  assert.throws(() => engine.check(sheet, { origin: 1 }), /origin is a text/);
  assert.ok(engine.publish(sheet, { now, seed: 's' }).sheet);
});

test('sentences are exported', () => {
  const [issue] = engine.check(planted({ '/order/total': -1 })).issues;
  assert.equal(issueSentence(issue), issue.message);
  assert.match(reasonSentence({ reason: 'expired', limit: 0, actual: 1 }), /\.$/);
  assert.match(reasonFix('expired'), /\.$/);
});

test('bytes that are not UTF-8 are seen by every command, with their place', t => {
  const folder = mkdtempSync(join(tmpdir(), 'bytes-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'sheet.json');
  writeFileSync(
    path,
    Buffer.from(JSON.stringify(planted({ '/candidates/1/product/title': 'Café' }), null, 1), 'latin1'),
  );
  const run = (...args) => spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });
  const checked = run('check', path);
  assert.equal(checked.status, 1);
  const line =
    JSON.stringify(planted(), null, 1)
      .split('\n')
      .findIndex(text => text.includes('"Mug"')) + 1;
  assert.match(checked.stdout, new RegExp(`^\\(document\\): .*line ${line}, column \\d+ .*\\[utf8\\]$`, 'm'));
  assert.equal(JSON.parse(run('check', path, '--json').stdout).issues[0].code, 'utf8');
  for (const args of [
    ['decide', path, '--now', '2026-11-21T10:05:00Z'],
    ['rule', 'true', path],
  ]) {
    const { status, stderr } = run(...args);
    assert.equal(status, 2, args[0]);
    assert.match(stderr, new RegExp(`is not UTF-8: line ${line}, column \\d+`), args[0]);
  }
  writeFileSync(path, JSON.stringify(planted({ '/candidates/1/product/title': 'Café \uFFFD' })));
  assert.equal(run('check', path).status, 0);
});

test('check takes the bytes of a file, and says where they are not UTF-8', () => {
  const text = JSON.stringify(planted({ '/candidates/1/product/title': 'Café \uFFFD' }), null, 1);
  const bytes = new TextEncoder().encode(text);
  assert.deepEqual(engine.check(bytes), engine.check(text));
  const lines = text.split('\n');
  const line = lines.findIndex(one => one.includes('Café')) + 1;
  const column = lines[line - 1].indexOf('é') + 1;
  const before = new TextEncoder().encode(text.slice(0, text.indexOf('é'))).length;
  for (const broken of [[0xe9], [0xc3, 0x20], [0xff], [0xf0, 0x9f, 0x98, 0x22]]) {
    const given = Uint8Array.of(...bytes.subarray(0, before), ...broken, ...bytes.subarray(before + 2));
    const { ok, issues } = engine.check(given);
    assert.equal(ok, false);
    assert.deepEqual([issues[0].code, issues[0].line, issues[0].column], ['utf8', line, column]);
    assert.match(issues[0].message, new RegExp(`line ${line}, column ${column}`));
  }
  // One broken sequence after a replacement character that the text has itself.
  const second = new TextEncoder().encode('{"a":"\uFFFD');
  const { issues } = engine.check(Uint8Array.of(...second, 0xe9, 0x22, 0x7d));
  assert.deepEqual([issues[0].line, issues[0].column], [1, 8]);
  assert.equal(engine.check(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes)).ok, engine.check(`\uFEFF${text}`).ok);
  assert.throws(() => engine.decide(bytes, { now }), /takes the sheet as JSON text or as an object, not bytes/);
  assert.throws(() => engine.check(undefined), /not undefined/);
});

test('a replayed line with a moment that is none is refused, in a sentence', () => {
  const input = `${JSON.stringify({ sheet, now: 'yesterday' })}\n${JSON.stringify({ sheet: {}, now })}\n`;
  const { status, stdout } = spawnSync(process.execPath, [cli, 'replay', '-', '--threads', '1'], {
    encoding: 'utf8',
    input,
  });
  assert.equal(status, 1);
  const [first, second] = stdout
    .trim()
    .split('\n')
    .map(text => JSON.parse(text));
  assert.deepEqual([first.ok, first.line, first.issues[0].path], [false, 1, '/now']);
  assert.match(first.issues[0].message, /RFC 3339/);
  assert.match(second.issues[0].message, /\.$/);
});

test('types are found by resolvers that read exports, and by those that read typesVersions', () => {
  const { exports, typesVersions } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  const typed = Object.entries(exports).filter(([name, to]) => name !== '.' && to.types);
  assert.deepEqual(Object.fromEntries(typed.map(([name, { types }]) => [name.slice(2), [types]])), typesVersions['*']);
  for (const [, [file]] of Object.entries(typesVersions['*']))
    assert.ok(file.includes('*') || existsSync(new URL(file, root)), file);
});

test('a rule over a sheet reads what decide reads, and each clause of a trigger is shown with its value', t => {
  const folder = mkdtempSync(join(tmpdir(), 'trigger-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'sheet.json');
  const trigger = {
    and: [{ in: ['camping', { var: 'derived.categories' }] }, { '>': [{ var: 'order.total' }, 9000] }],
  };
  writeFileSync(path, JSON.stringify(planted({ '/candidates/0/trigger': trigger })));
  const run = (...args) => spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });
  const categories = run('rule', '{"var":"derived.categories"}', path);
  assert.equal(categories.stdout, '["camping"]\n');
  assert.equal(run('rule', '{"var":"derived.hour"}', path, '--now', '2026-11-21T10:05:00Z').stdout, '10\n');
  const explained = run('explain-trigger', path, 'lamp');
  assert.equal(explained.status, 1);
  assert.match(explained.stdout, /"order\.total"\},9000\]\} {2}= {2}false {2}<- failed$/m);
  assert.match(explained.stdout, /"derived\.categories"\} {2}= {2}\["camping"\]$/m);
  assert.match(explained.stdout, /^lamp: the trigger is false; "\/and\/1" decided$/m);
  const report = JSON.parse(run('explain-trigger', path, 'lamp', '--json').stdout);
  assert.equal(report.decided, '/and/1');
  assert.deepEqual(report.clauses[0].value, false);
  assert.equal(run('explain-trigger', path, 'mug').status, 0);
  assert.match(run('explain-trigger', path, 'lampe').stderr, /no candidate "lampe"; the sheet has lamp, mug/);
});
