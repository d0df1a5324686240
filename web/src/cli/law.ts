// SPDX-License-Identifier: MIT
//
// `encore check --law`: the duties of an order's law, one line each, with what to do about
// those that are not met.
import type { Engine } from '../engine/engine.js';
import { countryCodes, dutyRows, obligationRows } from '../engine/vocabulary.js';
import { lawReport, type DutyFinding, type LawReport } from '../law/index.js';
import { UsageError } from './usage.js';

/** The arguments without `--law`, and the country it names: "" for the order's own, undefined without it. */
export function readLaw(args: readonly string[]): { rest: string[]; country: string | undefined } {
  const at = args.findIndex(arg => arg === '--law' || arg.startsWith('--law='));
  const option = args[at];
  if (option === undefined) return { rest: [...args], country: undefined };
  const follows = option === '--law' && /^[A-Z]{2}$/.test(args[at + 1] ?? '');
  const country = follows ? (args[at + 1] ?? '') : option.slice('--law='.length);
  if (country !== '' && !(countryCodes as readonly string[]).includes(country))
    throw new UsageError(`there is no country "${country}"; --law takes an ISO 3166-1 code, for example --law=DE`);
  return { rest: args.filter((_, i) => i !== at && !(follows && i === at + 1)), country };
}

const MARKS = { met: 'met  ', open: 'OPEN ', shop: 'shop ', later: 'later' } as const;

function lines({ duty, obligation, verdict, path, found }: DutyFinding): string[] {
  const { meaning, fix } = dutyRows[duty];
  const { meaning: source, since, expected } = obligationRows[obligation];
  const from = expected ? `, expected ${expected}` : since ? `, since ${since}` : '';
  const head = `  ${MARKS[verdict]}  ${meaning} [${duty}]`;
  if (verdict === 'met') return [head];
  const seen = found === null ? '' : `: ${found}`;
  return [head, `        ${path}${seen}`, `        ${fix}`, `        ${source.replace(/\.$/, '')}${from}`];
}

function title({ governing: { law, country, region, business } }: LawReport): string {
  const place = [country ?? 'no country', ...(region === null ? [] : [region])].join(', ');
  return `law: ${law} (${place}${business ? ', a business' : ''})`;
}

/** Prints the report of a sheet that is fine. Exit code: 1 where a duty is open. */
export function printLaw(engine: Engine, text: string, country: string, json: boolean): number {
  const report = lawReport(engine, JSON.parse(text) as object, country === '' ? undefined : country);
  const all = [...report.order, ...report.candidates.flatMap(({ findings }) => findings)];
  const open = all.filter(({ verdict }) => verdict === 'open').length;
  if (json) {
    const { law, country: at, region } = report.governing;
    const { order, candidates } = report;
    process.stdout.write(`${JSON.stringify({ law, country: at, region, open, order, candidates })}\n`);
    return open === 0 ? 0 : 1;
  }
  const sections = [
    [title(report), ...report.order.flatMap(lines)],
    ...report.candidates.map(({ candidate_id: id, findings }) => [id, ...findings.flatMap(lines)]),
    [`${String(open)} open of ${String(all.length)}. Facts with their sources, no legal advice.`],
  ];
  process.stdout.write(`${sections.map(section => section.join('\n')).join('\n\n')}\n`);
  return open === 0 ? 0 : 1;
}
