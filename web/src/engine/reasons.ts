// SPDX-License-Identifier: MIT
//
// Why an offer was not shown, in a sentence for a merchant, and what to change if it should
// be. The sentences stand in src/vocabulary/reasons.json; here the operands are put in. For
// the command line, the inspector and the server's log; shoppers never read one.
import { printOperand } from './operands.js';
import { reasonTexts, type ReasonCode } from './vocabulary.js';
import type { Reason } from './wire.js';

/**
 * The sentence of a reason as given. `money` prints amounts; without it they stand in minor units. `worth` prints what
 * offers are worth a visit, of which the objective says the unit.
 */
export const reasonSentence = (
  given: Reason,
  money: (minor: number) => string = String,
  worth: (value: number) => string = String,
): string => {
  if (!Object.hasOwn(reasonTexts, given.reason)) return given.reason;
  const text = reasonTexts[given.reason];
  const operands: Record<string, string | undefined> = {
    limit: given.limit === undefined ? undefined : printOperand(given.limit, text.limit ?? 'value', money, worth),
    actual: given.actual === undefined ? undefined : printOperand(given.actual, text.actual ?? 'value', money, worth),
    subject: given.subject,
  };
  const missing = [...text.sentence.matchAll(/\{(\w+)\}/g)].some(([, name]) => operands[name ?? ''] === undefined);
  const sentence = missing && text.without !== undefined ? text.without : text.sentence;
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => operands[name] ?? '');
};

/** What a merchant would change so that the reason no longer applies. */
export const reasonFix = (reason: ReasonCode): string =>
  Object.hasOwn(reasonTexts, reason) ? reasonTexts[reason].fix : '';
