// SPDX-License-Identifier: MIT
//
// What the report asks of a database: to run statements and to answer one query with rows. The SQL stands in files, one
// for each question; parameters are integers or words and are put in as literals, because the tables that the questions
// make are temporary and belong to one connection.

import { currenciesByDigits } from '../engine/vocabulary.js';
import { noSums, type Sums } from './statistics.js';

/** A row: whole numbers arrive as text or bigint, whatever the driver has; `numberOf` reads them. */
export type Row = Record<string, unknown>;

export interface Database {
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<Row[]>;
  close(): Promise<void>;
}

export type Parameters = Record<string, number | string>;

/** The statements of a file, with `:name` replaced. Errors: a name that no parameter has. */
export function statements(file: string, parameters: Parameters): string[] {
  const bare = file.replace(/^--.*$/gm, '');
  const filled = bare.replace(/(?<!:):([a-z_]+)\b/g, (_, name: string) => {
    const value = parameters[name];
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
    if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
    throw new Error(`the SQL asks for :${name}, which the report does not have`);
  });
  return filled
    .split(/;\s*$/m)
    .map(statement => statement.trim())
    .filter(Boolean);
}

/** How many digits follow the point in each currency; a currency that is not listed has two. */
export const currencyDigits = `CREATE TEMP TABLE currency_digits AS SELECT * FROM (VALUES ${Object.entries(
  currenciesByDigits,
)
  .flatMap(([digits, codes]) => codes.split(' ').map(code => `('${code}', ${digits})`))
  .join(', ')}) AS list(code, digits)`;

/** A number of a row; 0 where there is none. */
export const numberOf = (row: Row, name: string): number => Number(row[name] ?? 0);
export const textOf = (row: Row, name: string): string => {
  const value = row[name];
  return typeof value === 'string' ? value : '';
};

/** The sums of a value by its name in the SQL; those of its squares and products stand beside it. */
export const sumsOf = (row: Row | undefined, of: string): Sums =>
  row
    ? {
        clusters: numberOf(row, 'clusters'),
        n: numberOf(row, 'n'),
        nn: numberOf(row, 'nn'),
        y: numberOf(row, of),
        yy: numberOf(row, `${of}_${of}`),
        ny: numberOf(row, `n_${of}`),
      }
    : noSums;
