// SPDX-License-Identifier: MIT
//
// Runs the rules against a shop, one after another, each on a bench of its own. A trial that
// throws Broken has failed, one that throws Untested was not examined; anything else thrown
// is a fault of this kit and goes up.
import type { Engine } from '../engine/public.js';
import { CONFORMANCE_PATH, CONFORMANCE_SECRET } from '../server/conformance-hooks.js';
import { Bench, Broken, failureOf, Unreachable, Untested, type BenchOptions, type Discovery } from './bench.js';
import type { Finding, Report, Verdict } from './report.js';
import { allRules } from './rules/index.js';
import type { Rule } from './rule.js';

/** A discovery document is small and calls no gateway. */
const discoverWithinMs = 10_000;

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
export async function discover(base: URL, options: BenchOptions = {}): Promise<Discovery> {
  const url = new URL(CONFORMANCE_PATH, base);
  const secret = options.secret === undefined ? {} : { [CONFORMANCE_SECRET]: options.secret };
  const signal = AbortSignal.timeout(discoverWithinMs);
  try {
    const request = new Request(url, { headers: { ...options.headers, ...secret }, signal });
    const response = await (options.fetch ?? fetch)(request);
    if (response.status === 401)
      throw new Unreachable(
        `${url.href} answered 401: the hooks want ENCORE_CONFORMANCE_SECRET, or the shop a --header such as "Authorization: Basic …"`,
      );
    if (!response.ok)
      throw new Unreachable(
        `${url.href} answered ${String(response.status)}; a test shop serves it with conformanceHooks() of encore-offers/server, or use --hooks FILE`,
      );
    return readDiscovery(await response.json(), url.href);
  } catch (error) {
    if (error instanceof Unreachable) throw error;
    throw new Unreachable(`${url.href} could not be read: ${failureOf(error).text}`);
  }
}

async function judge(rule: Rule, bench: Bench, reached: boolean): Promise<{ verdict: Verdict; detail: string }> {
  try {
    await rule.trial(bench);
    return { verdict: 'pass', detail: '' };
  } catch (error) {
    if (error instanceof Untested) return { verdict: 'untested', detail: error.message };
    if (error instanceof Broken) return { verdict: 'fail', detail: error.message };
    // It answered before: whatever ended it is a finding, not an address that is wrong.
    if (error instanceof Unreachable && reached)
      return { verdict: 'fail', detail: `expected the shop to go on answering; ${error.message}` };
    throw error;
  }
}

export interface ExamineOptions extends BenchOptions {
  /** Only these rules. */
  only?: readonly string[];
  /** All but these, for what the shop has no offer of. */
  skip?: readonly string[];
  each?: (finding: Finding) => void;
}

/** Tries every rule (or those named in `only`) and passes every finding to `each` as it comes. */
export async function examine(
  base: URL,
  discovery: Discovery,
  engine: Engine,
  options: ExamineOptions = {},
): Promise<Report> {
  const findings: Finding[] = [];
  for (const rule of allRules) {
    if (options.only?.includes(rule.name) === false || options.skip?.includes(rule.name)) continue;
    const bench = new Bench(base, discovery, engine, options);
    const begun = performance.now();
    const found = await judge(rule, bench, findings.length > 0);
    const finding = {
      rule: rule.name,
      promise: rule.promise,
      reason: rule.reason,
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
