// SPDX-License-Identifier: MIT
//
// Experiments bucket as GrowthBook's SDK does: the same experiments and visitors through
// both, hash versions 1 and 2, coverage, weights (wrong ones too), namespaces, seeds and
// attributes, with text that UTF-16 and UTF-8 count differently.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GrowthBook } from '@growthbook/growthbook';
import { nativeAnswers } from '../../native.mjs';
import { generator } from '../../random.mjs';

const SEED = 816;
const ROUNDS = 300;
const EXPERIMENTS = 40;
const VISITORS_EACH = 4;

const { below, chance, pick } = generator(SEED);
const letters = [
  'a',
  'Z',
  '7',
  '-',
  '_',
  ' ',
  'ä',
  'ß',
  'é',
  '語',
  '한',
  '😀',
  '𝒳',
  '\u0301',
  '\u2028',
  '"',
  '\\',
  '/',
  '\t',
];
const randomText = longest => Array.from({ length: 1 + below(longest) }, () => pick(letters)).join('');
const tenth = () => below(11) / 10;

const randomWeights = count => {
  if (chance(30)) return undefined;
  if (chance(50))
    return (
      [
        [0.5, 0.5],
        [0.9, 0.1],
        [1, 0],
        [0.335, 0.665],
      ].find(() => count === 2) ?? Array(count).fill(1 / count)
    );
  const raw = Array.from({ length: count }, () => 1 + below(100));
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map(weight => weight / sum);
};

const randomExperiment = number => {
  const count = 2 + below(4);
  const weights = randomWeights(count);
  const bounds = [below(1001) / 1000, below(1001) / 1000].sort((a, b) => a - b);
  return {
    key: `exp-${number}-${pick(['plain', 'mit Umlaut ä', '😀'])}`,
    hash_version: 1 + below(2),
    ...(chance(50) && { seed: randomText(12) }),
    ...(chance(50) && { coverage: chance(50) ? tenth() : below(10_001) / 10_000 }),
    ...(weights && { weights }),
    ...(chance(30) && { namespace: [randomText(6), ...bounds] }),
    ...(chance(30) && { hash_attribute: pick(['visitor.id', 'customer.id']) }),
    variations: Array.from({ length: count }, () => ({})),
  };
};

/** What the SDK says of one experiment for a visitor. */
const bySdk = (experiment, attributes) => {
  const sdk = new GrowthBook({ attributes, enableDevMode: false, disableCache: true });
  const { inExperiment, variationId } = sdk.run({
    key: experiment.key,
    variations: experiment.variations.map((_, i) => i),
    hashVersion: experiment.hash_version,
    seed: experiment.seed ?? experiment.key,
    ...(experiment.coverage !== undefined && { coverage: experiment.coverage }),
    ...(experiment.weights && { weights: experiment.weights }),
    ...(experiment.namespace && { namespace: experiment.namespace }),
    hashAttribute: experiment.hash_attribute === 'customer.id' ? 'customer' : 'visitor',
  });
  sdk.destroy();
  return { in_experiment: inExperiment, variation: inExperiment ? variationId : 0 };
};

test("assignments equal the SDK's", () => {
  const cases = Array.from({ length: ROUNDS }, () => {
    const experiments = Array.from({ length: EXPERIMENTS }, (_, i) => randomExperiment(i));
    return Array.from({ length: VISITORS_EACH }, () => ({
      experiments,
      visitor: randomText(20),
      customer: chance(80) ? randomText(20) : '',
    }));
  }).flat();
  const answers = nativeAnswers(
    cases.map(({ experiments, visitor, customer }) => ({
      operation: 'decide',
      head: { now: Date.parse('2026-11-21T10:05:00Z'), visitor },
      body: JSON.stringify({
        version: 1,
        id: 'sh',
        issued_at: '2026-11-21T10:00:00Z',
        locale: 'en',
        currency: 'USD',
        surface: 'thank_you',
        policy: { id: 'p' },
        order: {
          id: 'o',
          placed_at: '2026-11-21T09:59:00Z',
          status: 'paid',
          lines: [{ id: 'l', product_id: 'x', title: 'X', quantity: 1, unit_price: 100 }],
          subtotal: 100,
          total: 100,
        },
        ...(customer && { customer: { id: customer } }),
        candidates: [],
        experiments,
      }),
    })),
  );
  let compared = 0;
  let inside = 0;
  const versions = [0, 0, 0];
  cases.forEach(({ experiments, visitor, customer }, i) => {
    const { assignments } = JSON.parse(answers[i]);
    assert.equal(assignments?.length, experiments.length, `${answers[i]}\n${JSON.stringify(experiments)}`);
    experiments.forEach((experiment, k) => {
      const { experiment: key, hash_version, ...ours } = assignments[k];
      assert.equal(key, experiment.key);
      assert.equal(hash_version, experiment.hash_version);
      assert.deepEqual(
        ours,
        bySdk(experiment, { visitor, customer }),
        `seed ${SEED}: ${JSON.stringify({ experiment, visitor, customer })}`,
      );
      compared += 1;
      versions[hash_version] += 1;
      if (ours.in_experiment) inside += 1;
    });
  });
  console.log(
    `growthbook: ${compared} assignments equal the SDK's (version 1: ${versions[1]}, version 2: ${versions[2]}; ${inside} inside), seed ${SEED}`,
  );
  assert.ok(inside > compared / 4 && inside < compared && versions[1] > 1000 && versions[2] > 1000);
});
