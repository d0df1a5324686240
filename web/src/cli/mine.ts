// SPDX-License-Identifier: MIT
//
// `encore mine`: what is bought together.
import { openDuck, openSource } from '../learn/files.js';
import { loadOrders, minePairs } from '../learn/mine.js';
import type { Command } from './index.js';
import { reportFaults, usable, wholeNumber, writeWhole } from './learning-files.js';
import { readArguments } from './usage.js';

const help = `encore mine ORDERS [-o FILE] [--min-orders N] [--half-life DAYS]

What is bought together: for each pair in its useful direction (camera -> card, not card -> camera) how much more often
than by chance, shrunk so that a few orders are not believed. ORDERS is a file of orders (.ndjson, .csv, .parquet; see
web/reference/formats.md). Prints one JSON object a line, the strongest first. Needs @duckdb/node-api.

  -o, --output FILE   write there instead of standard output
  --min-orders N      pairs found in fewer orders are left out (default 3)
  --half-life DAYS    after so many days an order weighs half (default 365)

Exit code: 0 mined, 1 lines were left out (named on standard error), 2 usage.
`;

export const run: Command = async args => {
  const given = readArguments(
    args.map(arg => (arg === '-o' ? '--output' : arg)),
    help,
    { output: { type: 'string' }, 'min-orders': { type: 'string' }, 'half-life': { type: 'string' } },
    1,
  );
  if (!given) return 0;
  const { values, positionals } = given;
  const [file = ''] = positionals;
  const least = wholeNumber(values['min-orders'], 'min-orders', 1);
  const halfLife = wholeNumber(values['half-life'], 'half-life', 1);
  const db = await usable(openDuck());
  const source = await usable(
    openSource(db, file, [['order', 'id'], ['at'], ['order', 'total'], ['order', 'lines', 'product_id']]),
  );
  const faults = await loadOrders(db, source);
  const pairs = await minePairs(db, {
    ...(least !== undefined && { min_orders: least }),
    ...(halfLife !== undefined && { half_life_days: halfLife }),
  });
  reportFaults(faults);
  const text = pairs.map(pair => `${JSON.stringify(pair)}\n`).join('');
  if (values.output === undefined) process.stdout.write(text);
  else await writeWhole(values.output, text);
  return faults.length > 0 ? 1 : 0;
};
