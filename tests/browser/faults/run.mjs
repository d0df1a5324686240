// SPDX-License-Identifier: MIT
//
// Plays schedules of faults against the example shop and prints what came of them.
//
//   npm run faults -- --schedules 200 --seed 1     how many, and which list
//   npm run faults -- --schedules 200 --only 17    of that list, one
//
// Ends with 1 if anything differs between page, server, order and ledger.

import { parseArgs } from 'node:util';
import { play } from './play.mjs';
import { describe, schedules } from './schedules.mjs';

const { values } = parseArgs({ options: { schedules: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' }, only: { type: 'string' }, verbose: { type: 'boolean', default: false } } });
const all = schedules(Number(values.schedules), Number(values.seed));
const list = values.only ? all.filter(({ number }) => values.only.split(',').includes(String(number))) : all;
const totals = { accepted: 0, undone: 0, refused: 0 };
const began = performance.now();

const { faults, kills, orders, differences } = await play(list, (schedule, seen) => {
  for (const key of Object.keys(totals)) totals[key] += seen[key];
  if (values.verbose || seen.differences.length > 0) console.log(`${seen.differences.length > 0 ? 'DIFFERS' : 'ok     '} ${describe(schedule)}\n          ${seen.claims.join(', ')}`);
  for (const difference of seen.differences) console.log(`          ${difference}`);
});

const rows = [
  ['schedules', list.length], ['orders', orders], ...Object.entries(faults).sort().map(([kind, count]) => [`  ${kind.replaceAll('_', ' ')}`, count]),
  ['kill -9 of the shop', kills], ['accepted', totals.accepted], ['undone', totals.undone], ['declined or given up', totals.refused], ['differences', differences.length],
];
console.log('');
for (const [name, count] of rows) console.log(`${name.padEnd(24)}${String(count).padStart(6)}`);
console.log(`in ${Math.round((performance.now() - began) / 1000)} s, seed ${values.seed}`);
process.exitCode = differences.length > 0 || list.length === 0 ? 1 : 0;
