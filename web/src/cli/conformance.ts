// SPDX-License-Identifier: MIT
//
// `encore conformance`: examines any shop's accept endpoint from outside and reports each
// rule with what was sent and received. The shop must be a test shop with the kit's hooks:
// the examination places orders, empties shelves and moves the clock.
import { writeFile } from 'node:fs/promises';
import { loadEngine } from '../node/index.js';
import { discover, examine, readDiscovery, Unreachable } from './conformance/examine.js';
import { asJunit, asText } from './conformance/report.js';
import { allRules } from './conformance/rules.js';
import type { Command } from './index.js';
import { parseJson, readArguments, readInput, UsageError } from './usage.js';

const help = `encore conformance URL [--hooks FILE] [--only RULE] [--junit FILE] [--json] [--verbose] [--partial]

Examines the accept endpoint of a TEST shop. URL is the shop's root; it serves
/.well-known/encore-conformance (conformanceHooks() of encore-offers/server makes it), which names the hooks
that create a fresh paid order, read the books, move the clock, empty a shelf, pack an order and decline a card.
Never point it at a shop that takes real money.

  --hooks FILE   the discovery document as a file, for shops that cannot serve it
  --only RULE    only this rule; may be repeated
  --junit FILE   also writes JUnit XML
  --json         prints the report as JSON instead of text
  --verbose      shows what was sent and received for every rule, not only for broken ones
  --partial      rules that the shop has no hook for do not count as findings

Rules: ${allRules.map(rule => rule.name).join(' ')}

Exit code: 0 every rule holds, 1 a rule is broken or was not examined, 2 usage, or the shop cannot be reached.
`;

function address(given: string): URL {
  if (!/^https?:\/\//.test(given) || !URL.canParse(given))
    throw new UsageError(`URL must begin with http:// or https://, not "${given}"`);
  return new URL(given);
}

export const run: Command = async args => {
  const given = readArguments(
    args,
    help,
    {
      hooks: { type: 'string' },
      only: { type: 'string', multiple: true },
      junit: { type: 'string' },
      json: { type: 'boolean' },
      verbose: { type: 'boolean' },
      partial: { type: 'boolean' },
    },
    1,
  );
  if (!given) return 0;
  const {
    values,
    positionals: [url = ''],
  } = given;
  const base = address(url);
  const unknown = values.only?.find(name => !allRules.some(rule => rule.name === name));
  if (unknown !== undefined)
    throw new UsageError(`there is no rule "${unknown}"; encore conformance --help lists them`);
  try {
    const discovery =
      values.hooks === undefined
        ? await discover(base)
        : readDiscovery(parseJson(await readInput(values.hooks), values.hooks), values.hooks);
    const progress = process.stderr.isTTY && !values.json;
    const report = await examine(base, discovery, await loadEngine(), {
      ...(values.only !== undefined && { only: values.only }),
      ...(progress && {
        each: (finding): void =>
          void process.stderr.write(finding.verdict === 'pass' ? '.' : finding.verdict === 'fail' ? 'F' : '-'),
      }),
    });
    if (progress) process.stderr.write('\n');
    if (values.junit !== undefined) await writeFile(values.junit, asJunit(report));
    process.stdout.write(
      values.json ? `${JSON.stringify(report, null, 2)}\n` : asText(report, values.verbose === true),
    );
    return report.counts.fail > 0 || (report.counts.untested > 0 && !values.partial) ? 1 : 0;
  } catch (error) {
    if (error instanceof Unreachable) throw new UsageError(error.message);
    throw error;
  }
};
