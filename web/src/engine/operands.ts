// SPDX-License-Identifier: MIT
//
// A number with its unit, for people: the operands of reasons and of a price's derivation. How each is to be read
// stands beside it in src/vocabulary.
import { relevances, type Objective, type OperandUnit } from './vocabulary.js';

/** What offers are worth, printed in the unit that the objective has. */
export const printWorth = (objective: Objective | undefined, money: (minor: number) => string) => {
  if (objective === 'take_rate') return (value: number): string => `${(value / 10_000).toFixed(2)} %`;
  return objective === 'priority' ? String : money;
};

/** `money` prints an amount of minor units, `worth` what an offer is worth a visit. */
export const printOperand = (
  value: number,
  unit: OperandUnit,
  money: (minor: number) => string,
  worth: (value: number) => string = String,
): string => {
  switch (unit) {
    case 'value':
      return worth(value);
    case 'money':
      return money(value);
    case 'time':
      return new Date(value).toISOString();
    case 'bps':
      return `${value / 100} %`;
    case 'ppm':
      return `${value / 10_000} %`;
    case 'millionths':
      return String(value / 1_000_000);
    case 'level':
      return relevances[value] ?? String(value);
    case 'days':
      return `${value} ${value === 1 ? 'day' : 'days'}`;
    default:
      return String(value);
  }
};
