// SPDX-License-Identifier: MIT
//
// Plays schedules of faults against the example shop and prints what came of them.
//
//   npm run faults -- --schedules 200 --seed 1     how many, and which list
//   npm run faults -- --schedules 200 --only 17    of that list, one
//
// Ends with 1 if anything differs between page, server, order and ledger, or if a schedule does not end.

import { parseArgs } from 'node:util';
import { money } from '../../../examples/storefront/money.mjs';
import { Overdue } from './diary.mjs';
import { play } from './play.mjs';
import { describe, schedules } from './schedules.mjs';

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const all = schedules(Number(values.schedules), Number(values.seed));
const list = values.only ? all.filter(({ number }) => values.only.split(',').includes(String(number))) : all;
const totals = { accepted: 0, undone: 0, refused: 0, late: 0 };
const began = performance.now();
let last = began;

function tell(schedule, seen) {
  for (const key of Object.keys(totals)) totals[key] += seen[key];
  const seconds = ((performance.now() - last) / 1000).toFixed(1);
  last = performance.now();
  if (values.verbose || seen.differences.length > 0)
    console.log(
      `${seen.differences.length > 0 ? 'DIFFERS' : 'ok     '} ${describe(schedule)}, ${seconds} s\n          ${seen.claims.join(', ')}${seen.late ? `; ${seen.late} sent late` : ''}`,
    );
  for (const difference of seen.differences) console.log(`          ${difference}`);
}

try {
  const { faults, kills, orders, due, captured, differences } = await play(list, tell);
  const counts = kinds =>
    Object.entries(kinds)
      .sort()
      .map(([kind, count]) => [`  ${kind.replaceAll('_', ' ')}`, count]);
  const on = engine => list.filter(schedule => schedule.engine === engine).length;
  const rows = [
    ['schedules', list.length],
    ['  on PGlite', on('pglite')],
    ['  on PostgreSQL', on('postgresql')],
    ['faults of the network', Object.values(faults).reduce((sum, count) => sum + count, 0)],
    ...counts(faults),
    ['kill -9 of the shop', Object.values(kills).reduce((sum, count) => sum + count, 0)],
    ...counts(kills),
    ['offers accepted', totals.accepted],
    ['  undone', totals.undone],
    ['  declined or given up', totals.refused],
    ['  sent after the deadline', totals.late],
    ['orders', orders],
    ['  due', money(due)],
    ['  captured', money(captured)],
    ['differences', differences.length],
  ];
  console.log('');
  for (const [name, count] of rows) console.log(`${name.padEnd(26)}${String(count).padStart(14)}`);
  console.log(`in ${Math.round((performance.now() - began) / 1000)} s, seed ${values.seed}`);
  process.exitCode = differences.length > 0 || list.length === 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof Overdue)) throw error;
  console.log(`OVERDUE ${error.message}`);
  process.exitCode = 1;
}
