// SPDX-License-Identifier: MIT
//
// `encore check`: a sheet's issues, all at once, each with its place and what to do.
import { textOf } from '../engine/utf8.js';
import { openDuties } from '../law/open.js';
import { loadEngine } from '../node/index.js';
import type { Command } from './index.js';
import { printLaw, readLaw } from './law.js';
import { readArguments, readBytes, UsageError } from './usage.js';

const help = `encore check SHEET [--page] [--strict] [--origin HOST] [--json] [--law[=COUNTRY]]

Checks an offer sheet (JSON; "-" for standard input) against the whole contract: shape, limits, and how its parts
fit together. What is probably not meant is a warning, what the law of the order's country asks and the sheet leaves open
is a duty, and unknown keys are noted: none of them refuses the sheet.

  --page   check it as a browser would: private fields and more than 1 MiB are issues
  --strict warnings and open duties end with 1 as well
  --origin the host of the page that shows it, such as shop.example: addresses there need no policy.allowed_hosts
  --law    lists for every candidate which duties of the order's law are met, which are not, and what to do;
           with =DE as if the order came from Germany. Facts with their sources, no legal advice
  --json   {"ok","issues","warnings","duties","notes"}, each a list of {"code","path","scope","message"}; "ok" speaks
           of issues

The codes: web/reference/vocabulary.md. Exit code: 0 no issue, 1 issues found, 2 usage.
`;

interface Finding {
  code: string;
  path: string;
  scope: string;
  message: string;
}

const counted = (count: number, word: string): string =>
  count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`;

/** The host of an origin given as a host or as an address. */
function hostOf(origin: string): string {
  try {
    return new URL(origin.includes('//') ? origin : `https://${origin}`).host;
  } catch {
    throw new UsageError(`--origin takes a host such as shop.example, not "${origin}"`);
  }
}

export const run: Command = async args => {
  const { rest, country } = readLaw(args);
  const options = {
    page: { type: 'boolean' },
    strict: { type: 'boolean' },
    origin: { type: 'string' },
    json: { type: 'boolean' },
  } as const;
  const given = readArguments(rest, help, options, 1);
  if (!given) return 0;
  const {
    values,
    positionals: [path = '-'],
  } = given;
  const bytes = await readBytes(path);
  const engine = await loadEngine();
  const { ok, issues, warnings, notes } = engine.check(bytes, {
    ...(values.page && { page: true }),
    ...(values.origin !== undefined && { origin: hostOf(values.origin) }),
  });
  if (country !== undefined && ok) return printLaw(engine, textOf(bytes), country, values.json === true);
  const said = new Set([...issues, ...warnings].map(({ code }) => code));
  const duties = ok ? openDuties(engine, JSON.parse(textOf(bytes)) as object, said) : [];
  const code = ok && !(values.strict && warnings.length + duties.length > 0) ? 0 : 1;
  if (values.json) {
    const spoken = (all: readonly Finding[]): Finding[] =>
      all.map(({ code, path, scope, message }) => ({ code, path, scope, message }));
    const report = { ok, issues: spoken(issues), warnings: spoken(warnings), duties, notes: spoken(notes) };
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return code;
  }
  const line = ({ code, path, message }: Finding): string => `${path || '(document)'}: ${message} [${code}]\n`;
  for (const issue of issues) process.stdout.write(line(issue));
  for (const warning of warnings) process.stdout.write(`warning: ${line(warning)}`);
  for (const duty of duties) process.stdout.write(`duty: ${line(duty)}`);
  for (const note of notes) process.stdout.write(`note: ${note.path}: ${note.message}\n`);
  const open = duties.length === 1 ? '1 open duty' : counted(duties.length, 'open dutie');
  const counts = [counted(issues.length, 'issue'), counted(warnings.length, 'warning'), open]
    .filter(Boolean)
    .join(', ');
  process.stdout.write(`${path}: ${counts || 'fine'}\n`);
  return code;
};
