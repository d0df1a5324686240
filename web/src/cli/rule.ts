// SPDX-License-Identifier: MIT
//
// `encore rule`: one JsonLogic rule over one document, printed as JSON.
import { loadEngine } from '../node/index.js';
import type { Command } from './index.js';
import { parseJson, readArguments, readInput, readMoment } from './usage.js';

const help = `encore rule RULE DATA [--now TIME]

Evaluates a JsonLogic rule over data and prints the value as JSON. RULE and DATA are files, "-" for standard
input, or JSON itself:

  encore rule '{">": [{"var": "order.total"}, 5000]}' '{"order": {"total": 7200}}'

Where DATA is a sheet, the rule reads what the sheet's triggers read: order, customer, sheet, and derived at the moment
--now TIME (RFC 3339 with zone, default: now).

Exit code: 0 evaluated, 1 the rule is at fault (with the place in it), 2 usage.
`;

const readJson = async (given: string, what: string): Promise<unknown> =>
  parseJson(/^\s*([[{"\d-]|true|false|null)/.test(given) && given !== '-' ? given : await readInput(given), what);

const isSheet = (data: unknown): data is object =>
  typeof data === 'object' && data !== null && 'version' in data && 'order' in data && 'candidates' in data;

export const run: Command = async args => {
  const given = readArguments(args, help, { now: { type: 'string' } }, 2);
  if (!given) return 0;
  const [rule = '', data = ''] = given.positionals;
  const asked = await readJson(rule, 'RULE');
  const over = await readJson(data, 'DATA');
  const engine = await loadEngine();
  const result = isSheet(over)
    ? engine.ruleOnSheet(asked, over, { now: readMoment(given.values.now) })
    : engine.rule(asked, over);
  if (result.ok) {
    process.stdout.write(`${JSON.stringify(result.value)}\n`);
    return 0;
  }
  const fault = 'fault' in result ? `${result.fault} at "${result.pointer}"` : JSON.stringify(result.issues);
  process.stderr.write(`rule_error: ${fault}\n`);
  return 1;
};
