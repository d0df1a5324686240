// SPDX-License-Identifier: MIT
//
// What mine, learn and suggest share on the command line: faults on standard error, files written whole or not at all.
import { rename, rm, writeFile } from 'node:fs/promises';
import { faultText, InputError, type Fault } from '../learn/files.js';
import { UsageError } from './usage.js';

const SHOWN = 20;

/** Names the first faults on standard error, with the number of all. */
export function reportFaults(faults: readonly Fault[]): void {
  for (const fault of faults.slice(0, SHOWN)) process.stderr.write(`${faultText(fault)}\n`);
  if (faults.length > 0)
    process.stderr.write(
      `${faults.length} line${faults.length === 1 ? ' is' : 's are'} left out for what is said above\n`,
    );
}

/** Writes beside the file and renames, so that a reader never finds half of it. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  try {
    await writeFile(beside, text);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw new UsageError(`cannot write ${path}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}

/** Input that cannot be used is a usage error: exit code 2. */
export async function usable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof InputError) throw new UsageError(error.message);
    throw error;
  }
}

/** A whole number of at least `least`. */
export function wholeNumber(given: string | undefined, name: string, least: number): number | undefined {
  if (given === undefined) return undefined;
  if (/^\d+$/.test(given) && Number(given) >= least) return Number(given);
  throw new UsageError(`--${name} takes a whole number of at least ${least}, not "${given}"`);
}
