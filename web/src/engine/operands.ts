// SPDX-License-Identifier: MIT
//
// A number with its unit, for people: the operands of reasons and of a price's derivation. How each is to be read
// stands beside it in src/vocabulary.
import { relevances, type OperandUnit } from './vocabulary.js';

/** `money` prints an amount of minor units. */
export const printOperand = (value: number, unit: OperandUnit, money: (minor: number) => string): string => {
  switch (unit) {
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
