// SPDX-License-Identifier: MIT
//
// The native build of the core, asked from Node: a batch of requests in, their answers out,
// in one process. Tests compare these bytes with the module's.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const table = JSON.parse(readFileSync(new URL('../src/vocabulary/operations.json', import.meta.url), 'utf8'));
/** The operations, each at its number. */
export const operations = table.vocabularies[0].words.map(({ word }) => word);

const release = fileURLToPath(new URL('../build/release/src/native/encore_native', import.meta.url));

/**
 * Path of the native runner: ENCORE_NATIVE, else the preset `release`, which `npm test` builds. Another preset's is
 * never taken instead: its age would not be known. Errors: it is not built, with the commands that build it.
 */
export const nativeRunner = () => {
  const path = process.env.ENCORE_NATIVE ?? release;
  if (existsSync(path)) return path;
  throw new Error(
    `there is no native runner at ${path}: cmake --preset release && cmake --build build/release --target encore_native`,
  );
};

/**
 * Answers of the native core to `requests` ({operation, head, body}; head an object, body text or a value), as text.
 */
export const nativeAnswers = requests => {
  const parts = [];
  for (const { operation, head, body } of requests) {
    const headBytes = Buffer.from(JSON.stringify(head));
    const bodyBytes = Buffer.isBuffer(body)
      ? body
      : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    parts.push(
      Buffer.from(`${operations.indexOf(operation)} ${headBytes.length} ${bodyBytes.length}\n`),
      headBytes,
      bodyBytes,
    );
  }
  const { status, stdout, stderr, error } = spawnSync(nativeRunner(), {
    input: Buffer.concat(parts),
    maxBuffer: 1 << 30,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`the native runner ended with ${status}: ${stderr}`);
  const answers = [];
  for (let at = 0; at < stdout.length;) {
    const line = stdout.indexOf(10, at);
    const size = Number(stdout.toString('latin1', at, line));
    answers.push(stdout.toString('utf8', line + 1, line + 1 + size));
    at = line + 1 + size + (stdout[line + 1 + size] === 10 ? 1 : 0);
  }
  if (answers.length !== requests.length) throw new Error(`${requests.length} requests, ${answers.length} answers`);
  return answers;
};
