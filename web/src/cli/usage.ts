// SPDX-License-Identifier: MIT
//
// What all commands share about their command line: options, files, moments. A mistake
// there is a UsageError: one sentence on standard error, exit code 2.
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { textOf, utf8Fault } from '../engine/utf8.js';

/** The command line or a file it names is not usable. */
export class UsageError extends Error {}

/** Long options by name; a string takes a value (several where `multiple`), a boolean none. */
export type Options = Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>;

/** What was given for each option. */
export type Values<O extends Options> = {
  [K in keyof O]?: O[K]['type'] extends 'boolean' ? boolean : O[K] extends { multiple: true } ? string[] : string;
};

/**
 * Parses `args`; prints `help` and answers null for --help.
 * Errors: UsageError for an unknown option or a wrong number of positional arguments.
 */
export function readArguments<const O extends Options>(
  args: string[],
  help: string,
  options: O,
  positionals: number,
): { values: Values<O>; positionals: string[] } | null {
  const all: Options = { ...options, help: { type: 'boolean' } };
  let parsed;
  try {
    parsed = parseArgs({ args, options: all, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('\n')[0] ?? ''}\n\n${help}`);
  }
  if (parsed.values['help']) {
    process.stdout.write(help);
    return null;
  }
  if (parsed.positionals.length !== positionals) {
    throw new UsageError(
      `expected ${positionals} argument${positionals === 1 ? '' : 's'}, got ${parsed.positionals.length}\n\n${help}`,
    );
  }
  return { values: parsed.values as Values<O>, positionals: parsed.positionals };
}

/** The bytes of a file, or of standard input for "-". */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return path === '-' ? await buffer(process.stdin) : await readFile(path);
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}

/** The text of a file, or of standard input for "-". Errors: UsageError where it is not UTF-8, with the place. */
export async function readInput(path: string): Promise<string> {
  const bytes = await readBytes(path);
  const fault = utf8Fault(bytes);
  if (fault)
    throw new UsageError(
      `${path} is not UTF-8: line ${fault.line}, column ${fault.column} holds other bytes; save it as UTF-8`,
    );
  return textOf(bytes);
}

/** The value of JSON text; `what` names it in the error. */
export function parseJson(json: string, what: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    throw new UsageError(`${what} is not JSON: ${(error as Error).message}`);
  }
}

/** A moment given as RFC 3339 text with zone; the present one where none is given. */
export function readMoment(given: string | undefined): number {
  if (given === undefined) return Date.now();
  const now = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(given) ? Date.parse(given) : NaN;
  if (Number.isNaN(now)) throw new UsageError(`--now takes a time such as 2026-11-21T10:05:00Z, not "${given}"`);
  return now;
}
