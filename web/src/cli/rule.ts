// SPDX-License-Identifier: MIT
//
// `encore rule`: one JsonLogic rule over one document, printed as JSON.
import { loadEngine } from '../node/index.js';
import type { Command } from './index.js';
import { parseJson, readArguments, readInput } from './usage.js';

const help = `encore rule RULE DATA

Evaluates a JsonLogic rule over data and prints the value as JSON. RULE and DATA are files, "-" for standard
input, or JSON itself:

  encore rule '{">": [{"var": "order.total"}, 5000]}' '{"order": {"total": 7200}}'

Exit code: 0 evaluated, 1 the rule is at fault (with the place in it), 2 usage.
`;

const readJson = async (given: string, what: string): Promise<unknown> =>
  parseJson(/^\s*([[{"\d-]|true|false|null)/.test(given) && given !== '-' ? given : await readInput(given), what);

export const run: Command = async args => {
  const given = readArguments(args, help, {}, 2);
  if (!given) return 0;
  const [rule = '', data = ''] = given.positionals;
  const result = (await loadEngine()).rule(await readJson(rule, 'RULE'), await readJson(data, 'DATA'));
  if (result.ok) {
    process.stdout.write(`${JSON.stringify(result.value)}\n`);
    return 0;
  }
  const fault = 'fault' in result ? `${result.fault} at "${result.pointer}"` : JSON.stringify(result.issues);
  process.stderr.write(`rule_error: ${fault}\n`);
  return 1;
};
