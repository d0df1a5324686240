// SPDX-License-Identifier: MIT
//
// `encore decide`: the decision for a sheet at a moment, as a summary, as the exact bytes
// of every other build of the core, or explained so that it can be redone by hand.
import { isRefusal, type DecideOptions } from '../engine/engine.js';
import { spokenIssues } from '../engine/check.js';
import type { Decision, Refusal } from '../engine/wire.js';
import { loadEngine } from '../node/index.js';
import { explainDecision, summariseDecision } from './explain.js';
import type { Command } from './index.js';
import { readArguments, readInput, readMoment, UsageError } from './usage.js';

const help = `encore decide SHEET [--now TIME] [--visitor ID] [--seed TEXT] [--page] [--explain] [--json]
             [--force ID] [--arm KEY=N] [--exclude ID]

Decides an offer sheet (JSON; "-" for standard input) at a moment: which one or two offers show, at what price,
and every reason for each candidate left out.

  --now TIME     RFC 3339 with zone, e.g. 2026-11-21T10:05:00Z (default: the present)
  --visitor ID   unit of experiments and exploration (default: the sheet's visitor, else its order)
  --seed TEXT    seed of exploration's draw
  --force ID     show this candidate if it can be priced, whatever the rules say
  --arm KEY=N    put the visitor into variation N of the experiment KEY (may be repeated)
  --exclude ID   leave this candidate out (may be repeated)
  --page         judge as a browser would: private fields refuse the sheet
  --explain      a table of all candidates, each stage's numbers, and how each price came about
  --json         the decision, byte-identical in native, Node and browsers; with --explain, with its numbers

Exit code: 0 decided, 1 the sheet is refused, 2 usage.
`;

/** `key=2` for each; the last `=` divides, because keys may hold one. */
const readArms = (given: string[]): Record<string, number> =>
  Object.fromEntries(
    given.map(arm => {
      const at = arm.lastIndexOf('=');
      const variation = Number(arm.slice(at + 1));
      if (at < 1 || !/^\d+$/.test(arm.slice(at + 1)))
        throw new UsageError(`--arm wants KEY=N, such as headline-1=0; got ${arm}`);
      return [arm.slice(0, at), variation];
    }),
  );

export const run: Command = async args => {
  const given = readArguments(
    args,
    help,
    {
      now: { type: 'string' },
      visitor: { type: 'string' },
      seed: { type: 'string' },
      force: { type: 'string' },
      arm: { type: 'string', multiple: true },
      exclude: { type: 'string', multiple: true },
      page: { type: 'boolean' },
      explain: { type: 'boolean' },
      json: { type: 'boolean' },
    },
    1,
  );
  if (!given) return 0;
  const {
    values,
    positionals: [path = '-'],
  } = given;
  const sheet = await readInput(path);
  const options: DecideOptions = {
    now: readMoment(values.now),
    ...(values.visitor !== undefined && { visitor: values.visitor }),
    ...(values.seed !== undefined && { seed: values.seed }),
    ...(values.force !== undefined && { force: values.force }),
    ...(values.arm && { arms: readArms(values.arm) }),
    ...(values.exclude && { exclude: values.exclude }),
    ...(values.page && { page: true }),
    ...(values.explain && { explain: true }),
  };
  const text = (await loadEngine()).decideText(sheet, options);
  const answer = JSON.parse(text) as Decision | Refusal;
  if (isRefusal(answer)) {
    for (const { path: place, message, code } of spokenIssues(answer.issues, sheet)) {
      process.stderr.write(`${place || '(document)'}: ${message} [${code}]\n`);
    }
    if (values.json) process.stdout.write(`${text}\n`);
    return 1;
  }
  if (values.json) {
    process.stdout.write(`${text}\n`);
  } else {
    process.stdout.write(values.explain ? explainDecision(answer) : summariseDecision(answer));
  }
  return 0;
};
