// SPDX-License-Identifier: MIT
//
// `encore conformance`: examines any shop's accept endpoint from outside and reports each
// rule with what was sent and received. The shop must be a test shop with the kit's hooks:
// the examination places orders, empties shelves and moves the clock. What a rule is, and
// why, is in web/src/conformance.
import { writeFile } from 'node:fs/promises';
import { loadEngine } from '../node/index.js';
import type { Report } from '../conformance/report.js';
import { allRules, asJunit, asText, discover, examine, readDiscovery, Unreachable } from '../conformance/index.js';
import { examineWebhooks } from '../conformance/webhooks.js';
import { webhookKey } from '../serve/webhooks.js';
import type { Command } from './index.js';
import { parseJson, readArguments, readInput, UsageError } from './usage.js';

const help = `encore conformance URL [--hooks FILE] [--only RULE] [--skip RULE] [--header "NAME: VALUE"]
                       [--junit FILE] [--json] [--verbose] [--partial]
encore conformance --webhooks URL [--order ID] [--cookie COOKIE] [--item PRODUCT/VARIANT] [--junit FILE] [--json] [--partial]

Examines the accept endpoint of a TEST shop. URL is the shop's root; it serves
/.well-known/encore-conformance (conformanceHooks() of encore-offers/server makes it), which names the hooks
that create a fresh paid order, read the books, move the clock, empty a shelf, pack an order and decline a card.
Never point it at a shop that takes real money.

  --hooks FILE   the discovery document as a file, for shops that cannot serve it
  --only RULE    only this rule; may be repeated
  --skip RULE    not this rule, for what the shop has no offer of; may be repeated
  --header H     sent with every request, for staging shops behind a login, for example
                 --header "Authorization: Basic c3RhZ2luZzpzZWNyZXQ="; may be repeated, and is never reported
  --junit FILE   also writes JUnit XML
  --json         prints the report as JSON instead of text
  --verbose      shows what was sent and received for every rule, not only for broken ones
  --partial      rules that the shop has no hook or no offer for do not count as findings

The environment variable ENCORE_CONFORMANCE_SECRET holds the secret of the hooks, where they have one.
  --webhooks     examines the address at which a shop answers the webhooks of encore serve; ENCORE_WEBHOOK_SECRET signs.
                 It charges and refunds a paid test order (--order, its buyer's --cookie) and adds and removes --item

What each rule asks and why: web/reference/conformance.md.

Rules: ${allRules.map(rule => rule.name).join(' ')}

Exit code: 0 every rule holds, 1 a rule is broken or was not examined, 2 usage, or the shop cannot be reached.
`;

function address(given: string): URL {
  if (!/^https?:\/\//.test(given) || !URL.canParse(given))
    throw new UsageError(`URL must begin with http:// or https://, not "${given}"`);
  return new URL(given);
}

/** `Name: value` as given to --header. */
function headersOf(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map(text => {
      const [, name = '', value = ''] = /^([\w!#$%&'*+.^`|~-]+):[ \t]*(.*)$/.exec(text) ?? [];
      if (value === '')
        throw new UsageError(`--header takes a name and a value such as "Authorization: Basic …", not "${text}"`);
      return [name.toLowerCase(), value];
    }),
  );
}

/** Writes the report as it was asked for; the exit code. */
async function conclude(
  report: Report,
  values: { junit?: string; json?: boolean; verbose?: boolean; partial?: boolean },
): Promise<number> {
  if (values.junit !== undefined) await writeFile(values.junit, asJunit(report));
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : asText(report, values.verbose === true));
  return report.counts.fail > 0 || (report.counts.untested > 0 && !values.partial) ? 1 : 0;
}

export const run: Command = async args => {
  const given = readArguments(
    args,
    help,
    {
      hooks: { type: 'string' },
      only: { type: 'string', multiple: true },
      skip: { type: 'string', multiple: true },
      header: { type: 'string', multiple: true },
      junit: { type: 'string' },
      json: { type: 'boolean' },
      verbose: { type: 'boolean' },
      partial: { type: 'boolean' },
      webhooks: { type: 'boolean' },
      order: { type: 'string' },
      cookie: { type: 'string' },
      item: { type: 'string' },
    },
    1,
  );
  if (!given) return 0;
  const {
    values,
    positionals: [url = ''],
  } = given;
  const base = address(url);
  if (values.webhooks) {
    const secret = process.env['ENCORE_WEBHOOK_SECRET'] ?? '';
    try {
      webhookKey(secret);
    } catch (error) {
      throw new UsageError(`ENCORE_WEBHOOK_SECRET is not usable: ${(error as Error).message}`);
    }
    const { order, cookie, item } = values;
    const shop = { url: base.href, secret, ...(order && { order }), ...(cookie && { cookie }), ...(item && { item }) };
    return conclude(await examineWebhooks(shop), values);
  }
  for (const name of ['order', 'cookie', 'item'] as const)
    if (values[name] !== undefined) throw new UsageError(`--${name} belongs to --webhooks`);
  const unknown = [...(values.only ?? []), ...(values.skip ?? [])].find(
    name => !allRules.some(rule => rule.name === name),
  );
  if (unknown !== undefined)
    throw new UsageError(`there is no rule "${unknown}"; encore conformance --help lists them`);
  const secret = process.env['ENCORE_CONFORMANCE_SECRET'];
  const talk = { headers: headersOf(values.header ?? []), ...(secret !== undefined && secret !== '' && { secret }) };
  try {
    const discovery =
      values.hooks === undefined
        ? await discover(base, talk)
        : readDiscovery(parseJson(await readInput(values.hooks), values.hooks), values.hooks);
    const progress = process.stderr.isTTY && !values.json;
    const report = await examine(base, discovery, await loadEngine(), {
      ...talk,
      ...(values.only !== undefined && { only: values.only }),
      ...(values.skip !== undefined && { skip: values.skip }),
      ...(progress && {
        each: (finding): void =>
          void process.stderr.write(finding.verdict === 'pass' ? '.' : finding.verdict === 'fail' ? 'F' : '-'),
      }),
    });
    if (progress) process.stderr.write('\n');
    return await conclude(report, values);
  } catch (error) {
    if (error instanceof Unreachable) throw new UsageError(error.message);
    throw error;
  }
};
