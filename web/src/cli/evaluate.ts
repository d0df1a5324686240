// SPDX-License-Identifier: MIT
//
// `encore evaluate`: what a new policy or model would have earned on the orders of a log.
import { existsSync } from 'node:fs';
import type { Interval } from '../evaluate/estimate.js';
import { evaluate, type EvaluationReport } from '../evaluate/evaluate.js';
import type { Policy } from '../evaluate/log.js';
import type { Model } from '../learn/index.js';
import { loadEngine } from '../node/index.js';
import { openDuckdb } from '../report/index.js';
import { moneyOf } from '../report/words.js';
import type { Command } from './index.js';
import { parseJson, readArguments, readInput, readMoment, UsageError } from './usage.js';

const help = `encore evaluate --log EVENTS --policy POLICY [--model MODEL] [--refunds REFUNDS] [--json]

What a new policy, or the same with a new take-rate model, would have earned on the orders of a log: doubly robust, by
the probabilities that the log's records say, with intervals clustered by visitor. EVENTS is NDJSON with the records
that publish returns (web/reference/formats.md); POLICY is the "policy" of a sheet. Needs @duckdb/node-api. The new
policy chooses among the offers that each record considered.

  --log EVENTS       published records and what came of them (events-1)
  --policy POLICY    a JSON file: the policy to evaluate
  --model MODEL      rates the offers by this model instead of the recorded rates; one that was not learned from the log
  --refunds REFUNDS  what came back (refunds-1)
  --now TIME         the moment of the evaluation (default: the last event's)
  --window DAYS      days in which goods may come back; younger orders are left out (default 30)
  --json             prints JSON instead of a table

Exit code: 0 evaluated, 1 refused, with the reason, 2 usage.
`;

function asText(report: EvaluationReport): string {
  const money = moneyOf(report.currency);
  const head = `${String(report.orders)} orders of ${String(report.visitors)} visitors; effective size ${report.effective_size.toFixed(0)}, mean weight ${report.mean_weight.toFixed(3)}\n`;
  if (report.refused) return `${head}No estimate (${report.refused.code}): ${report.refused.message}.\n`;
  const row = (name: string, value: Interval | null | undefined): string =>
    value
      ? `${name.padEnd(44)}${money(value.estimate, 2).padStart(12)}   ${money(value.low, 2)} to ${money(value.high, 2)}\n`
      : '';
  return [
    head,
    row('margin an order, new policy', report.value),
    row('margin an order, as it was', report.logged),
    row('difference', report.difference),
    '\nbeside it, without the choice model\n',
    row('inverse propensity, unordered', report.others?.ips),
    row('inverse propensity, ordered', report.others?.ips_ordered),
    row('self-normalised, unordered', report.others?.self_normalised),
    row('self-normalised, ordered', report.others?.self_normalised_ordered),
  ].join('');
}

async function objectIn(path: string, what: string): Promise<object> {
  const value = parseJson(await readInput(path), path);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new UsageError(`${path} holds no ${what}: wanted is a JSON object`);
}

export const run: Command = async args => {
  const text = { type: 'string' } as const;
  const given = readArguments(
    args,
    help,
    { log: text, policy: text, model: text, refunds: text, now: text, window: text, json: { type: 'boolean' } },
    0,
  );
  if (!given) return 0;
  const { log, policy, model, refunds, now, window, json } = given.values;
  if (log === undefined || policy === undefined) throw new UsageError(`--log and --policy are needed\n\n${help}`);
  for (const path of [log, refunds])
    if (path !== undefined && !existsSync(path)) throw new UsageError(`there is no file ${path}`);
  if (!/\.(nd)?json(l|\.gz)?$/i.test(log)) throw new UsageError(`--log takes NDJSON such as events.ndjson, not ${log}`);
  if (window !== undefined && !/^\d{1,4}$/.test(window))
    throw new UsageError(`--window takes days such as 30, not "${window}"`);
  const database = await openDuckdb();
  try {
    const report = await evaluate(
      database,
      { events: log, refunds },
      {
        engine: await loadEngine(),
        policy: (await objectIn(policy, 'policy')) as Policy,
        model: model === undefined ? undefined : ((await objectIn(model, 'model')) as Model),
      },
      {
        ...(now !== undefined && { nowMs: readMoment(now) }),
        ...(window !== undefined && { windowDays: Number(window) }),
      },
    );
    process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : asText(report));
    return report.refused ? 1 : 0;
  } finally {
    await database.close();
  }
};
