// SPDX-License-Identifier: MIT
//
// What `check` says to people: the core's findings with a sentence each, and the warnings that need words of a
// language. Set on an engine by the entries that people use; no thank-you page loads it.
import { holdArguments } from './arguments.js';
import type { Checker, Engine } from './engine.js';
import { issueSentence } from './issues.js';
import { textOf, utf8Fault } from './utf8.js';
import { shown, valueAt } from './place.js';
import type { IssueCode } from './vocabulary.js';
import { warningSentence } from './warnings.js';
import type { CheckResult, Issue, Warning } from './wire.js';
import { promisedReductions } from './words.js';
import { wordWarnings } from './word-warnings.js';

/** Whether a percentage that the core found promises a reduction, in the words around it; any other issue is meant. */
function isMeant({ code, path, limit = 0, actual = 0 }: Issue, document: unknown): boolean {
  if (code !== 'copy_percentage') return true;
  const differs = (written: string): boolean => {
    const number = Number(written.replace(/[,٫]/, '.'));
    if (Number.isNaN(number)) return actual !== limit; // digits of another script, which the core has read
    const grain = 100 / 10 ** (/[.,](\d+)$/.exec(written)?.[1]?.length ?? 0);
    return number !== 100 && Math.floor(limit / grain) * grain !== Math.round(number * 100);
  };
  return promisedReductions(String(valueAt(document, path))).some(differs);
}

/** So many ids are listed; of more, each is to be found in the sheet. */
const mostIds = 12;

/** The ids that the field at `path` may name. */
function known(code: IssueCode, path: string, document: unknown): string[] {
  const lists: Partial<Record<IssueCode, string>> = {
    unknown_candidate: '/candidates',
    unknown_line: '/order/lines',
    unknown_variant: path.replace(/\/variant_id$/, '/product/variants'),
  };
  const list = lists[code] === undefined ? [] : valueAt(document, lists[code]);
  const ids = Array.isArray(list) ? list.map((one: unknown) => (one as { id?: unknown } | null)?.id) : [];
  return ids.length > mostIds ? [] : ids.filter(id => typeof id === 'string');
}

/** The same finding with what stands at its place. */
function placed<Found extends Issue | Warning>(found: Found, document: unknown): Found & { met?: string } {
  const met = shown(valueAt(document, found.path));
  return met && found.path ? { ...found, met } : found;
}

/** The issues of a document in sentences, with the values met. `text` is what was read: JSON, or anything else. */
export function spokenIssues(issues: readonly Issue[], text: string): (Issue & { message: string })[] {
  return issues.length === 0 ? [] : spoken(issues, parsed(text));
}

function spoken(issues: readonly Issue[], document: unknown): (Issue & { message: string })[] {
  return issues.map(issue => {
    const ids = known(issue.code, issue.path, document);
    const full: Issue = { ...placed(issue, document), ...(ids.length > 0 && { known: ids }) };
    return { ...full, message: issueSentence(full) };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** Completes what the core found in `sheetText`. */
export const complete: Checker = (found, sheetText): CheckResult => {
  const findings = found.issues.length + found.warnings.length + found.notes.length;
  const document = findings === 0 ? undefined : parsed(sheetText);
  const issues = spoken(
    found.issues.filter(issue => isMeant(issue, document)),
    document,
  );
  const warnings = [...found.warnings, ...wordWarnings(sheetText)].map(warning => placed(warning, document));
  return {
    ok: issues.length === 0,
    issues,
    warnings: warnings.map(warning => ({ ...warning, message: warningSentence(warning) })),
    notes: spoken(found.notes, document),
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
