// SPDX-License-Identifier: MIT
//
// What `check` says of triggers, held against evaluation: of 10,000 random rules, one that is said never to be true is
// false on every order tried, one that is said always to be is true, and a clause that is said to decide nothing may be
// taken for true, or for false, without any answer changing. The other direction (planted mistakes are found) is in
// tests/vectors/check.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { planted } from '../../vectors/planted.mjs';
import { generator } from '../../random.mjs';

const engine = await loadEngine();
const RULES = 10_000;
const EACH = 100; // triggers in a sheet
const ORDERS = 40;

const amounts = [0, 1, 2, 4999, 5000, 5001, 9999, 10_000, 20_000, 123_456_789];
const countries = ['DE', 'AT', 'FR', 'US'];
const kinds = ['card', 'wallet', 'bnpl', 'cash', 'invoice', 'other'];
const statuses = ['open', 'paid', 'pending', 'cancelled', 'returned', 'partially_returned'];
const tags = ['a', 'b', 'c'];

/** The fields that rules read, each with values that a sheet can hold, and constants to compare it with. */
const fields = [
  { path: 'order.total', values: amounts, constants: [...amounts, 5000.5, -1, '5000'] },
  { path: 'customer.orders_count', values: [null, 0, 1, 2, 3, 100], constants: [0, 1, 2, 3, null] },
  { path: 'derived.quantity', values: [0, 0.35, 1, 1.5, 2, 7], constants: [0, 1, 1.5, 2] },
  { path: 'derived.weekday', values: [1, 2, 3, 4, 5, 6, 7], constants: [0, 1, 5, 6, 7, 8] },
  { path: 'derived.hour', values: [0, 6, 9, 12, 17, 23], constants: [-1, 0, 9, 17, 24] },
  { path: 'derived.first_order', values: [null, true, false], constants: [true, false, null] },
  { path: 'order.billing_country', values: [null, ...countries], constants: countries },
  { path: 'order.payment.kind', values: [null, ...kinds], constants: kinds.slice(0, 4) },
  { path: 'order.status', values: statuses, constants: statuses.slice(0, 4) },
];

function atom(r) {
  if (r.below(12) === 0) return { in: [r.pick(tags), { var: 'derived.tags' }] };
  if (r.below(16) === 0) return { '>': [{ '*': [{ var: 'order.total' }, 2] }, r.pick(amounts)] };
  if (r.below(20) === 0) return r.pick([true, false]);
  const { path, constants } = r.pick(fields);
  const field = { var: path };
  if (r.below(8) === 0) return field;
  if (r.below(5) === 0) return { in: [field, [r.pick(constants), r.pick(constants)]] };
  const ordered = typeof constants[0] === 'number';
  if (ordered && r.below(6) === 0) return { '<=': [r.pick(constants), field, r.pick(constants)] };
  const operator = r.pick(ordered ? ['<', '<=', '>', '>=', '==', '!=', '===', '!=='] : ['==', '!=', '===', '!==']);
  return { [operator]: r.below(5) === 0 ? [r.pick(constants), field] : [field, r.pick(constants)] };
}

function rule(r, depth) {
  if (depth === 0 || r.below(5) === 0) return atom(r);
  const several = () => Array.from({ length: 1 + r.below(3) }, () => rule(r, depth - 1));
  switch (r.below(8)) {
    case 0:
    case 1:
    case 2:
      return { and: several() };
    case 3:
    case 4:
      return { or: several() };
    case 5:
      return { '!': r.below(2) ? [rule(r, depth - 1)] : rule(r, depth - 1) };
    case 6:
      return { if: [rule(r, depth - 1), rule(r, depth - 1), rule(r, depth - 1)] };
    default:
      return { if: several() };
  }
}

function order(r) {
  const data = {};
  for (const { path, values } of fields) {
    const steps = path.split('.');
    const last = steps.pop();
    const holder = steps.reduce((at, step) => (at[step] ??= {}), data);
    const value = r.pick(values);
    if (value !== null || r.below(2)) holder[last] = value;
  }
  data.derived.tags = tags.filter(() => r.below(2));
  return data;
}

/** The rule with the value `to` at `pointer`. */
function replaced(whole, pointer, to) {
  const copy = structuredClone({ whole });
  const steps = ['whole', ...pointer.split('/').slice(1)];
  const last = steps.pop();
  const holder = steps.reduce((at, step) => at[step], copy);
  holder[last] = to;
  return copy.whole;
}

test(`no false alarm on ${RULES} random rules`, t => {
  const r = generator(20261127);
  const orders = Array.from({ length: ORDERS }, () => order(r));
  const answers = one => {
    const { ok, value } = engine.rule({ map: [{ var: 'orders' }, { '!!': [one] }] }, { orders });
    assert.ok(ok, JSON.stringify(one));
    return value;
  };
  const met = { trigger_never: 0, trigger_always: 0, clause_without_effect: 0, other: 0 };
  const base = planted().candidates[1];
  for (let done = 0; done < RULES; done += EACH) {
    const rules = Array.from({ length: EACH }, () => rule(r, 1 + r.below(3)));
    const sheet = planted();
    sheet.candidates = rules.map((trigger, index) => ({ ...base, id: `c${index}`, trigger }));
    for (const { code, path } of engine.check(sheet).warnings) {
      const [, index, inside] = /^\/candidates\/(\d+)\/trigger(.*)$/.exec(path) ?? [];
      const one = rules[index];
      if (code === 'trigger_never') assert.ok(!answers(one).includes(true), `never: ${JSON.stringify(one)}`);
      else if (code === 'trigger_always') assert.ok(!answers(one).includes(false), `always: ${JSON.stringify(one)}`);
      else if (code === 'clause_without_effect') {
        const whole = answers(one).join();
        const idle = [true, false].some(to => answers(replaced(one, inside, to)).join() === whole);
        assert.ok(idle, `${inside} of ${JSON.stringify(one)}`);
      }
      met[Object.hasOwn(met, code) ? code : 'other'] += 1;
    }
  }
  t.diagnostic(JSON.stringify(met));
  for (const [code, count] of Object.entries(met)) assert.ok(count > 100 || code === 'other', `${code}: ${count}`);
});
