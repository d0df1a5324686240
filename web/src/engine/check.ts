// SPDX-License-Identifier: MIT
//
// What `check` says to people: the core's findings with a sentence each, and the warnings that need words of a
// language. Set on an engine by the entries that people use; no thank-you page loads it.
import { holdArguments } from './arguments.js';
import type { Checker, Engine } from './engine.js';
import { issueSentence } from './issues.js';
import { textOf, utf8Fault } from './utf8.js';
import { warningSentence } from './warnings.js';
import type { CheckResult, Issue } from './wire.js';
import { promisedReductions } from './words.js';
import { wordWarnings } from './word-warnings.js';

/** Whether a percentage that the core found promises a reduction, in the words around it; any other issue is meant. */
function isMeant({ code, path, limit = 0, actual = 0 }: Issue, sheetText: string): boolean {
  if (code !== 'copy_percentage') return true;
  let text: unknown = JSON.parse(sheetText);
  for (const step of path.slice(1).split('/')) text = (text as Record<string, unknown>)[step];
  const differs = (written: string): boolean => {
    const number = Number(written.replace(/[,٫]/, '.'));
    if (Number.isNaN(number)) return actual !== limit; // digits of another script, which the core has read
    const grain = 100 / 10 ** (/[.,](\d+)$/.exec(written)?.[1]?.length ?? 0);
    return number !== 100 && Math.floor(limit / grain) * grain !== Math.round(number * 100);
  };
  return promisedReductions(String(text)).some(differs);
}

/** Completes what the core found in `sheetText`. */
export const complete: Checker = (found, sheetText): CheckResult => {
  const issues = found.issues
    .filter(issue => isMeant(issue, sheetText))
    .map(issue => ({ ...issue, message: issueSentence(issue) }));
  const warnings = [...found.warnings, ...wordWarnings(sheetText)];
  return {
    ok: issues.length === 0,
    issues,
    warnings: warnings.map(warning => ({ ...warning, message: warningSentence(warning) })),
    notes: found.notes.map(note => ({ ...note, message: issueSentence(note) })),
  };
};

/** A document that is not UTF-8: nothing else can be said of it. */
function notText(place: { line: number; column: number }): CheckResult {
  const issue: Issue = { code: 'utf8', path: '', scope: 'sheet', ...place };
  return { ok: false, issues: [{ ...issue, message: issueSentence(issue) }], warnings: [], notes: [] };
}

/** The same engine, whose `check` has sentences and takes bytes too, and whose methods refuse what is not meant. */
export function speaking(engine: Engine): Engine {
  engine.checker = complete;
  engine.hold = holdArguments;
  const check = engine.check.bind(engine);
  engine.check = (sheet, options) => {
    if (!(sheet instanceof Uint8Array)) return check(sheet, options);
    const place = utf8Fault(sheet);
    return place ? notText(place) : check(textOf(sheet), options);
  };
  return engine;
}
