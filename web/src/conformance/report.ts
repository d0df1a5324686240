// SPDX-License-Identifier: MIT
//
// What the examination found, three ways: a table for people (with the exchange of each
// broken rule), JSON, and JUnit XML for CI, where a broken rule is a failure and one that
// could not be examined is skipped.
import type { Exchange } from './bench.js';

export type Verdict = 'pass' | 'fail' | 'untested';

export interface Finding {
  rule: string;
  promise: string;
  /** What goes wrong in a shop that does not keep it. */
  reason: string;
  verdict: Verdict;
  /** What was expected and what came; why it could not be examined. */
  detail: string;
  exchanges: Exchange[];
  ms: number;
}

export interface Report {
  url: string;
  findings: Finding[];
  counts: Record<Verdict, number>;
}

const marks: Readonly<Record<Verdict, string>> = { pass: 'pass', fail: 'FAIL', untested: 'n/a ' };

function exchangeLines({ sent, received }: Exchange): string[] {
  const headers = Object.entries(sent.headers).map(([name, value]) => `      > ${name}: ${value}`);
  const answer = 'error' in received ? `no answer: ${received.error}` : `${String(received.status)} ${received.body}`;
  return [
    `      > ${sent.method} ${sent.url}`,
    ...headers,
    ...(sent.body === null ? [] : [`      > ${sent.body}`]),
    `      < ${answer}`,
  ];
}

/** At most this many exchanges are shown per rule; fifty duplicates look alike. */
const shownExchanges = 8;

/** One line per rule; with `all`, or for a broken rule, what was sent and received. */
export function asText({ url, findings, counts }: Report, all: boolean): string {
  const width = Math.max(...findings.map(finding => finding.rule.length));
  const lines = findings.flatMap(finding => {
    const head = `  ${marks[finding.verdict]}  ${finding.rule.padEnd(width)}  ${finding.promise}`;
    const why = finding.verdict === 'fail' ? [`      why: ${finding.reason}`] : [];
    const detail = finding.detail === '' ? [] : [`      ${finding.detail}`, ...why];
    const shown =
      finding.verdict === 'fail' || all ? finding.exchanges.slice(-shownExchanges).flatMap(exchangeLines) : [];
    return [head, ...detail, ...shown];
  });
  const sum = `${String(counts.pass)} passed, ${String(counts.fail)} failed, ${String(counts.untested)} not examined`;
  return `conformance of ${url}\n\n${lines.join('\n')}\n\n${sum}\n`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** XML 1.0 has no way to write most control characters; they become U+FFFD. */
const xml = (text: string): string =>
  text

    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '\ufffd',
    )
    .replace(/[&<>"]/g, character => entities[character] ?? character);

export function asJunit({ url, findings, counts }: Report): string {
  const cases = findings.map(finding => {
    const log = finding.exchanges.slice(-shownExchanges).flatMap(exchangeLines).join('\n');
    const inside = {
      pass: '',
      untested: `<skipped message="${xml(finding.detail)}"/>`,
      fail: `<failure message="${xml(finding.detail)}">${xml(log)}</failure>`,
    }[finding.verdict];
    return `    <testcase classname="conformance" name="${xml(finding.rule)}" time="${String(finding.ms / 1000)}">${inside}</testcase>`;
  });
  const total = findings.reduce((sum, finding) => sum + finding.ms, 0) / 1000;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="encore conformance ${xml(url)}" tests="${String(findings.length)}" failures="${String(counts.fail)}" skipped="${String(counts.untested)}" time="${String(total)}">
${cases.join('\n')}
  </testsuite>
</testsuites>
`;
}
