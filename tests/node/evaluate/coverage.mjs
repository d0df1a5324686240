// SPDX-License-Identifier: MIT
//
// `npm run evaluate-coverage`: how often the 95 % intervals of evaluate hold the truth, over logs whose truth is known.
//
//   npm run evaluate-coverage                     1,000 logs of 4,000 orders for each kind, some minutes
//   npm run evaluate-coverage -- --logs 100       a quick look
import { parseArgs } from 'node:util';
import { bundled } from '../../bundled.mjs';
import { uniform } from '../../random.mjs';
import { KINDS, logOf, worldOf } from './worlds.mjs';

const { evaluateCases } = await bundled('evaluate/estimate.ts');
const holds = ({ low, high }, truth) => (low <= truth && truth <= high ? 1 : 0);

/** Counts over `logs` logs of a kind. */
export function coverageOf(kind, { logs, orders, seed }) {
  const next = uniform(seed);
  const rows = { doubly_robust: 0, ips: 0, ips_ordered: 0, self_normalised: 0, self_normalised_ordered: 0 };
  const result = {
    name: kind.name,
    logs,
    refused: 0,
    evaluated: 0,
    covered: rows,
    effective: 0,
    width: 0,
    ips_width: 0,
    bias: 0,
  };
  for (let log = 0; log < logs; log++) {
    // Twenty logs a world.
    if (log % 20 === 0) result.world = worldOf(kind, next);
    const { truth } = result.world;
    const { refused, value, others, effective_size } = evaluateCases(logOf(result.world, orders, next));
    result.effective += effective_size / logs;
    if (refused) {
      result.refused += 1;
      continue;
    }
    result.evaluated += 1;
    rows.doubly_robust += holds(value, truth);
    for (const [name, interval] of Object.entries(others)) rows[name] += holds(interval, truth);
    result.width += (value.high - value.low) / truth;
    result.ips_width += (others.ips.high - others.ips.low) / truth;
    result.bias += value.estimate / truth - 1;
  }
  return result;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { values } = parseArgs({
    options: {
      logs: { type: 'string', default: '1000' },
      orders: { type: 'string', default: '4000' },
      seed: { type: 'string', default: '20261121' },
    },
  });
  const columns = ['doubly_robust', 'ips', 'ips_ordered', 'self_normalised', 'self_normalised_ordered'];
  console.log(`share of 95 % intervals that hold the truth, ${values.logs} logs of ${values.orders} orders each\n`);
  console.log(['kind'.padEnd(38), 'refused', 'size', ...columns, 'bias', 'width', 'ips width'].join('  '));
  for (const kind of KINDS) {
    const one = coverageOf(kind, {
      logs: Number(values.logs),
      orders: Number(values.orders),
      seed: Number(values.seed),
    });
    const percent = share => `${(100 * share).toFixed(1)} %`;
    const cells = columns.map(name => percent(one.covered[name] / one.evaluated).padStart(name.length));
    console.log(
      [
        kind.name.padEnd(38),
        String(one.refused).padStart(7),
        one.effective.toFixed(0).padStart(4),
        ...cells,
        percent(one.bias / one.evaluated),
        percent(one.width / one.evaluated),
        percent(one.ips_width / one.evaluated),
      ].join('  '),
    );
  }
}
