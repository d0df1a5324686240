// SPDX-License-Identifier: MIT
//
// One batch of a replay: lines in, decisions and their tally out. Runs in a worker thread;
// depends on no threads, files or order.
import { isRefusal, type Engine, type DecideOptions } from '../engine/engine.js';
import { issueSentence } from '../engine/issues.js';
import type { IssueCode } from '../engine/vocabulary.js';
import type { Decision, Refusal } from '../engine/wire.js';
import { createNodeEngine } from '../node/index.js';

export const lineFeed = 10;

export interface ReplayDefaults {
  /** Moment for lines that name none; null: each sheet's issued_at. */
  now: number | null;
}

/** Whole lines of the input as they stood there, the first of which has the number `first`, counted from 1. */
export interface Batch {
  first: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What was seen, in counts that add up. */
export interface Tally {
  sheets: number;
  refused: number;
  holdouts: number;
  /** Decisions by number of slots: none, one, two. */
  slots: [number, number, number];
  candidates: number;
  reasons: Record<string, number>;
}

/** One line of text for each line that was not empty, as UTF-8. */
export interface Decided {
  first: number;
  bytes: Uint8Array<ArrayBuffer>;
  tally: Tally;
}

export const emptyTally = (): Tally => ({
  sheets: 0,
  refused: 0,
  holdouts: 0,
  slots: [0, 0, 0],
  candidates: 0,
  reasons: {},
});

export function addTally(to: Tally, more: Tally): void {
  to.sheets += more.sheets;
  to.refused += more.refused;
  to.holdouts += more.holdouts;
  to.candidates += more.candidates;
  more.slots.forEach((count, slots) => {
    to.slots[slots as 0 | 1 | 2] += count;
  });
  for (const [reason, count] of Object.entries(more.reasons)) to.reasons[reason] = (to.reasons[reason] ?? 0) + count;
}

interface Case {
  sheet?: unknown;
  now?: unknown;
  visitor?: unknown;
  seed?: unknown;
  issued_at?: unknown;
}

function moment(value: unknown): number | null {
  const ms = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isFinite(ms) ? ms : null;
}

const refuse = (line: number, issues: Refusal['issues']): string =>
  JSON.stringify({ ok: false, line, issues: issues.map(issue => ({ ...issue, message: issueSentence(issue) })) });
/** `now` is given and is no moment: it is not replaced by another one. */
const badMoment = (line: number): string =>
  refuse(line, [{ code: 'pattern', path: '/now', scope: 'sheet', subject: 'date-time' }]);
const broken = (code: IssueCode): Refusal['issues'] => [{ code, path: '', scope: 'sheet' }];

/** A line that may be a case: it has the name of one of its members, or an escape, in which a name could hide. */
const mayBeCase = /"(?:sheet|now|seed)"|\\u/;
const issuedAt = /"issued_at"\s*:\s*"([^"\\]*)"/g;

/** The moment of a line that is a bare sheet, read without parsing it; null where only a parser can say. */
function momentOfSheet(text: string, defaults: ReplayDefaults): number | null {
  if (mayBeCase.test(text)) return null;
  if (defaults.now !== null) return defaults.now;
  const found = [...text.matchAll(issuedAt)];
  return found.length === 1 ? moment(found[0]?.[1]) : null;
}

function count(decision: Decision, tally: Tally): void {
  tally.slots[decision.slots.length as 0 | 1 | 2] += 1;
  tally.holdouts += decision.holdout ? 1 : 0;
  tally.candidates += decision.slots.length + decision.left_out.length;
  for (const { reasons } of decision.left_out) {
    for (const { reason } of reasons) tally.reasons[reason] = (tally.reasons[reason] ?? 0) + 1;
  }
}

/** The answer to one line. The core reads a sheet; a second reading is only for what is none. */
function decideLine(engine: Engine, text: string, line: number, defaults: ReplayDefaults, tally: Tally): string {
  tally.sheets += 1;
  const now = momentOfSheet(text, defaults);
  if (now !== null) {
    const answer = engine.decideText(text, { now });
    const decision = JSON.parse(answer) as Decision | Refusal;
    if (!isRefusal(decision)) {
      count(decision, tally);
      return answer;
    }
  }
  return decideCase(engine, text, line, defaults, tally);
}

/** The same by a parser: a case with its own moment, visitor and seed, or why it is refused. */
function decideCase(engine: Engine, text: string, line: number, defaults: ReplayDefaults, tally: Tally): string {
  let given: Case | null;
  try {
    given = JSON.parse(text) as Case | null;
  } catch {
    given = null;
  }
  if (given === null || typeof given !== 'object') {
    tally.refused += 1;
    return refuse(line, broken('syntax'));
  }
  // A sheet has no member `sheet`; a case has.
  const sheet = (given.sheet ?? given) as Case;
  if (given.now != null && moment(given.now) === null) {
    tally.refused += 1;
    return badMoment(line);
  }
  const now = moment(given.now) ?? defaults.now ?? moment(sheet.issued_at);
  if (now === null) {
    tally.refused += 1;
    return refuse(line, broken('required'));
  }
  const options: DecideOptions = {
    now,
    ...(typeof given.visitor === 'string' && given.sheet !== undefined && { visitor: given.visitor }),
    ...(typeof given.seed === 'string' && { seed: given.seed }),
  };
  // The bare sheet goes in as it stands; only a case's sheet is printed again.
  const answer = engine.decideText(given.sheet === undefined ? text : sheet, options);
  const decision = JSON.parse(answer) as Decision | Refusal;
  if (isRefusal(decision)) {
    tally.refused += 1;
    return refuse(line, decision.issues);
  }
  count(decision, tally);
  return answer;
}

let engine: Promise<Engine> | undefined;

/** The lines of a batch. One by one: turning the whole of it into a text first took as long as deciding. */
function* linesOf(bytes: Uint8Array<ArrayBuffer>): Generator<string> {
  const input = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < input.length;) {
    const found = input.indexOf(lineFeed, at);
    const end = found < 0 ? input.length : found;
    yield input.toString('utf8', at, end);
    at = end + 1;
  }
}

export async function decideLines({ first, bytes }: Batch, defaults: ReplayDefaults): Promise<Decided> {
  const core = await (engine ??= createNodeEngine());
  const tally = emptyTally();
  const answers: string[] = [];
  let number = first;
  for (const line of linesOf(bytes)) {
    if (line.trim() !== '') answers.push(decideLine(core, line, number, defaults, tally), '\n');
    number += 1;
  }
  return { first, bytes: new TextEncoder().encode(answers.join('')), tally };
}
