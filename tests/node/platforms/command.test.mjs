// SPDX-License-Identifier: MIT
//
// `encore convert`, and what web/reference/platforms.md says of it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../../web/tools/build/steps.mjs';
import { bundled } from '../../bundled.mjs';
import { rest } from './shopify.mjs';
import { orders } from './vendure.mjs';

const encore = (args, input) =>
  spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], { encoding: 'utf8', input: JSON.stringify(input) });
const reference = readFileSync(join(root, 'web/reference/platforms.md'), 'utf8');

test('it prints order and customer, and says on standard error what does not add up', () => {
  const { status, stdout, stderr } = encore(['convert', '--from', 'shopify', '-'], rest.plain.document);
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  const { order, customer } = JSON.parse(stdout);
  assert.equal(order.total, 74642);
  assert.equal(customer.first_name, 'Mia');
  const wrong = structuredClone(rest.plain.document);
  wrong.order.total_price_set.presentment_money.amount = '746.43';
  assert.match(
    encore(['convert', '--from', 'shopify', '-'], wrong).stderr,
    /^warning: total the order's total is 74643/,
  );
});

test('its options reach the conversion', () => {
  const { document } = orders.plain;
  const { order } = JSON.parse(encore(['convert', '--from', 'vendure', '--tax-included', 'yes', '-'], document).stdout);
  assert.equal(order.tax_included, true);
});

test('a refused order ends with 1 and its paths, a wrong command line with 2', () => {
  const { status, stdout, stderr } = encore(['convert', '--from', 'woocommerce', '-'], {});
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^refused: currency is missing$/m);
  assert.equal(encore(['convert', '--from', 'geocities', '-'], {}).status, 2);
  assert.equal(encore(['convert', '--from', 'saleor', '--tax-included', 'maybe', '-'], {}).status, 2);
});

test('the reference has every platform, by its name and by its function', async () => {
  const { converters } = await bundled('platforms/index.ts');
  for (const name of Object.keys(converters)) assert.ok(reference.includes(`| \`${name}\` |`), name);
  const listed = [...reference.matchAll(/`((?:from|to)[A-Z]\w+)`/g)].map(([, name]) => name);
  const exported = new Set();
  for (const [, file] of reference.matchAll(/`from\w+`, `([a-z-]+)`/g))
    for (const name of Object.keys(await import(`encore-offers/adapters/${file}`))) exported.add(name);
  assert.deepEqual([...new Set(listed)].sort(), [...exported].sort());
});

test('the code of the reference runs as it stands', async () => {
  const [, code] = /```js\n([^]*?)```/.exec(reference);
  const program = `const document = ${JSON.stringify(rest.plain.document)};\n${code}\nconsole.log(order.total, warnings.length);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.equal(stdout, '74642 0\n', stderr);
});
