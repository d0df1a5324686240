// SPDX-License-Identifier: MIT
//
// The parser against JSON.parse: thousands of small texts, whole and broken, on which both
// must say the same, and strings with every kind of escape that must read the same. Where
// the core is stricter on purpose (lone surrogates, numbers past a double, depth) a text is
// left out and a test of its own says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { nativeAnswers } from '../../native.mjs';
import { uniform } from '../../random.mjs';

const seed = Number(process.env.ENCORE_SEED ?? 20261121);
const engine = await loadEngine();
const textCodes = ['syntax', 'utf8', 'depth', 'number_range', 'too_many_values'];

const pieces = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '"a"',
  '"a":',
  '\\',
  '\\n',
  '\\u0041',
  '\\ud83d\\ude00',
  '\\u00',
  '\\x',
  '0',
  '-',
  '-0',
  '01',
  '1.',
  '.5',
  '1.5',
  '1e5',
  '1E+',
  '1e-2',
  '12345678901234567890',
  'true',
  'false',
  'null',
  'nul',
  'True',
  'NaN',
  'Infinity',
  ' ',
  '\n',
  '\t',
  '\r',
  '\f',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '\0',
  'é',
  '😀',
  '/*',
  '//',
  "'",
  '+1',
  '0x1F',
  '{"a":1}',
  '[1,2]',
  '[]',
  '{}',
];

function texts(count) {
  const random = uniform(seed);
  const pick = list => list[Math.floor(random() * list.length)];
  const value = depth => {
    const kind = random();
    if (depth > 4 || kind < 0.5)
      return pick([null, true, false, 0, -1, 1.5, 1e21, 5e-324, 'a', 'é😀', '"\\\n\u0000', '', 9007199254740992]);
    const size = Math.floor(random() * 4);
    if (kind < 0.75) return Array.from({ length: size }, () => value(depth + 1));
    return Object.fromEntries(Array.from({ length: size }, () => [pick(['a', 'b', '', 'é', 'a/b']), value(depth + 1)]));
  };
  return Array.from({ length: count }, (_, i) => {
    if (i % 3 === 0) return Array.from({ length: 1 + Math.floor(random() * 7) }, () => pick(pieces)).join('');
    let text = JSON.stringify(value(0), null, pick([0, 0, 1, '\t']));
    for (let edits = Math.floor(random() * 3); edits > 0; --edits) {
      const at = Math.floor(random() * (text.length + 1));
      text =
        random() < 0.5 ? text.slice(0, at) + text.slice(at + 1) : text.slice(0, at) + pick(pieces) + text.slice(at);
    }
    return text;
  });
}

const reads = text => {
  try {
    return [JSON.parse(text)];
  } catch {
    return null;
  }
};

// What the core refuses on purpose: half a surrogate pair as an escape, a number past a double.
function stricter([value]) {
  let found = false;
  JSON.stringify([value], (key, inner) => {
    found ||=
      !key.isWellFormed() ||
      inner === Infinity ||
      inner === -Infinity ||
      (typeof inner === 'string' && !inner.isWellFormed());
    return inner;
  });
  return found;
}

test(`the core accepts exactly the texts that JSON.parse accepts (seed ${seed})`, t => {
  const all = texts(20_000).filter(text => text.isWellFormed());
  const answers = nativeAnswers(all.map(body => ({ operation: 'check', head: {}, body })));
  let accepted = 0;
  all.forEach((text, at) => {
    assert.equal(
      engine.run('check', {}, text),
      answers[at],
      `native and WebAssembly differ on ${JSON.stringify(text)}`,
    );
    const refused = JSON.parse(answers[at]).issues.some(issue => textCodes.includes(issue.code));
    const value = text.startsWith('\ufeff') ? reads(text.slice(1)) : reads(text);
    if (value && stricter(value)) return assert.ok(refused, JSON.stringify(text));
    assert.equal(!refused, value !== null, JSON.stringify(text));
    if (value) accepted++;
  });
  t.diagnostic(`${all.length} texts, ${accepted} of them JSON`);
  assert.ok(accepted > all.length / 5 && accepted < (all.length * 4) / 5);
});

test('strings read as JSON.parse reads them, whatever they are escaped with', () => {
  const random = uniform(seed + 1);
  const escapes = [
    '\\"',
    '\\\\',
    '\\/',
    '\\b',
    '\\f',
    '\\n',
    '\\r',
    '\\t',
    '\\u0000',
    '\\u001f',
    '\\u007F',
    '\\u00e9',
    '\\u07FF',
    '\\u0800',
    '\\uFFFF',
    '\\uD83D\\uDE00',
    '\\udbff\\udfff',
    'x',
    'é',
    '€',
    '😀',
    ' ',
  ];
  const strings = Array.from(
    { length: 3000 },
    () =>
      `"${Array.from({ length: Math.floor(random() * 9) }, () => escapes[Math.floor(random() * escapes.length)]).join('')}"`,
  );
  const { value } = JSON.parse(engine.run('rule', { data: {} }, `[${strings}]`));
  assert.deepEqual(
    value,
    strings.map(text => JSON.parse(text)),
  );
});

test('what is stricter than JSON.parse is refused by name', () => {
  const issue = text => JSON.parse(engine.run('check', {}, text)).issues[0];
  assert.deepEqual(issue('["\\ud800"]'), { code: 'syntax', path: '', scope: 'sheet', line: 1, column: 9 });
  assert.deepEqual(issue('["\\udc00\\ud800"]').code, 'syntax');
  assert.deepEqual(issue('[\n 1e999]'), { code: 'number_range', path: '', scope: 'sheet' });
  assert.deepEqual(issue('['.repeat(65)), { code: 'depth', path: '', scope: 'sheet', limit: 64 });
});
