// SPDX-License-Identifier: MIT
//
// The conformance rules judged from both sides, in one process: a shop written by hand and a
// shop on the kit keep every rule; each defect planted in either is found by the rule that
// names it. So a rule that finds nothing, or finds fault with what is right, fails here.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { allRules, discover, examine } from 'encore-offers/conformance';
import { KIT_DEFECTS, openKitShop } from './kit-shop.mjs';
import { PLAIN_DEFECTS } from './plain-defects.mjs';
import { openPlainShop } from './plain-shop.mjs';

const engine = await loadEngine();
const base = new URL('http://shop.example/');
const found = new Set();

async function examined({ handle }, only) {
  const talk = { fetch: handle, pollMs: 1 };
  return examine(base, await discover(base, talk), engine, { ...talk, ...(only && { only }) });
}

const faults = ({ findings }) =>
  findings
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ rule, verdict, detail }) => `${rule}: ${verdict}: ${detail}`);

for (const [name, open] of [
  ['written by hand', openPlainShop],
  ['on the kit', openKitShop],
]) {
  test(`a shop ${name} keeps every rule`, async () => {
    const report = await examined(await open());
    assert.deepEqual(faults(report), []);
    assert.equal(report.counts.pass, allRules.length);
  });
}

async function isFound(shop, rules) {
  const { findings } = await examined(shop, rules);
  assert.deepEqual(findings.map(({ rule }) => rule).sort(), [...rules].sort(), 'every rule named is one');
  for (const { rule, verdict, detail, exchanges } of findings) {
    assert.equal(verdict, 'fail', `${rule}: ${verdict} ${detail}`);
    assert.match(detail, /^expected /);
    assert.ok(exchanges.length > 0, 'what was sent and received is reported');
    found.add(rule);
  }
}

for (const [defect, rules] of Object.entries(PLAIN_DEFECTS))
  test(`written by hand, ${defect}`, async () => isFound(await openPlainShop([defect]), rules));

for (const [defect, { rules }] of Object.entries(KIT_DEFECTS))
  test(`on the kit, ${defect}`, async () => isFound(await openKitShop({ defect }), rules));

test('every rule has a defect that it finds, and there are enough of them', () => {
  assert.deepEqual(
    allRules.map(({ name }) => name).filter(name => !found.has(name)),
    [],
  );
  assert.ok(Object.keys(PLAIN_DEFECTS).length >= 40);
  assert.ok(Object.keys(KIT_DEFECTS).length >= 20);
});

after(() => console.log(`${allRules.length} rules`));
