// SPDX-License-Identifier: MIT
//
// `encore check`: a sheet's issues, all at once, each with its place and what to do.
import { issueSentence } from '../engine/issues.js';
import { loadEngine } from '../node/index.js';
import type { Command } from './index.js';
import { printLaw, readLaw } from './law.js';
import { readArguments, readInput } from './usage.js';

const help = `encore check SHEET [--page] [--json] [--law[=COUNTRY]]

Checks an offer sheet (JSON; "-" for standard input) against the whole contract: shape, limits, and how its parts
fit together. Unknown keys are noted, not refused.

  --page   check it as a browser would: private fields and more than 1 MiB are issues
  --law    lists for every candidate which duties of the order's law are met, which are not, and what to do;
           with =DE as if the order came from Germany. Facts with their sources, no legal advice
  --json   {"ok","issues":[{"code","path","message"}]}

Exit code: 0 no issue, 1 issues found, 2 usage.
`;

export const run: Command = async args => {
  const { rest, country } = readLaw(args);
  const given = readArguments(rest, help, { page: { type: 'boolean' }, json: { type: 'boolean' } }, 1);
  if (!given) return 0;
  const {
    values,
    positionals: [path = '-'],
  } = given;
  const text = await readInput(path);
  const engine = await loadEngine();
  const { ok, issues, notes } = engine.check(text, values.page ? { page: true } : {});
  if (country !== undefined && ok) return printLaw(engine, text, country, values.json === true);
  if (values.json) {
    const spoken = issues.map(issue => ({ code: issue.code, path: issue.path, message: issueSentence(issue) }));
    process.stdout.write(`${JSON.stringify({ ok, issues: spoken })}\n`);
    return ok ? 0 : 1;
  }
  for (const issue of issues) {
    process.stdout.write(`${issue.path || '(document)'}: ${issueSentence(issue)} [${issue.code}]\n`);
  }
  for (const note of notes) process.stdout.write(`note: ${note.path}: ${issueSentence(note)}\n`);
  process.stdout.write(ok ? `${path}: fine\n` : `${path}: ${issues.length} issue${issues.length === 1 ? '' : 's'}\n`);
  return ok ? 0 : 1;
};
