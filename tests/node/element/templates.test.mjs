// SPDX-License-Identifier: MIT
//
// Properties of what turns a sheet's words and addresses into a page's, over random and hostile inputs: templates give
// text from the four objects and nowhere else, in time that grows with the text; an address is the page's own origin's,
// an allowed host's, or none; a name for storage is a plain word.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { addresses, texts } from '../../browser/hostile/injections.mjs';
import { bundled, bundledUrl } from '../../bundled.mjs';

const copy = await bundledUrl('element/card/copy.ts');
const { fillCopy } = await import(copy);
const { allowedUrl } = await bundled('host/urls.ts');
const { nameOf } = await bundled('host/store.ts');

const holds = (name, ...parts) => test(name, () => fc.assert(fc.property(...parts), { numRuns: 2000 }));
const key = fc.constantFrom(
  'first_name',
  'title',
  'total',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'length',
  'a',
  '',
);
const word = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom(...texts));
const piece = fc.oneof(
  word,
  fc.constantFrom('{{', '}}', '|', '{', '}', '{{ customer.first_name }}', '{{customer.first_name|Hey}}', '  '),
  fc
    .tuple(fc.constantFrom('customer', 'product', 'line', 'quote', '__proto__', 'constructor'), key, word)
    .map(([root, name, fallback]) => `{{${root}.${name}|${fallback}}}`),
);
const template = fc.array(piece, { maxLength: 8 }).map(parts => parts.join(''));
const values = fc.record({
  customer: fc.dictionary(key, fc.oneof(word, fc.integer(), fc.constant(null), fc.object())),
  product: fc.record({ title: word }),
  quote: fc.record({ total: word }),
});

holds('a filled template is a text, whatever the template and the values', template, values, (text, given) => {
  assert.equal(typeof fillCopy(text, given), 'string');
});

holds(
  'a template without braces is itself, but for doubled blanks',
  fc.string({ unit: 'grapheme' }).filter(text => !text.includes('{{')),
  values,
  (text, given) => {
    assert.equal(fillCopy(text, given), text.replace(/ {2,}/g, ' ').trim());
  },
);

holds('a value is put in once: what it says is not a template again', word, word, (name, other) => {
  assert.equal(
    fillCopy('{{customer.first_name}}', {
      customer: { first_name: `{{product.title}}${name}` },
      product: { title: other },
    }),
    `{{product.title}}${name}`.replace(/ {2,}/g, ' ').trim(),
  );
});

holds(
  'nothing inherited is reached',
  key.filter(name => name !== ''),
  fc.constantFrom('customer', 'product', 'constructor', '__proto__'),
  (name, root) => {
    assert.equal(
      fillCopy(`{{${root}.${name}|none}}`, {
        customer: {},
        product: Object.create({ title: 'inherited', a: 'inherited' }),
      }),
      'none',
    );
  },
);

test('the time to fill a template grows with its length, not with its square', () => {
  const units = ['{{a|', '{{a', '{{ ', '{{a |', '{{a|b}', '  ', '{{customer.first_name|x ', '}}{{', '{{a.', '{{{{|'];
  // In a process of its own, because a search that goes on can be ended only from outside. All of them together take
  // less than a second; half a million openings, each of them searched to the end, take the better part of an hour.
  const program = `import { fillCopy } from ${JSON.stringify(copy)};
    for (const unit of ${JSON.stringify(units)}) {
      process.stderr.write(JSON.stringify(unit) + '\\n');
      if (typeof fillCopy(unit.repeat(500_000), {}) !== 'string') process.exit(3);
    }`;
  const { status, signal, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  assert.deepEqual([status, signal], [0, null], `had come to\n${stderr}`);
  assert.equal(stderr.trim().split('\n').length, units.length, 'every one was filled');
});

const page = 'https://shop.example/thanks/1?key=k';
const hosts = ['cdn.shop.example', 'pay.example:8443'];
const allowed = url => {
  const { protocol, origin, host, username, password } = new URL(url);
  return (
    username === '' &&
    password === '' &&
    (origin === 'https://shop.example' || (protocol === 'https:' && hosts.includes(host)))
  );
};
const address = fc.oneof(
  fc.webUrl(),
  fc.string(),
  fc.constantFrom(...addresses),
  fc.webPath(),
  fc
    .tuple(
      fc.constantFrom('https:', 'http:', 'javascript:', 'data:', '//', '\\\\', '/', ''),
      fc.constantFrom(
        'shop.example',
        'cdn.shop.example',
        'pay.example:8443',
        'evil.example',
        'shop.example.evil',
        'shop.example@evil.example',
      ),
      fc.string({ maxLength: 6 }),
    )
    .map(([scheme, host, rest]) => `${scheme}${scheme.endsWith(':') ? '//' : ''}${host}${rest}`),
);

holds("an address is used only where it is the shop's own or its allowed hosts'", address, url => {
  const found = allowedUrl(url, page, hosts);
  assert.ok(found === null || allowed(found), `${JSON.stringify(url)} became ${found}`);
});

test('the hostile addresses are refused, each of them, and allowed ones are not', () => {
  for (const url of addresses) {
    const found = allowedUrl(url, page, []);
    assert.ok(found === null || new URL(found).origin === 'https://shop.example', `${url} became ${found}`);
  }
  assert.equal(allowedUrl('/a?b#c', page, []), 'https://shop.example/a?b#c');
  assert.equal(allowedUrl('https://cdn.shop.example/x', page, hosts), 'https://cdn.shop.example/x');
  assert.equal(allowedUrl('https://pay.example/x', page, hosts), null, 'a host is meant with its port');
  assert.equal(allowedUrl('http://cdn.shop.example/x', page, hosts), null, 'no way down from https');
});

holds('a name in storage is a plain word, the same for the same order', fc.string({ unit: 'binary' }), id => {
  assert.match(nameOf(id), /^[0-9a-z]{1,7}$/);
  assert.equal(nameOf(id), nameOf(id));
});
