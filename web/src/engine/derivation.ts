// SPDX-License-Identifier: MIT
//
// How a price came about, as lines that can be redone by hand: "Tax, added: 20.00 × 19 % = 3.80 (half_up)". The
// formulas stand in src/vocabulary/steps.json; here the operands are put in.
import { printOperand } from './operands.js';
import { operandUnits, stepTexts, type OperandUnit, type StepCode } from './vocabulary.js';
import type { Quote, QuoteStep } from './wire.js';

export interface DerivationLine {
  /** What the result is: "Tax, added". */
  label: string;
  /** From what it follows: "20.00 × 19 %"; empty where the sheet gives it. */
  from: string;
  result: string;
  /** The rule, where something was rounded. */
  rounding?: string;
}

const isUnit = (text: string): text is OperandUnit => (operandUnits as readonly string[]).includes(text);

/** A step that this version does not know is shown with its numbers as they are. */
function lineOf({ step, operands, result, rounding }: QuoteStep, money: (minor: number) => string): DerivationLine {
  const text = Object.hasOwn(stepTexts, step) ? stepTexts[step as StepCode] : undefined;
  const from =
    text?.formula.replace(/\{(\d):(\w+)\}/g, (_, place: string, unit: string) =>
      printOperand(operands[Number(place) - 1] ?? 0, isUnit(unit) ? unit : 'value', money),
    ) ?? operands.join(', ');
  return {
    label: text?.label ?? step,
    from,
    result: printOperand(result, text?.result ?? 'value', money),
    ...(rounding !== undefined && { rounding }),
  };
}

/** A quote's derivation, a line for each step; none where the quote was made without it. `money` prints amounts. */
export const derivationLines = (quote: Quote, money: (minor: number) => string): DerivationLine[] =>
  (quote.derivation ?? []).map(step => lineOf(step, money));

/** The lines as columns of plain text, for a terminal. */
export function derivationText(quote: Quote, money: (minor: number) => string): string[] {
  const lines = derivationLines(quote, money);
  const width = (column: (line: DerivationLine) => string): number =>
    Math.max(0, ...lines.map(line => column(line).length));
  const label = width(line => line.label);
  const from = width(line => line.from);
  const result = width(line => line.result);
  return lines.map(line =>
    `${line.label.padEnd(label)}  ${line.from.padEnd(from)}  ${line.from ? '=' : ' '} ${line.result.padStart(result)}${line.rounding ? `  (${line.rounding})` : ''}`.trimEnd(),
  );
}
