// SPDX-License-Identifier: MIT
//
// `encore verify`: was that the right price? Recomputes the quote of an accept request from
// the sheet it answers and prints "equal", or names each figure that differs.
import { derivationText } from '../engine/derivation.js';
import { currencyDigits, decimal } from '../engine/money.js';
import { loadEngine } from '../node/index.js';
import { verifyQuote, type QuoteDispute } from '../server/index.js';
import type { Command } from './index.js';
import { parseJson, readArguments, readInput, UsageError } from './usage.js';

const help = `encore verify REQUEST [--json]

Recomputes the quote of an accept request. REQUEST is a JSON file ("-" for standard input):

  {"request": <the body that was posted to the accept endpoint>, "sheet": <the sheet it answers>,
   "quote": <optional: the quote that was shown>, "now": <optional: when, in milliseconds>}

  --json   {"equal","differences":[{"path","stated","recomputed"}],"quote","fault"}

Exit code: 0 equal, 1 different, 2 usage.
`;

async function readDispute(path: string): Promise<QuoteDispute> {
  const given = parseJson(await readInput(path), path) as Partial<QuoteDispute> | null;
  if (!given || typeof given.request !== 'object' || !given.sheet) {
    throw new UsageError(`${path} needs "request" and "sheet"\n\n${help}`);
  }
  return given as QuoteDispute;
}

export const run: Command = async args => {
  const given = readArguments(args, help, { json: { type: 'boolean' } }, 1);
  if (!given) return 0;
  const {
    values,
    positionals: [path = '-'],
  } = given;
  const verdict = verifyQuote(await loadEngine(), await readDispute(path));
  if (values.json) {
    process.stdout.write(`${JSON.stringify(verdict)}\n`);
    return verdict.equal ? 0 : 1;
  }
  const { quote } = verdict;
  for (const { path: at, stated, recomputed } of verdict.differences) {
    process.stdout.write(`${at}: stated ${JSON.stringify(stated)}, recomputed ${JSON.stringify(recomputed)}\n`);
  }
  if (quote) {
    const money = (minor: number): string => decimal(minor, currencyDigits(quote.currency));
    for (const line of derivationText(quote, money)) process.stdout.write(`  ${line}\n`);
  }
  const total = quote ? ` ${decimal(quote.total, currencyDigits(quote.currency))} ${quote.currency}` : '';
  process.stdout.write(verdict.equal ? `equal:${total}\n` : `different${total && `; the sheet gives${total}`}\n`);
  return verdict.equal ? 0 : 1;
};
