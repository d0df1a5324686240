// SPDX-License-Identifier: MIT
//
// `encore simulate-shop`: a shop with known truth, as files of any size.
import { writeShop } from '../simulate/files.js';
import type { Command } from './index.js';
import { readArguments, UsageError } from './usage.js';

const help = `encore simulate-shop --orders N --seed S --out DIR

Writes orders.ndjson, events.ndjson, refunds.ndjson and catalogue.ndjson of a simulated shop into DIR, and truth.json:
what showing offers really earned an order (margin_per_order, in minor units, against holding them back) and each offer's
true take rate. The same seed gives the same files. The choice model stands in web/src/simulate/shop.ts.

Exit code: 0 done, 2 usage.
`;

export const run: Command = args => {
  const parsed = readArguments(
    args,
    help,
    { orders: { type: 'string' }, seed: { type: 'string' }, out: { type: 'string' } },
    0,
  );
  if (!parsed) return Promise.resolve(0);
  const { orders, seed, out } = parsed.values;
  if (!orders || !/^[1-9]\d{0,8}$/.test(orders))
    throw new UsageError(`--orders takes a number such as 10000\n\n${help}`);
  if (!seed || !/^\d{1,9}$/.test(seed)) throw new UsageError(`--seed takes a whole number such as 7\n\n${help}`);
  if (!out) throw new UsageError(`--out takes a folder\n\n${help}`);
  const bar = process.stderr.isTTY;
  const truth = writeShop(out, Number(orders), Number(seed), undefined, share => {
    if (bar) process.stderr.write(`\r${(share * 100).toFixed(0).padStart(3)} %`);
  });
  if (bar) process.stderr.write('\r     \r');
  process.stdout.write(`${String(truth.orders)} orders, ${String(truth.events)} events in ${out}\n`);
  return Promise.resolve(0);
};
