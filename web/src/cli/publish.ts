// SPDX-License-Identifier: MIT
//
// `encore publish`: what the server kit does before it answers, from the command line: the
// private sheet becomes a page sheet whose offers carry signed tokens. What private facts
// excluded goes to standard error, never into the sheet.
import { isRefusal } from '../engine/engine.js';
import { spokenIssues } from '../engine/check.js';
import { reasonSentence } from '../engine/reasons.js';
import { loadEngine } from '../node/index.js';
import { createKeyring, publish, type KeyEntry } from '../server/index.js';
import type { Command } from './index.js';
import { parseJson, readArguments, readInput, readMoment, UsageError } from './usage.js';

const help = `encore publish SHEET --keys KEYS [--now TIME] [--visitor ID]

Turns a private sheet (JSON; "-" for standard input) into the page sheet and prints it: costs, evidence and purchase
history gone, candidates that private facts exclude dropped, tokens signed.

  --keys KEYS    a JSON file {"issuer", "current", "keys": [{"kid", "alg": "HS256", "secret"} or
                 {"kid", "alg": "ES256", "public_jwk", "private_jwk"}]}
  --now TIME     RFC 3339 with zone (default: the present)
  --visitor ID   unit of the experiments that touch prices (default: the sheet's visitor, else its order)

Exit code: 0 published, 1 the sheet is refused, 2 usage.
`;

interface KeyFile {
  issuer: string;
  current: string;
  keys: KeyEntry[];
}

async function readKeys(path: string): Promise<KeyFile> {
  const given = parseJson(await readInput(path), path) as Partial<KeyFile> | null;
  if (!given || typeof given.issuer !== 'string' || typeof given.current !== 'string' || !Array.isArray(given.keys)) {
    throw new UsageError(`${path} needs "issuer", "current" and "keys"; encore publish --help shows their shape`);
  }
  return given as KeyFile;
}

export const run: Command = async args => {
  const given = readArguments(
    args,
    help,
    { keys: { type: 'string' }, now: { type: 'string' }, visitor: { type: 'string' } },
    1,
  );
  if (!given) return 0;
  const {
    values,
    positionals: [path = '-'],
  } = given;
  if (values.keys === undefined)
    throw new UsageError(`--keys is needed: a page sheet's offers carry signed tokens\n\n${help}`);
  const keys = await createKeyring(await readKeys(values.keys)).catch((error: unknown) => {
    throw new UsageError(`${String(values.keys)}: ${error instanceof Error ? error.message : String(error)}`);
  });
  const sheet = await readInput(path);
  const published = await publish(sheet, {
    now: readMoment(values.now),
    keys,
    engine: await loadEngine(),
    ...(values.visitor !== undefined && { visitor: values.visitor }),
  });
  if (isRefusal(published)) {
    for (const { path: place, message, code } of spokenIssues(published.issues, sheet))
      process.stderr.write(`${place || '(document)'}: ${message} [${code}]\n`);
    return 1;
  }
  for (const { candidate_id, reasons } of published.dropped) {
    for (const reason of reasons) process.stderr.write(`dropped ${candidate_id}: ${reasonSentence(reason)}\n`);
  }
  process.stdout.write(`${JSON.stringify(published.sheet)}\n`);
  return 0;
};
