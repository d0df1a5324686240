// SPDX-License-Identifier: MIT
//
// Our rules against npm's json-logic-js, rule by rule over generated data: the same JSON
// value, or both refuse. The seed is printed; ENCORE_SEED repeats a run.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import jsonLogic from 'json-logic-js';
import { generator } from '../../random.mjs';
import { randomRoot, randomRule } from './generate.mjs';

const engine = await loadEngine();
const silent = { ...console };

const reference = (rule, data) => {
  const log = console.log;
  console.log = () => {}; // `log` is the identity here; npm's also prints
  try {
    return { ok: true, value: JSON.stringify(jsonLogic.apply(rule, data)) ?? 'null' };
  } catch (error) {
    return { ok: false, error: String(error) };
  } finally {
    console.log = log;
  }
};

const ours = (rule, data) => {
  const text = engine.run('rule', { data }, JSON.stringify(rule) ?? 'null');
  const answer = JSON.parse(text);
  return answer.ok
    ? { ok: true, value: text.slice('{"ok":true,"value":'.length, -1) }
    : { ok: false, error: JSON.stringify(answer) };
};

test('20,000 generated rules over generated data give what json-logic-js gives', () => {
  const seed = Number(process.env.ENCORE_SEED ?? 20261121);
  const r = generator(seed);
  let values = 0;
  let refusals = 0;
  for (let i = 0; i < 20_000; ++i) {
    const rule = randomRule(r);
    const data = JSON.parse(JSON.stringify(randomRoot(r)));
    const wanted = reference(JSON.parse(JSON.stringify(rule)), data);
    const got = ours(rule, data);
    const where = `seed ${seed}, case ${i}: rule ${JSON.stringify(rule)} over ${JSON.stringify(data)}`;
    assert.equal(got.ok, wanted.ok, `${where}: ${JSON.stringify({ got, wanted })}`);
    if (wanted.ok) {
      assert.equal(got.value, wanted.value, where);
      values += 1;
    } else {
      refusals += 1;
    }
  }
  silent.log(`rules: seed ${seed}, ${values} values equal, ${refusals} refused by both`);
  assert.ok(values > 15_000, 'the generator makes mostly valid rules');
});
