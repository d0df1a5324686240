// SPDX-License-Identifier: MIT
//
// `encore report`: what the offers earned, from files of events or the shop's own PostgreSQL. The page and the charts
// are loaded only where one is written.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import {
  loadDuckdb,
  loadPostgres,
  makeReport,
  openDuckdb,
  openPostgres,
  type Options,
  type Report,
} from '../report/index.js';
import { reportText } from '../report/table.js';
import type { Command } from './index.js';
import { readArguments, readMoment, UsageError } from './usage.js';

const help = `encore report EVENTS [--orders ORDERS] [--refunds REFUNDS] [--html FILE] [--json]
encore report TABLE --database URL [--orders TABLE] [--refunds TABLE] …

What the offers earned against the holdout, each offer with a verdict, experiments, why offers were not shown, and
whether the predictions hold. Files are NDJSON, CSV or Parquet of any size and take DuckDB (npm install
@duckdb/node-api); --database asks the same of tables with a column "body" (npm install pg).

  --html FILE          writes a self-contained page (npm install echarts)
  --json               prints the report as JSON instead of tables
  --now TIME           the moment of the report (default: the last event's)
  --currency CODE      reports this currency (default: that of most orders); others are counted and left out
  --window DAYS        days in which goods may come back; an order counts in full after them (default 30)
  --reserve MINOR      what a show must earn to be kept, in minor units (default 0)
  --return-cost MINOR  what handling a return costs, in minor units (default 0)

Exit code: 0 done, 1 nothing to report on, 2 usage.
`;

const options = {
  orders: { type: 'string' },
  refunds: { type: 'string' },
  database: { type: 'string' },
  html: { type: 'string' },
  json: { type: 'boolean' },
  now: { type: 'string' },
  currency: { type: 'string' },
  window: { type: 'string' },
  reserve: { type: 'string' },
  'return-cost': { type: 'string' },
} as const;

function whole(given: string | undefined, name: string): number | undefined {
  if (given === undefined) return undefined;
  if (!/^\d{1,12}$/.test(given)) throw new UsageError(`--${name} takes a whole number such as 30, not "${given}"`);
  return Number(given);
}

async function reportOf(
  source: string,
  values: Partial<Record<string, string | boolean>>,
  asked: Options,
): Promise<Report> {
  const { orders, refunds, database: url } = values as Record<string, string | undefined>;
  if (url === undefined)
    for (const path of [source, orders, refunds])
      if (path !== undefined && !existsSync(path)) throw new UsageError(`there is no file ${path}`);
  const database = url === undefined ? await openDuckdb() : await openPostgres(url);
  try {
    const counts =
      url === undefined
        ? await loadDuckdb(database, { events: source, orders, refunds })
        : await loadPostgres(database, { events: source, orders, refunds });
    return await makeReport(database, counts, asked);
  } finally {
    await database.close();
  }
}

export const run: Command = async args => {
  const parsed = readArguments(args, help, options, 1);
  if (!parsed) return 0;
  const { values, positionals } = parsed;
  if (values.currency !== undefined && !/^[A-Z]{3}$/.test(values.currency))
    throw new UsageError(`--currency takes a code such as EUR, not "${values.currency}"`);
  const report = await reportOf(positionals[0] ?? '', values, {
    currency: values.currency,
    nowMs: values.now === undefined ? undefined : readMoment(values.now),
    windowDays: whole(values.window, 'window'),
    reserve: whole(values.reserve, 'reserve'),
    returnCost: whole(values['return-cost'], 'return-cost'),
  });
  if (values.html !== undefined) {
    const { reportPage } = await import('../report/page.js').catch((error: unknown) => {
      throw new Error(`--html takes ECharts, which cannot be loaded: npm install echarts (${String(error)})`);
    });
    await writeFile(values.html, reportPage(report));
  }
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
  return report.offers.length > 0 || report.earned.orders > 0 ? 0 : 1;
};
