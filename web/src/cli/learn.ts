// SPDX-License-Identifier: MIT
//
// `encore learn`: from what was shown and accepted to a take-rate model.
import { evidentPairs, readCatalogue, readFormer } from '../learn/catalogue.js';
import { openDuck, openSource } from '../learn/files.js';
import { learn, loadEvents } from '../learn/learn.js';
import { loadOrders, mineLifts } from '../learn/mine.js';
import { liftsOf } from '../learn/touched.js';
import { describeModel } from '../learn/words.js';
import { loadEngine } from '../node/index.js';
import type { Command } from './index.js';
import { reportFaults, usable, wholeNumber, writeWhole } from './learning-files.js';
import { readArguments, UsageError } from './usage.js';

const help = `encore learn --events EVENTS --orders ORDERS --catalogue CATALOGUE -o MODEL [--from MODEL] [--half-life DAYS]

Fits a take-rate model from published decisions and the server's accepts, prints what it learned in words, and how well
it foretells the last tenth of time, which it held back. Files are described in web/reference/formats.md; EVENTS and
ORDERS are .ndjson, .csv or .parquet, CATALOGUE .ndjson. Needs @duckdb/node-api.

  --events EVENTS        published decisions and accepts (events-1)
  --orders ORDERS        the orders they belong to (orders-1); pairs without shows are learned from them
  --catalogue CATALOGUE  what may be offered (catalogue-1)
  -o, --output MODEL     where the model goes
  --from MODEL           goes on from a former model: EVENTS may begin where its own ended; older decisions are left out,
                         because it has them
  --half-life DAYS       after so many days a show weighs half (default 90)
  --json                 print the calibration as JSON instead of words

Exit code: 0 learned, 1 learned, but lines were left out (named on standard error), 2 usage: nothing is written.
`;

function bar(done: number, of: number): void {
  const share = of > 0 ? done / of : 1;
  const full = Math.round(30 * share);
  process.stderr.write(
    `\r${'█'.repeat(full)}${'░'.repeat(30 - full)} ${Math.round(100 * share)} %${share === 1 ? '\n' : ''}`,
  );
}

export const run: Command = async args => {
  const given = readArguments(
    args.map(arg => (arg === '-o' ? '--output' : arg)),
    help,
    {
      events: { type: 'string' },
      orders: { type: 'string' },
      catalogue: { type: 'string' },
      output: { type: 'string' },
      from: { type: 'string' },
      'half-life': { type: 'string' },
      json: { type: 'boolean' },
    },
    0,
  );
  if (!given) return 0;
  const { values } = given;
  const { events, orders, catalogue: catalogueFile, output } = values;
  if (events === undefined || orders === undefined || catalogueFile === undefined || output === undefined)
    throw new UsageError(`--events, --orders, --catalogue and --output are all needed\n\n${help}`);
  const halfLife = wholeNumber(values['half-life'], 'half-life', 1);

  const from = values.from === undefined ? undefined : await usable(readFormer(values.from));
  const catalogue = await usable(readCatalogue(catalogueFile));
  const db = await usable(openDuck());
  const orderSource = await usable(
    openSource(db, orders, [['order', 'id'], ['at'], ['order', 'total'], ['order', 'lines', 'product_id']]),
  );
  const eventSource = await usable(openSource(db, events, [['id'], ['event'], ['at'], ['order_id']]));
  const faults = [...catalogue.faults, ...(await loadOrders(db, orderSource))];
  faults.push(...(await loadEvents(db, eventSource)));
  const { pairs, family_lifts, families } = await mineLifts(db, { evident: evidentPairs(catalogue.rows) });
  for (const { product } of catalogue.rows) if (product.family) families.set(product.id, product.family);
  const named = new Map(catalogue.rows.map(row => [row.product.id, row.pairs_with]));
  const lifts = new Map(pairs.map(({ bought, offered, log2_lift }) => [`${bought}|${offered}`, log2_lift]));
  const { model, calibration, known } = await learn(await loadEngine(), db, {
    lifts: from ? new Map([...liftsOf(from, 'product_pair'), ...lifts]) : lifts,
    family_lifts: from ? new Map([...liftsOf(from, 'family_pair'), ...family_lifts]) : family_lifts,
    ...(from && { from }),
    families,
    pairsOf: id => named.get(id),
    ...(halfLife !== undefined && { half_life_days: halfLife }),
    ...(process.stderr.isTTY && { progress: bar }),
  });
  reportFaults(faults);
  if (known > 0)
    process.stderr.write(`${known} decision${known === 1 ? ' is' : 's are'} left out: ${values.from ?? ''} has them\n`);
  await writeWhole(output, `${JSON.stringify({ ...model, calibration }, null, 1)}\n`);
  process.stdout.write(values.json ? `${JSON.stringify(calibration)}\n` : describeModel(model, calibration));
  return faults.length > 0 ? 1 : 0;
};
