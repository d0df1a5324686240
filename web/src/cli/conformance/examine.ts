// SPDX-License-Identifier: MIT
//
// Runs the rules against a shop, one after another, each on a bench of its own. A trial that
// throws Broken has failed, one that throws Untested was not examined; anything else thrown
// is a fault of this kit and goes up.
import type { Engine } from '../../engine/public.js';
import { CONFORMANCE_PATH } from '../../server/conformance-hooks.js';
import { Bench, Broken, Untested, type Discovery } from './bench.js';
import type { Finding, Report, Verdict } from './report.js';
import { allRules, type Rule } from './rules.js';

/** The shop cannot be reached, or its answers cannot be used. */
export class Unreachable extends Error {}

export function readDiscovery(value: unknown, from: string): Discovery {
  const { version, origin, hooks } = (value ?? {}) as Partial<Discovery>;
  if (
    version !== 1 ||
    typeof origin !== 'string' ||
    typeof hooks?.order !== 'string' ||
    typeof hooks.books !== 'string'
  ) {
    throw new Unreachable(
      `${from} must be {"version": 1, "origin": "https://…", "hooks": {"order": URL, "books": URL, …}}`,
    );
  }
  return { version, origin, hooks };
}

/** The discovery document of a shop. Errors: Unreachable, saying what was tried. */
export async function discover(base: URL): Promise<Discovery> {
  const url = new URL(CONFORMANCE_PATH, base);
  try {
    const response = await fetch(url);
    if (!response.ok)
      throw new Unreachable(
        `${url.href} answered ${String(response.status)}; a test shop serves it with conformanceHooks() of encore-offers/server, or use --hooks FILE`,
      );
    return readDiscovery(await response.json(), url.href);
  } catch (error) {
    if (error instanceof Unreachable) throw error;
    throw new Unreachable(`${url.href} could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function judge(rule: Rule, bench: Bench): Promise<{ verdict: Verdict; detail: string }> {
  try {
    await rule.trial(bench);
    return { verdict: 'pass', detail: '' };
  } catch (error) {
    if (error instanceof Untested) return { verdict: 'untested', detail: error.message };
    if (error instanceof Broken) return { verdict: 'fail', detail: error.message };
    throw error;
  }
}

/** Tries every rule (or those named in `only`) and passes every finding to `each` as it comes. */
export async function examine(
  base: URL,
  discovery: Discovery,
  engine: Engine,
  options: { only?: readonly string[]; each?: (finding: Finding) => void } = {},
): Promise<Report> {
  const findings: Finding[] = [];
  for (const rule of allRules) {
    if (options.only !== undefined && !options.only.includes(rule.name)) continue;
    const bench = new Bench(base, discovery, engine);
    const begun = performance.now();
    const found = await judge(rule, bench);
    const finding = {
      rule: rule.name,
      promise: rule.promise,
      ...found,
      exchanges: bench.exchanges,
      ms: Math.round(performance.now() - begun),
    };
    findings.push(finding);
    options.each?.(finding);
  }
  const count = (verdict: Verdict): number => findings.filter(finding => finding.verdict === verdict).length;
  return {
    url: base.href,
    findings,
    counts: { pass: count('pass'), fail: count('fail'), untested: count('untested') },
  };
}
